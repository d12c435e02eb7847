"""Fields that are doubted where the shape of a page says that they may be another's."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines

HEAD = [HEADLINE, "By Mary Malone", "3 May 2024"]


def doubts(field: str, *groups: str | list[str]) -> list[tuple[str, int | None]]:
    parsed = parse(lines(*groups))
    assert isinstance(parsed, ParsedStory), parsed
    return [(doubt.code, doubt.line) for doubt in parsed.doubts if doubt.field == field]


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (
            [
                "Related stories",
                "Ferry fares rise in spring, council says",
                "Divers find an old anchor in the bay",
            ],
            [],
        ),
        (
            ["Related stories", "Ferry fares rise in spring, council says", "Add to harbour list"],
            [("unsure-related", 9)],
        ),
        (
            ["Related stories", "Ferries are dear again", "Boats in the bay", "A word on gulls and moles"],
            [("unsure-related", 8)],
        ),
    ],
)
def test_a_list_with_a_title_as_short_as_a_label_is_doubted(below, told):
    assert doubts("related", HEAD, BODY, below, "Anchors and chains are sold in the old town hall") == told


def test_a_lone_title_that_nothing_calls_one_is_doubted():
    stranger = "Bakers win prizes for loaves in the valley"

    assert doubts("related", HEAD, BODY, stranger) == [("unsure-related", 7)]
    assert doubts("related", HEAD, BODY, f"ALSO READ: {stranger}") == []
    assert doubts("related", HEAD, BODY, "Next Post", stranger) == []


def test_a_day_of_an_update_is_doubted_only_away_from_the_headline():
    assert doubts("published", HEADLINE, "Updated 3 May 2024", BODY) == []
    assert doubts("published", HEADLINE, BODY, "Updated 3 May 2024") == [("only-updated", 5)]


def test_a_source_far_below_another_is_of_something_else():
    assert (
        doubts(
            "source", HEAD, BODY, "Source: Orme Post", "Share", "Top videos", "Gulls", "Source: Brindle Echo"
        )
        == []
    )
    assert doubts("source", HEAD, BODY, "Source: Orme Post", "Source: Brindle Echo") == [
        ("several-sources", 8)
    ]


def test_a_papers_name_beside_the_date_may_be_the_source():
    assert doubts("source", HEAD, "Harbour News", BODY) == [("unsure-source", 4)]


@pytest.mark.parametrize(
    "day",
    [
        "31/02/2004",
        "Published: 30 February 2004",
        "32.01.2004",
        "2004-13-41",
        "Monday, February 30, 2004 14:05",
    ],
)
def test_a_date_line_that_is_no_day_of_the_calendar_is_one_and_doubted(day):
    parsed = parse(lines(HEADLINE, "By Mary Malone", day, BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.roles[3], parsed.published) == (Role.DATE, None)
    assert [(d.code, d.line) for d in parsed.doubts if d.field == "published"] == [("impossible-date", 3)]


def test_a_day_that_does_not_exist_is_told_though_another_stands_below():
    assert doubts("published", HEADLINE, "31/02/2004", BODY, "Updated 3 March 2004") == [
        ("impossible-date", 2)
    ]
    assert doubts("published", HEADLINE, "3 March 2004", BODY, "31/02/2004") == []


def test_figures_that_stand_for_something_else_are_no_date():
    parsed = parse(lines(HEADLINE, "3 May 2024", LEAD, "Flight 77/88/2004 and 12.13.14", SECOND, THIRD))

    assert isinstance(parsed, ParsedStory)
    assert parsed.roles[4] is not Role.DATE


@pytest.mark.parametrize(
    "line", ["Updated Nov 19, 9:41 AM; posted Nov 18, 8:19 PM", "Uppdaterad 15.59 | Publicerad 14.14"]
)
def test_a_labelled_day_without_its_year_is_no_headline_and_no_date(line):
    parsed = parse(lines("Harbour", line, "Mary Malone", BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.roles[2], parsed.headline, parsed.published) == (Role.RELATED_DATE, None, None)


@pytest.mark.parametrize(
    "line",
    ["editor — March 11, 2024 add comment", "March 11, 2024/0 Comments/in Wexley Harbour /by wexadmin"],
)
def test_a_date_among_other_particulars_under_a_headline_is_the_storys(line):
    parsed = parse(lines(HEADLINE, line, BODY))

    assert isinstance(parsed, ParsedStory)
    assert (parsed.headline, parsed.published and parsed.published.iso) == (HEADLINE, "2024-03-11")


def test_a_lone_date_a_little_above_the_headline_is_the_storys():
    near, far = ["Print", "Share", "Wexley"], ["Print", "Share", "Wexley", "Ferries", "Charts", "Tides"]

    assert doubts("published", "3 May 2024", near, HEADLINE, BODY) == []
    assert doubts("published", "3 May 2024", far, HEADLINE, BODY) == [("far-date", 1)]
    assert doubts("published", "3 May 2024", "4 May 2024", near, HEADLINE, BODY) == [("far-date", 1)]


def test_a_date_far_below_is_the_storys_only_where_a_label_says_so():
    foot = ["Share", "Print", "Subscribe", "Home"]

    assert doubts("published", HEADLINE, BODY, foot, "Published on 3 May 2024") == []
    assert doubts("published", HEADLINE, BODY, foot, "3 May 2024") == [("far-date", 9)]


def test_a_day_over_what_was_said_on_it_is_not_the_storys():
    parsed = parse(lines(HEADLINE, LEAD, "Answer of 3 May 2024:", SECOND, THIRD))

    assert isinstance(parsed, ParsedStory)
    assert parsed.published is None


def test_a_month_over_a_calendar_below_the_text_is_no_date_of_the_story():
    week = ["Mo", "Tu", "We", "Th", "Fr"]

    assert doubts("published", HEADLINE, BODY, "Share", "September 2021", week) == [("no-date", None)]
    assert doubts("published", HEADLINE, BODY, "Share", "Published: September 2021", week) == [
        ("vague-date", 6)
    ]
