"""What a list can be narrowed by, and how many stories it would then hold."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles import credits
from articles.lists.facets import facets
from articles.lists.filters import StoryFilter
from articles.models import Edition
from articles.search import published
from tests.factories import make_edition, make_source, make_topic, make_user, make_writer
from tests.site.pages import plant_hidden

pytestmark = pytest.mark.django_db


def offered(query, kind):
    """What is offered of a kind: its words, its count, and the address that it leads to."""
    now = timezone.now()
    filters = StoryFilter(QueryDict(query), queryset=Edition.objects.live(now), now=now, is_counted=True)
    found = next((facet for facet in facets(filters)[0] if facet.kind == kind), None)
    return [(option.text, option.count, option.way.query) for option in found.options] if found else []


def test_names_are_counted_under_all_else_that_is_asked_most_frequent_first():
    sea, town = make_topic(name="Sea"), make_topic(name="Town")
    wire, post = make_source(name="Wire"), make_source(name="Post")
    for topics, source in [([sea], wire), ([sea, town], wire), ([town], post)]:
        make_edition(topics=topics, source=source, headline="A zephyr")
    make_edition(topics=[sea], source=wire)
    assert offered("q=zephyr&source=wire", "topic") == [
        ("Sea", "2", "q=zephyr&topic=sea&source=wire"),
        ("Town", "1", "q=zephyr&topic=town&source=wire"),
    ]
    assert offered("q=zephyr&source=wire", "source") == [
        ("Wire", "2", "q=zephyr"),
        ("Post", "1", "q=zephyr&source=wire,post"),
    ]


def test_what_is_chosen_stays_where_nothing_has_it():
    make_edition(source=make_source(name="Wire"), headline="A zephyr")
    make_edition(source=make_source(name="Post"))
    assert offered("q=zephyr&source=post", "source") == [
        ("Wire", "1", "q=zephyr&source=post,wire"),
        ("Post", "0", "q=zephyr"),
    ]


def test_languages_and_years_are_one_at_a_time():
    for language, year in [("en", 2024), ("en-GB", 2024), ("fr", 2025), ("xx", 1998)]:
        make_edition(language=language, published_at=datetime(year, 6, 1, tzinfo=UTC))
    assert offered("language=en", "language") == [
        ("English", "2", ""),
        ("French", "1", "language=fr"),
        ("xx", "1", "language=xx"),
    ]
    assert offered("year=2025", "year") == [
        ("2025", "1", ""),
        ("2024", "2", "year=2024"),
        ("1998", "1", "year=1998"),
    ]


def test_years_are_those_of_the_newsroom(settings):
    settings.TIME_ZONE = "America/New_York"
    make_edition(published_at=datetime(2025, 1, 1, 3, tzinfo=UTC))
    assert offered("", "year") == [("2024", "1", "year=2024")]


def test_counts_end_at_a_thousand(monkeypatch):
    monkeypatch.setattr("articles.search.counting.MOST", 2)
    wire, post = make_source(name="Wire"), make_source(name="Post")
    for number in range(4):
        make_edition(source=wire, published_at=datetime(2024 - number, 6, 1, tzinfo=UTC))
    make_edition(source=post, published_at=datetime(2024, 6, 2, tzinfo=UTC))
    assert offered("", "source") == [("Wire", "2+", "source=wire"), ("Post", "1", "source=post")]
    assert [count for _, count, _ in offered("", "year")] == ["2", "1", "1", "1"]


@pytest.mark.parametrize("asked", ["zeph*", '"the zephyr"'])
def test_of_what_is_not_counted_through_the_least_is_said(asked, monkeypatch):
    monkeypatch.setattr("articles.search.counting.MOST", 2)
    wire, post = make_source(name="Wire"), make_source(name="Post")
    for year, source in [(2020, post), (2021, wire), (2022, post), (2023, wire)]:
        at = datetime(year, 6, 1, tzinfo=UTC)
        make_edition(headline="The zephyr", source=source, published_at=at)
    query = urlencode({"q": asked})
    assert [(text, count) for text, count, _ in offered(query, "source")] == [("Wire", "2+"), ("Post", "1+")]
    years = [(text, count) for text, count, _ in offered(query, "year")]
    assert years == [("2023", "1+"), ("2022", "1+"), ("2021", "1+")]


@pytest.mark.parametrize("order", ["", "&order=relevance"])
def test_of_very_many_the_newest_are_counted_and_their_years_through(order, monkeypatch):
    monkeypatch.setattr("articles.search.counting.TALLIED", 2)
    wire, post = make_source(name="Wire"), make_source(name="Post")
    for year, source in [(2020, post), (2021, wire), (2021, wire), (2023, post), (2023, wire)]:
        at = datetime(year, 6, 1, tzinfo=UTC)
        make_edition(headline="The zephyr", source=source, published_at=at)
    query = f"q=zephyr{order}"
    assert [(text, count) for text, count, _ in offered(query, "source")] == [("Wire", "2+"), ("Post", "1+")]
    years = [(text, count) for text, count, _ in offered(query, "year")]
    assert years == [("2023", "2"), ("2021", "2"), ("2020", "1")]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_year_that_the_newest_do_not_reach_is_counted_so_far(most, monkeypatch):
    monkeypatch.setattr("articles.search.counting.TALLIED", 4)
    monkeypatch.setattr("articles.lists.facets.OF_A_YEAR", most)
    for year, many in [(2023, 3), (2022, 3), (2020, 3)]:
        for _ in range(many):
            make_edition(headline="The zephyr", published_at=datetime(year, 6, 1, tzinfo=UTC))
    told = {1: "1+", 2: "2+", 3: "3"}[most]
    known = {1: "2+", 2: "2+", 3: "3"}[most]
    years = [(text, count) for text, count, _ in offered("q=zephyr", "year")]
    assert years == [("2023", "3"), ("2022", known), ("2020", told)]


def test_merged_names_count_as_the_one_that_stands():
    wire, old = make_source(name="Wire"), make_source(name="Old wire")
    make_edition(source=old)
    make_edition(source=wire)
    credits.merge(old, into=wire, by=make_user(role="editor"), now=timezone.now())
    make_edition(source=wire)
    assert offered("", "source") == [("Wire", "3", "source=wire")]
    assert offered("source=old-wire", "source") == [("Wire", "3", "")]


def test_a_merge_taken_back_is_counted_as_it_stands():
    wire, old = make_source(name="Wire"), make_source(name="Old wire")
    edition, by = make_edition(source=old), make_user(role="editor")
    credits.merge(old, into=wire, by=by, now=timezone.now())
    published.renew([edition.story_id])
    old.refresh_from_db()
    credits.take_back(old, by=by, now=timezone.now())
    assert offered("", "source") == [("Old wire", "1", "source=old-wire")]


def test_nothing_hidden_is_counted():
    plant_hidden("zebrafish")
    assert [offered("", kind) for kind in ("topic", "source", "writer", "proofreader", "year")] == [[]] * 5


def test_as_few_queries_for_many_as_for_one(django_assert_num_queries):
    now, writer = timezone.now(), make_writer()
    for number in range(12):
        make_edition(
            source=make_source(),
            writers=[writer],
            topics=[make_topic()],
            published_at=now - timedelta(days=number),
        )
    now = timezone.now()
    filters = StoryFilter(QueryDict(""), queryset=Edition.objects.live(now), now=now)
    with django_assert_num_queries(2):
        found = {facet.kind: len(facet.options) for facet in facets(filters)[0]}
    assert (found["source"], found["topic"], found["writer"]) == (10, 10, 1)
