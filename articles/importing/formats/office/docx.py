"""Word documents (.docx): paragraphs by their styles, lists, tables, pictures with alternative text, core properties.

Read as if tracked changes were accepted, which is doubted. Heads and feet of pages, footnotes and comments stand
behind the text: they are kept as lines, and left out of the story.
"""

import io
import zipfile
from collections.abc import Iterator
from posixpath import basename, join, normpath

from lxml import etree

from articles.importing.archives.members import DAMAGE
from articles.importing.formats import xml
from articles.importing.formats.office.packages import Package, may_be_one, opened
from articles.importing.formats.office.paragraphs import Paragraphs
from articles.importing.formats.office.styles import Style, styles_of
from articles.importing.formats.office.symbols import sign
from articles.importing.formats.piece import Attached, NotCopy, Piece, Stated
from articles.text.parsing import Doubt, Role

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "‑", "den": "/", "sup": "^", "sub": "_"}
"""What elements are in a line; those of formulas, whose parts a page sets lower or higher, stand before one."""
_IN_TEXT = (
    *(f"{_W}{name}" for name in ("t", "tab", "br", "cr", "tc", "p", "noBreakHyphen", "sym")),
    *(f"{_M}{name}" for name in ("t", "den", "sup", "sub")),
)
_MAIN = "word/document.xml"
_BESIDE = (
    ("header", Role.FURNITURE),
    ("footer", Role.FURNITURE),
    ("footnotes", Role.EDITORS_NOTE),
    ("endnotes", Role.EDITORS_NOTE),
    ("comments", Role.EDITORS_NOTE),
)


def matches(data: bytes, name: str) -> bool:
    try:
        if not may_be_one(data):
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _MAIN in archive.namelist()
    except DAMAGE:
        return False


def pieces(data: bytes, name: str) -> list[Piece]:
    with opened(data, "Word document") as package:
        return [_Document(package).piece()]


class _Document:
    def __init__(self, package: Package) -> None:
        self._package, self._names = package, package.names
        self._pictures = list[Attached]()

    def piece(self) -> Piece:
        root, said = self._package.part(_MAIN), self._core()
        self._links = self._relations()
        self._styles = styles_of(
            self._package.part("word/styles.xml") if "word/styles.xml" in self._names else None
        )
        self._text = Paragraphs(said.get("title", ""))
        for paragraph in _paragraphs(root):
            self._add(paragraph)
        self._add_beside()
        if not len(self._text.lines):
            raise NotCopy("empty", "This Word document holds no words.")
        return self._text.lines.piece(
            "docx",
            encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(),
            notes=_unsure(root),
            stated=Stated(
                language=said.get("language", "").partition("-")[0].lower(),
                section=said.get("category", ""),
                keywords=tuple(word.strip() for word in said.get("keywords", "").split(",") if word.strip()),
            ),
            pictures=self._pictures,
        )

    def _core(self) -> dict[str, str]:
        """The core properties, by the names of their elements."""
        if "docProps/core.xml" not in self._names:
            return {}
        root = self._package.part("docProps/core.xml")
        return {etree.QName(element).localname: xml.words(element) for element in root}

    def _relations(self) -> dict[str, str]:
        """What the document's parts are called, by the ids under which it names them."""
        name = "word/_rels/document.xml.rels"
        if name not in self._names:
            return {}
        return {
            link.get("Id", ""): normpath(join("word", link.get("Target", ""))).lstrip("/")
            for link in self._package.part(name)
            if link.get("TargetMode") != "External"
        }

    def _add(self, paragraph: etree._Element) -> None:
        self._take_pictures(paragraph)
        style = self._styles.get(_value(paragraph, "pStyle"), Style())
        is_item = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId") is not None
        self._text.add(_words(paragraph), style, is_item=is_item, is_row=paragraph.tag == f"{_W}tr")

    def _take_pictures(self, paragraph: etree._Element) -> None:
        for blip in paragraph.iter(f"{_A}blip", f"{_VML}imagedata"):
            target = self._links.get(blip.get(f"{_R}embed") or blip.get(f"{_R}id") or "", "")
            if target not in self._names:
                continue
            inline = next(blip.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
            said = None if inline is None else inline.find(f"{_WP}docPr")
            alt = "" if said is None else " ".join((said.get("descr") or "").split())
            self._pictures.append(Attached(basename(target), self._package.read(target), alt=alt))

    def _add_beside(self) -> None:
        for kind, role in _BESIDE:
            for name in sorted(self._names):
                if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                    for paragraph in _paragraphs(self._package.part(name)):
                        for text in _words(paragraph).split("\n"):
                            self._text.lines.add(text, role)


def _unsure(root: etree._Element) -> Iterator[Doubt]:
    """What somebody should look at in the document itself."""
    if next(root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom"), None) is not None:
        sentence = "The document holds tracked changes: it was read as if all of them were accepted."
        yield Doubt("tracked-changes", "body", None, sentence)
    if next(root.iter(f"{_M}oMath"), None) is not None:
        yield Doubt("formula", "body", None, "The document holds formulas: each was read as a line of signs.")
    if "\ufffd" in map(_sign, root.iter(f"{_W}sym")):
        sentence = "The document holds signs of a font of pictures, of which nobody can say what they are."
        yield Doubt("encoding", "body", None, sentence)


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, and rows of tables of which no cell holds more than one."""
    skipped: set[etree._Element] = set()
    for element in root.iter(f"{_W}tr", f"{_W}p"):
        if any(above in skipped for above in element.iterancestors(f"{_W}tr", f"{_W}p")):
            continue
        if element.tag == f"{_W}p":
            skipped.add(element)  # what stands in a frame in it is read with it
            yield element
        elif all(len(cell.findall(f"{_W}p")) <= 1 for cell in element.iter(f"{_W}tc")):
            skipped.add(element)
            yield element


def _words(paragraph: etree._Element) -> str:
    """The words of a paragraph or a row, with the ends of the lines that it breaks itself."""
    parts: list[str] = []
    for event, element in etree.iterwalk(paragraph, events=("start", "end"), tag=_IN_TEXT):
        local = etree.QName(element).localname
        if local == "p" and parts and paragraph.tag == f"{_W}p":
            parts.append("\n")  # of a frame
        elif event == "end":
            continue
        elif local in ("t", "sym") and not _is_moved_away(element):
            parts.append(_sign(element) if local == "sym" else element.text or "")
        elif local in _SIGNS:
            parts.append(_SIGNS[local])
        elif local == "tc" and "".join(parts).strip():
            parts.append(" | ")
        elif local == "tab" and element.getparent().tag == f"{_W}r":
            parts.append("\t")
    return "".join(parts)


def _sign(element: etree._Element) -> str:
    return sign(element.get(f"{_W}font", ""), element.get(f"{_W}char", ""))


def _is_moved_away(element: etree._Element) -> bool:
    """Whether words stand here only as a tracked change, or a second time for old programs."""
    return any(
        etree.QName(above).localname in ("moveFrom", "del", "Fallback") for above in element.iterancestors()
    )


def _value(paragraph: etree._Element, name: str) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")
