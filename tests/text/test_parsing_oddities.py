"""A body that was taken out of a page is doubted where it shows that a line too many or too few is in it."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines

FOURTH = "The port authority will pay for the buses and for the two boats, Ada Quill said on Friday."
WHOLE = [*BODY, FOURTH]
MORE = "Orme Island will have no ferries for six weeks, and its passengers know it, the authority said."
PAGE = ["Home", HEADLINE, "3 May 2024", "Share"]
BAKERS = "Bakers in the old valley above Brindle win prizes for their loaves every single year."


def doubts(*groups: str | list[str]) -> list[tuple[str, int | None]]:
    parsed = parse(lines(*groups))
    assert isinstance(parsed, ParsedStory), parsed
    return [(doubt.code, doubt.line) for doubt in parsed.doubts if doubt.field == "body"]


def test_a_body_of_sentences_on_one_matter_is_not_doubted():
    assert doubts(PAGE, WHOLE, "Share") == []


def test_a_first_paragraph_on_nothing_of_the_rest_is_told():
    assert doubts(PAGE, BAKERS, WHOLE, MORE) == [("odd-start", 5)]


def test_a_last_paragraph_on_nothing_of_the_rest_is_told():
    assert doubts(PAGE, WHOLE, MORE, BAKERS, "Share") == [("odd-end", 10)]


def test_one_among_few_paragraphs_is_not_asked_for_its_words():
    assert doubts(PAGE, WHOLE, BAKERS, "Share") == []


def test_a_short_last_sentence_is_not_asked_for_its_words():
    assert doubts(PAGE, WHOLE, MORE, "Nobody could have guessed it.", "Share") == []


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("passengers of the ferries who stop at Orme Island and in Wexley harbour", [("odd-end", 9)]),
        ("Passengers of the ferries will stop at Orme Island, Ada Quill said. (mm/orm)", []),
    ],
)
def test_a_last_paragraph_that_is_no_sentence_is_told_where_the_page_goes_on(last, told):
    assert doubts(PAGE, WHOLE, last, "Share", "Print") == told


def test_thousands_of_signs_behind_a_last_word_are_looked_at_as_few_are():
    signs = ".)" * 40_000 + "x"
    last = f"Passengers of the ferries will stop at Orme Island, Ada Quill said {signs}"
    assert doubts(PAGE, WHOLE, last, "Share", "Print") == [("odd-end", 9)]


BOTH = f"{FOURTH} {SECOND}"
TITLES = [
    "Bakers win prizes in the old valley",
    "Plum tart eaten by the judge",
    "Corn exchange gets a new roof",
]


def test_many_lines_left_out_between_the_paragraphs_are_told():
    assert doubts(PAGE, LEAD, SECOND, TITLES, BOTH, [*TITLES[:2], "The eastern mole"], MORE, THIRD) == [
        ("mixed-body", 7)
    ]


def test_what_says_itself_that_it_is_the_pages_makes_no_body_odd():
    between = ["Share", "Print", "Subscribe now"]

    assert doubts(PAGE, LEAD, between, SECOND, between, THIRD, FOURTH) == []


def test_lines_of_a_pages_text_that_are_no_sentences_are_told():
    said = ["tom reed of the post, at home", "ada quill, the harbour's keeper since 1987"]

    assert doubts(PAGE, LEAD, SECOND, said[0], THIRD, FOURTH, said[1], MORE) == [("odd-lines", 7)]
    assert doubts(HEADLINE, "", LEAD, SECOND, said[0], THIRD, FOURTH, said[1], MORE) == []


def test_a_short_sentence_that_comes_twice_is_told():
    wait = "Wait a second."

    assert doubts(PAGE, LEAD, wait, SECOND, wait, THIRD, FOURTH) == [("odd-lines", 6)]


def test_who_speaks_to_the_reader_all_along_may_do_so_at_the_end():
    to_you = "You who take our ferries to Orme Island know the mole of Wexley harbour well enough."

    assert doubts(PAGE, WHOLE, to_you, "Share") == [("odd-end", 9)]
    assert doubts(PAGE, to_you.replace("well", "long"), WHOLE, to_you, "Share") == []
    with_address = f"{to_you} More is at www.orme.example."
    assert doubts(PAGE, to_you.replace("well", "long"), WHOLE, with_address, "Share") == [("odd-end", 10)]


def test_a_paragraph_left_out_between_others_is_told():
    assert doubts(PAGE, WHOLE, LEAD, f"{FOURTH} {SECOND}") == [("text-between", 9)]


def test_a_paragraph_left_out_above_the_body_is_told():
    box = "Sign in to your account with your e-mail and read on Wexley harbour, its ferries, passengers and mole."

    assert doubts("Home", HEADLINE, box, "3 May 2024", WHOLE) == [("text-above", 3)]


def test_text_below_a_label_is_not_missed():
    blurbs = [f"{BAKERS} Number {n} of them has been sold." for n in range(4)]
    cards = [line for n, blurb in enumerate(blurbs) for line in (f"Boats of the bay {n}", blurb)]

    assert doubts(PAGE, WHOLE, "Related stories", cards) == []


def test_a_body_that_somebody_stated_is_not_asked():
    text = lines(PAGE, BAKERS, WHOLE)
    parsed = parse(text, fixed=dict.fromkeys(range(5, 10), Role.PARAGRAPH))

    assert isinstance(parsed, ParsedStory)
    assert parsed.doubts == ()


def test_words_beside_a_day_that_ends_the_line_of_a_headline_are_told_as_left_out():
    parsed = parse("srn m t pt ty sd.  “W May 2024\n ts - 3 May 2024\nf\nP")

    assert parsed.headline == "srn m t pt ty sd."
    assert [left.text for left in parsed.left_out if left.line == 1] == ["“W May 2024"]


def test_a_text_of_one_line_twice_has_no_headline():
    parsed = parse("第一条\n第一条", fixed={1: Role.PARAGRAPH, 2: Role.PARAGRAPH}, kinds={1: "p", 2: "p"})

    assert (parsed.headline, parsed.paragraphs) == (None, ("第一条", "第一条"))


@pytest.mark.parametrize(
    "first",
    [
        "will close to ferries for six weeks from Monday, the port authority of Wexley harbour said.",
        "“We know how much all people of Orme Island rely on the morning ferry from Wexley harbour, and how few"
        " of them can wait six long weeks for a bus to Tarrant or a boat”",
        "Catch up with what these gulls did today, and check out a few videos of birds, all of them here.",
    ],
)
def test_a_first_paragraph_that_is_none_of_its_text_is_told(first):
    assert doubts(PAGE, first, WHOLE, MORE)[0] == ("odd-start", 5)


def test_a_first_paragraph_that_a_picture_parts_from_the_rest_is_told():
    assert doubts(PAGE, f"{LEAD} {SECOND} {THIRD}", "Photo: Tom Reed", FOURTH, MORE) == [("odd-start", 5)]


def test_a_last_line_that_leads_to_a_file_is_told():
    assert doubts(PAGE, WHOLE, "The whole report of the port authority is here to download.") == [
        ("odd-end", 9)
    ]
