"""The front page arranged on the desk: steps of a draft, its preview, its moment, and what there was."""

import re
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import arranging, press
from articles.layouts import BESIDE, LEAD, Layout, Pin, layout_at, places_of
from articles.models import FAR_FUTURE, Arrangement
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_story, make_topic, make_user
from tests.site.test_front import make_editions

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOUR = timedelta(hours=1)
PAGE = "/admin/articles/arrangement/"


def arrange(layout=None, *, by=None, at=None):
    base = Arrangement.objects.count()
    by = by or make_user(role="editor")
    return arranging.arrange(layout or Layout(), base=base, by=by, now=timezone.now(), at=at)


def step(client, do, query=""):
    """The query of the draft to which a button leads from the draft of ``query``."""
    response = client.get(f"{PAGE}?{query}&do={do}")
    assert response.status_code == 302
    return urlsplit(response.url).query


def spelled(query):
    return [(name, value) for name, value in parse_qsl(query) if name != "base"]


def decide(client, query, **typed):
    return client.post(f"{PAGE}decide/", dict(parse_qsl(query)) | {"when": "now"} | typed, follow=True)


def pins():
    return {place: pin.story for place, pin in layout_at(timezone.now()).pins.items()}


def test_page_shows_what_stands_and_offers_what_could():
    editions = make_editions(7)
    page = client_of().get(PAGE)
    assert [row.edition for row in page.context["shown"].top] == editions[:5]
    assert page.context["found"].rows == editions
    assert not page.context["is_changed"]


def test_story_is_placed_and_given_to_readers_once_that_is_confirmed():
    editions, client = make_editions(3), client_of()
    query = step(client, f"place:lead:{editions[2].story_id}")
    assert spelled(query) == [("lead", str(editions[2].story_id))]
    asked = client.get(f"{PAGE}decide/?{query}&when=now")
    assert asked.context["changes"] == [f"Lead: “{editions[2].headline}”"]
    assert pins() == {}
    assert message(decide(client, query)) == "Readers see it now."
    assert pins() == {LEAD: editions[2].story_id}


def test_pinned_stories_move_up_and_down_and_out():
    one, two = make_editions(2)
    client, start = client_of(), f"base=0&lead={one.story_id}&b0={two.story_id}"
    assert spelled(step(client, "up:b0", start)) == [("lead", str(two.story_id)), ("b0", str(one.story_id))]
    assert spelled(step(client, "down:b0", start)) == [("lead", str(one.story_id)), ("b1", str(two.story_id))]
    assert spelled(step(client, "up:lead", start)) == spelled(start)
    assert spelled(step(client, "clear:lead", start)) == [("b0", str(two.story_id))]
    assert urlsplit(client.get(f"{PAGE}?{start}&do=down:b0").url).fragment == "place-b1"


def test_story_that_is_placed_twice_leaves_its_first_place():
    one, _ = make_editions(2)
    query = step(client_of(), f"place:b3:{one.story_id}", f"base=0&lead={one.story_id}")
    assert spelled(query) == [("b3", str(one.story_id))]


def test_first_step_in_the_sections_fixes_those_that_the_page_chose():
    arts, sport = make_topic(name="Arts"), make_topic(name="Sport")
    make_editions(20, topics=[arts])
    make_editions(19, topics=[sport])
    query = step(client_of(), f"section-up:{sport.pk}")
    assert spelled(query) == [("s", str(sport.pk)), ("s", str(arts.pk))]


def test_section_is_added_pinned_in_and_taken_out_with_its_pins():
    arts, sport, client = make_topic(name="Arts"), make_topic(name="Sport"), client_of()
    (edition,) = make_editions(1)
    query = step(client, f"section-add:{arts.pk}", f"base=0&s={sport.pk}")
    query = step(client, f"place:p{arts.pk}-1:{edition.story_id}", query)
    pinned = (f"p{arts.pk}-1", str(edition.story_id))
    assert spelled(query) == [("s", str(sport.pk)), ("s", str(arts.pk)), pinned]
    decide(client, query)
    assert pins() == {places_of(arts.pk)[1]: edition.story_id}
    assert spelled(step(client, f"section-drop:{arts.pk}", query)) == [("s", str(sport.pk))]
    assert spelled(step(client, "section-auto:", query)) == []


def test_change_is_scheduled_and_bites_at_its_second():
    one, two = make_editions(2)
    client, at = client_of(), timezone.localtime() + 26 * HOUR
    query = step(client, f"place:lead:{two.story_id}")
    typed = {"when": "at", "date": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}
    assert "Scheduled for" in message(decide(client, query, **typed))
    start = at.replace(second=0, microsecond=0)
    for moment, leads in ((start - timedelta(seconds=1), one), (start, two)):
        with time_machine.travel(moment, tick=False):
            page = Client().get("/").content.decode()
            assert page.index(leads.get_absolute_url()) == min(
                page.index(edition.get_absolute_url()) for edition in (one, two)
            )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date": "2020-01-01", "time": "10:00"}, "time"),
        ({"date": "", "time": "10:00"}, "date"),
        ({"date": "2090-01-01", "time": "10:00"}, "time"),
        ({"date": "yesterday", "time": "10:00"}, "date"),
        ({"date": "0001-01-01", "time": "00:00"}, "time"),
    ],
)
def test_moment_that_cannot_be_is_said_at_its_field(typed, field):
    page = decide(client_of(), "base=0", when="at", **typed)
    assert list(page.context["form"].errors) == [field]
    assert not Arrangement.objects.exists()


def test_stale_draft_is_refused_and_kept():
    one, two = make_editions(2)
    client, query = client_of(), f"base=0&lead={one.story_id}"
    arrange(Layout(pins={LEAD: Pin(two.story_id)}), by=make_user(role="editor", username="first"))
    page = decide(client, query)
    assert "first has arranged the front page meanwhile" in message(page)
    assert dict(page.context["draft"].fields())["lead"] == str(one.story_id)
    assert pins() == {LEAD: two.story_id}


def test_scheduled_change_is_previewed_and_called_back():
    _, two = make_editions(2)
    row = arrange(Layout(pins={LEAD: Pin(two.story_id)}), at=timezone.now() + 5 * HOUR)
    client = client_of()
    before = client.get(PAGE).context
    assert ([item["row"] for item in before["waiting"]], before["since"]) == ([row], "")
    page = client.post(address("arrangement_call_back", row.pk), follow=True)
    assert "Called back" in message(page)
    assert page.context["waiting"] == []


def test_preview_shows_the_draft_at_its_moment_and_to_nobody_else():
    now = timezone.now()
    make_editions(1)
    due = make_edition(now=now + HOUR, published_at=now - HOUR, headline="Due at noon")
    path = f"{PAGE}preview/?base=0&lead={due.story_id}&at="
    client = client_of()
    early, later = (client.get(f"{path}{int((now + wait).timestamp())}") for wait in (HOUR / 2, 2 * HOUR))
    assert ["Due at noon" in page.content.decode() for page in (early, later)] == [False, True]
    assert later.headers["Cache-Control"].startswith("private, no-store")
    assert later.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert pins() == {}


def test_draft_says_what_keeps_readers_from_a_pinned_story():
    now = timezone.now()
    newest, gone = make_editions(2)
    due = make_edition(now=now + HOUR, published_at=now - 9 * HOUR)
    press.withdraw(gone.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    page = client_of().get(f"{PAGE}?base=0&lead={gone.story_id}&b0={due.story_id}")
    lead, second = page.context["shown"].top[:2]
    assert (lead.named.is_withdrawn, lead.edition) == (True, newest)
    assert (second.named.due_at, second.named.headline) == (due.live_from, due.headline)


def test_history_tells_who_changed_what_and_puts_it_back():
    one, two = make_editions(2)
    first = make_user(role="editor", username="first")
    arrange(Layout(pins={LEAD: Pin(one.story_id)}), by=first)
    arrange(Layout(pins={LEAD: Pin(two.story_id), BESIDE[1]: Pin(one.story_id)}))
    client = client_of()
    rows = client.get(f"{PAGE}history/").context["rows"]
    assert [(item["row"].number, item["state"], item["changes"]) for item in rows] == [
        (2, "live", [f"Lead: “{two.headline}”, was “{one.headline}”", f"Third: “{one.headline}”"]),
        (1, "past", [f"Lead: “{one.headline}”"]),
    ]
    draft = client.get(f"{PAGE}?from=1").context["draft"]
    decide(client, draft.query())
    assert pins() == {LEAD: one.story_id}


def test_history_goes_on_by_key():
    for _ in range(33):
        arrange()
    client = client_of()
    older = client.get(f"{PAGE}history/").context["older"]
    rows = client.get(f"{PAGE}history/?before={older}").context["rows"]
    assert [item["row"].number for item in rows] == [3, 2, 1]


def test_stories_are_found_by_words_and_by_number():
    heron = make_edition(headline="Herons lose the cup")
    make_editions(2)
    make_story(headline="Herons in a draft")
    client = client_of()
    for asked in ("heron", str(heron.story_id), f"#{heron.story_id}"):
        assert client.get(PAGE, {"q": asked}).context["found"].rows == [heron]


def test_page_of_a_live_story_leads_to_the_front_page_with_it():
    edition, draft, client = make_edition(), make_story(), client_of()
    way = f"{PAGE}?do=place:lead:"
    pages = [client.get(address("story_change", pk)) for pk in (edition.story_id, draft.pk)]
    assert [f"{way}{edition.story_id}" in pages[0].content.decode(), way in pages[1].content.decode()] == [
        True,
        False,
    ]
    page = client.get(f"{way}{edition.story_id}", follow=True)
    assert page.context["shown"].top[0].pin == Pin(edition.story_id)
    assert way not in client_of(role="writer").get(address("story_change", edition.story_id)).content.decode()


@pytest.mark.parametrize("role", ["writer", "proofreader", "importer", "reviewer", ""])
def test_only_editors_see_or_change_it(role):
    row, client = arrange(at=timezone.now() + HOUR), client_of(role=role)
    paths = ("", "until/", "preview/", "decide/", "history/", f"{row.pk}/call-back/")
    assert {client.get(PAGE + path).status_code for path in paths} == {403}
    assert {client.post(PAGE + path, {"base": 1}).status_code for path in paths} == {403}
    assert PAGE not in client.get("/admin/").content.decode()
    assert list(Arrangement.objects.scheduled(timezone.now())) == [row]


@pytest.mark.parametrize(
    "query",
    [
        "base=x&lead=12@99999999999999&b9=1&p0-0=3&s=99&s=abc",
        "lead=1&do=place:lead:x",
        "base=-1&lead=%F0%9F%90%99@&slot=p99999999999999999999-9",
        "from=999999999999999999999&before=1-1&q=%27%22%3B--",
        "do=up&do=::::",
        "base=0&lead=999999999999999999&b0=5@1",
        "q=" + "a " * 400,
        "base=0&lead=1@253402300800",
    ],
)
def test_odd_addresses_have_a_page(query):
    make_editions(2, topics=[make_topic()])
    client = client_of()
    for path in ("", "until/", "preview/", "decide/", "history/"):
        assert client.get(f"{PAGE}{path}?{query}", follow=True).status_code == 200


def test_who_was_logged_out_changes_nothing_by_coming_back():
    row, client = arrange(at=timezone.now() + HOUR), client_of()
    page = client.get(address("arrangement_call_back", row.pk), follow=True)
    assert "Nothing was done" in message(page)
    assert Arrangement.objects.get().superseded_at == FAR_FUTURE


def test_queries_do_not_grow_with_stories_and_pins():
    topic, client = make_topic(), client_of()
    editions = make_editions(9, topics=[topic])
    few = f"base=0&s={topic.pk}&lead={editions[0].story_id}"
    many = few + "".join(f"&b{n}={editions[n + 1].story_id}" for n in range(4))
    many += "".join(f"&p{topic.pk}-{n}={editions[n + 5].story_id}" for n in range(4))
    counts = []
    for query in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PAGE}?{query}").status_code == 200
        counts.append(len(queries))
        make_editions(20, topics=[topic])
    assert counts[0] == counts[1]


def test_pages_keep_the_strict_policy():
    (edition,) = make_editions(1)
    client, query = client_of(), f"base=0&lead={edition.story_id}"
    arrange(at=timezone.now() + HOUR)
    for path in (f"?{query}", f"until/?{query}&slot=lead", f"decide/?{query}", "history/"):
        page = client.get(PAGE + path).content.decode()
        assert not re.search(r"<style|\son\w+=|\sstyle=|<script(?![^>]*src=)", page.partition("<main")[2])
