"""NITF, the News Industry Text Format: one story a file, or the text of an item in another format.

to_item(root) -> Item
"""

from collections.abc import Iterator

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.items import Item, one_piece
from articles.importing.formats.markup import (
    XML_LANG,
    attribute,
    child,
    children,
    first,
    inside,
    text_of,
    to_html,
)
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import root_name
from articles.importing.formats.piece import Attached, Piece

HTML = {
    "hl1": "h2", "hl2": "h2", "bq": "blockquote", "block": "div", "media": "figure", "media-caption": "figcaption",
    "media-producer": "figcaption", "media-reference": "object", "media-metadata": "object", "media-object": "object",
    "nitf-table-metadata": "object", "credit": "p", "tagline": "p", "note": "aside", "fn": "aside",
}  # fmt: skip
"""What its elements are in HTML, where they are called otherwise."""

WITHDRAWN = {
    "canceled": "cancelled by its agency", "cancelled": "cancelled by its agency", "killed": "cancelled by its agency",
    "withheld": "withheld by its agency",
}  # fmt: skip
"""The states of a story that must not be taken, in plain words."""


def matches(data: bytes, name: str) -> bool:
    return root_name(data) == "nitf"


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    return one_piece(lambda: to_item(read.root), "nitf", encoding=read.encoding, notes=read.notes)


def to_item(root: etree._Element) -> Item:
    """The story of a ``nitf``, wherever that stands."""
    head, above = child(root, "head"), child(root, "body", "body.head")
    data, content = child(head, "docdata"), child(root, "body", "body.content")
    state = attribute(data, "management-status").lower()
    release = attribute(child(data, "date.release"), "norm")
    headline = text_of(above, "hedline", "hl1") or text_of(head, "title")
    seconds = [second for second in _seconds(above) if second.casefold() != headline.casefold()]
    lead, *others = [*filter(None, [text_of(above, "abstract")]), *seconds] or [""]
    return Item(
        headline=headline,
        standfirst=lead,
        byline=", ".join(filter(None, map(_byline, children(above, "byline")))),
        dateline=text_of(above, "dateline", "location"),
        published=first_moment(
            attribute(child(head, "pubdata"), "date.publication"),
            attribute(child(data, "date.issue"), "norm"),
            release,
            attribute(child(above, "dateline", "story.date"), "norm"),
        ),
        source=text_of(above, "distributor") or text_of(above, "rights", "rights.owner"),
        section=attribute(first(head, "tobject.subject"), "tobject.subject.type"),
        keywords=tuple(attribute(row, "key") for row in inside(data, "keyword")),
        slugline=next(_metas(head, "slug", "slugline", "anpa-keyword"), ""),
        embargo=(release or "until its agency lifts it") if state == "embargoed" else "",
        note=attribute(child(data, "ed-msg"), "info") or text_of(above, "note"),
        language=root.get(XML_LANG) or attribute(root, "baselang"),
        body="\n".join(
            to_html(part, HTML) for part in (content, child(root, "body", "body.end")) if part is not None
        ),
        others=tuple(others),
        pictures=tuple(_pictures(content)),
        withdrawn=WITHDRAWN.get(state, ""),
    )


def _pictures(content: etree._Element | None) -> Iterator[Attached]:
    """The pictures that a text names, each by its first file. Their data are not in it."""
    for media in inside(content, "media"):
        reference = next((row for row in children(media, "media-reference") if _name(row)), None)
        if reference is not None and attribute(media, "media-type") in ("", "image", "photo", "picture"):
            yield Attached(
                _name(reference),
                alt=attribute(reference, "alternate-text"),
                caption=text_of(media, "media-caption"),
                credit=text_of(media, "media-producer"),
            )


def _name(reference: etree._Element) -> str:
    return attribute(reference, "source") or attribute(reference, "name")


def _byline(element: etree._Element) -> str:
    """Who wrote it, without the line on what a writer is."""
    titles = {title for row in inside(element, "byttl") for title in row.itertext()}
    return " ".join(" ".join(text for text in element.itertext() if text not in titles).split())


def _seconds(above: etree._Element | None) -> list[str]:
    """The headlines below the headline, of which there may be any number."""
    return [words for second in children(child(above, "hedline"), "hl2") if (words := xml.words(second))]


def _metas(head: etree._Element | None, *names: str) -> Iterator[str]:
    for row in children(head, "meta"):
        if attribute(row, "name").lower() in names:
            yield attribute(row, "content")
