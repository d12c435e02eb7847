"""Which line is the headline, and when another could be it."""

from articles.text.parsing import ParsedStory, parse
from tests.text.copy import BODY, HEADLINE, lines


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_short_first_line_that_a_blank_parts_from_all_the_rest_is_the_headline():
    assert story(lines("Boats", "", BODY)).headline == "Boats"


def test_it_may_end_as_sentences_do():
    parsed = story(lines("The ferries stop at last.", "", BODY))

    assert parsed.headline == "The ferries stop at last."
    assert parsed.paragraphs == tuple(BODY)


def test_a_blank_after_each_line_tells_nothing():
    assert story("\n\n".join(["Boats are mended well.", *BODY])).paragraphs[0] == "Boats are mended well."


def test_a_row_of_keywords_is_no_headline():
    parsed = story(lines("Ferries, Harbour, Wexley, Mole", HEADLINE, "3 May 2024", BODY))

    assert parsed.headline == HEADLINE


def test_an_item_of_a_list_is_no_headline():
    parsed = story(lines("- ferries for weeks", "Harbour to close", "3 May 2024", BODY))

    assert parsed.headline == "Harbour to close"


def test_a_line_that_is_nearly_as_good_is_told():
    rival = "Wexley harbour ferries to stop for weeks on Monday"
    text = lines("Harbour ferries to close for Monday", "Tides", "Charts", "Boats", rival, "3 May 2024", BODY)

    assert "unsure-headline" in {doubt.code for doubt in story(text).doubts}
