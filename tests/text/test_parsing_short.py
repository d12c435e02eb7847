"""First paragraphs of few words, which captions are told from, and stories that have no others."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, blank, lines

HEAD = [HEADLINE, "By Mary Malone", "3 May 2024"]
FIRST = "The mole was cracked."


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def body_doubts(parsed: ParsedStory) -> list[tuple[str, int | None]]:
    return [(doubt.code, doubt.line) for doubt in parsed.doubts if doubt.field == "body"]


@pytest.mark.parametrize("write", [lines, blank])
@pytest.mark.parametrize(
    "first", [FIRST, "It was cracked.", "The mole is closing.", "Die Mole ist gesperrt."]
)
def test_a_short_sentence_under_byline_and_date_is_the_first_paragraph_of_clean_copy(write, first):
    parsed = story(write(HEAD, first, BODY))

    assert (parsed.paragraphs, parsed.captions, body_doubts(parsed)) == ((first, *BODY), (), [])


@pytest.mark.parametrize(("first", "doubts"), [(FIRST, []), ("Divers mend the mole.", [("text-above", 5)])])
def test_on_a_page_it_is_where_it_tells_of_the_past_and_is_doubted_where_it_does_not(first, doubts):
    parsed = story(lines("Home", HEAD, first, BODY, "Share"))

    assert (parsed.paragraphs == (first, *BODY), body_doubts(parsed)) == (not doubts, doubts)


def test_beside_a_picture_it_is_a_caption():
    assert story(blank(HEAD, "mole.jpg", FIRST, BODY)).captions == (FIRST,)
    assert story(blank(HEAD, FIRST, "Photo: Tom Reed", BODY)).captions == (FIRST,)


def test_a_line_without_its_full_stop_in_clean_copy_without_pictures_is_doubted():
    parsed = story(blank(HEAD, "The old mole of Wexley harbour", BODY))

    assert (parsed.paragraphs, body_doubts(parsed)) == (tuple(BODY), [("text-above", 7)])


SHORT = ["The vicar is retiring.", "He has bees.", "They made honey last year."]


@pytest.mark.parametrize("write", [lines, blank])
@pytest.mark.parametrize("head", [["Vicar of Orme to go"], ["Vicar of Orme to go", *HEAD[1:]]])
def test_short_sentences_alone_are_a_story(write, head):
    parsed = story(write(head, SHORT, "Source: Orme Post"))

    assert (parsed.headline, parsed.paragraphs) == (head[0], tuple(SHORT))


def test_rows_of_a_table_with_one_sentence_among_them_are_none():
    rows = [f"{number} - 742 Puzzle Queen {number}22.02" for number in range(9)]

    assert story(lines("Greys of Orme", "3 May 2024", rows, "NBT is no best time.")).passages == ()


FULL = "Divers found a crack of a yard in the old eastern mole on Tuesday evening."


@pytest.mark.parametrize("below", ["Photo: Tom Reed", "Picture: mole.jpg", "mole.jpg"])
def test_a_full_first_paragraph_apart_from_a_credit_below_it_is_no_caption(below):
    parsed = story(blank(HEAD, FULL, below, BODY))

    assert (parsed.paragraphs, parsed.captions) == ((FULL, *BODY), ())
    assert parsed.roles[9] is (Role.PICTURE_CREDIT if "Tom" in below else Role.PICTURE_FILE)


def test_under_a_picture_a_sentence_over_its_credit_is_a_caption():
    assert story(blank(HEAD, "mole.jpg", FULL, "Photo: Tom Reed", BODY)).captions == (FULL,)


def test_where_no_blanks_part_a_full_sentence_from_the_credit_it_is_doubted():
    parsed = story(lines(HEAD, FULL, "Photo: Tom Reed", BODY))

    assert (parsed.captions, body_doubts(parsed)) == ((FULL,), [("text-above", 4)])


@pytest.mark.parametrize(
    "line",
    [
        "Photo: mole.jpg",
        "Bild: mole.jpg",
        "[mole.jpg]",
        "(mole.jpg)",
        "[Picture: mole.jpg | Mole | At low tide]",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_line_that_names_a_picture_is_of_the_picture_wherever_it_stands(line, place):
    parsed = story(blank(HEAD, BODY[:place], line, BODY[place:]))

    assert (parsed.roles[7 + 2 * place], parsed.paragraphs) == (Role.PICTURE_FILE, tuple(BODY))
