"""A place in a text, found again after the text was edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.anchoring import CONTEXT, Quote, find, quote

LINE = "The ferry sails at six, and the other ferry sails at ten every day of the week."
TEXTS = st.text(alphabet="ab \u00a0.", max_size=60)


def test_a_quote_is_the_words_with_what_stands_around_them():
    assert quote(LINE, 4, 9) == Quote("ferry", "The ", LINE[9 : 9 + CONTEXT])


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, 100)])
def test_no_words_are_no_quote(start, end):
    with pytest.raises(ValueError, match="no words from"):
        quote(LINE, start, end)


@given(text=TEXTS, data=st.data())
def test_words_are_found_where_they_stood(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        assert find(quote(text, start, end), text, near=start) == (start, end)


def again(words, text, *, occurrence=0, near=None):
    """The words that ``find`` finds in ``text`` for the first, or another, ``words`` of LINE."""
    start = LINE.index(words)
    for _ in range(occurrence):
        start = LINE.index(words, start + 1)
    found = find(quote(LINE, start, start + len(words)), text, near)
    return found and (found[0], text[slice(*found)])


@pytest.mark.parametrize("occurrence", [0, 1])
def test_of_two_places_it_is_the_one_with_the_same_surroundings(occurrence):
    later = "Every day again, as we said. " + LINE
    start = later.index("ferry") if not occurrence else later.rindex("ferry")
    assert again("ferry", later, occurrence=occurrence) == (start, "ferry")


def test_an_edit_beside_the_words_does_not_lose_them():
    later = LINE.replace("six", "seven").replace("The ferry", "The old ferry")
    assert again("sails at", later) == (later.index("sails at"), "sails at")


def test_words_that_are_gone_are_not_found():
    assert again("ferry", "The boat sails at six.") is None


def test_a_short_word_in_quite_another_place_is_not_the_one():
    assert again("six", "Nobody knows why 6 is “six” here.") is None


def test_a_phrase_is_the_same_wherever_it_stands():
    assert again("other ferry sails", "Quite! other ferry sails") == (7, "other ferry sails")


def test_two_places_alike_are_told_apart_by_nearness_only():
    text = "it was x. " * 14
    quoted = quote(text, 67, 68)  # in the midst of many alike
    assert find(quoted, text) is None
    assert find(quoted, text, near=70) == (67, 68)
    assert find(quoted, text, near=74) == (77, 78)
    assert find(quoted, text, near=72) is None


def test_that_a_text_begins_or_ends_there_counts():
    assert find(quote("no", 0, 2), "no no no no") is None
    assert find(quote("no, we said", 0, 2), "oh no, no, we said no") == (7, 9)


def test_kinds_of_white_space_make_no_difference():
    assert find(quote("at 6 p.m. today", 3, 9), "It is at 6\u00a0p.m.\ntoday") == (9, 15)
