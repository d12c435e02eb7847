"""The list of stories in pages: each sort, from either end, page by page, without a count of all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Hold, Mark, Stage, Story
from tests.desk.desk import address, client_of
from tests.factories import make_edition, make_story, make_user

pytestmark = pytest.mark.django_db
LIST = "story_changelist"
START = datetime(2026, 3, 1, tzinfo=UTC)
SORTS = ["changed", "unchanged", "due", "priority"]


@pytest.fixture
def client():
    return client_of()


@pytest.fixture
def many():
    """120 rows, of which some are changed in one moment and some have no due date."""
    rows = [
        Story(
            headline=f"Story {number}",
            stage=[Stage.DRAFT, Stage.PROOFING][number % 2],
            priority=1 + number % 4,
            due_at=START + timedelta(hours=number % 7) if number % 5 else None,
            created_at=START,
            changed_at=START + timedelta(days=number // 10),
        )
        for number in range(120)
    ]
    return Story.objects.bulk_create(rows)


def listed(client, **query):
    changelist = client.get(address(LIST), query).context["cl"]
    return changelist, [story.pk for story in changelist.result_list]


def walk(client, first, step):
    """The rows of all pages from ``first`` on, page by page."""
    pages, link = [], first
    while link:
        page = client.get(address(LIST) + link).context["cl"]
        pages.append([story.pk for story in page.result_list])
        link = page.pages()[step]
    return pages


@pytest.mark.parametrize("sort", SORTS)
def test_pages_from_either_end_hold_every_row_once_and_in_order(sort, client, many):
    forth = [pk for page in walk(client, f"?sort={sort}", "after") for pk in page]
    back = [pk for page in reversed(walk(client, f"?sort={sort}&last=yes", "before")) for pk in page]
    expected = {story.pk for story in many if sort != "due" or story.due_at}
    assert (set(forth), len(forth)) == (expected, len(expected))
    assert back[-50:] == forth[-50:]
    assert set(back) == expected


def test_each_sort_orders_as_it_says(client, many):
    held = {story.pk: story for story in many}

    def order(sort, key):
        rows = [held[pk] for page in walk(client, f"?sort={sort}", "after") for pk in page]
        return [key(row) for row in rows] == sorted(key(row) for row in rows)

    assert order("changed", lambda row: (-row.changed_at.timestamp(), -row.pk))
    assert order("unchanged", lambda row: (row.changed_at, row.pk))
    assert order("due", lambda row: (row.due_at, row.pk))
    assert order("priority", lambda row: (row.stage, row.priority, row.changed_at, row.pk))


def test_what_is_out_waits_no_more(client):
    make_edition()
    assert listed(client, sort="priority")[1] == []


def test_a_list_can_be_entered_at_a_day(client, many):
    rows = listed(client, until="2026-03-05")[1]
    assert Story.objects.get(pk=rows[0]).changed_at == START + timedelta(days=3)


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"}, {"after": "1"}, {"after": "9" * 17 + ".1"}, {"before": "-1.2.3"}, {"sort": "nonsense"},
        {"until": "2026-13-45"}, {"until": "0001-01-01"}, {"sort": "priority", "after": "nowhere.1.1.1"},
        {"o": "1.-2"}, {"p": "7"},
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_answered(query, client, many):
    assert client.get(address(LIST), query, follow=True).status_code == 200


def test_a_filter_begins_the_list_anew_and_keeps_its_order(client, many):
    page = client.get(address(LIST), {"sort": "due"}).context["cl"]
    second = client.get(address(LIST) + page.pages()["after"]).context["cl"]
    assert second.get_query_string({"stage": "draft"}) == "?sort=due&stage=draft"
    found = listed(client, sort="due", stage="draft")[1]
    assert set(Story.objects.filter(pk__in=found).values_list("stage", flat=True)) == {"draft"}


def test_more_than_a_thousand_are_not_counted(client):
    rows = [Story(headline="x", created_at=START, changed_at=START) for _ in range(1005)]
    Story.objects.bulk_create(rows)
    assert listed(client)[0].counted == "1,000+"


def test_filters_find_what_the_desk_keeps_beside_a_story(client):
    editor, now = make_user(role="editor"), timezone.now()
    late, held, commented, mine = (
        make_story(headline=name) for name in ("Late", "Held", "Commented", "Mine")
    )
    Story.objects.filter(pk=late.pk).update(due_at=now - timedelta(hours=1))
    Story.objects.filter(pk=mine.pk).update(writer_account=editor, writer_active_at=now)
    by = {"placed_by": editor, "placed_by_name": "E", "placed_at": now}
    Hold.objects.create(story=held, kind="legal", reason="Ask", **by)
    by = {"author": editor, "author_name": "E", "made_at": now}
    Mark.objects.create(story=commented, revision=commented.latest_revision(), note="So?", **by)
    asked = {"due": "late"}, {"held": "hold"}, {"comments": "open"}, {"with": "me"}, {"with": "somebody"}
    found = [listed(client_of(editor), **query)[1] for query in asked]
    assert found == [[late.pk], [held.pk], [commented.pk], [mine.pk], [mine.pk]]


def test_a_search_shows_the_passage_that_answers(client):
    make_story(paragraphs=["Boats & a zephyr."])
    page = client.get(address(LIST), {"q": "zephyr"}).content.decode()
    assert "Boats &amp; a <mark>zephyr</mark>." in page


@pytest.mark.parametrize("few", [0, 5000])
@pytest.mark.parametrize(
    ("query", "expected"),
    [({"q": "zephyr"}, 60), ({"q": "zephyr -gale"}, 55), ({"q": "zephyr", "language": "fr"}, 53)],
)
def test_what_a_search_finds_is_counted(query, expected, few, client, monkeypatch):
    monkeypatch.setattr("articles.search.answering.FEW", few)
    for number in range(60):
        words = "A zephyr and a gale." if number < 5 else "A zephyr."
        make_story(paragraphs=[words], language="en" if number % 8 == 7 else "fr")
    make_story(paragraphs=["A gale."])
    changelist, found = listed(client, **query)
    assert (changelist.result_count, len(found)) == (expected, 50)


@pytest.mark.parametrize(("few", "expected"), [(0, "54+"), (5000, "60")])
def test_a_filtered_search_that_very_many_answer_to_is_counted_less_far(few, expected, client, monkeypatch):
    monkeypatch.setattr("articles.search.answering.FEW", few)
    monkeypatch.setattr("articles.desk.story_paging.ASKED", 54)
    for _ in range(60):
        make_story(paragraphs=["A zephyr."], language="fr")
    changelist, _ = listed(client, q="zephyr", language="fr")
    assert changelist.counted == expected


@pytest.mark.parametrize("sort", SORTS)
def test_fifty_rows_cost_as_many_queries_as_one(sort, client, django_assert_num_queries):
    story = make_story()
    Story.objects.update(due_at=START)
    client.get(address(LIST))
    with django_assert_num_queries(6) as one:
        client.get(address(LIST), {"sort": sort})
    for _ in range(20):
        make_story()
    Story.objects.update(due_at=START, writer_account=story.created_by, writer_active_at=START)
    with django_assert_num_queries(len(one)):
        client.get(address(LIST), {"sort": sort})


@pytest.fixture
def ferries(monkeypatch):
    """Four stories that say both words, in a row in the two that were changed longest ago."""
    monkeypatch.setattr("articles.search.answering.FEW", 4)
    monkeypatch.setattr("articles.search.answering.READ", 4)
    monkeypatch.setattr("articles.search.answering._reckoned", lambda asked: 5)
    texts = ("The night ferry is back.", "A night ferry.", "A ferry, by night.", "By night, a ferry.")
    stories = [make_story(paragraphs=[text], language="fr") for text in texts]
    for number, story in enumerate(stories):
        Story.objects.filter(pk=story.pk).update(changed_at=START + timedelta(days=number))
    return stories


@pytest.mark.postgresql
@pytest.mark.parametrize(("most", "asked", "reached"), [(4, [0, 1], False), (3, [1], True), (2, [], True)])
def test_words_in_a_row_are_looked_for_in_so_many_that_say_them(
    most, asked, reached, ferries, client, monkeypatch
):
    monkeypatch.setattr("articles.search.answering.LATEST", most)
    changelist, found = listed(client, q='"night ferry"', sort="unchanged")
    assert found == [ferries[number].pk for number in asked]
    assert (changelist.counted, "were looked through" in changelist.reach) == (str(len(asked)), reached)


@pytest.mark.postgresql
def test_a_narrower_list_reaches_further_for_words_in_a_row(ferries, client, monkeypatch):
    monkeypatch.setattr("articles.search.answering.LATEST", 1)
    Story.objects.filter(pk=ferries[0].pk).update(language="en")
    page = client.get(address(LIST), {"q": '"night ferry"'}).content.decode()
    assert "last changed were looked through for them in a row" in page
    changelist, found = listed(client, q='"night ferry"', language="en")
    assert (found, changelist.reach) == ([ferries[0].pk], "")


@pytest.mark.postgresql
def test_words_that_very_many_say_in_a_row_are_found_in_all(ferries, client, monkeypatch):
    monkeypatch.setattr("articles.search.answering.LATEST", 1)
    newest = make_story(paragraphs=["Another night ferry."])
    changelist, found = listed(client, q='"night ferry"')
    assert (found, changelist.reach) == ([newest.pk, ferries[1].pk, ferries[0].pk], "")


@pytest.mark.postgresql
def test_who_picks_a_story_for_the_front_page_is_told_how_far_a_search_went(ferries, client, monkeypatch):
    monkeypatch.setattr("articles.search.answering.LATEST", 1)
    page = client.get(address("arrangement_changelist"), {"q": '"night ferry"'}).content.decode()
    assert "the 1 last changed were looked through for them in a row" in page
    page = client.get(address("arrangement_changelist"), {"q": "night ferry"}).content.decode()
    assert "were looked through" not in page
