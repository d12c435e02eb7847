"""Tables: a story a row, its fields by the names of the columns."""

import pytest

from articles.importing.formats import NotCopy, Stated, open_copy
from articles.importing.formats.tables import meanings
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS, copy_of

HEAD = "Titel;Datum;Autor;Text;Ressort;Klicks;URL"
ROW = f'"Fähre; wieder da";07.04.2019;Ana Ruiz;"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}";Hafen;12;/2019/f'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_row_is_a_story_whose_cells_are_lines_in_their_roles(encoding):
    piece = only_piece(f"{HEAD}\n{ROW}\n".encode(encoding), name="export.txt")

    assert lines_of(piece) == [
        ("section", "Hafen"),
        ("headline", "Fähre; wieder da"),
        ("byline", "Ana Ruiz"),
        ("date", "07.04.2019"),
        ("", PARAGRAPHS[0]),
        ("", PARAGRAPHS[1]),
        ("page furniture", "Klicks: 12"),
        ("page furniture", "URL: /2019/f"),
    ]
    assert piece.stated == Stated(
        headline="Fähre; wieder da", published="07.04.2019", section="Hafen", address="/2019/f"
    )


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_rows_are_named_by_their_id_or_their_number(between):
    rows = [("id", "title", "body"), ("7", "One", "Words"), ("8", "Two", "Words"), ("8", "Three", "Words")]
    pieces = open_copy("\n".join(map(between.join, rows)).encode(), name="a.csv")

    assert [piece.key for piece in pieces] == ["7", "row 2", "row 3"]


def test_a_column_map_says_what_names_do_not():
    data = b"a,b,c\nFerry,Words,Title\n"
    [piece] = open_copy(data, name="a.csv", columns={"headline": "A", "body": "b"})

    assert lines_of(piece) == [("headline", "Ferry"), ("", "Words"), ("page furniture", "c: Title")]
    assert only_piece(data).format == "text"


def test_the_plainest_of_two_names_is_the_one():
    assert meanings(["summary", "Post Title", "Headline", "Lead", "content"]) == {
        0: "standfirst",
        2: "headline",
        4: "body",
    }


def test_html_in_a_cell_is_read_as_html():
    piece = only_piece(f'title,body_html\nFerry,"<p>{PARAGRAPHS[0]}</p><img src=""a.jpg"">"\n')

    assert lines_of(piece) == [("headline", "Ferry"), ("p", PARAGRAPHS[0])]
    assert [picture.name for picture in piece.pictures] == ["a.jpg"]


def test_a_row_with_other_cells_than_the_head_is_doubted_and_none_is_lost():
    piece = only_piece("title,body\nFerry,Words,more\n")

    assert lines_of(piece) == [("headline", "Ferry"), ("", "Words"), ("page furniture", ": more")]
    assert [note.sentence for note in piece.notes] == ["The row at line 2 has 3 cells; the head has 2."]


def test_a_table_without_rows_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"title,body\n", name="a.csv")

    assert refusal.value.code == "empty"


@pytest.mark.parametrize("text", [copy_of(), "title, body\n" * 1 + copy_of(), "Ferry, harbour\n" + copy_of()])
def test_copy_is_no_table(text):
    assert only_piece("Ferry news\n" + text).format == "text"
