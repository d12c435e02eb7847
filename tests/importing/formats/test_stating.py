"""What a format's data say beside the text: they win, and where the text differs it is doubted."""

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


def test_two_dates_that_differ_are_doubted():
    parsed, doubts = said(published="2024-03-06T10:00+00:00")

    assert parsed.published.iso == "2024-03-06T10:00+00:00"
    assert doubts == [("stated-otherwise", "published", 3)]
