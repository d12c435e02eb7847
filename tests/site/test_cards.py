"""Share cards as networks fetch them."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import press, redaction
from tests.factories import make_edition, make_topic, make_user
from tests.press.desk import publish, revised
from tests.site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(edition, number=None):
    return f"/stories/{edition.story_id}/card-{number or edition.number}.jpg"


def kept():
    """The files of all cards that are kept."""
    try:
        folders, _ = default_storage.listdir("renditions/cards")
    except FileNotFoundError:
        return []
    return [file for folder in folders for file in default_storage.listdir(f"renditions/cards/{folder}")[1]]


def test_a_live_story_has_a_card(client):
    response = client.get(address(make_edition(topics=[make_topic()])))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert response.headers["Cache-Control"] == "max-age=3600, s-maxage=10"


def test_a_headline_without_a_font_leaves_the_date_no_more_exact_than_it_is(client, monkeypatch):
    drawn = []
    monkeypatch.setattr("articles.site.cards.draw", lambda card, original: drawn.append(card.date) or b"jpg")
    for precision in ("minute", "month"):
        at = datetime(2024, 5, 3, 9, tzinfo=UTC)
        client.get(address(make_edition(published_at=at, published_precision=precision)))
    assert drawn == ["3 May 2024", "May 2024"]


def test_it_is_drawn_once_and_then_kept(client, monkeypatch):
    edition = make_edition(pictures=[pages.make_picture(size=(800, 600)).pk])
    first = client.get(address(edition)).content
    assert len(kept()) == 1
    monkeypatch.delattr("articles.site.cards.draw")
    assert client.get(address(edition)).content == first


def test_the_card_shows_the_headline_for_social_networks(client):
    plain = make_edition(headline="Ferry returns")
    other = make_edition(headline="Council meets", social_headline="Ferry returns")
    assert client.get(address(plain)).content == client.get(address(other)).content


def test_who_comes_for_the_card_of_an_older_edition_is_led_to_the_new_one(client):
    now = timezone.now()
    first = make_edition(now=now - timedelta(hours=1))
    second = publish(revised(first.story, {"headline": "Ferry sails again"}, now=now), now=now)
    response = client.get(address(first))
    assert (response.status_code, response.headers["Location"]) == (302, address(second))
    assert client.get(address(second)).status_code == 200


def test_what_is_not_live_has_no_card(client):
    due, gone = pages.plant_hidden("zebrafish")
    live = make_edition()
    wanted = [address(due), address(gone), address(gone, 1), address(live, 2), "/stories/999/card-1.jpg"]
    assert {client.get(each).status_code for each in wanted} == {404}
    assert kept() == []


@pytest.mark.parametrize("data", [None, b"\xff\xd8 no picture"])
def test_a_picture_that_cannot_be_read_is_left_out_and_told(client, caplog, data):
    edition = make_edition(pictures=[pages.make_picture(size=(800, 600)).pk])
    file = edition.picture_rows.get().file
    default_storage.delete(file)
    if data:
        with default_storage.open(file, "wb") as stored:
            stored.write(data)
    assert client.get(address(edition)).status_code == 200
    assert "without its picture" in caplog.text
    assert kept() == []


def test_the_cards_of_a_redacted_story_are_deleted(client, django_capture_on_commit_callbacks):
    edition, other = make_edition(), make_edition()
    for each in (edition, other):
        client.get(address(each))
    with django_capture_on_commit_callbacks(execute=True):
        redaction.redact(edition.story, reason="Order 1", by=make_user(superuser=True), now=timezone.now())
    assert len(kept()) == 1
    assert client.get(address(edition)).status_code == 404


def test_a_card_goes_at_once_with_the_story_that_is_withdrawn(client):
    edition = make_edition()
    assert client.get(address(edition)).status_code == 200
    press.withdraw(edition.story, reason="rights", by=make_user(role="editor"), now=timezone.now())
    assert client.get(address(edition)).status_code == 404


def test_a_card_takes_as_few_queries_with_all_that_a_story_can_have(client, django_assert_num_queries):
    edition = pages.make_full_edition(pictures=[pages.make_picture().pk, pages.make_picture(colour="red").pk])
    with django_assert_num_queries(1):
        client.get(address(edition))
