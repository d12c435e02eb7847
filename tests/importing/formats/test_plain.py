"""Plain text as a format: one story, or several."""

from articles.importing.formats import open_copy
from articles.text.parsing import parse

RULE = "-" * 30
BREAD = """Tarrant bakers win bread prize
3 May 2024

A loaf of rye from Mill Lane won the county prize for the third time in a row on Friday afternoon,
and its baker was carried home on the shoulders of her two sons."""
POOL = """New pool for Brindle opens
6 May 2024

The pool at Brindle opened on Monday after nine years of work and two changes of plan by the county,
and four hundred children swam in it before noon."""


def test_a_file_of_one_story_is_one_piece_without_a_key():
    assert [(piece.key, piece.text) for piece in open_copy(POOL.encode(), name="pool.txt")] == [("", POOL)]


def test_a_file_of_several_stories_is_a_piece_for_each():
    pieces = open_copy(f"{BREAD}\n{RULE}\n{POOL}".encode(), name="week.txt")

    assert [piece.key for piece in pieces] == [
        "tarrant-bakers-win-bread-prize-2024-05-03",
        "new-pool-for-brindle-opens-2024-05-06",
    ]
    assert [parse(piece.text, fixed=piece.fixed).headline for piece in pieces] == [
        "Tarrant bakers win bread prize",
        "New pool for Brindle opens",
    ]


def test_a_doubt_about_a_line_is_that_of_the_story_which_holds_it():
    text = f"{BREAD}\n{RULE}\n{POOL}".replace("nine years", "nine\x07 years")
    pieces = open_copy(text.encode(), name="week.txt")

    assert [[doubt.line for doubt in piece.notes] for piece in pieces] == [[], [4]]
