"""Rows of short lines between two paragraphs: a page's box, or lines of the text."""

from articles.text.parsing import ParsedStory, parse
from tests.text.copy import HEADLINE, LEAD, SECOND, THIRD, lines

BOX = ["My news", "Share", "Eleven bakers meet in Wexley to eat", "Twitter", "Plum tart wins"]
ABOVE, BELOW = [LEAD, SECOND, f"{SECOND} So it was in 1987 too."], [f"{LEAD} It had been said before.", THIRD]


def story(*body: str) -> ParsedStory:
    parsed = parse(lines("Home", HEADLINE, "By Mary Malone", "3 May 2024", list(body)))
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_row_of_short_lines_many_of_which_are_the_pages_is_left_out():
    assert story(*ABOVE, *BOX, *BELOW).paragraphs == (*ABOVE, *BELOW)


def test_the_heading_of_the_text_below_it_stays():
    parsed = story(*ABOVE, *BOX, "The eastern mole", *BELOW)

    assert [passage.text for passage in parsed.passages] == [*ABOVE, "The eastern mole", *BELOW]


def test_short_lines_that_a_colon_announces_are_of_the_text():
    boats = ["Gull, built in Orme in 1912", "Share", "Tern, lost in the great storm of 1987", "Read on"]
    parsed = story(*ABOVE, "Three ferries have sailed to the island:", *boats, *BELOW)

    assert {boats[0], boats[2]} < {passage.text for passage in parsed.passages}


def test_short_sentences_in_a_row_are_no_titles_of_other_stories():
    said = ["Do look at the tide tables.", "The pier is closed at night."]
    parsed = parse(lines("5 March 2024", HEADLINE, LEAD, said, SECOND, THIRD, "Share this article"))

    assert (parsed.related, parsed.paragraphs) == ((), (LEAD, *said, SECOND, THIRD))


def test_who_said_it_is_no_heading_of_the_text_below():
    parsed = parse(lines("5 March 2024", HEADLINE, LEAD, THIRD, "— Ada Quill", SECOND, f"{LEAD} So it is."))

    assert [passage.text for passage in parsed.passages if passage.kind != "p"] == []
    assert "— Ada Quill" in parsed.paragraphs


def test_titles_of_films_and_titles_under_a_word_in_capitals_head_no_text():
    card, film = (
        ["SEA MYSTERY", "Keeper of the light is found on a raft"],
        ["02:14 min", "The ferry from the air"],
    )
    parsed = story(LEAD, SECOND, *card, ABOVE[2], *film, *BELOW)

    assert [(passage.kind, passage.text) for passage in parsed.passages] == [
        ("p", text) for text in (*ABOVE, *BELOW)
    ]


def test_a_question_under_a_label_is_a_title():
    title = "Prices that climb: will wages on the island keep up with them?"
    parsed = story(LEAD, SECOND, "Read also", title, *BELOW)

    assert ([item.title for item in parsed.related], parsed.paragraphs) == ([title], (LEAD, SECOND, *BELOW))


def test_a_line_under_the_word_for_a_caption_is_one():
    shown = "Ada Quill hopes to move from the pier to the town hall"
    parsed = story(LEAD, SECOND, "Image copyrightHARBOUR NEWS", "Image caption", shown, *BELOW)

    assert (parsed.captions[-1], parsed.paragraphs) == (shown, (LEAD, SECOND, *BELOW))


def test_a_films_title_with_its_length_heads_no_text():
    film = [
        "Play Could the ferry be the last of her kind? Facebook Twitter Embed",
        "Could the ferry be the last? 5:26",
    ]
    parsed = story(LEAD, SECOND, *film, *BELOW)

    assert [(passage.kind, passage.text) for passage in parsed.passages] == [
        ("p", text) for text in (LEAD, SECOND, *BELOW)
    ]


def test_an_agency_that_sends_pictures_ends_a_caption():
    shown = "People wait for the ferry at the pier of Wexley on Tuesday, in the rain (EPA)"
    parsed = story(LEAD, SECOND, shown, *BELOW)

    assert (parsed.captions, parsed.paragraphs) == ((shown,), (LEAD, SECOND, *BELOW))


def test_a_line_longer_than_titles_are_is_of_the_text():
    verse = (
        "Boat, I won't shed a tear for you, I won't lose a night of sleep, because the truth of the water is that"
        " a sail is easy to mend"
    )
    parsed = story(LEAD, SECOND, verse, "[insert the name of your boat here]", *BELOW, "Share")

    assert (parsed.related, parsed.paragraphs[2]) == ((), verse)
