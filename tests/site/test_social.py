"""What a page says of itself to whoever shares it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Picture
from tests.factories import make_edition, make_picture, make_topic, make_writer
from tests.press.desk import publish, revised
from tests.site.pages import html_of, plant_hidden

pytestmark = [pytest.mark.django_db, pytest.mark.once]

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
    """The pictures in the data of a story that has one of that size: where they are, and their size."""
    edition = make_edition(pictures=[resized(**fields).pk])
    row = edition.picture_rows.get()
    known = {
        f"http://testserver/media/{row.file}": "original",
        f"http://testserver/stories/{edition.story_id}/card-1.jpg": "card",
    }
    images = html_of(client.get(edition.get_absolute_url())).data[0]["image"]
    found = [(image["url"], image["width"], image["height"]) for image in images]
    return [(known.get(url) or url.partition(row.sha256)[2], width, height) for url, width, height in found]


def card_pictures(edition, alt):
    """The picture that is drawn of a story, as its card names it."""
    url = f"http://testserver/stories/{edition.story_id}/card-{edition.number}.jpg"
    return [
        ("og:image", url),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", alt),
        ("twitter:image", url),
        ("twitter:image:alt", alt),
    ]


def test_a_story_has_a_card(client):
    edition = make_edition(
        headline="Ferry returns", standfirst="After a year in dock", published_at=MARCH, language="en-GB",
        writers=[make_writer(name="Ines Marlow")], topics=[make_topic(name="Harbour"), make_topic(name="Travel")],
    )  # fmt: skip
    assert card_of(client, edition.get_absolute_url()) == [
        ("og:site_name", "Newsroom"),
        ("og:type", "article"),
        ("og:url", f"http://testserver/stories/{edition.story_id}/ferry-returns/"),
        ("og:title", "Ferry returns"),
        ("og:description", "After a year in dock"),
        ("og:locale", "en_GB"),
        *card_pictures(edition, "Ferry returns")[:4],
        ("article:published_time", "2025-03-13T23:29:05+00:00"),
        ("article:section", "Harbour"),
        ("article:tag", "Harbour"),
        ("article:tag", "Travel"),
        ("article:author", "http://testserver/writers/ines-marlow/"),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", "Ferry returns"),
        ("twitter:description", "After a year in dock"),
        *card_pictures(edition, "Ferry returns")[4:],
    ]


def test_a_card_has_the_headline_that_was_written_for_it(client):
    edition = make_edition(headline="Ferry returns", social_headline="Back at last")
    card = dict(card_of(client, edition.get_absolute_url()))
    assert (card["og:title"], card["twitter:title"]) == ("Back at last", "Back at last")


def test_titles_end_with_a_word_and_the_page_has_the_whole_headline(client):
    edition = make_edition(headline="Ferry returns to harbour " * 7 + "at last")
    cut = "Ferry returns to harbour " * 4 + "Ferry…"
    page = client.get(edition.get_absolute_url())
    card = dict(card_of(client, edition.get_absolute_url()))
    assert f"<title>{cut} – " in page.content.decode()
    assert (card["og:title"], card["twitter:title"]) == (cut, cut)
    assert html_of(page).headings[0] == (1, edition.headline)
    assert html_of(page).data[0]["headline"] == edition.headline


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


def test_the_card_stands_for_a_picture_that_is_too_small_for_any_shape(client):
    assert pictures_of(client, width=1100, height=800) == [("card", 1200, 630)]


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


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en-GB", "en_GB"), ("de", "de_DE"), ("ar", "ar_AR"), ("zh-Hant", "zh_TW"), ("zh-Hant-HK", "zh_HK"),
     ("sr-Latn", "sr_RS"), ("es-419", "es_LA"), ("la", None)],
)  # fmt: skip
def test_a_language_without_a_country_is_shared_as_the_one_it_is(client, language, locale):
    edition = make_edition(language=language)
    assert dict(card_of(client, edition.get_absolute_url())).get("og:locale") == locale


def pictures_on(client, address):
    return [
        (name, value) for name, value in card_of(client, address) if "image" in name and "large" not in value
    ]


@pytest.mark.parametrize("address", ["/", "/stories/", "/topics/harbour/"])
def test_a_page_of_stories_is_shared_with_the_picture_of_the_first(client, address):
    now, topic = timezone.now(), make_topic(name="Harbour")
    make_edition(published_at=now - timedelta(hours=2), topics=[topic], pictures=[resized(2000, 2000).pk])
    row = resized(1800, 1600, alt="A quay at dusk", focal_x=0.25)
    row = make_edition(published_at=now, topics=[topic], pictures=[row.pk]).picture_rows.get()
    url = f"http://testserver/media/renditions/{row.sha256}/16x9-25-50/1600.jpg"
    assert pictures_on(client, address) == [
        ("og:image", url),
        ("og:image:width", "1600"),
        ("og:image:height", "900"),
        ("og:image:alt", "A quay at dusk"),
        ("twitter:image", url),
        ("twitter:image:alt", "A quay at dusk"),
    ]


@pytest.mark.parametrize("address", ["/", "/stories/", "/topics/harbour/"])
def test_a_page_whose_first_story_has_no_picture_is_shared_with_its_card(client, address):
    edition = make_edition(headline="Ferry returns", topics=[make_topic(name="Harbour")])
    assert pictures_on(client, address) == card_pictures(edition, "Ferry returns")


def test_a_page_without_stories_is_shared_without_a_picture(client):
    assert [dict(card_of(client, address))["twitter:card"] for address in ("/", "/stories/")] == [
        "summary"
    ] * 2
