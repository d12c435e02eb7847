"""Files that hold a story and nothing of a page: short lines in them are of the story too."""

import pytest

from articles.text.parsing import Role, parse

TEXT = (
    "The ferry between Northport and Eastmere is back after eleven weeks in dock, the harbour office said on Tuesday.",
    "It carried forty passengers on its first crossing, and the captain said that the engine had run quietly.",
    "The next crossing is planned for Thursday morning, with the mayor and a class of school children on board.",
)
MENU = "Home\n\nSubscribe now\n\nMost read\n\n"


def last(text: str) -> Role:
    return list(parse(text).roles.values())[-1]


@pytest.mark.parametrize("end", ["And more.", "Ann Quill (WRU)", "Record April 10"])
def test_a_few_words_at_the_end_of_clean_copy_are_its_last_paragraph(end):
    story = parse("\n\n".join(["Ferry is back in harbour", *TEXT, end]))

    assert story.paragraphs[-1] == end


@pytest.mark.parametrize("end", ["NNNN", "(aq/wire)", "Northport"])
def test_what_stands_alone_at_the_end_is_none_of_the_text(end):
    story = parse("\n\n".join(["Ferry is back in harbour", *TEXT, end]))

    assert story.paragraphs == TEXT


def test_a_few_words_at_the_end_of_a_page_are_the_pages():
    assert last(MENU + "\n\n".join(["Ferry is back in harbour", *TEXT, "Sail with us"])) is Role.FURNITURE


STEPS = ["Take the old boat out", "Wash the deck twice", "Paint it green", "Let it dry", "Paint it again"]


def test_under_a_title_that_a_blank_parts_from_all_else_every_line_is_of_the_text():
    story = parse("\n".join(["How we paint ferries", "", TEXT[0], *STEPS, TEXT[1]]))

    assert (story.headline, story.paragraphs[0], story.paragraphs[-1]) == (
        "How we paint ferries",
        TEXT[0],
        TEXT[1],
    )
    assert not [role for role in story.roles.values() if role is Role.FURNITURE]


def test_lines_of_a_page_under_a_blank_are_no_text():
    story = parse(
        "\n".join(["The Harbour Post", "", "Home", "Subscribe now", "Share", "Ferry is back", *TEXT])
    )

    assert story.headline == "Ferry is back"


@pytest.mark.parametrize(("others", "doubted"), [(60, True), (3, False)])
def test_little_text_out_of_a_long_file_is_doubted(others, doubted):
    cards = [f"See pier {number} by night: Read more about it" for number in range(others)]
    story = parse("\n".join(["Ferry is back in harbour", "5 March 2024", TEXT[0], "Most read", *cards]))

    assert ("little-text" in {doubt.code for doubt in story.doubts}) is doubted


def test_items_that_a_line_with_a_colon_announces_are_of_the_text_to_the_last():
    items = ["• Seats can be taken by telephone only", "• No dogs", "• The bar opens at two"]
    story = parse("\n\n".join([*TEXT[:1], "This is what the office asks:", *items]))

    assert story.paragraphs[2:] == tuple(item.removeprefix("• ") for item in items)
