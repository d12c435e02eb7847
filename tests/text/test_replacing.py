"""Other words put in the place of some."""

import pytest

from articles.text.blocks import Text, blocks
from articles.text.places import Place
from articles.text.replacing import narrowed, with_words

BODY = (
    '<p>The <em>quick</em> brown <a href="https://fox.example/">fox</a> jumps.</p>'
    "<ul><li>First of them</li><li>Second</li></ul><p>The end.</p>"
)
TEXT = Text("Fox jumps over", "It did.", "", "", "en", BODY, (("A fox.", "Ann"),), "")


def body(*changes, text=TEXT):
    return with_words(text, changes).body


def at(found, words, text=TEXT):
    """The place of words of the body that stand there once."""
    for n, block in enumerate(blocks(text.body)):
        if found in block.text:
            start = block.text.index(found)
            return (Place("body", n, start, start + len(found)), words)
    raise AssertionError(found)


def test_new_words_look_as_those_that_they_stand_for():
    assert "<p>The <em>slow</em> brown " in body(at("quick", "slow"))


def test_what_old_and_new_words_share_keeps_its_looks():
    assert body(at("quick brown fox", "quick red fox")) == BODY.replace("brown", "red")


def test_words_put_behind_a_link_are_not_part_of_it_where_a_blank_is_between():
    assert body(at("fox jumps", "fox never jumps")) == BODY.replace("</a> jumps", "</a> never jumps")


def test_words_taken_out_leave_one_blank():
    assert "<p>The brown <a" in body(at("quick", ""))


def test_paragraph_that_loses_all_its_words_is_gone():
    assert body(at("The end.", "")) == BODY.replace("<p>The end.</p>", "")


def test_list_stays_a_list():
    assert body(at("Second", "2nd")) == BODY.replace("Second", "2nd")


def test_several_places_of_a_paragraph_count_in_the_text_as_it_was():
    assert body(at("jumps", "leaps"), at("brown", "reddish"), at("The", "A")) == (
        BODY.replace("jumps", "leaps").replace("brown", "reddish").replace("<p>The <em>", "<p>A <em>")
    )


def test_of_two_that_overlap_the_first_stands():
    assert body(at("quick brown", "slow"), at("brown", "red")) == body(at("quick brown", "slow"))


def test_sign_that_html_knows_is_a_sign():
    assert "jumps &lt;b&gt; &amp; runs." in body(at("jumps.", "jumps <b> & runs."))


@pytest.mark.parametrize(
    ("place", "field", "expected"),
    [
        (Place("headline", None, 4, 9), "headline", "Fox leaps over"),
        (Place("standfirst", None, 0, 2), "standfirst", "leaps did."),
        (Place("captions", 0, 2, 5), "captions", (("A leaps.", "Ann"),)),
    ],
)
def test_lines_and_captions(place, field, expected):
    assert getattr(with_words(TEXT, [(place, "leaps")]), field) == expected


def test_whole_passages():
    text = with_words(
        TEXT, [(Place("headline"), "Fox rests"), (Place("body", 3), "An end."), (Place("standfirst"), "")]
    )
    assert (text.headline, text.standfirst, text.body) == (
        "Fox rests",
        "",
        BODY.replace("The end.", "An end."),
    )


def test_line_keeps_no_blank_where_its_first_word_went():
    assert with_words(TEXT, [(Place("headline", None, 0, 3), "")]).headline == "jumps over"


@pytest.mark.parametrize(
    "place",
    [
        Place("headline", None, 3, 3),
        Place("headline", None, None, 3),
        Place("headline", None, 0, 15),
        Place("body", None, 0, 3),
        Place("body", 4, 0, 3),
        Place("body", -1, 0, 3),
        Place("body", 0, 0, 400),
        Place("captions", 1, 0, 3),
        Place("nothing", None, 0, 3),
        Place("captions", None, 0, 1),
    ],
)
def test_place_that_the_text_does_not_have_is_an_error(place):
    with pytest.raises(ValueError, match="no "):
        with_words(TEXT, [(place, "x")])


@pytest.mark.parametrize(
    ("words", "proposed", "found"),
    [
        ("met on Tuesday.", "met on Wednesday.", ("Tuesday", "Wednesday")),
        ("a late boat", "a boat", ("late", "")),
        ("a boat", "a late boat", ("a", "a late")),
        ("boat", "a boat", ("boat", "a boat")),
        ("One thing.", "", ("One thing.", "")),
    ],
)
def test_a_proposal_is_narrowed_to_the_words_that_it_changes(words, proposed, found):
    start, end, put = narrowed(words, proposed)
    assert (words[start:end], put) == found


def test_no_blank_is_left_before_the_stop_of_a_sentence_that_ends_sooner():
    assert "<p>The.</p>" in body(at("end", ""))
