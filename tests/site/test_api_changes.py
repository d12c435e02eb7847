"""What became of stories last, as somebody who took them over asks for it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from tests.factories import make_edition, make_user
from tests.press.desk import corrected, publish
from tests.site.asked import ROOT, get, problem_of
from tests.site.pages import make_full_edition, plant_hidden

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def changes(client, **query):
    """What is listed, each as "number change status"."""
    found = get(client, "/api/changes/", **query)["results"]
    return [f"{row['id']} {row['change']} {row['status']}" for row in found]


def withdrawn(reason, **kwargs):
    edition = make_edition(**kwargs)
    return press.withdraw(edition.story, reason=reason, by=make_user(role="editor"), now=timezone.now())


def test_a_correction_and_a_kill_stand_before_what_was_published_earlier(client):
    now = timezone.now().replace(microsecond=0)
    first = make_edition(now=now - 5 * MINUTE)
    second = make_edition(now=now - 4 * MINUTE)
    publish(corrected(first.story, "Six boats, not five.", now=now - 2 * MINUTE), now=now - 2 * MINUTE)
    press.withdraw(second.story, reason="error", by=second.made_by, now=now - MINUTE)
    third = make_edition(now=now - 3 * MINUTE)
    latest = [
        f"{second.story_id} withdrawn canceled",
        f"{first.story_id} corrected usable",
        f"{third.story_id} published usable",
    ]
    assert changes(client) == latest
    assert changes(client, since=(now - 2 * MINUTE).isoformat()) == latest[:2]
    assert changes(client, since=now.isoformat()) == []


def test_a_change_says_what_readers_were_told_and_where_the_story_is(client):
    now = timezone.now().replace(microsecond=0)
    first = make_edition(now=now - MINUTE, headline="Ferry returns")
    edition = publish(corrected(first.story, "Six boats, not five.", now=now), now=now)
    (change,) = get(client, "/api/changes/")["results"]
    assert change == {
        "at": now.isoformat(), "change": "corrected", "status": "usable", "id": first.story_id,
        "uri": get(client, f"/api/stories/{first.story_id}/ninjs/")["uri"], "version": 2, "headline": "Ferry returns",
        "correction": "Six boats, not five.", "reason": None,
        "self": f"{ROOT}/api/stories/{first.story_id}/", "url": f"{ROOT}{edition.get_absolute_url()}",
        "ninjs": f"{ROOT}/api/stories/{first.story_id}/ninjs/",
    }  # fmt: skip


@pytest.mark.parametrize("reason", ["legal", "undone"])
def test_of_what_was_withdrawn_without_a_word_only_that_it_is_gone(client, reason):
    stone = withdrawn(reason, headline="Zebrafish found")
    (change,) = get(client, "/api/changes/")["results"]
    known = {name: value for name, value in change.items() if value is not None}
    assert known.keys() == {"at", "change", "status", "id", "uri", "version", "ninjs"}
    assert get(client, change["ninjs"])["pubStatus"] == "canceled"
    assert (change["id"], change["status"]) == (stone.story_id, "canceled")


def test_what_was_withdrawn_with_a_word_says_it(client):
    withdrawn("error", headline="Ferry returns")
    (change,) = get(client, "/api/changes/")["results"]
    told = {name: change[name] for name in ("headline", "reason", "self", "url")}
    assert told == {"headline": "Ferry returns", "reason": "error", "self": None, "url": None}
    assert get(client, change["ninjs"])["pubStatus"] == "canceled"


def test_nothing_is_told_of_what_is_not_published_until_its_second(client):
    due, gone = plant_hidden("zebrafish")
    assert changes(client) == [f"{gone.story_id} withdrawn canceled"]
    assert b"zebrafish" not in client.get("/api/changes/").content
    with time_machine.travel(due.live_from, tick=False):
        assert changes(client) == [f"{due.story_id} published usable", f"{gone.story_id} withdrawn canceled"]


def test_the_list_goes_on_by_keys_and_keeps_what_was_asked(client):
    now = timezone.now()
    stories = [make_edition(now=now).story_id for _ in range(5)]
    first = get(client, "/api/changes/", since=(now - MINUTE).isoformat(), limit=2)
    second = get(client, first["next"])
    assert [[row["id"] for row in page["results"]] for page in (first, second)] == [
        stories[:2:-1],
        stories[2:0:-1],
    ]
    assert get(client, second["previous"]) == first
    assert get(client, get(client, second["next"])["previous"]) == second


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("since=yesterday", "since"),
        ("since=2026-03-13", "since"),
        ("since=2026-03-13T23:29:00", "since"),
        ("since=2026-13-13T23:29:00Z", "since"),
        ("since=0001-01-01T00:00:00%2B23:59", "since"),
        ("since=%00", "since"),
        ("before=yesterday", "before"),
        ("limit=0", "limit"),
    ],
)
def test_what_is_not_understood_is_said(client, query, wrong):
    problem = problem_of(client, f"/api/changes/?{query}")
    assert [error["parameter"] for error in problem["errors"]] == [wrong]


def test_a_zone_whose_plus_came_as_a_space_is_understood(client):
    assert client.get("/api/changes/?since=2026-03-13T23:29:00+00:00").status_code == 200
    assert client.get("/api/changes/?since=2026-03-13 23:29:00+00:00").status_code == 200


@pytest.mark.once
def test_many_changes_take_no_more_queries_than_one(client):
    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/api/changes/").status_code == 200
        return len(queries)

    make_full_edition()
    few = counted()
    for _ in range(9):
        withdrawn("error")
    assert counted() == few == 2
