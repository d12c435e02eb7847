import pytest
from django.db import connection
from django.test import Client

from articles.site.errors import words_of
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
