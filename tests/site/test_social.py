"""What a page says of itself to whoever shares it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Picture
from tests.factories import make_edition, make_picture, make_topic, make_writer
from tests.press.desk import publish, revised
from tests.site.pages import html_of, plant_hidden

pytestmark = pytest.mark.django_db

MARCH = datetime(2025, 3, 13, 23, 29, 5, tzinfo=UTC)


def card_of(client, address):
    """The properties of a page, in order."""
    tags = html_of(client.get(address)).all("meta")
    named = [(tag.get("property") or tag.get("name", ""), tag.get("content")) for tag in tags]
    return [(name, value) for name, value in named if name.partition(":")[0] in ("og", "article", "twitter")]


def resized(width, height, **fields) -> Picture:
    picture = make_picture(**fields)
    Picture.objects.filter(pk=picture.pk).update(width=width, height=height)
    return picture


def pictures_of(client, **fields):
    """The pictures in the data of a story that has one of that size."""
    edition = make_edition(pictures=[resized(**fields).pk])
    html = html_of(client.get(edition.get_absolute_url()))
    row = edition.picture_rows.get()
    known = {f"http://testserver/media/{row.file}": "original"}
    found = [(image["url"], image["width"], image["height"]) for image in html.data[0]["image"]]
    return [(known.get(url) or url.partition(row.sha256)[2], width, height) for url, width, height in found]


def test_a_story_has_a_card(client):
    edition = make_edition(
        headline="Ferry returns", standfirst="After a year in dock", published_at=MARCH, language="en-GB",
        writers=[make_writer(name="Ines Marlow")], topics=[make_topic(name="Harbour"), make_topic(name="Travel")],
    )  # fmt: skip
    tags = card_of(client, edition.get_absolute_url())
    assert [tag for tag in tags if "image" not in tag[0]] == [
        ("og:site_name", "Newsroom"),
        ("og:type", "article"),
        ("og:url", f"http://testserver/stories/{edition.story_id}/ferry-returns/"),
        ("og:title", "Ferry returns"),
        ("og:description", "After a year in dock"),
        ("og:locale", "en_GB"),
        ("article:published_time", "2025-03-13T23:29:05+00:00"),
        ("article:section", "Harbour"),
        ("article:tag", "Harbour"),
        ("article:tag", "Travel"),
        ("article:author", "http://testserver/writers/ines-marlow/"),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", "Ferry returns"),
        ("twitter:description", "After a year in dock"),
    ]


def test_a_card_has_the_headline_that_was_written_for_it(client):
    edition = make_edition(headline="Ferry returns", social_headline="Back at last")
    card = dict(card_of(client, edition.get_absolute_url()))
    assert (card["og:title"], card["twitter:title"]) == ("Back at last", "Back at last")


def test_a_card_shows_the_one_that_is_drawn_from_the_headline(client):
    edition = make_edition(headline="Ferry returns", social_headline="She sails again")
    url = f"http://testserver/stories/{edition.story_id}/card-1.jpg"
    tags = card_of(client, edition.get_absolute_url())
    assert [(name, value) for name, value in tags if "image" in name] == [
        ("og:image", url),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "She sails again"),
        ("twitter:image", url),
        ("twitter:image:alt", "She sails again"),
    ]
    assert client.get(url).status_code == 200


def test_a_card_says_when_the_words_have_changed(client):
    now = timezone.now().replace(microsecond=0)
    edition = make_edition(now=now - timedelta(hours=2))
    publish(revised(edition.story, {"standfirst": "After a year"}, now=now), now=now)
    card = dict(card_of(client, edition.get_absolute_url()))
    assert card["article:modified_time"] == now.isoformat()


def test_pictures_are_cut_to_the_shapes_that_are_asked_for(client):
    assert pictures_of(client, width=3000, height=2000, focal_x=0.25) == [
        ("/16x9-25-50/1920.jpg", 1920, 1080),
        ("/4x3-25-50/1920.jpg", 1920, 1440),
        ("/1x1-25-50/1920.jpg", 1920, 1920),
    ]


def test_a_shape_that_would_be_too_small_is_left_out(client):
    assert pictures_of(client, width=2000, height=1125) == [
        ("original", 2000, 1125),
        ("/4x3-50-50/1280.jpg", 1280, 960),
    ]


def test_a_small_picture_is_given_as_large_as_it_is(client):
    assert pictures_of(client, width=640, height=480) == [
        ("/16x9-50-50/640.jpg", 640, 360),
        ("original", 640, 480),
        ("/1x1-50-50/480.jpg", 480, 480),
    ]
    assert pictures_of(client, width=100, height=90) == [("original", 100, 90)]


def test_search_engines_may_show_large_pictures_of_what_is_for_them(client):
    edition = make_edition()
    wanted = {
        address: html_of(client.get(address)).meta("robots")
        for address in ("/", "/stories/", edition.get_absolute_url())
    }
    assert set(wanted.values()) == {"max-image-preview:large"}
    assert html_of(client.get("/stories/?since=2025-01-01")).meta("robots") == "noindex, follow"


def test_a_withdrawn_story_has_no_card(client):
    _due, gone = plant_hidden("zebrafish")
    assert card_of(client, gone.get_absolute_url()) == []
