"""Short questions between paragraphs: headings, or the text's own."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines

PAGE = ["Home", HEADLINE, "By Mary Malone", "3 May 2024"]


def roles(*body: str) -> list[Role]:
    parsed = parse(lines(PAGE, list(body)))
    assert isinstance(parsed, ParsedStory), parsed
    return [parsed.roles[number] for number in range(len(PAGE) + 1, len(PAGE) + 1 + len(body))]


@pytest.mark.parametrize(
    "question",
    [
        "Which ferries sail while the harbour is being mended, and from where?",
        "Welche Fähren fahren?",
        "¿Cuáles son los barcos?",
    ],
)
def test_a_question_over_its_answer_is_a_subhead(question):
    assert roles(LEAD, question, SECOND, THIRD) == [
        Role.PARAGRAPH, Role.SUBHEAD, Role.PARAGRAPH, Role.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "So who will pay for the mole?",
        "“Who will pay for the mole?”",
        "Ada: Who will pay for the mole?",
    ],
)
def test_a_question_that_the_text_itself_asks_is_a_paragraph(line):
    assert Role.SUBHEAD not in roles(LEAD, line, SECOND, THIRD)


def test_where_there_is_nothing_but_a_text_it_may_ask_in_passing():
    parsed = parse(lines(HEADLINE, "", LEAD, "Sounds familiar to the people of Orme?", SECOND, THIRD))

    assert isinstance(parsed, ParsedStory)
    assert parsed.roles[4] is Role.PARAGRAPH


def test_what_an_interviewer_asks_again_and_again_are_subheads():
    asked = [
        "You have worked in the harbour for long?",
        "The mole will hold, then, you think?",
        "Nobody told you so?",
    ]
    answers = [f"{LEAD} That was in {year}." for year in (1987, 1994, 2003)]
    text = [line for pair in zip(asked, answers, strict=True) for line in pair]

    assert roles(*BODY, *text)[3:] == [Role.SUBHEAD, Role.PARAGRAPH] * 3


def test_a_long_line_that_lost_its_full_stop_is_no_subhead():
    cut = "The keeper of the harbour said that nobody had told him when the divers would be back at the mole"

    assert roles(LEAD, SECOND, cut, THIRD) == [Role.PARAGRAPH] * 4


def test_a_line_with_a_colon_over_a_question_is_of_the_text():
    said = "Two questions before the boats go out, as the keeper put them:"

    assert roles(LEAD, said, "WHO WILL PAY FOR THE MOLE?", SECOND, THIRD) == [
        Role.PARAGRAPH, Role.PARAGRAPH, Role.SUBHEAD, Role.PARAGRAPH, Role.PARAGRAPH,
    ]  # fmt: skip


def test_a_paragraph_under_another_storys_title_stays_where_a_short_heading_follows():
    assert roles(LEAD, "Read more: The boats of Orme Island", SECOND, "Other boats", THIRD) == [
        Role.PARAGRAPH, Role.RELATED_TITLE, Role.PARAGRAPH, Role.SUBHEAD, Role.PARAGRAPH,
    ]  # fmt: skip


def test_one_question_among_other_headings_is_one_too():
    more = "The port authority will pay for the buses and for the two boats, Ada Quill said on Friday."
    parsed = parse(lines(LEAD, SECOND, "A mole under water", THIRD, "Did nobody see the old hole?", more))

    assert isinstance(parsed, ParsedStory)
    assert [passage.text for passage in parsed.passages if passage.kind == "h2"] == [
        "A mole under water",
        "Did nobody see the old hole?",
    ]
