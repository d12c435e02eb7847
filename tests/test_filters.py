from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles import credits
from articles.lists.filters import StoryFilter
from articles.lists.ways import query_of
from articles.models import Edition
from tests.factories import make_edition, make_proofreader, make_source, make_topic, make_user, make_writer

pytestmark = pytest.mark.django_db


def filtered(query):
    now = timezone.now()
    return StoryFilter(QueryDict(query), queryset=Edition.objects.live(now), now=now)


def found(query):
    return list(filtered(query).qs.oldest_first())


def test_nothing_asked_is_everything():
    editions = [make_edition(), make_edition()]
    assert set(found("")) == set(editions)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("source", make_source),
        ("proofreader", make_proofreader),
        ("writer", make_writer),
        ("topic", make_topic),
    ],
)
def test_story_is_found_by_each_kind_of_name(kind, make):
    name, field = make(), {"writer": "writers", "topic": "topics"}.get(kind)
    mine = make_edition(**({field: [name]} if field else {kind: name}))
    make_edition(**({field: [make()]} if field else {kind: make()}))
    assert found(f"{kind}={name.slug}") == [mine]


def test_several_names_of_one_kind_widen_and_kinds_narrow():
    sea, town, wire = make_topic(name="Sea"), make_topic(name="Town"), make_source(name="Wire")
    both = make_edition(topics=[sea, town], source=wire)
    other = make_edition(topics=[town])
    for query in ("topic=sea,town", "topic=sea&topic=town"):
        assert sorted(found(query), key=lambda row: row.pk) == [both, other]
    assert found("topic=sea&topic=town&source=wire") == [both]


def test_merged_name_counts_as_the_one_that_stands_for_it():
    wire, old = make_source(name="Wire"), make_source(name="Old wire")
    story = make_edition(source=old)
    credits.merge(old, into=wire, by=make_user(role="editor"), now=timezone.now())
    assert found("source=old-wire") == [story]


def test_every_word_must_be_in_headline_standfirst_or_body():
    story = make_edition(
        headline="Ferry returns", standfirst="After a year", paragraphs=["Rope & Sons mended it."]
    )
    make_edition(headline="Ferry sold")
    assert found("q=ferry+YEAR+mended") == [story]


def test_apostrophes_are_the_same_however_they_are_written(settings):
    settings.TYPESETTING = False  # as in what was stored before anything was made of them
    curly = make_edition(headline="The harbour’s oldest pier")
    straight = make_edition(paragraphs=["The harbour's keeper"])
    make_edition(headline="The harbours")
    for query in ("harbour's", "harbour%E2%80%99s", "harbour%E2%80%98s"):
        assert sorted(found(f"q={query}"), key=lambda row: row.pk) == [curly, straight]


def test_phrase_stands_in_that_order():
    story = make_edition(headline="The old pier is sold")
    make_edition(headline="The pier is old")
    assert found("q=%22old+pier%22") == [story]


def test_words_are_looked_for_in_credits_too():
    stories = [
        make_edition(byline="Zoe Zander"),
        make_edition(source_credit="Zander Wire"),
        make_edition(source=make_source(name="Zander Press")),
        make_edition(proofreader=make_proofreader(name="Abel Zander")),
    ]
    make_edition()
    assert sorted(found("q=zander"), key=lambda row: row.pk) == stories


def test_days_are_those_of_the_newsroom(settings):
    settings.TIME_ZONE = "America/New_York"
    evening = make_edition(published_at=datetime(2025, 3, 14, 3, 30, tzinfo=UTC))  # the 13th there
    assert found("since=2025-03-13&until=2025-03-13") == [evening]
    assert found("since=2025-03-14") == found("until=2025-03-12") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=2025-02-30", "since"),
        ("until=0001-01-01", "until"),
        ("since=2025-03-02&until=2025-03-01", "until"),
        ("source=nobody", "source"),
        ("topic=%00", "topic"),
        ("q=" + "a" * 201, "q"),
        ("q=%26+%3F", "q"),
        ("year=soon", "year"),
        ("year=999", "year"),
        ("language=e1", "language"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(query, field):
    edition = make_edition(published_at=datetime(2025, 3, 2, 12, tzinfo=UTC))
    filters = filtered(query)
    assert (list(filters.qs), list(filters.form.errors)) == ([edition], [field])


def test_name_of_a_draft_is_no_choice():
    hidden = make_source(name="Secret wire")
    assert list(filtered(f"source={hidden.slug}").form.errors) == ["source"]


def test_same_list_has_one_address():
    make_edition(source=make_source(name="Wire"))
    query = "utm=1&source=wire&until=&q=ferry+boat&since=2025-01-02"
    assert query_of(filtered(query).chosen()) == "q=ferry+boat&since=2025-01-02&source=wire"


def test_year_and_language_narrow():
    editions = [
        make_edition(language=language, published_at=datetime(year, 6, 1, tzinfo=UTC))
        for language, year in [("en", 2023), ("en-GB", 2024), ("fr", 2024)]
    ]
    assert found("language=en") == editions[:2]
    assert found("year=2024") == editions[1:]
    assert found("language=en&year=2024&since=2023-01-01&until=2024-12-31") == [editions[1]]
    assert found("year=2024&until=2024-05-31") == []
