"""Invisible characters and misread words: mended where that is sure, told where it is not."""

import pytest

from articles.text.mending import Note, mend


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x7f", "\x9d"])
def test_a_control_character_is_left_out_and_its_first_line_told(control):
    text, notes = mend(f"Ferry late\nThe fer{control}ry was late.\nAg{control}ain.")

    assert text == "Ferry late\nThe ferry was late.\nAgain."
    assert notes == (Note("Control characters were left out.", sure=False, line=2),)


def test_lines_keep_their_ends_and_tabs():
    assert mend("a\tb\r\nc\x07\rd\n")[0] == "a\tb\r\nc\rd\n"


def test_the_end_of_a_page_is_a_space_and_no_news():
    assert mend("one\x0ctwo\x0bthree") == ("one two three", ())


def test_the_frames_of_wire_copy_stay_and_its_codes_are_gaps():
    text, notes = mend("\x01abc\n\x02Ferry\x11late\n\x03\x04")

    assert text == "\x01abc\n\x02Ferry late\n\x03\x04"
    assert [note.sure for note in notes] == [True]


@pytest.mark.parametrize("pair", ["\u202b{}\u202c", "\u2067{}\u2069", "\u2068\u202e{}\u202c\u2069"])
def test_directions_that_end_within_their_line_are_kept(pair):
    text = f"The sign says {pair.format('אבג')} in gold."

    assert mend(text) == (text, ())


@pytest.mark.parametrize(
    "line", ["Ferry \u202elate", "Ferry\u202c late", "\u2067Ferry\u202c late", "\u202bFerry\nlate"]
)
def test_directions_that_reach_beyond_their_line_are_left_out_and_told(line):
    text, notes = mend(f"Harbour\n{line}")

    assert text.replace("\n", " ") == "Harbour Ferry late"
    assert [(note.sure, note.line) for note in notes] == [(False, 2)]


def test_words_that_were_decoded_wrongly_are_mended():
    text, notes = mend("Fares\nIt costs Â£4, the cafÃ©â€™s owner said.")

    assert text == "Fares\nIt costs £4, the café’s owner said."
    assert [(note.sure, note.line) for note in notes] == [(True, 2)]


@pytest.mark.parametrize(
    "text", ["CAFÉ’S QUAY", "São Tomé – Príncipe", "Ångström’s Öl", "“À propos…”", "Ærøskøbing"]
)
def test_words_that_only_look_odd_are_left_alone(text):
    assert mend(text) == (text, ())
