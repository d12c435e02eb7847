"""Readers' search: the same on both databases, what is live and nothing else."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import credits, press
from articles.models import Edition, PublicDocument, Topic
from articles.redaction import redact
from articles.search import finding, published, reaching
from articles.search.asking import Search
from articles.search.finding import Matches
from articles.search.places import END, place_of, story_at
from articles.text.terms import question
from tests.factories import (
    make_edition,
    make_imported_story,
    make_picture,
    make_proofread_story,
    make_source,
    make_user,
    make_writer,
)
from tests.press.desk import publish, revised

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data" / "search"
STORIES, QUERIES = (json.loads((DATA / f"{name}.json").read_text()) for name in ("stories", "queries"))


def found(asked, *, now=None, most=None) -> list[Edition]:
    now = now or timezone.now()
    return list(Matches(Search(question(asked)), Edition.objects.live(now), now).newest_first()[:most])


@pytest.fixture
def names() -> dict[int, str]:
    """The stories of the table, published: their names by number."""
    editor, made = make_user(role="editor"), {}
    for story in STORIES:
        words = {name: value for name, value in story.items() if name not in ("name", "on")}
        if "source" in words:
            words["source"] = make_source(name=words["source"])
        at = datetime.fromisoformat(story["on"]).replace(tzinfo=UTC)
        made[make_edition(editor=editor, published_at=at, **words).story_id] = story["name"]
    return made


def test_both_databases_find_the_same_in_the_same_order(names):
    answers = [[asked, [names[edition.story_id] for edition in found(asked)]] for asked, _ in QUERIES]
    assert answers == QUERIES
    firsts = [[asked, [names[edition.story_id] for edition in found(asked, most=1)]] for asked, _ in QUERIES]
    assert firsts == [[asked, stories[:1]] for asked, stories in QUERIES]


def test_what_lies_far_is_found_as_what_lies_near(names, monkeypatch):
    monkeypatch.setattr(reaching, "LEAST", 1)
    monkeypatch.setattr(reaching, "LEAST_TEXTS", 1)
    monkeypatch.setattr(finding, "NEAR", 1)
    for most in (1, 3):
        answers = [[asked, [names[one.story_id] for one in found(asked, most=most)]] for asked, _ in QUERIES]
        assert answers == [[asked, stories[:most]] for asked, stories in QUERIES]
    now = timezone.now()
    places = [finding.places(Search(question(asked)), now=now, limit=2, oldest=True) for asked, _ in QUERIES]
    said = [[names[story_at(place)] for place in few] for few in places]
    assert said == [stories[::-1][:2] for _, stories in QUERIES]


def test_a_phrase_is_found_however_far_down_a_text_it_stands():
    far = "wave rock " * 10_000
    edition = make_edition(paragraphs=[f"{far}over the quay"])
    make_edition(paragraphs=[f"{far}quay the over"])
    assert found('"the quay"') == [edition]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("zephyr", {"headline": "A zephyr over the quays"}),
        ("zephyr", {"standfirst": "With a zephyr."}),
        ("zephyr", {"paragraphs": ["It was a zephyr."]}),
        ("zephyr", {"byline": "Zephyr Jones"}),
        ("zephyr", {"dateline": "ZEPHYR"}),
        ("zephyr", {"source_credit": "Zephyr News"}),
        ("zephyr", {"proofreader_credit": "Z. Zephyr"}),
    ],
)
def test_all_that_readers_see_is_searched(asked, words):
    make_edition()
    edition = make_edition(**words)
    assert found(asked) == [edition]


def test_captions_and_names_are_searched_and_notes_of_the_desk_are_not():
    edition = make_edition(
        source=make_source(name="Harbour Wire"),
        writers=[make_writer(name="Ines Marlow")],
        pictures=[make_picture().pk],
        captions=[("A heron", "P. Lens")],
        slugline="zephyr",
        desk_notes="Ask about the zephyr",
    )
    asked = ("harbour wire", "ines", "heron lens", "zephyr")
    assert [found(words) for words in asked] == [[edition], [edition], [edition], []]


def test_what_is_scheduled_is_found_at_its_second_and_what_ends_no_more():
    now, editor = timezone.now(), make_user(role="editor")
    start, end = now + timedelta(hours=1), now + timedelta(hours=2)
    story = make_proofread_story(headline="A zephyr", reader=editor)
    press.publish(story, revision=1, by=editor, now=now, at=start, until=end)
    second = timedelta(seconds=1)
    moments = (now, start - second, start, end - second, end)
    assert [len(found("zephyr", now=moment)) for moment in moments] == [0, 0, 1, 1, 0]


def test_an_update_is_found_by_its_words_and_no_more_by_the_old_ones():
    edition = make_edition(headline="A zephyr")
    publish(revised(edition.story, {"headline": "A gale"}, now=timezone.now()), now=timezone.now())
    assert (found("zephyr"), len(found("gale")), PublicDocument.objects.count()) == ([], 1, 1)


def test_what_is_withdrawn_is_found_no_more():
    editor = make_user(role="editor")
    edition = make_edition(editor=editor, headline="A zephyr")
    press.withdraw(edition.story, reason="error", by=editor, now=timezone.now())
    assert (found("zephyr"), PublicDocument.objects.count()) == ([], 0)


def test_a_release_of_any_size_asks_no_more_of_search():
    asked = []
    for count in (1, 40):
        stories = [make_imported_story(headline=f"A zephyr, {count} {number}") for number in range(count)]
        editions = press.release_archive(
            stories, by=make_user(role="editor"), run=None, now=timezone.now()
        ).editions
        PublicDocument.objects.filter(edition__in=editions).delete()
        with CaptureQueriesContext(connection) as queries:
            published.index(story.pk for story in stories)
        asked.append(len(queries))
    assert (asked[0], len(found("zephyr"))) == (asked[1], 41)


def test_a_redacted_story_leaves_no_word():
    edition = make_edition(headline="A zephyr")
    redact(edition.story, reason="Order 7", by=make_user(superuser=True), now=timezone.now())
    assert (found("zephyr"), PublicDocument.objects.count()) == ([], 0)


def test_reindex_makes_all_of_it_anew():
    edition = make_edition(headline="A zephyr")
    PublicDocument.objects.all().delete()
    assert found("zephyr") == []
    call_command("reindex", verbosity=0)
    assert found("zephyr") == [edition]


def test_a_story_moved_many_times_before_its_time_is_still_found():
    now, editor = timezone.now(), make_user(role="editor")
    story = make_proofread_story(headline="A zephyr", reader=editor)
    press.publish(story, revision=1, by=editor, now=now)
    story = revised(story, {"headline": "A gale"}, now=now)
    for hours in range(1, 40):
        publish(story, by=editor, now=now, at=now + timedelta(hours=hours))
    assert (len(found("zephyr", now=now)), len(found("gale", now=now + timedelta(hours=39)))) == (1, 1)


def test_places_are_in_the_order_of_date_then_of_stories():
    day = datetime(2024, 2, 29, 12, tzinfo=UTC)
    keys = [(day, 1), (day, 2), (day, 10**9), (day + timedelta(minutes=1), 1), (day + timedelta(days=999), 3)]
    found = [place_of(*key) for key in keys]
    assert found == sorted(found)
    assert (
        0
        <= place_of(datetime(1, 1, 1, tzinfo=UTC))
        < place_of(datetime(9999, 1, 1, tzinfo=UTC), 10**17)
        < END
    )


def test_merged_names_still_find_what_carried_them(client):
    wire, old = make_source(name="Wire"), make_source(name="Old wire")
    edition = make_edition(source=old, headline="A zephyr")
    credits.merge(old, into=wire, by=make_user(role="editor"), now=timezone.now())
    page = client.get("/stories/?source=wire&q=zephyr").content.decode()
    assert edition.get_absolute_url() in page


def test_a_story_of_more_topics_than_anybody_gives_one_is_found_under_the_last_of_them(client):
    topics = Topic.objects.bulk_create(
        Topic(name=f"Pier {n}", slug=f"pier-{n * 7919 % 1_000_003}") for n in range(1500)
    )
    edition = make_edition(headline="All piers at once", topics=topics)
    assert edition.get_absolute_url() in client.get(topics[-1].get_absolute_url()).content.decode()


@pytest.mark.postgresql
def test_what_search_asks_of_many_rows_lies_in_them_and_their_texts_beside_them():
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE oid = 'search_edition'::regclass")
        assert cursor.fetchone() == (["toast_tuple_target=128"],)
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'search_edition'::regclass "
            "AND attstorage = 'm' AND NOT attisdropped"
        )
        assert {name for (name,) in cursor} == {"labels", "head"}
