"""Numbers and names in changed words, and the steps from one line of words to another."""

import pytest

from articles.text.diff import hunks
from articles.text.particulars import common_words, pieces


def particulars(old, new):
    return [
        piece.particulars for piece in pieces(hunks(old, new), common_words([old, new])) if not piece.kept
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("hurt 14 people", "hurt 41 people", [("number",)]),
        ("paid twenty-one crowns", "paid thirty-one crowns", [("number",)]),
        ("rose by 3%", "rose by 3.5%", [("number",)]),
        ("cost 14 crowns", "cost 14, crowns", [()]),
        ("said Jon Smith", "said Jon Smyth", [("name",)]),
        ("on Friday", "on Sunday", [("name",)]),
        ("by the Council", "by the council", [("name",)]),
        ("said Smith", "said Smith’s aunt", [()]),
        ("on 3 March, he said", "on 4 April, he said", [("number", "name")]),
        ("the old pier", "the long pier", [()]),
        ("Smith left.", "Quill left.", [("name",)]),
        ("Ferries left. The ferries", "Boats left. The ferries and boats", [(), ()]),
        ("The pier", "This pier", [()]),
        ("Harbour Council Meets Again Today", "Harbour Council Votes Again Today", [("name",)]),
        ("he said", "he said on Friday", [("name",)]),
        ("I said", "he said", [()]),
    ],
)  # fmt: skip
def test_a_change_says_whether_a_number_or_a_name_is_another(old, new, found):
    assert particulars(old, new) == found


def test_a_headline_in_capitals_is_read_by_the_words_of_its_text():
    common = common_words(["The council meets and votes."])
    found = pieces(
        hunks("Council Meets Again Today In Wexley", "Council Votes Again Today In Tarrant"), common
    )
    assert [piece.particulars for piece in found if not piece.kept] == [(), ("name",)]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("The ferry sails. The bus waits.", "The ferry sails. The tram stops. The bus waits.",
         [("", "The tram stops. ")]),
        ("The ferry sails. The tram stops. The bus waits.", "The ferry sails. The bus waits.",
         [("The tram stops. ", "")]),
        ("Mr. Smith left. Mr. Quill came.", "Mr. Smith left. Mr. Bell ate. Mr. Quill came.",
         [("", "Mr. Bell ate. ")]),
        ("a report on the state of the harbour wall", "divers will look at every stone of the old mole soon",
         [("a report on the state of the harbour wall", "divers will look at every stone of the old mole soon")]),
        ("he said the ferry sails at six", "she said the boat sails at six",
         [("he ", "she "), ("ferry ", "boat ")]),
    ],
)  # fmt: skip
def test_words_change_by_whole_sentences_where_they_can(old, new, changed):
    assert [(piece.old, piece.new) for piece in pieces(hunks(old, new)) if not piece.kept] == changed
