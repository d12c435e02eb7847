"""How the answers of the site stand with caches, and with who asks again."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import arranging, policies, press
from articles.layouts import LEAD, Layout, Pin
from articles.site.moments import moments
from tests.factories import make_edition, make_proofread_story, make_user
from tests.site.asked import addresses_of as api_of
from tests.site.pages import addresses_of, make_full_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOON = datetime(2040, 3, 5, 12, tzinfo=UTC)
TEN_SECONDS = "max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=86400"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def lifetime(response):
    return response.headers["Cache-Control"]


@pytest.mark.once
def test_every_page_has_a_tag_of_its_own_and_is_not_sent_twice(client):
    for address in addresses_of(make_full_edition()):
        first = client.get(address)
        if address == "/nowhere/":
            assert "ETag" not in first.headers
            continue
        again = client.get(address, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
        assert (address, again.status_code, again.content) == (address, 304, b"")
        for name in ("ETag", "Cache-Control"):
            assert again.headers[name] == first.headers[name]
        assert "Content-Length" not in again.headers
        assert client.get(address, headers={"If-None-Match": '"other"'}).content == first.content


@pytest.mark.once
def test_tag_is_strong_and_changes_with_the_page(client):
    edition = make_edition()
    before = client.get(edition.get_absolute_url()).headers["ETag"]
    make_edition()  # which the page of the other leads on to
    after = client.get(edition.get_absolute_url()).headers["ETag"]
    assert (before[:1], before[-1:], before == after) == ('"', '"', False)


def test_page_last_changed_when_an_edition_began(client, clock):
    address = make_edition(now=NOON - timedelta(hours=1)).get_absolute_url()
    assert client.get(address).headers["Last-Modified"] == "Mon, 05 Mar 2040 11:00:00 GMT"
    press.withdraw(make_edition(now=NOON).story, reason="error", by=make_user(role="editor"), now=NOON)
    clock.shift(timedelta(seconds=30))
    assert client.get(address).headers["Last-Modified"] == "Mon, 05 Mar 2040 12:00:00 GMT"


def test_page_last_changed_when_a_page_of_the_newsrooms_own_was_saved(client, clock):
    address = make_edition(now=NOON - timedelta(hours=1)).get_absolute_url()
    policies.add(
        "ethics", {"title": "Ethics", "body": "<p>Be fair.</p>"}, by=make_user(role="editor"), now=NOON
    )
    clock.shift(timedelta(seconds=1))
    assert client.get(address).headers["Last-Modified"] == "Mon, 05 Mar 2040 12:00:00 GMT"


def test_a_change_of_this_second_has_no_date_yet(client, clock):
    address = make_edition(now=NOON).get_absolute_url()
    assert "Last-Modified" not in client.get(address).headers
    clock.shift(timedelta(seconds=1))
    assert client.get(address).headers["Last-Modified"] == "Mon, 05 Mar 2040 12:00:00 GMT"


def test_who_asks_the_api_by_a_date_learns_of_new_names_too(client, clock):
    edition = make_full_edition()
    topic = edition.topic_rows.first().topic
    number, asked = edition.story_id, {"If-Modified-Since": "Mon, 05 Mar 2040 12:00:00 GMT"}
    addresses = [f"/api/stories/{number}/", f"/api/stories/{number}/ninjs/", "/api/stories/",
                 "/api/topics/", f"/api/topics/{topic.slug}/"]  # fmt: skip
    topic.name = "Sea and shore"
    topic.save(update_fields=["name"])
    clock.shift(timedelta(seconds=30))
    assert client.get("/api/changes/", headers=asked).status_code == 304
    for address in addresses:
        response = client.get(address, headers=asked)
        assert (address, response.status_code, "Sea and shore" in response.content.decode()) == (
            address,
            200,
            True,
        )


def test_only_what_changes_with_the_site_has_its_date_in_the_api(client, clock):
    edition = make_full_edition()
    clock.shift(timedelta(seconds=30))
    dated = {path: client.get(path).get("Last-Modified") for path in ("/api/changes/", *api_of(edition))}
    assert {path: date for path, date in dated.items() if date} == {
        "/api/changes/": "Mon, 05 Mar 2040 12:00:00 GMT"
    }


@pytest.mark.parametrize("path", ["/sitemap-news.xml", "/.well-known/security.txt"])
def test_what_changes_by_the_clock_is_known_by_its_tag_alone(client, clock, settings, path):
    settings.SECURITY_CONTACT = "https://post.example/security"
    make_edition(now=NOON - timedelta(hours=1))
    first = client.get(path)
    asked = {"If-Modified-Since": "Mon, 05 Mar 2040 12:00:00 GMT"}
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    clock.shift(timedelta(days=3))
    later = client.get(path, headers=asked)
    assert (later.status_code, later.content != first.content) == (200, True)
    assert "Last-Modified" not in {*first.headers, *later.headers}


@pytest.mark.once
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Modified-Since": "Mon, 05 Mar 2040 11:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Mon, 05 Mar 2040 10:59:59 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-Modified-Since": "Mon, 05 Mar 2040 11:00:00 GMT", "If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": "Mon, 05 Mar 2040 10:59:59 GMT", "If-None-Match": "*"}, 304),
        ({"If-None-Match": "no tag"}, 200),
        ({"If-Match": '"other"'}, 412),
    ],
)  # fmt: skip
def test_conditions_are_kept(client, clock, headers, status):
    address = make_edition(now=NOON - timedelta(hours=1)).get_absolute_url()
    assert client.get(address, headers=headers).status_code == status


def test_lifetime_ends_when_something_falls_due(client, clock):
    live = make_edition(now=NOON - timedelta(hours=1))
    make_edition(now=NOON + timedelta(seconds=4.5))
    make_edition(now=NOON + timedelta(seconds=20))
    gone = press.withdraw(make_edition(now=NOON).story, reason="error", by=make_user(role="editor"), now=NOON)
    for address in ("/", live.get_absolute_url(), gone.get_absolute_url(), "/nowhere/"):
        assert (
            lifetime(client.get(address))
            == "max-age=0, s-maxage=2, stale-while-revalidate=1, stale-if-error=0"
        )
    clock.shift(timedelta(seconds=5))
    assert lifetime(client.get("/")) == TEN_SECONDS.replace("stale-if-error=86400", "stale-if-error=5")
    clock.shift(timedelta(seconds=14.1))
    assert lifetime(client.get("/")) == "max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=0"


def test_lifetime_ends_with_a_story_that_is_shown_until_a_time(client, clock):
    story = make_proofread_story(now=NOON, published_at=NOON)
    press.publish(
        story,
        revision=story.revision_number,
        by=make_user(role="editor"),
        now=NOON,
        until=NOON + timedelta(seconds=7),
    )
    assert lifetime(client.get("/")) == "max-age=0, s-maxage=3, stale-while-revalidate=3, stale-if-error=0"
    clock.shift(timedelta(seconds=-60))
    assert lifetime(client.get("/nowhere/")).endswith("stale-if-error=50")


@pytest.mark.once
@pytest.mark.parametrize(("given", "there", "missing"), [(0, 0, 0), (45, 45, 45), (600, 600, 60)])
def test_setting_says_how_long_and_what_is_missing_stays_so_a_minute_at_most(
    client, settings, given, there, missing
):
    settings.SHARED_CACHE_SECONDS = given
    for address, most in (("/", there), ("/nowhere/", missing)):
        fresh, stale = map(int, re.findall(r"(?:s-maxage|revalidate)=(\d+)", lifetime(client.get(address))))
        assert (address, fresh + stale, 0 <= fresh - stale <= 1) == (address, max(most - 1, 0), True)


@pytest.mark.once
def test_a_page_has_names_by_which_caches_can_be_told_to_forget_it(client):
    edition = make_full_edition()
    topic = edition.topic_rows.first().topic
    names = {
        "/": "front",
        edition.get_absolute_url(): f"story story-{edition.story_id}",
        f"/stories/{edition.story_id}/card-1.jpg": f"card story-{edition.story_id}",
        topic.get_absolute_url(): f"topic topic-{topic.slug}",
        f"/api/stories/{edition.story_id}/": f"api-story story-{edition.story_id}",
    }
    found = {address: client.get(address).headers for address in names}
    assert {address: headers["Surrogate-Key"] for address, headers in found.items()} == names
    assert found[edition.get_absolute_url()]["Cache-Tag"] == f"story,story-{edition.story_id}"
    assert "Surrogate-Key" not in client.get("/nowhere/").headers


@pytest.mark.once
def test_the_news_are_said_to_last_until_the_oldest_is_none_any_more(client, clock):
    make_edition(now=NOON, published_at=NOON - timedelta(days=2) + timedelta(seconds=5))
    assert "s-maxage=2, stale-while-revalidate=2," in lifetime(client.get("/sitemap-news.xml"))


def test_moments_cost_one_query_of_the_index(django_assert_num_queries):
    now = timezone.now()
    make_edition(now=now)
    make_edition(now=now + timedelta(days=1))
    with django_assert_num_queries(1):
        assert moments(now) == (now, now + timedelta(days=1))
    assert moments(now - timedelta(days=1)) == (None, now)


def test_empty_newsroom_has_no_moments():
    assert moments(timezone.now()) == (None, None)


def test_front_page_changes_with_what_editors_arranged(client, clock):
    edition, editor = make_edition(now=NOON - timedelta(hours=1)), make_user(role="editor")
    until = NOON + timedelta(seconds=8)
    arranging.arrange(Layout(pins={LEAD: Pin(edition.story_id, until)}), base=0, by=editor, now=NOON)
    arranging.arrange(Layout(), base=1, by=editor, now=NOON, at=NOON + timedelta(seconds=9))
    assert moments(NOON) == (NOON, until)
    assert moments(until) == (until, NOON + timedelta(seconds=9))
    assert moments(NOON + timedelta(seconds=9)) == (NOON + timedelta(seconds=9), None)
    clock.shift(timedelta(seconds=5))
    assert lifetime(client.get("/")) == "max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=0"
