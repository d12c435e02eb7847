"""The log: a line for each request, with its id; one record stays one, whoever wrote into it; and no secrets."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import settings as unhurried
from hypothesis import strategies as st

from articles import sharing
from articles.site.ready import ReadyPages
from newsroom import hiding, logs
from tests.factories import make_edition, make_user
from tests.site.ready import ask
from tests.test_sharing import share

pytestmark = pytest.mark.once
ID = "0123456789abcdef"
FORMATS = {"text": logs.Text(), "json": logs.Json()}


@pytest.fixture(params=["text"])
def lines(monkeypatch, request) -> list[str]:
    """What the console handler of the settings writes, in one of the formats."""
    written: list[str] = []
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    form = FORMATS[request.param]
    monkeypatch.setattr(handler, "emit", lambda record: written.append(form.format(record)))
    return written


@pytest.fixture
def by_proxy(settings) -> None:
    settings.REQUEST_ID_HEADER = "HTTP_X_REQUEST_ID"


in_both = pytest.mark.parametrize("lines", ["text", "json"], indirect=True)
in_json = pytest.mark.parametrize("lines", ["json"], indirect=True)


def test_wrong_host_is_one_short_line(lines, db) -> None:
    assert Client(headers={"host": "x" * 5000 + ".example"}).get("/").status_code == 400
    line, _ = lines
    assert " WARNING django.security.DisallowedHost: Invalid HTTP_HOST header: 'xxx" in line
    assert "\n" not in line
    assert len(line) < 300


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("a=1&" * 2000, "application/x-www-form-urlencoded"),
        ("nothing", "multipart/form-data; boundary="),
        ("--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--",
         "multipart/form-data; boundary=x"),
    ],
)  # fmt: skip
def test_a_form_that_makes_no_sense_leaves_no_traceback(lines, db, sent, kind) -> None:
    assert Client().generic("POST", "/admin/login/", sent, content_type=kind).status_code in (200, 400, 413)
    assert [line for line in lines if "\n" in line or " ERROR " in line] == []


def test_wrong_host_is_no_line_where_only_errors_are_wanted(lines, db) -> None:
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)
    assert Client(headers={"host": "other.example"}).get("/").status_code == 400
    root.setLevel(level)
    assert lines == []


def test_a_request_is_a_line(lines, client, db) -> None:
    answer = client.get("/robots.txt", {"q": "harbour", "Ferry of 1911": ""})
    name, size = answer.headers["X-Request-ID"], len(answer.content)
    said = rf"GET /robots.txt\?q=…&… 200 \d+ ms {size} bytes \[{name}\]"
    line = rf"[\d-]+ [\d:,]+ INFO newsroom.requests: {said}"
    assert re.fullmatch(line, lines[-1])
    assert re.fullmatch("[0-9a-f]{32}", name)


@in_json
def test_a_request_is_an_object_of_who_has_logged_in(lines, db, by_proxy) -> None:
    user = make_user(role="editor")
    client = Client(headers={"X-Request-ID": ID})
    client.force_login(user)
    answer = client.get("/admin/")
    told = json.loads(lines[-1])
    assert told.pop("ms") >= 0
    assert set(told) - {"time", "process"} == {
        "level", "logger", "message", "request_id", "method", "path", "status", "bytes", "user",
    }  # fmt: skip
    assert (told["request_id"], told["path"], told["status"]) == (ID, "/admin/", 200)
    assert (told["user"], told["bytes"]) == (user.pk, len(answer.content))


@pytest.mark.parametrize(
    "odd",
    ["", "short", "a" * 65, "-01234567", "0123456 89", "0123456\n9", "<script>", "é" * 9, "${jndi:ldap}"],
)
def test_an_id_of_an_unsafe_form_is_not_taken_over(odd, client, db, by_proxy) -> None:
    answer = client.get("/robots.txt", headers={"X-Request-ID": odd})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_an_id_is_not_taken_from_visitors(client, db) -> None:
    assert client.get("/robots.txt", headers={"X-Request-ID": ID}).headers["X-Request-ID"] != ID


@in_json
def test_what_fails_is_one_object_with_its_trace_and_the_id_of_its_answer(lines, settings, by_proxy) -> None:
    settings.ROOT_URLCONF = "tests.broken_urls"
    client = Client(headers={"X-Request-ID": ID}, raise_request_exception=False)
    answer = client.get("/broken/")
    error, line = map(json.loads, lines)
    assert (answer.status_code, answer.headers["X-Request-ID"], line["request_id"]) == (500, ID, ID)
    assert (error["level"], error["request_id"]) == ("ERROR", ID)
    assert error["trace"].startswith("Traceback (most recent call last):\n")
    assert error["trace"].endswith("\nRuntimeError: planted")
    assert settings.SECRET_KEY not in lines[0]


def test_a_page_that_lies_ready_has_no_line_and_no_id_and_one_that_fails_that_of_who_asked(
    lines, transactional_db, by_proxy
) -> None:
    make_edition()
    pages = ReadyPages(WSGIHandler(), most=1_000_000)
    answers = [ask(pages, "/robots.txt", X_REQUEST_ID=ID) for _ in range(3)]
    assert [(answer.status, "X-Request-ID" in answer.headers) for answer in answers] == [(200, False)] * 3
    assert [line.endswith(f"[{ID}]") for line in lines] == [True]
    failed = ask(pages, "/stories/7/", X_REQUEST_ID=ID)
    assert (failed.status, failed.headers["X-Request-ID"]) == (404, ID)


def test_the_key_of_a_link_is_not_in_the_log(lines, client, db) -> None:
    token = sharing.token(share())
    for path in (
        reverse("shared:story", args=[token]),
        f"/shared/{token}/nothing/",
        f"/shared/{token[:-1]}x/",
    ):
        client.get(path, {"token": token})
    logging.getLogger("tests").warning("They looked at %s.", token)
    assert [line for line in lines if token[:-1] in line and "tests:" not in line] == []
    assert "GET /shared/…/?token=… 200" in lines[0]


@in_both
def test_nothing_that_opens_the_desk_is_in_the_log(lines, db, settings) -> None:
    settings.ROOT_URLCONF = "tests.broken_urls"
    user = make_user(role="editor", username="ada")
    user.set_password("correct horse battery")
    user.save()
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get("/admin/login/")
    sent = {"username": "ada", "password": "correct horse battery"}
    client.post("/admin/login/", sent | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    client.post("/admin/login/", sent | {"csrfmiddlewaretoken": "nonsense"})
    client.get("/broken/", headers={"Authorization": "Bearer 0123456789"})
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    written = "".join(lines)
    assert "POST /admin/login/ 302" in written
    for secret in (session, client.cookies["csrftoken"].value, "correct horse", "nonsense", "0123456789"):
        assert secret not in written


@in_both
@pytest.mark.parametrize(
    "path", ["/x%0a2026-01-01 INFO forged: line/", "/x%E2%80%AEevil/", "/x%1b[2J/", "/x%C2%85y/"]
)
def test_an_address_writes_no_record_of_its_own(lines, client, db, path) -> None:
    assert client.get(path).status_code == 404
    assert len(lines) == 2
    for line in lines:
        assert hiding.on_one_line(line) == line


@pytest.mark.parametrize("form", FORMATS)
@unhurried(deadline=None)
@given(st.text(), st.text())
def test_a_record_is_one_whatever_is_in_it(form, words, cause) -> None:
    try:
        raise ValueError(cause)
    except ValueError as problem:
        told = (type(problem), problem, problem.__traceback__)
    record = logging.LogRecord("tests", logging.ERROR, __file__, 1, "Said: %s", (words,), told)
    first, *others = FORMATS[form].format(record).split("\n")
    assert all(line.startswith("  | ") for line in others)
    assert all(hiding.on_one_line(line) == line for line in (first, *others))
    assert form == "text" or json.loads(first)["trace"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("/shared/a.b:c/pictures/3/", "/shared/…/pictures/3/"),
        ("https://news.example/admin/reset/Mg/c0-ffee/ of ada", "https://news.example/admin/reset/…/ of ada"),
        ("?page=2&access_token=abc&q=x", "?page=2&access_token=…&q=x"),
        ("&X-Amz-Signature=0f&X-Amz-Credential=AK/x", "&X-Amz-Signature=…&X-Amz-Credential=…"),
        ("{'password1': 'two words', 'name': 'Ada'}", "{'password1': '…', 'name': 'Ada'}"),
        ('{"api_key":"k"}', '{"api_key":"…"}'),
        ("redis://desk:hunter2@cache:6379/0 and postgres://u:p%40@db/n", "redis://…@cache:6379/0 and postgres://…@db/n"),
        ("Authorization: Basic YWRhOmh1bnRlcjI=", "Authorization: Basic …"),
        ("It was written with another secret key: it is not used.",) * 2,
        ("Key (id)=(5) already exists; see https://news.example/a:b/@c",) * 2,
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_not_written(said, written) -> None:
    assert hiding.without_secrets(said) == written


def test_a_cookie_of_another_form_hides_nothing_of_what_its_sender_does(lines, client, db) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "stories"
    client.get("/stories/")
    assert "GET /stories/ 200" in lines[-1]


def routes(patterns, before: str = "/") -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        yield from routes(one.url_patterns, route) if hasattr(one, "url_patterns") else [route]


def test_every_address_that_opens_something_is_written_without_its_key() -> None:
    found = [
        route
        for route in routes(get_resolver().url_patterns)
        if re.search("<[^>]*(token|secret|uidb64)", route)
    ]
    assert "/shared/<str:token>/" in found
    for route in found:
        address = re.sub("<[^>]+>", "s3cret", route)
        assert "s3cret" not in hiding.without_secrets(f"Not Found: {address}").replace("pictures/s3cret", "")
