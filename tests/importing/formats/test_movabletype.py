"""Exports of Movable Type: entries of sections, each a story."""

import pytest

from articles.importing.formats import Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

DATE = "DATE: 04/07/2009 02:05:00 PM"
TEXT = "\n\n".join(PARAGRAPHS[:2])
MARK = "\n-----\n"


def entry(*, title="Ferry returns", more="", body=TEXT, sections="", status="Publish") -> str:
    head = f"AUTHOR: Ana Ruiz\nTITLE: {title}\nBASENAME: {title.lower()}\nSTATUS: {status}\n{more}{DATE}"
    return f"{head}{MARK}BODY:\n{body}{MARK}EXTENDED BODY:\n{PARAGRAPHS[2]}{MARK}{sections}--------\n"


FILED = (
    'PRIMARY CATEGORY: Harbour\nCATEGORY: Harbour\nCATEGORY: Ships\nTAGS: ferry,"dock, dry"\nALLOW PINGS: 0\n'
    "UNIQUE URL: http://post.example/ferry.html\nMOOD: calm\n"
)
SAID = f"EXCERPT:\nAfter eleven weeks{MARK}KEYWORDS:\nquay{MARK}COMMENT:\nAUTHOR: Reader\nDATE: 04/08/2009\nNice!{MARK}"


def test_an_entry_is_a_story_with_its_lines_in_their_roles():
    piece = only_piece(entry(more=FILED, sections=SAID), name="export.txt")

    assert lines_of(piece) == [
        ("section", "Harbour"),
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("byline", "Ana Ruiz"),
        ("date", "2009-04-07T14:05:00"),
        ("keywords", "Ships, ferry, dock, dry, quay"),
        *(("p", text) for text in PARAGRAPHS),
        ("page furniture", "MOOD: calm"),
    ]
    assert (piece.key, dict(piece.passed)) == ("ferry returns", {"readers’ comments": 1})
    assert piece.stated == Stated(
        headline="Ferry returns",
        published="2009-04-07T14:05:00",
        section="Harbour",
        keywords=("Ships", "ferry", "dock, dry", "quay"),
        address="http://post.example/ferry.html",
    )


def test_each_entry_is_a_story_and_one_that_was_not_published_is_in_doubt():
    first, second = open_copy((entry() + entry(title="Pies", status="Draft")).encode(), name="a.txt")

    assert [piece.stated.headline for piece in (first, second)] == ["Ferry returns", "Pies"]
    assert ([note.sentence for note in second.notes], second.stated.published) == (
        ["This was a draft there, not published."],
        "",
    )


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("12/31/2009 23:05:00", "2009-12-31T23:05:00"),
        ("2009/12/31 23:05:00", "2009-12-31T23:05:00"),
        ("soon", ""),
    ],
)
def test_dates_have_the_month_first_or_are_left_to_their_line(date, iso):
    piece = only_piece(entry().replace("04/07/2009 02:05:00 PM", date))

    assert piece.stated.published == iso


def test_a_text_whose_breaks_are_not_to_be_converted_is_html():
    html = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    piece = only_piece(entry(more="CONVERT BREAKS: 0\n", body=html))

    assert [words for kind, words in lines_of(piece) if kind == "p"][:2] == list(PARAGRAPHS[:2])


def test_a_line_of_hyphens_in_a_text_does_not_end_it():
    piece = only_piece(entry(body=f"{PARAGRAPHS[0]}\n-----\n{PARAGRAPHS[1]}"))

    assert [text in piece.text for text in PARAGRAPHS] == [True] * 3


def test_a_text_of_dashes_ends_at_the_last_of_them():
    head = "AUTHOR: Ana Ruiz\nTITLE: Ferry\nDATE: 04/07/2009 02:05:00 PM\nCONVERT BREAKS: 0\n-----\nBODY:\n"
    dashes = "At sea.\n-----\n" * 150
    [piece] = open_copy(f"{head}{dashes}The end.\n-----\n--------\n".encode(), name="mt.txt")
    assert piece.text.endswith("At sea.\n-----\nThe end.")


def body_of(text: str) -> list[str]:
    """The lines from the body of an entry in another's company, whose own stand behind it."""
    first, second = open_copy((entry(body=text) + entry(title="Pies")).encode(), name="a.txt")
    assert second.stated.headline == "Pies"
    return [words for kind, words in lines_of(first)][3:]


@pytest.mark.parametrize(
    "more",
    ["-----\nUPDATE:\nThe quay is open.", "--------\nThe quay is open.", "-----\nBODY:\nThe quay is open.",
     "--------\nNOTE: the quay\n-----\nUPDATE: is open."],
)  # fmt: skip
def test_a_rule_in_a_text_parts_it_from_nothing(more):
    assert body_of(f"{TEXT}\n{more}") == [*PARAGRAPHS[:2], *more.split("\n"), PARAGRAPHS[2]]


def test_sections_of_no_known_name_behind_the_text_are_left_out_line_by_line():
    piece = only_piece(entry(sections=f"KEYWORDS:\nquay{MARK}MOOD OF IT:\nvery calm{MARK}"))

    assert lines_of(piece)[-2:] == [("page furniture", "MOOD OF IT:"), ("page furniture", "very calm")]
    assert piece.stated.keywords == ("quay",)
