import errno
import logging
import sqlite3

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory

from articles.site import api
from articles.site.errors import failed, words_of
from tests.desk.desk import client_of
from tests.factories import make_edition, make_topic
from tests.site.pages import html_of


@pytest.mark.django_db
def test_page_for_what_is_not_there_helps_on(client):
    edition = make_edition(topics=[make_topic(name="Sea")])
    response = client.get("/news/2024/ferry-returns.html")
    html = html_of(response)
    assert response.status_code == 404
    assert {edition.get_absolute_url(), "/topics/sea/", "/stories/", "/"} <= set(html.links())
    assert html.all("input", id="q")[0]["value"] == "ferry returns html"
    assert html.meta("robots") == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "leads_back"), [("/admin/nowhere", True), ("/nowhere/", False)])
def test_from_what_is_not_there_in_the_desk_a_way_leads_back_to_it(path, leads_back):
    response = client_of().get(path, follow=True)
    assert response.status_code == 404
    assert ("/admin/" in html_of(response).links()) == leads_back


@pytest.mark.parametrize(
    ("path", "words"),
    [("/", ""), ("/a/", ""), ("/stories/7/old-pier/", "old pier"), ("/x/%D8%AC%D8%AF/", "جد"), ("/x/12_ab", "ab"),
     ("/" + "word-" * 99, ("word " * 16).strip())],
)  # fmt: skip
def test_words_to_search_for_come_from_the_address(path, words):
    assert words_of(path) == words


@pytest.mark.parametrize(
    ("path", "host", "status", "heading"),
    [
        ("/", "elsewhere.example", 400, "We could not understand this address"),
        ("/broken/", "localhost", 500, "Something went wrong here"),
    ],
)
def test_error_is_said_without_the_database(settings, path, host, status, heading):
    settings.ROOT_URLCONF = "tests.broken_urls"
    response = Client(headers={"host": host}, raise_request_exception=False).get(path)
    html = html_of(response)
    assert (response.status_code, html.headings, html.problems) == (status, [(1, heading)], [])


@pytest.mark.django_db
def test_refused_form_says_why():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert (response.status_code, html_of(response).headings[0][1]) == (403, "This form was not accepted")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_that_takes_too_long_is_told_so_and_keeps_no_connection_and_the_desk_takes_its_time(settings):
    settings.ROOT_URLCONF, settings.READER_SECONDS = "tests.broken_urls", 0.2
    client = Client(raise_request_exception=False)
    late = client.get("/slow/")
    assert (late.status_code, late.headers["Retry-After"], late.headers["Cache-Control"]) == (
        503,
        "10",
        "no-store",
    )
    assert html_of(late).headings == [(1, "This takes too long just now")]
    assert [client.get(path).status_code for path in ("/admin/slow/", "/", "/slow/")] == [200, 200, 503]
    connection.close()
    assert client.get("/slow/").status_code == 503
    settings.READER_SECONDS = 0
    assert client.get("/slow/").status_code == 200


def of_sqlite(name):
    cause = sqlite3.OperationalError()
    cause.sqlite_errorname = name
    return cause


def answer_to(problem, cause=None, method="get", path="/stories/"):
    """To a request in which a database or a disk failed."""
    try:
        raise problem from cause
    except type(problem):
        return failed(getattr(RequestFactory(), method)(path))


AWAY, FULL, WITHOUT_FILES, BROKEN = (
    "The newsroom cannot answer just now",
    "There is no room left",
    "There are no pictures just now",
    "Something went wrong here",
)


@pytest.mark.parametrize(
    ("problem", "cause", "status", "heading"),
    [
        (OperationalError("the connection is lost"), psycopg.OperationalError(), 503, AWAY),
        (InterfaceError("connection already closed"), None, 503, AWAY),
        (OperationalError("too many clients"), psycopg.errors.TooManyConnections(), 503, AWAY),
        (OperationalError("deadlock detected"), psycopg.errors.DeadlockDetected(), 503, AWAY),
        (OperationalError("database is locked"), of_sqlite("SQLITE_BUSY"), 503, AWAY),
        (OperationalError("disk I/O error"), of_sqlite("SQLITE_IOERR_WRITE"), 503, AWAY),
        (OperationalError("database or disk is full"), of_sqlite("SQLITE_FULL"), 503, FULL),
        (OperationalError("could not extend file"), psycopg.errors.DiskFull(), 503, FULL),
        (OSError(errno.ENOSPC, "No space left on device"), None, 503, FULL),
        (ConnectionError("the store of pictures does not answer"), None, 503, WITHOUT_FILES),
        (OperationalError("no such table"), of_sqlite("SQLITE_ERROR"), 500, BROKEN),
        (OperationalError("row is too big"), psycopg.errors.ProgramLimitExceeded(), 500, BROKEN),
        (OSError(errno.EACCES, "Permission denied"), None, 500, BROKEN),
    ],
)
def test_what_may_be_answered_in_a_moment_says_so(problem, cause, status, heading, caplog):
    answer = answer_to(problem, cause)
    html = html_of(answer)
    assert (answer.status_code, html.headings, html.problems) == (status, [(1, heading)], [])
    is_passing = status == 503
    assert (answer.headers.get("Retry-After"), answer.headers.get("Cache-Control")) == (
        ("10", "no-store") if is_passing else (None, None)
    )
    assert [record.exc_info for record in caplog.records] == [None] * is_passing


def test_who_sent_something_is_told_to_look_whether_it_was_done():
    told = [answer_to(OperationalError("gone"), method=method).content.decode() for method in ("get", "post")]
    assert ["Look which it is before you send it again." in page for page in told] == [False, True]


def test_in_the_desk_it_is_said_that_what_was_typed_is_kept():
    page = answer_to(OperationalError("gone"), method="post", path="/admin/articles/story/1/change/")
    assert "it offers to put the text back" in page.content.decode()
    assert '<a href="/admin/">' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("problem", "status"), [(OperationalError("secret host"), 503), (ValueError("bug"), 500)]
)
def test_the_api_tells_an_outage_as_it_tells_other_problems(monkeypatch, problem, status):
    def away(*args, **kwargs):
        raise problem

    monkeypatch.setitem(api.VIEWS, "stories", away)
    answer = Client(raise_request_exception=False).get("/api/stories/")
    assert answer.status_code == status
    if status == 503:
        assert answer.json()["detail"] == "The database does not answer. Ask again in a moment."
        assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("10", "no-store")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_an_outage_is_logged_in_a_line_without_where_in_the_code_it_was(caplog, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr("articles.site.lists.page", away)
    assert Client(raise_request_exception=False).get("/stories/?q=nothing").status_code == 503
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record.getMessage() for record in told] == ["/stories/ was not answered: connection refused"]
    assert [record.exc_info for record in told] == [None]
