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
        ("paragraph", PARAGRAPHS[0]),
        ("paragraph", PARAGRAPHS[1]),
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

    assert lines_of(piece) == [("headline", "Ferry"), ("paragraph", "Words"), ("page furniture", "c: Title")]
    assert only_piece(data).format == "text"


def test_the_plainest_of_two_names_is_the_one():
    assert meanings(["summary", "Post Title", "Headline", "Lead", "content"]) == {
        0: "standfirst",
        2: "headline",
        4: "body",
    }


@pytest.mark.parametrize(
    ("other", "stated"),
    [("04/25/2019", "2019-03-04"), ("25/04/2019", "2019-04-03"), ("05/06/2019", "03/04/2019")],
)
def test_other_rows_tell_the_order_of_day_and_month(other, stated):
    pieces = open_copy(f"title,body,date\nOne,Words,03/04/2019\nTwo,Words,{other}\n".encode(), name="a.csv")

    assert [piece.stated.published for piece in pieces] == [stated, other]


def test_html_in_a_cell_is_read_as_html():
    piece = only_piece(f'title,body_html\nFerry,"<p>{PARAGRAPHS[0]}</p><img src=""a.jpg"">"\n')

    assert lines_of(piece) == [("headline", "Ferry"), ("p", PARAGRAPHS[0])]
    assert [picture.name for picture in piece.pictures] == ["a.jpg"]


def test_a_row_with_other_cells_than_the_head_is_doubted_and_none_is_lost():
    piece = only_piece("title,body\nFerry,Words,more\n")

    assert lines_of(piece) == [("headline", "Ferry"), ("paragraph", "Words"), ("page furniture", ": more")]
    assert [note.sentence for note in piece.notes] == ["The row at line 2 has 3 cells; the head has 2."]


def test_a_table_without_rows_is_refused():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b"title,body\n", name="a.csv")

    assert refusal.value.code == "empty"


@pytest.mark.parametrize("text", [copy_of(), "title, body\n" * 1 + copy_of(), "Ferry, harbour\n" + copy_of()])
def test_copy_is_no_table(text):
    assert only_piece("Ferry news\n" + text).format == "text"


@pytest.mark.parametrize(
    "head",
    [
        "Titel;Text;Autor;Datum", "Überschrift;Fließtext;Verfasser;Erscheinungsdatum;Ressort",
        "Titre;Texte;Auteur;Date", "Titre;Corps;Chapô;Signature;Mots-clés", "Título;Texto;Autor;Fecha",
        "Titular;Cuerpo;Firma;Fecha de publicación;Sección", "Titolo;Testo;Autore;Data",
        "Titolo;Contenuto;Sottotitolo;Data di pubblicazione;Fonte", "Titel;Tekst;Auteur;Datum",
        "Kop;Inhoud;Schrijver;Publicatiedatum;Rubriek", "Manchete;Conteúdo;Autor;Data de publicação;Editoria",
        "Заголовок;Текст;Автор;Дата", "Название;Содержание;Автор;Дата публикации;Рубрика", "标题;正文;作者;日期",
        "標題;內容;記者;發佈日期;來源", "Headline;Full Text;Byline;Publish Date",
    ],
)  # fmt: skip
def test_columns_are_known_in_the_languages_that_newsrooms_export_in(head):
    means = meanings(head.split(";"))
    assert (len(means), set(means.values()) >= {"headline", "body"}) == (head.count(";") + 1, True)


def test_short_sentences_of_a_cell_are_paragraphs_and_credits_are_not():
    [piece, _] = open_copy(
        'Titel;Text\nBäcker;"Elf Bäcker.\n\nFoto: Ana Weber"\nPies;Zwölf.\n'.encode(), name="a.csv"
    )
    assert lines_of(piece)[1:] == [("paragraph", "Elf Bäcker."), ("", "Foto: Ana Weber")]


def test_text_that_was_broken_into_lines_in_a_cell_is_left_to_be_joined():
    lines = [
        "The ferry between Northport and Eastmere is back,",
        "and it carried forty passengers. So it",
        "goes.",
    ]
    piece = only_piece('title,body\nFerry,"{}"\n'.format("\n".join(lines)), name="a.csv")
    assert {said for said, words in lines_of(piece) if words in lines} == {""}


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("A,B,C", ["“A”, “B”, “C”", "the headline and which the text", "headline=A,body=B"]),
        ("Title,Beta,Date", ["which of them holds the text", "--columns 'body=Beta'"]),
    ],
)
def test_a_table_whose_columns_are_not_known_says_which_it_has_and_how_to_map_them(head, says):
    with pytest.raises(NotCopy) as refusal:
        open_copy(f"{head}\nOne,Two,Three\n".encode(), name="export.csv")

    assert [words for words in says if words not in refusal.value.sentence] == []


def test_a_cell_that_holds_more_than_any_story_is_told():
    with pytest.raises(NotCopy) as refusal:
        open_copy(b'title,body\nFerry,"' + b"Words go on here.\n" * 600_000 + b'"\n', name="a.csv")

    assert "line 2: a cell holds more than 10,000,000 characters" in refusal.value.sentence


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "post_id,post_date,is_published,title",
            "give this list with --manifest for the folder of its texts.",
        ),
        (
            "email,active,expiry",
            "This is a table of people, with the column “email”, not of stories. Leave it out.",
        ),
    ],
)
def test_a_table_that_holds_no_texts_says_what_it_is(head, said):
    with pytest.raises(NotCopy) as refusal:
        open_copy(f"{head}\n1,2,3{',4' if head.count(',') == 3 else ''}\n".encode(), name="a.csv")

    assert refusal.value.sentence.endswith(said)
