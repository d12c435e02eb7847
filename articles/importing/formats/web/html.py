"""Pages as HTML: the lines that a reader saw, and what the page says of itself to machines.

    pieces(data, name)                      a page, or a part of one
    add_html(lines, html) -> pictures       the same for HTML inside another format: a cell, an entry of a feed, a mail

Lines of menus, forms and boxes, and all that stands outside the story's own element, are page furniture. Words lose
their links and emphasis: a body is made of plain passages.
"""

import re
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from articles.importing.formats.decoding import decoded
from articles.importing.formats.lines import Lines, doubts_of
from articles.importing.formats.opening import first_tag
from articles.importing.formats.piece import Attached, NotCopy, Piece
from articles.importing.formats.web.data import stated_in
from articles.importing.formats.web.lines import add_lines
from articles.importing.formats.web.story import Story, find_story

_TAGS = (
    "html|head|body|title|meta|link|article|main|section|header|div|p|h[1-6]|table|center|font|span|b|strong|em|i|a|br"
    "|ul|ol|blockquote|figure|img|pre"
)
_START = re.compile(rf"<!doctype html|<(?:{_TAGS})[\s>/]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_PROLOGUE = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 4096


def matches(data: bytes, name: str) -> bool:
    return bool(_START.match(first_tag(data)))


def pieces(data: bytes, name: str, charset: str = "") -> list[Piece]:
    """The one story of a page. ``charset`` is what came with it says of its encoding."""
    read = decoded(data, charset or _declared(data))
    root = to_tree(read.text)
    stated = stated_in(root)
    story = find_story(root, stated.headline)
    lines = Lines()
    pictures = add_lines(lines, root, story)
    if not len(lines):
        raise NotCopy("empty", "This page holds no words.")
    return [
        lines.piece(
            "html",
            encoding=read.encoding,
            notes=doubts_of(read.notes),
            stated=stated if story.headline is None else replace(stated, headline=""),
            pictures=pictures,
        )
    ]


def add_html(lines: Lines, html: str) -> list[Attached]:
    """Add the lines of a part of a page; gives the pictures that it shows."""
    return add_lines(lines, to_tree(html), Story(), is_all_text=True) if html.strip() else []


def to_tree(text: str) -> etree._Element:
    """A page as a tree. What is damaged is mended as browsers do."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise NotCopy("empty", "This page holds no words.") from None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise NotCopy("format", "This page was not read: its elements stand too deep in one another.")
    return root


def _declared(data: bytes) -> str:
    found = _PROLOGUE.match(data[:_LOOKED_AT].lstrip()) or _CHARSET.search(data[:_LOOKED_AT])
    return found[1].decode() if found else ""
