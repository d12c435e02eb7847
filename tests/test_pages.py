from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Edition, Topic
from articles.pages import Key, page_of, page_of_names
from tests.factories import make_edition, make_topic, make_user

NOON = datetime(2025, 3, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "key",
    [
        Key(NOON, 1),
        Key(NOON + timedelta(microseconds=1), 10**18 - 1),
        Key(datetime(1850, 1, 1, tzinfo=UTC), 7),
        Key(datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), 7),
    ],
)
def test_key_reads_what_it_wrote(key):
    assert Key.read(str(key)) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1-",
        "-1",
        "1--1",
        "a-1",
        "1-a",
        "9" * 17 + "-",
        "-" + "9" * 17 + "-1",
        "١-١",
        "1-1\n",
        " 1-1",
    ],
)
def test_what_is_no_key_reads_as_none(text):
    assert Key.read(text) is None


@pytest.fixture
def stories(db):
    """Five live stories, the oldest first; the second and third share their moment."""
    editor = make_user(role="editor")
    hours = (-5, -4, -4, -2, -1)
    return [make_edition(editor=editor, published_at=NOON + timedelta(hours=hour)) for hour in hours]


def walk(**start):
    """The story numbers of each page from the first to the last, and back again from there."""
    pages = [page_of(Edition.objects.all(), size=2)]
    while pages[-1].older:
        pages.append(page_of(Edition.objects.all(), before=str(pages[-1].older), size=2))
    back = [pages[-1]]
    while back[-1].newer:
        back.append(page_of(Edition.objects.all(), after=str(back[-1].newer), size=2))
    return [[row.story_id for row in page.rows] for page in pages + back]


def test_pages_hold_every_story_once_both_ways(stories):
    a, b, c, d, e = [edition.story_id for edition in stories]
    assert walk() == [[e, d], [c, b], [a], [a], [c, b], [e, d]]


def test_key_of_a_story_that_is_gone_has_its_page(stories):
    key = Key(stories[3].published_at + timedelta(minutes=1), 999)
    assert page_of(Edition.objects.all(), before=str(key), size=2).rows == [stories[3], stories[2]]


def test_first_page_stands_for_what_is_no_key(stories):
    for found in (
        page_of(Edition.objects.all(), before="x", size=2),
        page_of(Edition.objects.all(), after="x", size=2),
    ):
        assert (found.rows, found.newer, found.place) == ([stories[4], stories[3]], None, "")


def test_page_of_newer_stories_is_full(stories):
    found = page_of(Edition.objects.all(), after=str(Key.of(stories[3])), size=2)
    assert (found.rows, found.newer) == ([stories[4], stories[3]], None)


def test_page_after_the_end_is_empty(stories):
    found = page_of(Edition.objects.all(), before=str(Key.of(stories[0])), size=2)
    assert (found.rows, found.older, bool(found.place)) == ([], None, True)


def test_names_are_paged_by_their_field(db):
    for name in ("Courts", "Arts", "Business"):
        make_topic(name=name)
    first = page_of_names(Topic.objects.all(), field="name", size=2)
    rest = page_of_names(Topic.objects.all(), field="name", after=first.older, size=2)
    assert [[str(row) for row in page.rows] for page in (first, rest)] == [["Arts", "Business"], ["Courts"]]
    assert (first.place, rest.place, rest.older) == ("", "after=Business", None)


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("most", [1, 6, 21])
def test_the_newest_are_read_in_their_order_however_few(most):
    plan = Edition.objects.live(NOON).newest_first()[:most].explain()
    assert ("edition_order" in plan, "TEMP B-TREE" in plan) == (True, False)
