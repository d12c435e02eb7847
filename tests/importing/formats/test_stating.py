"""What a format's data say beside the text: they win, and where the text differs it is doubted."""

import pytest

from articles.importing.formats import Stated, open_copy, with_stated
from articles.text.parsing import parse
from tests.importing.helpers import copy_of


def said(*, copy=None, **stated):
    parsed = with_stated(parse(copy or copy_of()), Stated(**stated), origin="The manifest")
    return parsed, [(doubt.code, doubt.field, doubt.line) for doubt in parsed.doubts]


def test_plain_text_is_one_piece_with_its_encoding():
    [piece] = open_copy("Zoë\r\nsays".encode("cp1252"), name="a.html")

    assert (piece.text, piece.format, piece.encoding, piece.key) == ("Zoë\r\nsays", "text", "cp1252", "")


def test_what_is_stated_wins_and_a_line_that_says_otherwise_is_doubted():
    parsed, doubts = said(headline="Ferry sails again", source="harbour wire.")

    assert (parsed.headline, parsed.source) == ("Ferry sails again", "harbour wire.")
    assert doubts == [("stated-otherwise", "headline", 1)]
    assert parsed.doubts[0].sentence == (
        "The manifest gives “Ferry sails again” as the headline, line 1 “Ferry returns to the harbour”: "
        "the former was taken."
    )
    assert "headline" not in parsed.evidence
    assert "source" in parsed.evidence


def test_a_stated_date_ends_the_doubt_that_there_was_none():
    parsed, doubts = said(copy=copy_of(date=""), published="2019-04-07")

    assert parsed.published.iso == "2019-04-07"
    assert doubts == []


def test_the_finer_of_two_dates_that_agree_is_kept():
    parsed, doubts = said(published="2024-03")

    assert parsed.published.iso == "2024-03-05"
    assert doubts == []


def test_a_stated_date_that_is_none_is_told_and_the_read_one_kept():
    parsed, doubts = said(published="next Tuesday")

    assert parsed.published.iso == "2024-03-05"
    assert doubts == [("stated-date", "published", None)]


def test_dates_a_day_apart_are_one_where_a_zone_may_lie_between_them():
    parsed, doubts = said(published="2024-03-04T23:30+00:00")

    assert parsed.published.iso == "2024-03-04T23:30+00:00"
    assert doubts == []


def test_names_in_another_order_are_the_same_byline():
    _, doubts = said(byline="Jo Lind, Ana Ruiz")

    assert doubts == []


def test_section_keywords_and_language_are_taken_as_they_are_stated():
    parsed, _ = said(section="Harbour", keywords=("ferry", "sea"), language="en")

    assert (parsed.section, parsed.keywords, parsed.language) == ("Harbour", ("ferry", "sea"), "en")
    assert (parsed.certainty["section"], parsed.certainty["headline"]) == ("stated", "sure")


@pytest.mark.parametrize("tag", ["English", "x" * 60, "en-" + "a1" * 30, "de, fr"])
def test_what_is_no_tag_says_nothing_of_the_language(tag):
    parsed, doubts = said(language=tag)

    assert (parsed.language, doubts) == ("en", [])


@pytest.mark.parametrize("when", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_year_in_which_nothing_was_printed_is_no_date_and_doubted(when):
    parsed, doubts = said(published=when)

    assert parsed.published.iso == "2024-03-05"
    assert doubts == [("stated-date", "published", None)]


def test_midnight_is_the_day_that_a_program_was_given():
    parsed, _ = said(published="2024-03-05T00:00:00+01:00")

    assert (parsed.published.iso, parsed.published.precision) == ("2024-03-05", "day")


def test_two_dates_that_differ_are_doubted():
    parsed, doubts = said(published="2024-03-09T10:00+00:00")

    assert parsed.published.iso == "2024-03-09T10:00+00:00"
    assert doubts == [("stated-otherwise", "published", 3)]


def test_a_stated_date_whose_day_and_month_could_be_swapped_is_doubted():
    parsed, doubts = said(copy=copy_of(date=""), published="03/04/2019")

    assert parsed.published.iso == "2019-04-03"
    assert doubts == [("ambiguous-date", "published", None)]
    assert parsed.doubts[0].sentence == (
        "The manifest gives “03/04/2019” as the date: day and month could be swapped; the day was taken to be first."
    )


@pytest.mark.parametrize(
    ("line", "stated", "iso"),
    [
        ("March 4, 2019", "03/04/2019", "2019-03-04"),
        ("3 April 2019", "03/04/2019", "2019-04-03"),
        ("03/04/2019", "2019-03-04", "2019-03-04"),
        ("03/04/2019 14:05", "2019-03-04", "2019-03-04T14:05"),
    ],
)
def test_text_and_data_tell_each_other_the_order_of_day_and_month(line, stated, iso):
    parsed, doubts = said(copy=copy_of(date=line), published=stated)

    assert (parsed.published.iso, doubts) == (iso, [])


def test_the_line_of_a_stated_date_that_could_be_swapped_is_still_its_evidence():
    parsed, doubts = said(copy=copy_of(date="03/04/2019"), published="03/04/2019")

    assert doubts == [("ambiguous-date", "published", 3)]
    assert parsed.evidence["published"] == (3,)
