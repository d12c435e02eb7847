"""Messages of the old wires: what their frames say, and as many stories as there are messages."""

import textwrap

import pytest

from articles.importing.formats import NotCopy, open_copy
from articles.text.parsing import parse
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

TEXT = "\r\n \r\n".join(f"\t   {text}" for text in PARAGRAPHS)


def anpa(number="w2870", *, headline="Ferry returns", end="\x03AP-WF-11-13-13 1509GMT<\r\n\x04") -> str:
    """A message as ANPA 1312 frames it."""
    return (
        f"\x16\x16\x01{number}\x1f-----\r\nr i\x13\x11 BC-Ferry     11-13 0104\r\n\x02BC-Ferry,70<\r\n^{headline}<\r\n"
        f"^By ANA RUIZ=\r\n{TEXT}\r\n{end}"
    )


def iptc(head: str, *, number="hwa0062", paragraphs=PARAGRAPHS) -> str:
    """A message as IPTC 7901 frames it."""
    header = f"\x01{number} 4 i 70  hw 061\r\n\r\nFerries/harbour/\r\n"
    text = "\r\n\r\n".join("\r\n".join(textwrap.wrap(text, 60)) for text in paragraphs)
    return f"{header}\x02{head}\r\n\r\n{text}\r\n\r\nhw ar\r\n\x03131137 Nov 13\r\n\x7f\x7f\x04\r\n"


def parsed(piece):
    return parse(piece.text, fixed=piece.fixed, kinds=piece.kinds)


def test_a_message_of_anpa_is_a_story():
    piece = only_piece(anpa(), name="message.txt")
    story = parsed(piece)

    assert (piece.key, piece.format, piece.notes) == ("", "wire", ())
    assert (story.headline, story.byline, story.slugline) == ("Ferry returns", "ANA RUIZ", "BC-Ferry,70")
    assert [passage.text for passage in story.passages] == list(PARAGRAPHS)
    assert story.published.iso == "2013-11-13T15:09+00:00"
    assert lines_of(piece)[:2] == [
        ("page furniture", "\x01w2870 -----"),
        ("page furniture", "r i   BC-Ferry     11-13 0104"),
    ]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("Ferry returns\r\nto Northport =", [("headline", "\x02Ferry returns"), ("headline", "to Northport =")]),
        ("1ST LEAD\r\nFerry returns\r\nBy Ana Ruiz, Northport =",
         [("kicker", "\x021ST LEAD"), ("headline", "Ferry returns"), ("byline", "By Ana Ruiz, Northport =")]),
        ("(Correction)\r\nFerry returns =", [("kicker", "\x02(Correction)"), ("headline", "Ferry returns =")]),
        ("Ferry returns", [("", "\x02Ferry returns")]),
    ],
)  # fmt: skip
def test_the_head_of_a_message_of_iptc_7901_ends_with_its_sign(head, lines):
    shown = lines_of(only_piece(iptc(head)))

    assert shown[:2] == [("page furniture", "\x01hwa0062 4 i 70  hw 061"), ("slugline", "Ferries/harbour/")]
    assert shown[2 : 2 + len(lines)] == lines


def test_a_message_of_iptc_7901_is_a_story():
    story = parsed(only_piece(iptc("REFILE\r\nFerry returns\r\nBy Ana Ruiz =")))

    assert (story.headline, story.byline) == ("Ferry returns", "Ana Ruiz")
    assert [passage.text for passage in story.passages] == list(PARAGRAPHS)
    assert (story.published.iso, story.published.precision) == ("2013-11-13T11:37", "minute")


@pytest.mark.parametrize("between", ["", "\r\n", "\r\n\r\n\x00"])
def test_each_message_of_a_file_is_a_story_by_its_number(between):
    messages = [anpa(), anpa("w2871"), iptc("Bakers sign up ="), anpa("w9", headline="Third")]
    found = open_copy(between.join(messages).encode(), name="a")

    assert [piece.key for piece in found] == ["w2870", "w2871", "hwa0062", "message 4"]
    assert [parsed(piece).headline for piece in found] == [
        "Ferry returns",
        "Ferry returns",
        "Bakers sign up",
        "Third",
    ]


def test_a_number_that_came_twice_names_none():
    assert [piece.key for piece in open_copy((anpa() + anpa()).encode(), name="a")] == [
        "message 1",
        "message 2",
    ]


def test_a_message_that_was_cut_off_is_a_story_in_doubt():
    piece = only_piece(anpa(end=""))

    assert [doubt.code for doubt in piece.notes] == ["cut-off"]
    assert parsed(piece).headline == "Ferry returns"


def test_tables_full_of_codes_are_read():
    rows = "".join(f"\x08\x1f{place}\x1e\x1f 7\x1e 3\r\n" for place in ("Northport", "Eastmere", "Wexley"))
    piece = only_piece(anpa(end=f"{rows}\x03"))

    assert lines_of(piece)[-2] == ("", "  Wexley   7  3")


def test_a_line_of_nothing_but_codes_is_accounted_for():
    piece = only_piece(iptc("Ferry returns ="))

    assert lines_of(piece)[-2:] == [("date", "\x03131137 Nov 13"), ("page furniture", "  \x04")]
    assert lines_of(only_piece(anpa(end="\x08\r\n\x03")))[-2] == ("", "\ufffd")


def test_an_empty_frame_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"\x16\x16\x01 \r\n\x02\r\n\x03\x04", name="a")

    assert refusal.value.code == "empty"


def test_bytes_that_only_begin_like_a_message_are_none():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"\x00\x00\x01\x00\x02\x00" + bytes(range(256)) * 9, name="a")

    assert refusal.value.code == "not-text"
