"""OpenDocument texts (.odt), as LibreOffice writes them: paragraphs by their styles, lists, tables, pictures.

Read as if tracked changes were accepted, which is doubted: what was deleted is kept apart in these documents. Footnotes
and comments stand behind the text: they are kept as lines, and left out of the story.
"""

from collections.abc import Iterable, Iterator
from posixpath import basename

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.markup import child, first, inside, named, text_of
from articles.importing.formats.office.packages import Package, may_be_one, opened
from articles.importing.formats.office.paragraphs import Paragraphs
from articles.importing.formats.office.styles import Style, by_name
from articles.importing.formats.piece import Attached, NotCopy, Piece, Stated
from articles.text.parsing import Doubt, Role

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_KIND = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OF_FRAME = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_PARAGRAPHS = ("p", "h")
_UNSEEN = ("note", "annotation", "tracked-changes")
_MOST_STEPS = 10


def matches(data: bytes, name: str) -> bool:
    return data[30 : 30 + len(_KIND)] == _KIND and may_be_one(data)


def pieces(data: bytes, name: str) -> list[Piece]:
    with opened(data, "OpenDocument text") as package:
        return [_Document(package).piece()]


class _Document:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._pictures = list[Attached]()

    def piece(self) -> Piece:
        names, part = self._package.names, self._package.part
        root = part("content.xml")
        meta = first(part("meta.xml"), "meta") if "meta.xml" in names else None
        others = part("styles.xml") if "styles.xml" in names else None
        self._based = dict(_based(root)) | (dict(_based(others)) if others is not None else {})
        self._text = Paragraphs(text_of(meta, "title"))
        body = child(root, "body", "text")
        for block in _blocks(body):
            self._add(block)
        self._take(inside(body, "image"))
        for beside in root.iter("{*}note-body", "{*}annotation"):
            for paragraph in beside.iter(f"{_TEXT}p"):
                self._text.lines.add(_words(paragraph), Role.EDITORS_NOTE)
        if not len(self._text.lines):
            raise NotCopy("empty", "This document holds no words.")
        is_changed = first(root, "changed-region") is not None
        sentence = "The document holds tracked changes: it was read as if all of them were accepted."
        return self._text.lines.piece(
            "odt",
            encoding="utf-8",
            notes=[Doubt("tracked-changes", "body", None, sentence)] if is_changed else [],
            stated=Stated(
                language=text_of(meta, "language").partition("-")[0].lower(),
                keywords=tuple(filter(None, map(xml.words, inside(meta, "keyword")))),
            ),
            pictures=self._pictures,
        )

    def _add(self, block: etree._Element) -> None:
        if named(block) == "table-row":
            self._text.add_row(" | ".join(filter(None, (" ".join(_words(cell).split()) for cell in block))))
        else:
            self._text.add(_words(block), self._style(block), is_item=_is_in_list(block))

    def _take(self, images: Iterable[etree._Element]) -> None:
        """Take each picture once, however often it is shown, in the order of the text."""
        shown: dict[str, etree._Element] = {}
        for image in images:
            shown.setdefault(image.get(_LINK, "").removeprefix("./"), image)
        for name, image in shown.items():
            if name in self._package.names:
                frame = image.getparent()
                alt = text_of(frame, "desc") or text_of(frame, "title")
                self._pictures.append(Attached(basename(name), self._package.read(name), alt=alt))

    def _style(self, block: etree._Element) -> Style:
        """What the style of a paragraph, or the one that it is based on, is."""
        if named(block) == "h":
            depth = block.get(f"{_TEXT}outline-level", "1")
            return Style(kind="h2" if depth in ("1", "2") else "h3", heads=depth == "1")
        name = block.get(f"{_TEXT}style-name", "")
        for _ in range(_MOST_STEPS):
            if found := by_name(name.replace("_20_", " ").casefold()):
                return found
            name = self._based.get(name, "")
        return Style()


def _based(root: etree._Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_STYLE}style"):
        yield style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}parent-style-name", "")


def _blocks(body: etree._Element | None) -> Iterator[etree._Element]:
    """Paragraphs and headings, and rows of tables of which no cell holds more than one. Those of a frame stand behind
    the paragraph that it hangs on.
    """
    events = etree.iterwalk(body, events=("start",)) if body is not None else iter(())
    for _, element in events:
        name = named(element)
        is_row = name == "table-row" and all(_is_short(cell) for cell in element)
        if name in _PARAGRAPHS or is_row:
            yield element
        if name in _UNSEEN or is_row:
            events.skip_subtree()


def _is_short(cell: etree._Element) -> bool:
    return sum(named(inner) in _PARAGRAPHS for inner in cell.iter()) <= 1


def _words(block: etree._Element) -> str:
    """The words of a paragraph or a cell, without what stands beside it or in a frame of its own."""
    parts = [block.text or ""]
    unread = (*_UNSEEN, *_PARAGRAPHS) if named(block) in _PARAGRAPHS else _UNSEEN
    events = etree.iterwalk(block, events=("start", "end"))
    for event, element in events:
        if element is block:
            continue
        if event == "end":
            parts.append(element.tail or "")
            continue
        name = named(element)
        if name in unread or str(element.tag).startswith(_OF_FRAME):
            events.skip_subtree()
        else:
            parts.append({"s": " ", "tab": "\t", "line-break": "\n"}.get(name, element.text or ""))
    return "".join(parts)


def _is_in_list(block: etree._Element) -> bool:
    return any(named(around) == "list-item" for around in block.iterancestors())
