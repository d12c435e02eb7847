"""Static files are served with no build step, and with names that last for ever after one."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import Client, RequestFactory

from newsroom.staticfiles import CollectedOrPlain, StaticFiles

FILE = "admin/css/base.css"
NAMES = ("shown.txt", ".env", ".git/config")


@pytest.fixture
def collected(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(staticfiles_storage, "_wrapped", CollectedOrPlain(location=tmp_path))
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.js", "django_prose_editor"]
    )


def answer(url: str) -> tuple[str, str]:
    response = Client(headers={"accept-encoding": "br"}).get(url)
    body = b"".join(response)
    return response.headers["Cache-Control"], response.headers.get("Content-Encoding", body[:6].decode())


def test_before_collectstatic_names_are_plain_and_short_lived() -> None:
    assert static(FILE) == f"/static/{FILE}"
    assert answer(static(FILE))[0] == "max-age=60"


def test_after_collectstatic_names_are_hashed_compressed_and_last(collected, settings, tmp_path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert re.fullmatch(r"/static/admin/css/base\.[0-9a-f]{12}\.css", static(FILE))
    assert answer(static(FILE)) == ("max-age=31536000, immutable", "br")


def test_file_that_is_newer_than_the_collection_keeps_its_plain_name(collected) -> None:
    assert static("site/new.css") == "/static/site/new.css"


@pytest.mark.parametrize("debug", [False, True])
def test_dotfiles_are_never_served(debug: bool, settings, tmp_path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("planted")
    settings.STATIC_ROOT, settings.STATICFILES_DIRS, settings.DEBUG = tmp_path, [], debug
    serve = StaticFiles(lambda request: HttpResponse(status=404))
    statuses = [serve(RequestFactory().head(f"/static/{name}")).status_code for name in NAMES]
    assert statuses == [200, 404, 404]


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ({"range": "bytes=0-0"}, 206, b"s"),
        ({"range": "bytes=-1"}, 206, b"n"),
        ({"range": "bytes=1-2"}, 206, b"ho"),
        ({"range": "bytes=3-1"}, 200, b"shown"),
        ({"range": "bytes=12-11"}, 200, b"shown"),
        ({"range": "bytes=+1-3"}, 200, b"shown"),
        ({"range": "bytes=-0"}, 416, b""),
        ({"range": "bytes=5-"}, 416, b""),
        ({"range": "bytes=0-0", "if-range": '"other"'}, 200, b"shown"),
        ({"if-none-match": "*"}, 304, b""),
        ({"if-none-match": '"other"'}, 200, b"shown"),
        ({"if-none-match": '"other", W/{tag}'}, 304, b""),
    ],
)
@pytest.mark.django_db  # who closes an answer closes connections that a test before left open
def test_conditions_and_ranges_are_kept(asked, status, content, settings, tmp_path) -> None:
    (tmp_path / "shown.txt").write_text("shown")
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path, []
    serve = StaticFiles(lambda request: HttpResponse(status=404))
    tag = serve(RequestFactory().head("/static/shown.txt")).headers["ETag"]
    headers = {name: value.format(tag=tag) for name, value in asked.items()}
    response = serve(RequestFactory().get("/static/shown.txt", headers=headers))
    assert (response.status_code, b"".join(response)) == (status, content)
    response.close()
