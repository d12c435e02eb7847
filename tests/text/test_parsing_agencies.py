"""Agencies that a dateline or the end of a story names."""

import textwrap

import pytest

from articles.text.parsing import ParsedStory, parse
from articles.text.parsing.datelines import dateline
from tests.text.copy import HEADLINE, LEAD, SECOND, THIRD, lines

TEXT = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
)


@pytest.mark.parametrize(
    ("shown", "agency"),
    [("Northport (dpa)", "dpa"), ("Northport (dpa/orm)", "dpa"), ("Old Northport (tca/dpa)", "dpa")],
)
def test_a_dateline_names_its_agency_also_beside_another(shown, agency):
    assert dateline(f"{shown} - {TEXT[0]}") == (shown, agency)


@pytest.mark.parametrize(
    ("start", "source"),
    [
        ("(QNN) — ", "QNN"),
        ("Northport (QNN) -- ", "QNN"),
        ("NORTHPORT, Orme (QNN) - ", "QNN"),
        ("Ann Quill (QNN) - ", ""),
        ("Northport (east) - ", ""),
    ],
)
def test_capitals_in_brackets_at_the_very_start_are_an_agency_but_not_behind_a_persons_name(start, source):
    assert (
        parse("\n".join(["Ferry is back", "5 March 2024", f"{start}{TEXT[0]}", *TEXT[1:]])).source == source
    )


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("By Ann Quill, QNN", "Ann Quill", "QNN"),
        ("By Ann Quill, Tom Reed", "Ann Quill, Tom Reed", ""),
        ("Von: aq/dpa", "aq/dpa", "dpa"),
    ],
)
def test_whom_a_writer_works_for_is_the_source(line, byline, source):
    story = parse("\n".join(["Ferry is back", line, "5 March 2024", *TEXT]))

    assert (story.byline, story.source) == (byline, source)


@pytest.mark.parametrize(
    ("sign", "source"), [("(dpa)", "dpa"), ("(dpa/aq)", "dpa"), ("(aq/aw)", ""), ("(WRU)", "")]
)
def test_an_agency_signs_the_end_of_a_story(sign, source):
    story = parse(
        "\n".join(["Ferry is back", "5 March 2024", TEXT[0], TEXT[1], f"{TEXT[2]} {sign}", "Most read"])
    )

    assert (story.source, len(story.paragraphs)) == (source, 3)


def test_a_picture_of_an_agency_is_no_text():
    caption = "The ferry at her pier on Tuesday, before she left for the first time (dpa / Ann Quill)"
    story = parse("\n".join(["Ferry is back", "5 March 2024", TEXT[0], caption, TEXT[1], TEXT[2]]))

    assert (story.source, story.captions) == ("", (caption,))


def test_a_credit_that_two_lines_of_a_wire_hold_is_left_out_of_each():
    wrapped = textwrap.wrap(f"{' '.join(TEXT)} (Reporting by Ann Quill; editing by Tom Reed)", 60)
    parsed = parse("\n".join(["\x02Ferry is back^<", "", *wrapped]) + "\x03")

    assert (
        " ".join(left.text for left in reversed(parsed.left_out))
        == "(Reporting by Ann Quill; editing by Tom Reed)"
    )
    assert len({left.line for left in parsed.left_out}) == 2


@pytest.mark.parametrize(
    "start", ["Wexley, 29. April 2024. ", "Wexley/Orme, 29. April 2024 – ", "Wexley, 29.04.2024: "]
)
def test_a_place_and_a_full_day_begin_the_text_of_a_release(start):
    bullets = [
        "Ships pay less.",
        "Whoever sails on time can save a third of the fare that is due in Wexley harbour.",
    ]
    parsed = parse(lines("2 May 2024", HEADLINE, bullets, start + LEAD, SECOND, THIRD))

    assert isinstance(parsed, ParsedStory)
    assert parsed.paragraphs[0] == start + LEAD


def test_the_day_of_a_place_at_the_head_of_the_text_is_the_storys():
    parsed = parse(lines(HEADLINE, f"Wexley, 29. April 2024. {LEAD}", SECOND, THIRD))

    assert isinstance(parsed, ParsedStory)
    assert parsed.published is not None
    assert parsed.published.iso == "2024-04-29"


def test_a_weekday_is_no_place():
    assert dateline(f"Montag, 29. April 2024. {LEAD}") == ("", "")
