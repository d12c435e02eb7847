"""Headers by which browsers are careful with answers: on each of them, whoever gives it."""

import re
from io import BytesIO

import pytest
from django.test import Client, RequestFactory

from articles.isolation import RESOURCE_POLICY, UNUSED, headers_of
from newsroom.desk import SecureMessages
from tests.desk.desk import address, client_of
from tests.factories import make_user
from tests.site import pages
from tests.test_settings import values_of

CAREFUL = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def fetched(path, *, client=None, host="localhost", **asked):
    client = client or Client(headers={"host": host}, raise_request_exception=False)
    response = client.get(path, **asked)
    b"".join(response)  # a file is closed once it is read
    return response


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/admin/login/", "localhost", 200),
        ("/admin", "localhost", 301),
        ("/admin/", "localhost", 302),
        ("/", "localhost", 200),
        ("/nothing-here/", "localhost", 404),
        ("/shared/nothing/", "localhost", 404),
        ("/", "elsewhere.example", 400),
        ("/static/site/site.css", "localhost", 200),
        ("/favicon.ico", "localhost", 200),
        ("/broken/", "localhost", 500),
    ],
)
def test_every_response_carries_them(path, host, status, settings, db):
    settings.ROOT_URLCONF = "tests.broken_urls"
    response = fetched(path, host=host)
    own = {"Referrer-Policy": "no-referrer"} if path.startswith("/shared/") else {}
    assert response.status_code == status
    assert {name: response.headers[name] for name in CAREFUL} == CAREFUL | own
    assert response.headers["Permissions-Policy"] == ", ".join(f"{name}=()" for name in UNUSED)
    assert response.headers[RESOURCE_POLICY] == (
        "cross-origin" if response.headers["Content-Type"].startswith("image/") else "same-origin"
    )
    assert (
        status < 400
        or "max-age=0" in response.headers["Cache-Control"]
        or (response.headers["Cache-Control"].endswith("no-store"))
    )


@pytest.mark.django_db
def test_what_is_published_to_be_taken_over_is_for_pages_of_others(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = pages.make_picture(size=(1200, 800))
    edition = pages.make_full_edition(pictures=[picture.pk])
    row = edition.picture_rows.get()
    rendition = f"/media/renditions/{picture.sha256}/whole/320.webp"
    theirs = [*(f"/stories/feed.{form}" for form in ("rss", "atom", "json")), "/api/", "/api/nothing/"]
    theirs += [f"/media/{row.file}", rendition, f"/stories/{edition.story_id}/card-1.jpg"]
    ours = [edition.get_absolute_url(), "/stories/more/", "/sitemap.xml", "/robots.txt"]
    told = {path: fetched(path, client=client).headers[RESOURCE_POLICY] for path in [*theirs, *ours]}
    assert told == dict.fromkeys(theirs, "cross-origin") | dict.fromkeys(ours, "same-origin")


@pytest.mark.django_db
def test_files_that_somebody_brought_run_nothing(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = pages.make_picture()
    pages.make_full_edition(pictures=[picture.pk])
    ours, theirs = fetched(f"/media/{picture.image.name}"), address("picture_file", picture.pk)
    for response in (ours, fetched(theirs, client=client_of(role="editor"))):
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["Content-Type"] == "image/jpeg"


def test_an_answer_before_django_carries_them_and_over_https_that_it_stays_so(settings):
    settings.SECURE_HSTS_SECONDS = 99
    environ = RequestFactory().get("/", secure=True).environ | {"wsgi.input": BytesIO()}
    found = dict(headers_of(environ))
    assert CAREFUL.items() <= found.items()
    assert (found["Strict-Transport-Security"], found[RESOURCE_POLICY]) == ("max-age=99", "same-origin")


def test_cookies_are_of_this_host_alone_over_https_and_out_of_reach_of_scripts():
    whats = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    names = [f"{of}_COOKIE_{what}" for of in ("SESSION", "CSRF") for what in whats]
    found = values_of(*names, "MESSAGE_STORAGE", NEWSROOM_HTTPS="yes")
    strict = "True True Lax / None"
    assert found == f"__Host-session {strict} __Host-csrf {strict} newsroom.desk.SecureMessages\n"
    assert SecureMessages.storage_classes[0].cookie_name == "__Host-messages"


@pytest.mark.django_db
def test_no_cache_keeps_a_page_of_the_desk(client):
    paths = ["/admin/login/", "/admin/", "/admin/password_change/"]
    found = [fetched(path, client=client).headers for path in paths]
    client.force_login(make_user(role="editor"))
    found += [fetched(path, client=client).headers for path in [*paths, address("story_changelist")]]
    for headers in found:
        assert {"no-store", "private"} <= set(re.findall(r"[\w-]+", headers["Cache-Control"]))
