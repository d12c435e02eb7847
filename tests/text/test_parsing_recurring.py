"""What pages say again and again around a story: buttons, cards of other stories, what readers say."""

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines

CARD = (
    "The council wants to plant four hundred trees along the old canal before the end of the winter, and asks "
    "everybody who has a spade to come."
)
COMMENT = (
    "I have taken that ferry for thirty years and never once has it left on time, so I cannot see what six weeks of "
    "buses would change for any of us who live on the island."
)


def story(*groups: str | list[str]) -> ParsedStory:
    parsed = parse(lines(*groups))
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


def test_a_few_words_that_recur_are_furniture_in_any_language():
    parsed = story(HEADLINE, "3 May 2024", LEAD, "Opslaan als", SECOND, "Opslaan als", THIRD, "Opslaan als")

    assert parsed.paragraphs == tuple(BODY)
    assert [number for number, role in parsed.roles.items() if role is Role.FURNITURE] == [4, 6, 8]


def test_a_title_that_recurs_is_still_the_title():
    parsed = story(
        "Home",
        "Harbour to close slowly",
        "3 May 2024",
        BODY,
        "Harbour to close slowly",
        "Tides",
        "Harbour to close slowly",
        "Charts",
    )

    assert parsed.headline == "Harbour to close slowly"


def test_cards_with_their_dates_end_the_body():
    cards = [
        line
        for day in (1, 2, 3)
        for line in (f"0{day}.05.2024", f"Canal trees number {day}", CARD, "weiterlesen")
    ]
    parsed = story(HEADLINE, "3 May 2024", BODY, cards)

    assert parsed.paragraphs == tuple(BODY)
    assert str(parsed.published and parsed.published.iso) == "2024-05-03"


def test_days_above_paragraphs_are_a_chronicle_and_stay_in_the_body():
    told = [LEAD, "3 May 2024", CARD, "4 May 2024", COMMENT, "5 May 2024", CARD + " Tea is given."]
    parsed = story(HEADLINE, told)

    assert parsed.paragraphs[-1] == CARD + " Tea is given."


def test_what_readers_say_is_no_part_of_the_story():
    said = [
        line
        for name in ("Ann", "Bert", "Cleo")
        for line in (f"{name} 29.07.2020 // 12:56", COMMENT, "Antworten")
    ]
    parsed = story(HEADLINE, "3 May 2024", BODY, "Einen Kommentar schreiben", said)

    assert parsed.paragraphs == tuple(BODY)
    assert str(parsed.published and parsed.published.iso) == "2024-05-03"


def test_the_day_of_a_comment_never_dates_a_story():
    parsed = story(HEADLINE, BODY, "Leave a comment", "Ann Quill, 29 July 2020", COMMENT, "Reply")

    assert parsed.published is None


def test_what_a_page_asks_leave_for_is_boilerplate_however_long():
    asked = "We and our partners use cookies to keep things on your device. " + " ".join([COMMENT] * 4)
    parsed = story(HEADLINE, "3 May 2024", BODY, asked)

    assert parsed.paragraphs == tuple(BODY)
    assert parsed.roles[6] is Role.BOILERPLATE


def test_a_first_paragraph_above_a_box_of_other_stories_is_of_the_body():
    longer = [THIRD, CARD + " The harbour gives the spades.", COMMENT]
    parsed = story(
        HEADLINE, "3 May 2024", LEAD, "Advertisement", "Read more", "New pool for Brindle opens after long delay",
        SECOND, longer,
    )  # fmt: skip

    assert parsed.paragraphs == (LEAD, SECOND, *longer)


HEADINGS = ["The eastern mole", "The buses to Tarrant", "What the ferries cost", "Where to ask"]


def test_a_list_of_the_headings_that_follow_is_left_out_though_one_of_them_is_written_otherwise():
    contents = [f"{number}. {heading}" for number, heading in enumerate(HEADINGS, 1)]
    texts = [f"{LEAD} {SECOND} That was said {times} times." for times in range(4)]
    sections = [line for pair in zip(HEADINGS, texts, strict=True) for line in pair]
    sections[2] = "The busses to Tarrant"
    parsed = story(lines(HEADLINE, "3 May 2024", SECOND, "Contents", contents, sections))

    assert {parsed.roles[number] for number in range(5, 9)} == {Role.FURNITURE}
    assert [parsed.roles[number] for number in (9, 11, 13, 15)] == [Role.SUBHEAD] * 4


def test_numbered_headings_with_hyphens_are_known_again_where_they_stand_without_their_numbers():
    headings = ["Half-price tickets", "Ice-bound quays", "Re-opened roads"]
    contents = [f"{number}. {heading}" for number, heading in enumerate(headings, 1)]
    texts = [f"{LEAD} {SECOND} That was said {times} times." for times in range(3)]
    sections = [line for pair in zip(headings, texts, strict=True) for line in pair]
    parsed = story(lines(HEADLINE, "3 May 2024", SECOND, contents, sections))

    assert {parsed.roles[number] for number in range(4, 7)} == {Role.FURNITURE}


def test_two_lines_that_come_again_are_no_table_of_contents():
    parsed = story(lines(HEADLINE, "3 May 2024", LEAD, "Boats", SECOND, "Buses", THIRD))

    assert [parsed.roles[number] for number in (4, 6)] == [Role.SUBHEAD] * 2
