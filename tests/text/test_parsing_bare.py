"""Files that hold nothing but a story: short lines in them are of the text."""

from articles.text.parsing import ParsedStory, parse
from tests.text.copy import HEADLINE, LEAD, SECOND, THIRD, lines

SHORT = ["Gulls over the eastern mole", "Boats in the mud of the bay"]


def story(text: str) -> ParsedStory:
    parsed = parse(text)
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_titles_in_a_row_are_of_the_text_where_no_page_is_around_it():
    parsed = story(lines(HEADLINE, "", LEAD, SHORT, SECOND, THIRD))

    assert parsed.related == ()
    assert [passage.text for passage in parsed.passages] == [LEAD, *SHORT, SECOND, THIRD]


def test_all_but_the_last_are_other_stories_on_a_page():
    parsed = story(lines("Home", HEADLINE, "Share", LEAD, SHORT, SECOND, THIRD, "Related stories"))

    assert [item.title for item in parsed.related] == SHORT[:1]


def test_a_short_answer_is_a_paragraph():
    talk = ["Q: Which boats do you like best of all?", "A: Ferries, tugs and the old pilot cutter", LEAD]
    parsed = story(lines("Home", HEADLINE, "Share", SECOND, talk, THIRD, "Related stories"))

    assert talk[1] in parsed.paragraphs


def test_a_few_words_that_trail_off_in_dots_are_a_story_too():
    parsed = story("Boats\n\nBack in port again..\nCold, late, and the kettle is broken..")

    assert parsed.paragraphs == ("Back in port again..", "Cold, late, and the kettle is broken..")
