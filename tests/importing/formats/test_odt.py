"""OpenDocument texts: paragraphs by their styles."""

import io
import zipfile

import pytest

from articles.importing.formats import Attached, NotCopy, Stated, open_copy
from tests.importing.formats.showing import lines_of, only_piece
from tests.importing.helpers import PARAGRAPHS

NS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
        ),
        *(("svg", "svg-compatible"), ("meta", "meta"), ("number", "datastyle")),
    )
)
NS += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
DAY = "<number:date-style><number:day/><number:text>/</number:text><number:month/></number:date-style>"
META = "<dc:title>Ferry returns</dc:title><dc:language>en-GB</dc:language><meta:keyword>dock</meta:keyword>"


def p(words: str, style="Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


ITEM = f"<text:list><text:list-item>{p('at nine')}</text:list-item></text:list>"
_WORDS = f"<text:note-body>{p('Tender 44')}</text:note-body>"
NOTE = f"<text:note><text:note-citation>1</text:note-citation>{_WORDS}</text:note>"


def document(*parts: str, **files: bytes) -> bytes:
    styles = f"<office:automatic-styles>{DAY}{STYLES}</office:automatic-styles>"
    body = f"<office:body><office:text>{''.join(parts)}</office:text></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<office:document-content {NS}>{styles}{body}</office:document-content>"
        )
        archive.writestr(
            "meta.xml", f"<office:document-meta {NS}><office:meta>{META}</office:meta></office:document-meta>"
        )
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_png", ".png"), data)
    return buffer.getvalue()


def test_paragraphs_are_what_their_styles_say():
    cells = "".join(f"<table:table-cell>{p(words)}</table:table-cell>" for words in ("Monday", "nine"))
    data = document(
        *(
            p("Ferry returns", "Title"),
            p("After eleven weeks", "Subtitle"),
            p(f"{PARAGRAPHS[0]}{NOTE}"),
        ),
        f'<text:h text:outline-level="2">The <text:span>next</text:span><text:s/>crossing</text:h>{ITEM}',
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>",
        *(p("Lovely, ahoy", "P1"), p(f"{PARAGRAPHS[1]}<text:line-break/>Second")),
    )

    assert lines_of(only_piece(data, name="story.odt")) == [
        ("headline", "Ferry returns"),
        ("standfirst", "After eleven weeks"),
        ("", PARAGRAPHS[0]),
        ("h2", "The next crossing"),
        ("li", "at nine"),
        ("paragraph", "Monday | nine"),
        ("blockquote", "Lovely, ahoy"),
        ("", PARAGRAPHS[1]),
        ("", "Second"),
        ("note to editors", "Tender 44"),
    ]


def test_pictures_come_with_their_descriptions_and_properties_are_stated():
    image = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A ferry</svg:desc></draw:frame>'
    piece = only_piece(document(p(image), p(PARAGRAPHS[0]), Pictures__1_png=b"PNG"))

    assert piece.pictures == (Attached("1.png", b"PNG", alt="A ferry"),)
    assert (lines_of(piece), piece.stated) == (
        [("", PARAGRAPHS[0])],
        Stated(language="en", keywords=("dock",)),
    )


def test_tracked_changes_are_read_as_accepted_and_doubted():
    deleted = f"<text:changed-region><text:deletion>{p('eight')}</text:deletion></text:changed-region>"
    piece = only_piece(document(f"<text:tracked-changes>{deleted}</text:tracked-changes>", p(PARAGRAPHS[0])))

    assert ([note.code for note in piece.notes], piece.text) == (["tracked-changes"], PARAGRAPHS[0])


@pytest.mark.parametrize(("data", "code"), [(document(), "empty"), (document(p("x"))[:200], "unreadable")])
def test_a_document_that_is_damaged_or_empty_is_refused(data, code):
    with pytest.raises(NotCopy) as refusal:
        open_copy(data, name="a.odt")

    assert refusal.value.code == code


def test_a_picture_that_is_shown_often_comes_once():
    images = '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>' * 3
    piece = only_piece(document(p(images), p(PARAGRAPHS[0]), Pictures__1_png=b"PNG"))

    assert piece.pictures == (Attached("1.png", b"PNG", alt=""),)


def test_what_stands_in_a_frame_is_in_lines_behind_the_paragraph_that_it_hangs_on():
    caption = p("A ferry, 2019", "Illustration") + p("Photo: Jo Lind")
    box = f"<draw:frame><draw:text-box>{caption}</draw:text-box></draw:frame>"
    first, _, rest = PARAGRAPHS[0].partition(" ")
    piece = only_piece(document(p(f"{first}{box} {rest}"), p(PARAGRAPHS[1])))

    assert piece.text.split("\n\n") == [PARAGRAPHS[0], "A ferry, 2019", "Photo: Jo Lind", PARAGRAPHS[1]]


def test_a_cell_of_a_heading_and_a_text_is_no_row():
    cell = f"<table:table-cell><text:h>Monday</text:h>{p(PARAGRAPHS[0])}</table:table-cell>"
    piece = only_piece(document(f"<table:table><table:table-row>{cell}</table:table-row></table:table>"))

    assert piece.text.split("\n\n") == ["Monday", PARAGRAPHS[0]]
