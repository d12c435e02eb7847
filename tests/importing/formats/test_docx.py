"""Word documents: paragraphs by their styles, whatever these are called on screen."""

import io
import zipfile

import pytest

from articles.importing.formats import NotCopy, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NS = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
STYLES = "".join(
    f'<w:style w:styleId="{key}"><w:name w:val="{name}"/>{based}</w:style>'
    for key, name, based in (
        ("Titel", "Title", ""),
        ("berschrift1", "heading 1", ""),
        ("berschrift3", "heading 3", ""),
        ("Vorspann", "Vorspann", '<w:basedOn w:val="Untertitel"/>'),
        ("Untertitel", "Subtitle", ""),
        ("Zitat", "Quote", ""),
        ("Beschriftung", "caption", ""),
        ("Kreis", "Kreis", '<w:basedOn w:val="Kreis"/>'),
    )
)
CORE = (
    '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferry returns</dc:title>'
    "<dc:language>en-GB</dc:language><c:keywords>ferry, harbour</c:keywords><c:category>Local</c:category>"
    "</c:coreProperties>"
)
RELS = '<Relationships><Relationship Id="r1" Target="media/image1.png"/></Relationships>'
PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr descr="The ferry"/><a:blip r:embed="r1"/></wp:inline></w:drawing></w:r>'


def p(words, style="", *, item=False, inside=""):
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>' if item else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbered}</w:pPr>{inside}'
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def document(*parts, **others) -> bytes:
    buffer = io.BytesIO()
    files = {
        "word/document.xml": f"<w:document {NS}><w:body>{''.join(parts)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/_rels/document.xml.rels": RELS,
        "word/media/image1.png": "PNG",
        **others,
    }
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_paragraphs_are_what_their_styles_say():
    data = document(
        p("Ferry returns", "Titel"),
        p("It was away for eleven weeks", "Vorspann"),
        p(PARAGRAPHS[0], "Kreis"),
        p("Next", "berschrift1"),
        p("Times", "berschrift3"),
        p("at nine", item=True),
        p("at ten", item=True),
        p("Ahoy &amp; farewell", "Zitat"),
        p("At the quay", "Beschriftung"),
    )
    piece = only_piece(data, name="anything.txt")

    assert lines_of(piece) == [
        ("headline", "Ferry returns"),
        ("standfirst", "It was away for eleven weeks"),
        ("", PARAGRAPHS[0]),
        ("h2", "Next"),
        ("h3", "Times"),
        ("li", "at nine"),
        ("li", "at ten"),
        ("blockquote", "Ahoy & farewell"),
        ("caption", "At the quay"),
    ]


def test_a_table_is_a_line_a_row_and_pictures_come_with_their_alternative_text():
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("Monday", "nine"))
    piece = only_piece(
        document(
            p(PARAGRAPHS[0], inside=PICTURE),
            f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
            "<w:p><w:r><w:t>First</w:t><w:br/><w:t>second</w:t></w:r></w:p>",
        )
    )

    assert piece.text == f"{PARAGRAPHS[0]}\nMonday | nine\n\nFirst\nsecond"
    assert lines_of(piece)[1] == ("paragraph", "Monday | nine")
    assert [(picture.name, picture.data, picture.alt) for picture in piece.pictures] == [
        ("image1.png", b"PNG", "The ferry")
    ]


def test_properties_state_what_they_can_and_tell_the_headline_among_the_lines():
    piece = only_piece(
        document(p("Wexley"), p("FERRY RETURNS"), p(PARAGRAPHS[0]), **{"docProps/core.xml": CORE})
    )

    assert lines_of(piece)[:2] == [("", "Wexley"), ("headline", "FERRY RETURNS")]
    assert piece.stated == Stated(language="en", section="Local", keywords=("ferry", "harbour"))


def test_tracked_changes_are_read_as_accepted_and_doubted():
    gone = "<w:del><w:r><w:delText>eight </w:delText></w:r></w:del><w:ins><w:r><w:t>nine </w:t></w:r></w:ins>"
    piece = only_piece(document(p("ferries", inside=gone)))

    assert piece.text == "nine ferries"
    assert [note.code for note in piece.notes] == ["tracked-changes"]


def test_what_stands_around_the_text_is_kept_and_left_out():
    root = f"<w:x {W}>{p('words')}</w:x>"
    others = {f"word/{name}.xml": root for name in ("header1", "footnotes", "comments", "styles2")}

    assert lines_of(only_piece(document(p("A text."), **others))) == [
        ("", "A text."),
        ("page furniture", "words"),
        ("note to editors", "words"),
        ("note to editors", "words"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        document(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        document(**{"word/document.xml": "<a>"}),
        document(),
        document(p("words"))[:-30] + b"\0" * 30,
    ],
)
def test_a_document_that_is_damaged_or_empty_is_refused(data):
    with pytest.raises(NotCopy) as refusal:
        open_copy(data, name="a.docx")

    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize("before", ["", "Ferry returns"])
def test_the_words_of_a_frame_are_lines_apart_from_those_around_it(before):
    run = f"<w:r><w:t>{before}</w:t></w:r>" if before else ""
    frame = f"<w:r><w:drawing><w:txbxContent>{p('A ferry, 2019')}</w:txbxContent></w:drawing></w:r>"
    piece = only_piece(document(p(PARAGRAPHS[0], inside=run + frame)))

    assert piece.text.split("\n") == [*filter(None, [before]), "A ferry, 2019", PARAGRAPHS[0]]


M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("inner", "words", "codes"),
    [
        ('<w:sym w:font="Symbol" w:char="F061"/>', "α", []),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓", []),
        ('<w:sym w:font="Webdings" w:char="F0FC"/>', "\ufffd", ["encoding"]),
        ('<w:sym w:font="Arial" w:char="20AC"/>', "€", []),
        ('<w:sym w:font="Arial" w:char="none"/>', "\ufffd", ["encoding"]),
        (
            f"<m:oMath {M}><m:num><m:t>1</m:t></m:num><m:den><m:t>2</m:t></m:den></m:oMath>",
            "1/2",
            ["formula"],
        ),
    ],
)
def test_signs_of_fonts_and_formulas_are_read_or_doubted(inner, words, codes):
    piece = only_piece(document(p(PARAGRAPHS[0], inside=f"<w:r>{inner}</w:r>")))

    assert (piece.text, [note.code for note in piece.notes]) == (f"{words}{PARAGRAPHS[0]}", codes)
