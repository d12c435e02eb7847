"""The feeds of the lists of stories."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from lxml import etree

from articles import credits, drafting, press, told
from tests.factories import (
    make_edition,
    make_picture,
    make_source,
    make_topic,
    make_user,
    make_writer,
)
from tests.press.desk import corrected, make_flash_story, publish, revised
from tests.site.pages import html_of, make_full_edition

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR = timedelta(hours=1)
MARCH = datetime(2025, 3, 13, 23, 29, tzinfo=UTC)


def items(client, address="/stories/feed.json", **asked):
    return client.get(address, asked).json()["items"]


def titles(client, address, **asked):
    return [item["title"] for item in items(client, address, **asked)]


def test_list_has_a_feed_in_each_format(client):
    make_edition()
    types = {
        form: client.get(f"/stories/feed.{form}").headers["Content-Type"] for form in ("rss", "atom", "json")
    }
    assert types == {
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "json": "application/feed+json",
    }
    assert client.get("/stories/feed.xml").status_code == 404


def test_feed_holds_the_newest_thirty(client):
    now = timezone.now()
    for number in range(31):
        make_edition(headline=f"Story {number}", published_at=now - timedelta(days=number))
    assert titles(client, "/stories/feed.json") == [f"Story {number}" for number in range(30)]


@pytest.mark.parametrize("kind", ["source", "proofreader", "writer", "topic"])
def test_name_has_the_feed_of_its_stories(client, kind):
    edition, _ = make_full_edition(), make_full_edition()
    names = {
        "source": edition.source,
        "proofreader": edition.proofreader,
        "writer": edition.writer_rows.get().writer,
        "topic": edition.topic_rows.first().topic,
    }
    address = names[kind].get_absolute_url()
    feed = client.get(f"{address}feed.json").json()
    assert [item["title"] for item in feed["items"]] == [edition.headline]
    assert (feed["title"], feed["home_page_url"], feed["feed_url"]) == (
        f"{names[kind].name} – Newsroom", f"http://testserver{address}", f"http://testserver{address}feed.json",
    )  # fmt: skip
    assert client.get(f"/{kind}s/nobody/feed.rss").status_code == 404


def test_filters_of_a_list_stay_in_the_address_of_its_feed(client):
    sea, land = make_topic(name="Sea"), make_topic(name="Land")
    make_edition(headline="Ferry", topics=[sea])
    make_edition(headline="Bus", topics=[land])
    feed = client.get("/stories/feed.json?topic=sea&utm_source=x&q=ferry").json()
    assert [item["title"] for item in feed["items"]] == ["Ferry"]
    assert (feed["title"], feed["feed_url"], feed["home_page_url"]) == (
        "ferry, Sea – Newsroom",
        "http://testserver/stories/feed.json?q=ferry&topic=sea",
        "http://testserver/stories/?q=ferry&topic=sea",
    )


def test_filter_that_is_not_understood_has_no_feed(client):
    """Not all stories instead of those of a source that has none at the moment."""
    make_edition()
    assert client.get("/stories/feed.rss?source=nobody").status_code == 404
    assert client.get("/stories/feed.rss?since=yesterday").status_code == 404


@pytest.mark.parametrize(
    ("address", "own"),
    [("/", []), ("/stories/", []), ("/nowhere/", []), ("/topics/sea/", ["/topics/sea/feed.{}"]),
     ("/stories/?topic=sea", ["/stories/feed.{}?topic=sea"])],
)  # fmt: skip
def test_every_page_names_the_feeds_of_its_list_and_of_the_site(client, address, own):
    make_edition(topics=[make_topic(name="Sea")])
    links = html_of(client.get(address)).all("link", rel="alternate")
    expected = [path.format(form) for path in [*own, "/stories/feed.{}"] for form in ("rss", "atom", "json")]
    assert [link["href"] for link in links] == expected
    assert len({link["title"] for link in links}) == len(links)
    assert {
        client.get(link["href"]).headers["Content-Type"].split(";")[0] == link["type"] for link in links
    } == {True}


def test_entry_carries_what_readers_see(client):
    writer = make_writer(name="Ann Ash")
    edition = make_edition(
        headline="Ferry & crew", standfirst="All <safe>.", language="pt", byline="Ann Ash", writers=[writer],
        source=make_source(name="Harbour Wire"), dateline="LISBON", topics=[make_topic(name="Sea")], published_at=MARCH,
    )  # fmt: skip
    (item,) = items(client)
    assert (item["title"], item["summary"], item["language"]) == ("Ferry & crew", "All <safe>.", "pt")
    assert (item["url"], item["tags"]) == (f"http://testserver{edition.get_absolute_url()}", ["Sea"])
    assert item["authors"] == [{"name": "Ann Ash", "url": f"http://testserver{writer.get_absolute_url()}"}]
    for said in (
        "<strong>All &lt;safe&gt;.</strong>",
        "LISBON",
        "The council met on Tuesday.",
        "<bdi>Harbour Wire</bdi>",
    ):
        assert said in item["content_html"]


def test_addresses_in_an_entry_are_whole(client):
    picture = make_picture()
    body = '<p><a href="/topics/">Topics</a> <a href="https://other.example/">other</a></p>'
    make_edition(body=body, pictures=[picture.pk], captions=[("A quay", "Ann")])
    (item,) = items(client)
    file = f"http://testserver/media/{picture.image}"
    assert item["image"] == file
    for said in (
        f'src="{file}"',
        'href="http://testserver/topics/"',
        'href="https://other.example/"',
        "A quay. Ann",
    ):
        assert said in item["content_html"]


@pytest.mark.parametrize(
    ("precision", "rss", "atom"),
    [
        ("minute", "Fri, 14 Mar 2025 00:29:00 +0100", "2025-03-14T00:29:00+01:00"),
        ("day", "Fri, 14 Mar 2025 00:00:00 +0100", "2025-03-14T00:00:00+01:00"),
    ],
)
def test_dates_have_their_zone_and_no_hour_that_is_not_known(client, settings, precision, rss, atom):
    settings.TIME_ZONE = "Europe/Paris"
    make_edition(published_at=MARCH, published_precision=precision)
    feeds = [etree.fromstring(client.get(f"/stories/feed.{form}").content) for form in ("rss", "atom")]
    assert [feeds[0].findtext("channel/item/pubDate"), feeds[1].findtext("{*}entry/{*}published")] == [
        rss,
        atom,
    ]


def test_what_is_known_of_a_writer_is_the_byline_else_the_source(client):
    make_edition(byline="Our own reporters", published_at=MARCH)
    make_edition(byline="", source=make_source(name="Harbour Wire"), published_at=MARCH - timedelta(days=1))
    found = [item.get("authors") for item in items(client)]
    assert found == [[{"name": "Our own reporters"}], [{"name": "Harbour Wire"}]]


def test_flash_is_marked_as_developing(client):
    story = make_flash_story()
    press.flash(story, revision=1, by=make_user(role="editor"), now=timezone.now())
    (item,) = items(client)
    assert (item["summary"][:12], "<em>Developing</em>" in item["content_html"]) == ("Developing: ", True)


@pytest.mark.parametrize("severity", ["grave", "ordinary"])
def test_correction_is_told_where_its_gravity_puts_it(client, severity):
    then = timezone.now() - HOUR
    first = make_edition(now=then - HOUR, paragraphs=["Boats."])
    publish(corrected(first.story, "It was six boats.", now=then, severity=severity), now=then)
    (item,) = items(client)
    content = item["content_html"]
    assert '<strong lang="en">Correction, <time' in content
    assert (content.index("It was six boats.") < content.index("Right at last")) == (severity == "grave")


def test_updated_moves_when_the_words_do_and_the_name_never_does(client):
    then = timezone.now() - HOUR
    first = make_edition(now=then - HOUR, published_at=then - HOUR, topics=[make_topic(name="Sea")])
    before = items(client)[0]
    press.publish(  # with other topics: a refresh
        drafting.save(
            first.story, {"topics": [make_topic(name="Land").pk]}, base=first.story.revision_number,
            by=make_user(role="editor"), now=then,
        ).story, revision=2, by=make_user(role="editor"), now=then,
    )  # fmt: skip
    refreshed = items(client)[0]
    publish(corrected(first.story, "It was six boats.", now=then), now=then)
    after = items(client)[0]
    assert (before["tags"], refreshed["tags"]) == (["Sea"], ["Land"])
    assert before["date_modified"] == refreshed["date_modified"] == before["date_published"]
    assert after["date_modified"] == told.moment(then, "minute").isoformat()
    assert before["id"] == refreshed["id"] == after["id"]


def test_name_of_an_entry_is_the_same_in_every_format_and_on_every_host(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_edition()
    (item,) = items(client)
    rss, atom = (
        etree.fromstring(client.get(f"/stories/feed.{form}", headers={"Host": "other.example"}).content)
        for form in ("rss", "atom")
    )
    assert item["id"] == rss.findtext("channel/item/guid") == atom.findtext("{*}entry/{*}id")
    assert UUID(item["id"]).version == 5


def test_feed_leads_to_the_one_whose_name_stands_for_another(client):
    one, other = make_source(), make_source()
    make_edition(source=one)
    credits.merge(other, into=one, by=make_user(superuser=True), now=timezone.now())
    response = client.get(f"{other.get_absolute_url()}feed.rss")
    assert (response.status_code, response["Location"]) == (301, f"{one.get_absolute_url()}feed.rss")


def test_hub_is_named_in_the_head_of_an_answer(client, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    make_edition()
    response = client.get("/stories/feed.atom?utm_source=x")
    assert response.headers["Link"] == (
        '<https://hub.example/>; rel="hub", <http://testserver/stories/feed.atom>; rel="self"'
    )
    again = client.get("/stories/feed.atom", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_feed_of_a_narrowed_list_names_no_hub_for_none_is_told_of_it(client, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    make_edition(topics=[make_topic(name="Sea")])
    response = client.get("/stories/feed.json?topic=sea")
    assert ("Link" in response.headers, "hubs" in response.json()) == (False, False)


def test_corrections_have_a_feed_of_their_own(client):
    then = timezone.now() - HOUR
    first = make_edition(now=then - HOUR, language="pt")
    publish(corrected(first.story, "It was <six> boats.", now=then), now=then)
    (item,) = items(client, "/corrections/feed.json")
    edition = publish(revised(first.story, {"headline": "Later"}, now=timezone.now()), now=timezone.now())
    (later,) = items(client, "/corrections/feed.json")
    assert (later["title"], later["language"]) == ("Correction: Later", "pt")
    assert (later["content_html"], later["summary"]) == (
        "<p>It was &lt;six&gt; boats.</p>",
        "It was <six> boats.",
    )
    assert (later["url"], later["date_published"]) == (
        f"http://testserver{edition.get_absolute_url()}",
        told.moment(then, "minute").isoformat(),
    )
    assert later["id"] == item["id"] != items(client)[0]["id"]


def test_correction_goes_from_its_feed_with_the_story(client):
    now = timezone.now()
    edition = make_edition(now=now - HOUR)
    publish(corrected(edition.story, "It was six boats.", now=now), now=now)
    press.withdraw(edition.story, reason="rights", by=make_user(role="editor"), now=timezone.now())
    assert items(client, "/corrections/feed.json") == []
