"""A merge place by place, as a person is asked about it."""

from hypothesis import given

from articles.text.blocks import clean
from articles.text.merging import Collision, Piece, merge, merge_mine, pieces
from tests.text.test_diff import body
from tests.text.test_merging import EDITS, ONCE


def of(base, mine, theirs):
    return pieces(base.body, mine.body, theirs.body)


def chosen(found, side):
    return clean("".join(getattr(piece, side) if piece.whose == "clash" else piece.merged for piece in found))


@given(base=ONCE, mine=EDITS, theirs=EDITS)
def test_a_place_is_to_be_decided_exactly_where_two_texts_collide(base, mine, theirs):
    asked = any(piece.whose == "clash" for piece in of(base, mine, theirs))
    assert asked == isinstance(merge(base, mine, theirs), Collision)


@given(base=ONCE, mine=EDITS, theirs=EDITS)
def test_the_places_in_a_row_are_the_merged_text(base, mine, theirs):
    found = of(base, mine, theirs)
    if found != [Piece(base.body, mine.body, theirs.body)]:
        assert chosen(found, "mine") == merge_mine(base, mine, theirs).body
        assert chosen(found, "theirs") == merge_mine(base, theirs, mine).body


def test_each_place_says_whose_it_is():
    base = body("One.", "Two.", "Three.", "Four.")
    mine = body("One, mine.", "Two.", "Three, mine.", "Four, alike.")
    theirs = body("One.", "Two, theirs.", "Three, theirs.", "Four, alike.", "Five, theirs.")
    assert [piece.whose for piece in of(base, mine, theirs)] == ["mine", "theirs", "clash", "both", "theirs"]
    assert of(base, mine, theirs)[2] == Piece("<p>Three.</p>", "<p>Three, mine.</p>", "<p>Three, theirs.</p>")


def test_a_paragraph_that_both_moved_makes_one_clash_of_the_whole_text():
    names = ["One sails far out.", "Two waits.", "Three sleeps.", "Four eats.", "Five sings."]
    base, moved = body(*names), names[0]
    mine, theirs = body(*names[1:3], moved, *names[3:]), body(*names[1:], moved)
    assert of(base, mine, theirs) == [Piece(base.body, mine.body, theirs.body)]


def test_a_paragraph_that_seems_to_have_moved_to_two_places_makes_one_clash_of_the_whole_text():
    base = body("One sails.", "Three sleeps.", "Two waits here.", "Four is new.", "Two waits.")
    mine, theirs = body("Five is new."), body("Five is new.", "Two waits.", "Five is new.")
    assert isinstance(merge(base, mine, theirs), Collision)
    assert of(base, mine, theirs) == [Piece(base.body, mine.body, theirs.body)]
