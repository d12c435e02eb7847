"""What the JSON API says where it cannot give what is asked for."""

import pytest
from django.test import Client
from django.utils import timezone

from articles import press
from tests.factories import make_edition, make_user
from tests.site.asked import ROOT, addresses_of, problem_of
from tests.site.pages import make_full_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def withdrawn(reason, **details):
    edition, now = make_edition(), timezone.now().replace(microsecond=0)
    press.withdraw(edition.story, reason=reason, by=make_user(role="editor"), now=now, **details)
    return f"/api/stories/{edition.story_id}/", now


def test_a_withdrawn_story_says_why(client):
    address, now = withdrawn("error")
    assert problem_of(client, address) == {
        "type": "about:blank",
        "title": "Withdrawn",
        "status": 410,
        "detail": "It did not meet our standards of accuracy.",
        "reason": "error",
        "withdrawn_at": now.isoformat(),
    }


@pytest.mark.parametrize("reason", ["legal", "undone"])
def test_a_story_that_was_withdrawn_silently_says_nothing(client, reason):
    address, _now = withdrawn(reason)
    assert problem_of(client, address) == {
        "type": "about:blank", "title": "Gone", "status": 410, "detail": "It is not published any more.",
    }  # fmt: skip


def test_a_merged_story_leads_on(client):
    loser, into = make_edition(), make_edition()
    press.merge(loser.story, into=into.story, by=make_user(role="editor"), now=timezone.now())
    response = client.get(f"/api/stories/{loser.story_id}/")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"{ROOT}/api/stories/{into.story_id}/",
    )


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("since=2025-02-30", ["since"]),
        ("since=2025-02-02&until=2025-01-01", ["until"]),
        ("topic=nowhere&source=nobody", ["topic", "source"]),
        ("q=" + "a" * 10_000, ["q"]),
        ("before=yesterday", ["before"]),
        ("before=1-1&after=1-1", ["after"]),
        ("limit=0", ["limit"]),
        ("limit=101", ["limit"]),
        ("limit=" + "9" * 5000, ["limit"]),
        ("limit=%D9%A1", ["limit"]),
        ("sourec=chime-group&utm_source=x", ["sourec", "utm_source"]),
    ],
)
def test_what_is_not_understood_is_said(client, query, wrong):
    problem = problem_of(client, f"/api/stories/?{query}")
    assert (problem["status"], [error["parameter"] for error in problem["errors"]]) == (400, wrong)
    assert all(error["detail"] for error in problem["errors"])


def test_too_many_parameters_are_a_problem_too(client):
    query = "&".join(f"q{number}=1" for number in range(1001))
    assert problem_of(client, f"/api/stories/?{query}")["status"] == 400


@pytest.mark.parametrize(
    "address",
    ["/api/nowhere/", "/api/stories/0/", "/api/stories/x/", "/api/stories/999999999999/", "/api/topics/nobody/",
     "/api/topics/%00/", "/api/a/b/c/"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(client, address):
    assert problem_of(client, address) == {
        "type": "about:blank", "title": "Not found", "status": 404, "detail": "There is nothing at this address.",
    }  # fmt: skip


def test_an_address_without_its_last_slash_leads_to_it(client):
    assert client.get("/api/stories").headers["Location"] == "/api/stories/"


def test_it_is_to_be_read_only():
    client = Client(enforce_csrf_checks=True)
    for address in [*addresses_of(make_full_edition()), "/api/nowhere/"]:
        for method in ("post", "put", "delete"):
            response = getattr(client, method)(address)
            assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert response.json()["title"] == "Method not allowed"


def test_a_page_of_another_site_may_ask_whether_something_has_changed(client):
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    for address in ["/api/stories/", "/api/nowhere/"]:
        response = client.options(address, headers=asked)
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match, If-Modified-Since"
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/api/stories/").headers["Access-Control-Expose-Headers"] == "ETag"
