"""The passages of a text, and words found again where an edit has taken them."""

from dataclasses import replace

import pytest

from articles.text.anchoring import Quote
from articles.text.blocks import Text
from articles.text.places import Place, carried, found_again, passages, quoted, spoken_of

TEXT = Text(
    headline="Ferry returns",
    standfirst="",
    byline="Ines Marlow",
    dateline="",
    language="en",
    body="<p>The ferry sails at six.</p><figure data-picture='3'></figure>"
    "<ul><li>The <em>other</em> one waits.</li></ul>",
    captions=(("The quay", "Ada Quill"),),
    source="Harbour Wire",
)


def moved(place, **changes):
    return found_again(quoted(TEXT, place), place, passages(replace(TEXT, **changes)))


def test_passages_stand_in_reading_order_and_say_something():
    assert [(one.field, one.block, one.text) for one in passages(TEXT)] == [
        ("headline", None, "Ferry returns"),
        ("byline", None, "Ines Marlow"),
        ("body", 0, "The ferry sails at six."),
        ("body", 1, ""),
        ("body", 2, "The other one waits."),
        ("captions", 0, "The quay"),
        ("source", None, "Harbour Wire"),
    ]


def test_words_are_quoted_from_their_passage():
    assert quoted(TEXT, Place("body", 2, 4, 9)) == Quote("other", "The ", " one waits.")
    assert quoted(TEXT, Place("headline")) == Quote("Ferry returns", "", "")
    assert quoted(TEXT, Place("body", 1)) == Quote("", "", "")


@pytest.mark.parametrize(
    "place",
    [
        Place("standfirst"), Place("body"), Place("body", 3), Place("body", 1, 0, 1), Place("body", 0, 3, 3),
        Place("body", 0, 3, 99), Place("body", 0, 3), Place("__class__"), Place("language"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_refused(place):
    with pytest.raises(ValueError, match=r".+"):
        quoted(TEXT, place)


def test_words_are_found_in_the_block_to_which_they_moved():
    body = "<p>New.</p><p>The ferry sails at six.</p>"
    assert moved(Place("body", 0, 4, 9), body=body) == Place("body", 1, 4, 9)


def test_of_two_blocks_it_is_the_one_with_the_same_surroundings():
    body = "<p>The ferry sails, in all weathers, says Marlow.</p><p>New.</p><p>The ferry sails at six.</p>"
    assert moved(Place("body", 0, 4, 15), body=body) == Place("body", 2, 4, 15)


def test_words_that_are_gone_are_not_found_in_another_field():
    assert moved(Place("headline", None, 0, 5), headline="It returns") is None
    assert moved(Place("body", 0), body="<p>No boat sails.</p>") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the  FERRY sails", [Place("body", 0, 0, 15)]),
        ("ferry", [Place("headline", None, 0, 5), Place("body", 0, 4, 9)]),
        ("at six.\n\n other one", [Place("body", 0, 16, 23), Place("body", 2, 4, 13)]),
        ("", []),
        ("sails .*", []),
        ("a boat", []),
    ],
)
def test_words_are_found_as_somebody_typed_them(words, found):
    assert spoken_of(words, passages(TEXT)) == found


def test_typed_quotes_and_dashes_stand_for_printed_ones():
    text = replace(TEXT, body="<p>“It’s late” – he said.</p>")
    assert spoken_of('"it\'s late" - he', passages(text)) == [Place("body", 0, 0, 16)]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (["New.", "No.", "Yes, she said.", "No."], ("body", 3, 0, 3)),
        (["Yes, she said.", "No."], ("body", 1, 0, 3)),
        (["No.", "Yes, she said.", "No, no. No, no."], None),
        (["No.", "Yes, she said."], None),
    ],
)
def test_words_are_carried_to_the_one_place_that_can_be_meant(after, found):
    before, then = (
        passages(replace(TEXT, body="".join(f"<p>{one}</p>" for one in body)))
        for body in (["No.", "Yes, she said.", "No."], after)
    )
    place = Place("body", 2, 0, 3)
    assert carried(Quote("No.", "", ""), place, before, then) == (Place(*found) if found else None)
