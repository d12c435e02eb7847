"""The JSON API, asked as programs ask it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import credits
from tests.factories import (
    make_edition,
    make_picture,
    make_proofreader,
    make_source,
    make_topic,
    make_user,
    make_writer,
)
from tests.press.desk import corrected, publish
from tests.site.asked import KINDS, ROOT, addresses_of, get
from tests.site.pages import make_full_edition, plant_hidden

pytestmark = pytest.mark.django_db

MARCH = datetime(2025, 3, 13, 23, 29, 5, tzinfo=UTC)


def brief(plural, slug, name):
    return {"name": name, "slug": slug, "url": f"{ROOT}/{plural}/{slug}/"}


def ids_of(page):
    return [story["id"] for story in page["results"]]


def test_the_root_names_what_there_is(client):
    assert get(client, "/api/") == {
        "name": "Newsroom",
        "stories": f"{ROOT}/api/stories/",
        "changes": f"{ROOT}/api/changes/",
        "topics": f"{ROOT}/api/topics/",
        "sources": f"{ROOT}/api/sources/",
        "writers": f"{ROOT}/api/writers/",
        "proofreaders": f"{ROOT}/api/proofreaders/",
        "openapi": f"{ROOT}/api/openapi.json",
        "documentation": f"{ROOT}/api/docs/",
    }


def test_a_story_stands_in_the_list_with_what_its_edition_says(client):
    edition = make_edition(
        headline="Ferry returns", standfirst="After a year in dock", published_at=MARCH, dateline="HARWICH",
        byline="Ines Marlow", writers=[make_writer(name="Ines Marlow")], topics=[make_topic(name="Harbour")],
        source=make_source(name="Chime Group"), source_credit="chimegroup", proofreader_credit="J. Devlin",
    )  # fmt: skip
    told = get(client, "/api/stories/")
    (story,) = told["results"]
    here = {
        "id": edition.story_id,
        "uri": get(client, f"/api/stories/{edition.story_id}/ninjs/")["uri"],
        "version": 1,
        "self": f"{ROOT}/api/stories/{edition.story_id}/",
        "url": f"{ROOT}{edition.get_absolute_url()}",
    }
    assert (told["next"], told["previous"]) == (None, None)
    assert story == STORY | here


STORY = {
    "headline": "Ferry returns",
    "standfirst": "After a year in dock",
    "summary": "After a year in dock",
    "language": "en-GB",
    "published_at": "2025-03-13T23:29:05+00:00",
    "published_precision": "minute",
    "modified_at": None,
    "genre": "news",
    "is_developing": False,
    "byline": "Ines Marlow",
    "dateline": "HARWICH",
    "writers": [brief("writers", "ines-marlow", "Ines Marlow")],
    "source": brief("sources", "chime-group", "chimegroup"),
    "proofreader": {"name": "J. Devlin", "slug": None, "url": None},
    "topics": [brief("topics", "harbour", "Harbour")],
    "pictures": [],
}


def test_one_story_says_all_that_its_page_says(client):
    now = timezone.now().replace(microsecond=0)
    other = make_edition(headline="Ferry leaves")
    first = make_edition(
        now=now - timedelta(hours=1), paragraphs=["The ferry is back."], published_at=MARCH,
        published_precision="day", related=[["Ferry leaves", None, None], ["Ferry sinks", None, None]],
    )  # fmt: skip
    publish(
        corrected(first.story, "Six boats, not five.", now=now, body="<p>The ferry is back again.</p>"),
        now=now,
    )
    told = get(client, f"/api/stories/{first.story_id}/")
    assert {name: told[name] for name in ("body", "word_count", "published_at", "modified_at")} == {
        "body": "<p>The ferry is back again.</p>",
        "word_count": 5,
        "published_at": "2025-03-13",
        "modified_at": now.isoformat(),
    }
    assert told["corrections"] == [
        {"at": now.isoformat(), "text": "Six boats, not five.", "severity": "ordinary"}
    ]
    assert told["related"] == [
        {"title": "Ferry leaves", "id": other.story_id, "url": f"{ROOT}{other.get_absolute_url()}"},
        {"title": "Ferry sinks", "id": None, "url": None},
    ]


def test_the_body_names_its_pictures_by_their_ids(client):
    picture = make_picture(alt="A quay", caption="The quay at dusk")
    body = f'<p>The ferry is back.</p><figure data-picture="{picture.pk}"></figure>'
    edition = make_edition(body=body, pictures=[picture.pk], captions=[("The quay at dusk", "Tom Reed")])
    told = get(client, f"/api/stories/{edition.story_id}/")
    assert told["body"] == body
    assert told["pictures"] == [
        {"id": picture.pk, "url": f"{ROOT}/media/{picture.image.name}", "width": 1600, "height": 900, "alt": "A quay",
         "caption": "The quay at dusk", "credit": "Tom Reed"}
    ]  # fmt: skip


def test_pages_lead_to_each_other(client):
    days = [make_edition(published_at=MARCH + timedelta(days=day)).story_id for day in range(5)]
    first = get(client, "/api/stories/", limit=2)
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert [ids_of(page) for page in (first, second, third)] == [days[:2:-1], days[2:0:-1], days[:1]]
    assert (first["previous"], third["next"]) == (None, None)
    assert ids_of(client.get(third["previous"]).json()) == ids_of(second)


def test_filters_are_those_of_the_list_of_stories_and_stay_on_the_way_on(client):
    topic, source = make_topic(name="Harbour"), make_source(name="Chime Group")
    wanted = [
        make_edition(topics=[topic], source=source, published_at=MARCH + timedelta(days=day))
        for day in (0, 1)
    ]
    make_edition(topics=[topic]), make_edition(source=source)
    page = get(client, "/api/stories/", topic="harbour", source="chime-group", until="2025-03-20", limit=1)
    assert ids_of(page) == [wanted[1].story_id]
    assert page["next"].startswith(
        f"{ROOT}/api/stories/?until=2025-03-20&topic=harbour&source=chime-group&limit=1&before="
    )
    assert ids_of(client.get(page["next"]).json()) == [wanted[0].story_id]


def test_pages_in_the_order_of_relevance_lead_to_each_other_too(client):
    stories = [
        make_edition(headline=headline, published_at=MARCH + timedelta(days=day)).story_id
        for day, headline in enumerate(("Ferry returns", "Ferry and harbour: ferry returns", "Harbour"))
    ]
    first = get(client, "/api/stories/", q="ferry returns", order="relevance", limit=1)
    second = client.get(first["next"]).json()
    assert [ids_of(page) for page in (first, second)] == [[stories[1]], [stories[0]]]
    assert (first["previous"], second["next"]) == (None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_listed_and_lead_to_their_stories(client, kind):
    row = {
        "topic": make_topic,
        "source": make_source,
        "writer": make_writer,
        "proofreader": make_proofreader,
    }[kind](name="Ada Quill")
    type(row).objects.update(about="At sea.")
    edition = make_edition(**({f"{kind}s": [row]} if kind in ("topic", "writer") else {kind: row}))
    told = brief(f"{kind}s", row.slug, "Ada Quill") | {
        "about": "At sea.",
        "self": f"{ROOT}/api/{kind}s/{row.slug}/",
        "stories": f"{ROOT}/api/stories/?{kind}={row.slug}",
    }
    assert get(client, f"/api/{kind}s/") == {"next": None, "results": [told]}
    assert get(client, told["self"]) == told
    assert ids_of(get(client, told["stories"])) == [edition.story_id]


def test_a_merged_name_leads_to_the_one_that_stands_for_it(client):
    loser, into = make_source(name="chimegroup"), make_source(name="Chime Group")
    make_edition(source=into)
    credits.merge(loser, into=into, by=make_user(superuser=True), now=timezone.now())
    response = client.get("/api/sources/chimegroup/")
    assert (response.status_code, response.headers["Location"]) == (301, f"{ROOT}/api/sources/chime-group/")


def test_names_page_on(client, monkeypatch):
    monkeypatch.setattr("articles.pages.page_of_names.__kwdefaults__", {"after": "", "size": 1})
    make_edition(topics=[make_topic(name="Harbour"), make_topic(name="Travel")])
    first = get(client, "/api/topics/")
    second = client.get(first["next"]).json()
    assert [row["name"] for page in (first, second) for row in page["results"]] == ["Harbour", "Travel"]
    assert second["next"] is None


def test_nothing_hidden_is_told(client):
    edition = make_full_edition()
    hidden = plant_hidden("zebrafish")
    addresses = [*addresses_of(edition), *[f"/api/stories/{row.story_id}/" for row in hidden]]
    addresses += ["/api/stories/?q=zebrafish", *[f"/api/{kind}s/zebrafish-due-{kind}/" for kind in KINDS]]
    answers = {address: client.get(address) for address in addresses}
    assert [address for address, answer in answers.items() if b"zebrafish" in answer.content.lower()] == []
    statuses = [answer.status_code for answer in answers.values()]
    assert statuses == [200] * 12 + [404, 410, 200] + [404] * 4


def test_anybody_may_ask_from_anywhere_and_is_told_what_has_not_changed(client):
    addresses = addresses_of(make_full_edition())
    for address in addresses:
        got, head = client.get(address), client.head(address)
        again = client.get(address, headers={"If-None-Match": got.headers["ETag"]})
        assert [answer.status_code for answer in (got, head, again)] == [200, 200, 304]
        assert {answer.headers["Access-Control-Allow-Origin"] for answer in (got, head, again)} == {"*"}
        assert (head.content, got.headers["Content-Type"], got.cookies) == (b"", "application/json", {})
        assert "Cookie" not in got.headers.get("Vary", "")


@pytest.mark.once
def test_many_stories_take_no_more_queries_than_one(client):
    def counted(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    edition = make_full_edition(related=[["Ferry returns", None, None]])
    addresses = addresses_of(edition)
    for_one = {address: counted(address) for address in addresses}
    for number in range(50):
        make_full_edition(
            published_at=MARCH + timedelta(days=number), related=[["Ferry", None, edition.story_id]]
        )
    assert {address: counted(address) for address in addresses} == for_one
    assert max(for_one.values()) <= 9
