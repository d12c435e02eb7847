"""The front page as editors arranged it: what is pinned stands, what cannot be shown gives its place up."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from articles.models import FAR_FUTURE, Arrangement, FrontSection, Slot
from tests.factories import make_edition, make_topic, make_user
from tests.site.pages import html_of, make_picture, plant_hidden
from tests.site.test_front import make_editions

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def arrange(*, pins=(), sections=(), live_from=None, superseded_at=FAR_FUTURE):
    """A row of the front page, and what hangs on it. ``pins`` are (place, topic, position, edition, until)."""
    now = timezone.now()
    row = Arrangement.objects.create(
        number=Arrangement.objects.count() + 1,
        live_from=live_from or now,
        superseded_at=superseded_at,
        made_at=min(now, live_from or now),
        made_by=make_user(role="editor"),
        made_by_name="Ed",
    )
    for position, topic in enumerate(sections):
        FrontSection.objects.create(arrangement=row, topic=topic, position=position)
    for place, topic, position, edition, until in pins:
        Slot.objects.create(
            arrangement=row,
            place=place,
            topic=topic,
            position=position,
            story_id=edition.story_id,
            until=until or FAR_FUTURE,
        )
    return row


def order(client, editions):
    """The places of ``editions`` in the order in which the front page shows them: "021"."""
    addresses = [edition.get_absolute_url() for edition in editions]
    links = html_of(client.get("/")).links()
    return "".join(str(addresses.index(link)) for link in links if link in addresses)


def test_pinned_lead_leads_and_stands_nowhere_else(client):
    editions = make_editions(4)
    arrange(pins=[("lead", None, 0, editions[2], None)])
    assert order(client, editions) == "2013"


def test_place_beside_the_lead_is_kept_and_the_others_fill_themselves(client):
    editions = make_editions(7)
    arrange(pins=[("secondary", None, 1, editions[6], None)])
    assert order(client, editions) == "0162345"


def test_pinned_story_that_is_withdrawn_gives_its_place_to_the_next(client):
    editions = make_editions(3)
    arrange(pins=[("lead", None, 0, editions[2], None)])
    by = make_user(role="editor")
    press.withdraw(editions[2].story, reason="legal", by=by, now=timezone.now())
    assert order(client, editions) == "01"


def test_nothing_hidden_shows_where_it_is_pinned(client):
    make_editions(2)
    due, gone = plant_hidden("zebrafish")
    arrange(pins=[("lead", None, 0, due, None), ("secondary", None, 0, gone, None)])
    assert "zebrafish" not in client.get("/").content.decode()


def test_pinned_story_takes_its_place_when_it_goes_live(client):
    now = timezone.now()
    editions = [*make_editions(2), make_edition(now=now + HOUR, published_at=now - 9 * HOUR)]
    arrange(pins=[("lead", None, 0, editions[2], None)])
    assert order(client, editions) == "01"
    with time_machine.travel(now + HOUR, tick=False):
        assert order(client, editions) == "201"


def test_pin_gives_its_place_up_at_its_second(client):
    editions, until = make_editions(3), timezone.now() + HOUR
    arrange(pins=[("lead", None, 0, editions[2], until)])
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert order(client, editions) == "201"
    with time_machine.travel(until, tick=False):
        assert order(client, editions) == "012"


def test_scheduled_front_page_comes_at_its_second(client):
    editions, at = make_editions(3), timezone.now() + HOUR
    arrange(pins=[("lead", None, 0, editions[1], None)], superseded_at=at)
    arrange(pins=[("lead", None, 0, editions[2], None)], live_from=at)
    assert order(client, editions) == "102"
    with time_machine.travel(at - timedelta(seconds=1), tick=False):
        assert order(client, editions) == "102"
    with time_machine.travel(at, tick=False):
        assert order(client, editions) == "201"


def test_sections_stand_in_the_order_that_editors_gave(client):
    topics = [make_topic(name=name) for name in ("Arts", "Sport", "Town")]
    editions = [
        make_edition(topics=[topic], published_at=timezone.now() - (day + 9) * 24 * HOUR)
        for day, topic in enumerate([*topics, topics[0]])
    ]
    make_editions(15)
    arrange(sections=[topics[2], topics[0]])
    assert order(client, editions) == "203"


def test_section_takes_older_stories_than_the_page_would_find_by_itself(client, monkeypatch):
    monkeypatch.setattr("articles.site.teasers.RECENT", 15)
    arts = make_topic(name="Arts")
    old = make_edition(topics=[arts], published_at=timezone.now() - 999 * 24 * HOUR)
    make_editions(15)
    assert order(client, [old]) == ""
    arrange(sections=[arts])
    assert order(client, [old]) == "0"


def test_story_pinned_in_a_section_stands_there_and_not_above(client):
    arts, sport = make_topic(name="Arts"), make_topic(name="Sport")
    editions = [*make_editions(2), *make_editions(1, topics=[sport]), *make_editions(15, topics=[arts])]
    arrange(sections=[arts], pins=[("section", arts, 0, editions[2], None)])
    band = client.get("/").content.decode().partition('<h2 class="band-head" id="section-1">')[2]
    assert editions[2].get_absolute_url() in band
    assert order(client, [editions[2]]) == "0"


def test_pin_in_a_section_that_does_not_stand_holds_nothing_back(client):
    editions = make_editions(2)
    arrange(pins=[("section", make_topic(name="Arts"), 0, editions[0], None)])
    assert order(client, editions) == "01"


def test_page_is_not_empty_when_all_that_is_live_is_pinned_below(client):
    arts = make_topic(name="Arts")
    editions = make_editions(2, topics=[arts])
    pins = [("section", arts, place, edition, None) for place, edition in enumerate(editions)]
    arrange(sections=[arts], pins=pins)
    assert order(client, editions) == "01"
    assert len(html_of(client.get("/")).all("article", **{"class": "teaser lead"})) == 1


def test_pin_of_all_that_is_newest_leaves_stories_for_the_rest(client):
    arts = make_topic(name="Arts")
    editions = make_editions(8, topics=[arts])
    pins = [("section", arts, place, edition, None) for place, edition in enumerate(editions[:4])]
    arrange(sections=[arts], pins=pins)
    assert order(client, editions) == "45670123"


def test_picture_leads_still_where_nothing_is_pinned(client):
    plain = make_editions(1)[0]
    pictured = make_edition(published_at=timezone.now() - 9 * HOUR, pictures=[make_picture().pk])
    arrange(sections=[make_topic()])
    assert order(client, [plain, pictured]) == "10"


@pytest.mark.once
def test_queries_are_as_many_for_fifty_stories_as_for_one(client):
    arts, sport = make_topic(name="Arts"), make_topic(name="Sport")
    first = make_edition(topics=[arts])
    arrange(sections=[arts, sport], pins=[("lead", None, 0, first, None)])
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/")
        counts.append(len(queries))
        make_editions(30, topics=[sport])
    assert counts[0] == counts[1] <= 12
