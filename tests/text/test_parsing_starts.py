"""Where a text begins on its page: what stands first above it, and what only stands there."""

from articles.text.parsing import parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, lines

INTRO = "Divers mend the eastern mole, and until they are done the people of the bay go by bus, which takes an hour."


def test_a_sentence_stands_first_under_the_headline_said_again():
    again = f"The mole and the boats {HEADLINE}, says the office of the port"
    story = parse(
        lines("Bay", HEADLINE, again, "Share", INTRO, "3 May 2024", BODY, SECOND + " So it was.", "Share")
    )

    assert story.standfirst == f"{again} {INTRO}"
    assert story.paragraphs[0] == LEAD


def test_a_long_paragraph_over_the_day_of_a_story_stands_first():
    long = " ".join([INTRO] * 3)
    story = parse(lines(HEADLINE, long, "3 May 2024", BODY, SECOND + " So it was.", "Share"))

    assert (story.standfirst, story.paragraphs[0]) == (long, LEAD)
