"""RTF: its words, whatever encoding and whatever marks they stand among."""

import pytest

from articles.importing.formats import NotCopy, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}}{\info{\title Copy}{\author Ana}}{\*\generator Riched20;}{\header Page 1\par}"
)


def words_of(body: str, *, head=HEAD) -> list[str]:
    return [words for _, words in lines_of(only_piece((head + body + "}").encode("latin-1")))]


def test_paragraphs_are_lines_and_what_is_no_text_is_none():
    body = (
        r"\pard\f0\fs24 {\b Ferry} returns\par "
        + r"\par ".join(PARAGRAPHS)
        + r"\line Second\par {\pict\wmetafile8 0100}"
    )

    assert words_of(body) == ["Ferry returns", *PARAGRAPHS, "Second"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"F\'e4hre \u8211? \ldblquote ahoy\rdblquote\~5", "Fähre – “ahoy” 5"),
        (r"\uc1\u1060\'94\u1077\'e5 \uc0\u1088 \u-10179 \u-8704  end", "Фе р😀 end"),
        (r"a \{b\} c\\d\-e", "a {b} c\\de"),
        (r"\cell x\cell y\cell\row", "x | y"),
        (r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt here}}', "here"),
        ("Ferry \r\nreturns", "Ferry returns"),
    ],
)
def test_signs_are_read_however_they_are_written(body, words):
    (line,) = words_of(body)

    assert line.removeprefix("| ").removesuffix(" |") == words


def test_an_encoding_that_is_named_is_that_of_its_bytes():
    assert words_of(r"\'cf\'f0\'e8\'e2\'e5\'f2", head=r"{\rtf1\ansi\ansicpg1251 ") == ["Привет"]
    assert words_of(r"\'93\'fa\'96\'7b", head=r"{\rtf1\ansi\ansicpg932 ") == ["日本"]


def test_two_bytes_that_are_one_sign_are_read_as_it_however_the_second_is_written():
    head = r"{\rtf1\ansi\ansicpg932 "

    assert words_of(r"\'83S\'83V\'83b\'83N \'95\\ \'83\{\'83\}", head=head) == ["ゴシック 表 ボマ"]


FONTS = (
    r"{\rtf1\ansi\ansicpg1252\deff1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial CYR;}"
    r"\f2\cpg1253 Arial Greek;}"
)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\f1 \'cf\'f0\'e8{\f0 \'e9t\'e9}\'e2\'e5\'f2", "Приétéвет"),
        (r"\'cf\'f0\'e8\f2 \'e1\plain\'e2", "Приαв"),
        (r"\f9 caf\'e9", "café"),
    ],
)
def test_bytes_are_of_the_encoding_that_their_font_is_for(body, words):
    assert words_of(body, head=FONTS) == [words]


def test_footnotes_stand_behind_the_text_and_deleted_words_are_none():
    body = r"It costs {\revised nine}{\deleted eight}{\footnote\pard Tender 44} pounds.\par End of it."
    piece = only_piece((HEAD + body + "}").encode())

    assert lines_of(piece) == [
        ("", "It costs nine pounds."),
        ("", "End of it."),
        ("note to editors", "Tender 44"),
    ]
    assert [note.code for note in piece.notes] == ["tracked-changes"]


@pytest.mark.parametrize("data", [b"{\\rtf1}", b"{\\rtf1 {\\pict 00}", b"{\\rtf1}}}}"])
def test_a_document_without_words_is_refused(data):
    with pytest.raises(NotCopy) as refusal:
        open_copy(data, name="a.rtf")

    assert refusal.value.code == "empty"
