"""Stories as IPTC ninjs documents, for systems that take them over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import press
from tests.factories import (
    make_edition,
    make_picture,
    make_source,
    make_topic,
    make_user,
    make_writer,
)
from tests.press.desk import corrected, publish
from tests.site.asked import ROOT, get
from tests.site.pages import html_of, make_full_edition, plant_hidden

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = datetime(2025, 3, 13, 23, 29, 5, tzinfo=UTC)
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
ALONE = {"standard", "type", "uri", "version", "firstCreated", "versionCreated", "altIds"}


def address_of(edition):
    return f"/api/stories/{edition.story_id}/ninjs/"


def plain(role, value):
    return {"role": role, "contentType": "text/plain", "value": value}


def test_a_story_is_told_with_all_that_its_edition_says(client):
    now = timezone.now().replace(microsecond=0)
    edition = make_edition(
        headline="Ferry returns", standfirst="After a year in dock", published_at=MARCH, dateline="HARWICH",
        paragraphs=["The ferry is back.", "It sails."], topics=[make_topic(name="Harbour")], now=now,
    )  # fmt: skip
    told = get(client, address_of(edition))
    assert told.pop("uri").startswith("urn:uuid:")
    body = {"role": "main", "charCount": 29, "wordCount": 6}
    assert told == {
        "standard": STANDARD, "type": "text", "version": "1", "pubStatus": "usable", "representationType": "full",
        "firstCreated": now.isoformat(), "versionCreated": now.isoformat(),
        "contentCreated": "2025-03-13T23:29:05+00:00", "language": "en-GB",
        "altIds": [{"role": "number", "value": str(edition.story_id)}], "headlines": [plain("main", "Ferry returns")],
        "descriptions": [plain("summary", "After a year in dock")],
        "bodies": [
            body | {"contentType": "text/html", "value": "<p>The ferry is back.</p><p>It sails.</p>"},
            body | {"contentType": "text/plain", "value": "The ferry is back.\n\nIt sails."},
        ],
        "by": "Ines Marlow", "located": "HARWICH", "slugline": "ferry-returns", "copyrightHolder": "Newsroom",
        "subjects": [{"name": "Harbour", "rel": "about", "uri": f"{ROOT}/topics/harbour/"}],
        "renditions": [{"name": "page", "href": f"{ROOT}{edition.get_absolute_url()}", "contentType": "text/html"}],
    }  # fmt: skip


def test_who_is_credited_is_a_source_of_information(client):
    edition = make_edition(
        writers=[make_writer(name="Ines Marlow")], source=make_source(name="Chime Group"), source_credit="chimegroup",
        proofreader_credit="J. Devlin",
    )  # fmt: skip
    told = get(client, address_of(edition))
    assert told["infoSources"] == [
        {"name": "Ines Marlow", "role": "writer", "uri": f"{ROOT}/writers/ines-marlow/"},
        {"name": "chimegroup", "role": "source", "uri": f"{ROOT}/sources/chime-group/"},
        {"name": "J. Devlin", "role": "proofreader"},
    ]
    assert "copyrightHolder" not in told


def test_pictures_are_associated_and_stand_in_no_body(client):
    picture = make_picture(alt="A quay")
    body = f'<p>The ferry is back.</p><figure data-picture="{picture.pk}"></figure>'
    edition = make_edition(body=body, pictures=[picture.pk], captions=[("The quay at dusk", "Tom Reed")])
    told = get(client, address_of(edition))
    assert told["bodies"][0]["value"] == "<p>The ferry is back.</p>"
    (associated,) = told["associations"]
    assert associated.pop("uri").startswith("ni:///sha-256;AAAA")
    assert associated == {
        "name": "picture-1", "type": "picture", "by": "Tom Reed",
        "descriptions": [plain("caption", "The quay at dusk"), plain("alternative", "A quay")],
        "renditions": [
            {"name": "original", "href": f"{ROOT}/media/{picture.image.name}", "contentType": "image/jpeg",
             "width": 1600, "height": 900}
        ],
    }  # fmt: skip


def test_a_date_known_to_the_day_is_no_moment(client):
    told = get(client, address_of(make_edition(published_at=MARCH, published_precision="day")))
    assert "contentCreated" not in told


def test_a_new_edition_is_a_new_version_under_the_same_name_and_notes_its_correction(client):
    now = timezone.now().replace(microsecond=0)
    edition = make_edition(now=now - timedelta(hours=1))
    first = get(client, address_of(edition))
    publish(corrected(edition.story, "Six boats, not five.", now=now, headline="Other words"), now=now)
    second = get(client, address_of(edition))
    assert (first["version"], second["version"]) == ("1", "2")
    assert first["uri"] == second["uri"]
    assert first["firstCreated"] == second["firstCreated"] == (now - timedelta(hours=1)).isoformat()
    assert second["versionCreated"] == now.isoformat()
    assert second["edNote"] == f"Correction, {now.isoformat()}: Six boats, not five."


def test_a_withdrawn_story_is_canceled_with_its_reason(client):
    edition = make_edition(headline="Ferry returns")
    first = get(client, address_of(edition))
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    told = get(client, address_of(edition))
    assert told.keys() == ALONE | {"pubStatus", "headlines", "edNote"}
    assert (told["uri"], told["version"], told["pubStatus"]) == (first["uri"], "2", "canceled")
    assert told["headlines"] == [plain("main", "Ferry returns")]
    assert told["edNote"] == "Withdrawn. It did not meet our standards of accuracy."


@pytest.mark.parametrize("reason", ["legal", "undone"])
def test_what_is_withdrawn_without_a_word_is_canceled_without_one(client, reason):
    edition = make_edition()
    press.withdraw(edition.story, reason=reason, by=make_user(role="editor"), now=timezone.now())
    told = get(client, address_of(edition))
    assert (told["pubStatus"], told.keys()) == ("canceled", ALONE | {"pubStatus"})


def test_a_merged_story_is_canceled_and_says_where_it_is_told(client):
    loser, into = make_edition(), make_edition()
    press.merge(loser.story, into=into.story, by=make_user(role="editor"), now=timezone.now())
    told = get(client, address_of(loser))
    assert told["pubStatus"] == "canceled"
    assert told["edNote"] == f"Withdrawn. It is told in another story now: {ROOT}{into.get_absolute_url()}"


def test_what_is_not_published_is_not_there(client):
    due, gone = plant_hidden("zebrafish")
    assert client.get(address_of(due)).status_code == 404
    assert b"zebrafish" not in client.get(address_of(gone)).content


def test_the_page_of_a_story_names_its_documents(client):
    edition = make_edition()
    html = html_of(client.get(edition.get_absolute_url()))
    links = {
        link["type"]: link["href"] for link in html.all("link", rel="alternate") if "json" in link["type"]
    }
    links.pop("application/feed+json", None)
    assert links == {
        "application/json": f"/api/stories/{edition.story_id}/",
        "application/ninjs+json": address_of(edition),
    }
    assert {address: client.get(address).headers["Content-Type"] for address in links.values()} == {
        address: kind for kind, address in links.items()
    }


def test_many_pictures_and_topics_take_no_more_queries_than_one(client):
    def counted(edition):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address_of(edition)).status_code == 200
        return len(queries)

    few, many = make_full_edition(), make_full_edition(topics=[make_topic() for _ in range(20)])
    assert counted(many) == counted(few) <= 7
