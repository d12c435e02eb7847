"""NewsML-G2: an item, or a message of several. An item is a story where it holds text; pictures go to the story that
they were sent with.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.agencies import nitf
from articles.importing.formats.agencies.newsmltext import Text, is_computer, of_data, of_markup
from articles.importing.formats.items import Item, one_piece, pieces_of
from articles.importing.formats.markup import (
    XML_LANG,
    attribute,
    child,
    children,
    first,
    inside,
    named,
    text_of,
)
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import opening, root_name
from articles.importing.formats.piece import Attached, NotCopy, Piece

_SCHEMA = "iptc.org/std/nar/"
_OTHERS = {
    "packageItem": "a list of other items", "conceptItem": "the entry of a directory",
    "planningItem": "a plan of coverage", "knowledgeItem": "a directory", "catalogItem": "a catalogue",
}  # fmt: skip
_ROOTS = frozenset({"newsmessage", "newsitem", *map(str.lower, _OTHERS)})
_NO_TEXT = {
    "picture": "a picture", "graphic": "a graphic", "video": "a video", "audio": "a sound recording",
    "animated": "an animation", "composite": "a list of other items",
}  # fmt: skip
_MAIN = ("", "main", "headline", "hld:main", "hltype:main")
_SUMMARY = re.compile(r"summary|abstract|teaser|standfirst|lead|ingress")


def matches(data: bytes, name: str) -> bool:
    return root_name(data) in _ROOTS and _SCHEMA in opening(data)


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    if named(read.root) != "newsMessage":
        item = partial(_item, read.root, ())
        return one_piece(item, "newsml", encoding=read.encoding, notes=read.notes)
    items = [item for held in inside(read.root, "itemSet") for item in held]
    texts = [item for item in items if _is_text(item)]
    beside = tuple(_beside(items)) if len(texts) == 1 else ()
    stories: list[Callable[[], Item]] = [partial(_item, item, beside) for item in texts or items]
    return pieces_of(stories, "newsml", what="message", encoding=read.encoding, notes=read.notes)


def _is_text(item: etree._Element) -> bool:
    return named(item) == "newsItem" and _class(item) not in _NO_TEXT


def _class(item: etree._Element) -> str:
    """What sort of item it is: text, picture."""
    return _code(child(item, "itemMeta", "itemClass"))


def _item(item: etree._Element, beside: tuple[Attached, ...]) -> Item:
    """The story of an item; ``beside`` are pictures that were sent with it as items of their own."""
    if what := _OTHERS.get(named(item)) or _NO_TEXT.get(_class(item)):
        raise NotCopy("no-story", f"This item is {what}, not a story.")
    management, content, text = child(item, "itemMeta"), child(item, "contentMeta"), _text(item)
    headline, second = _headlines(content)
    sections = list(filter(None, (text_of(row, "name") for row in children(content, "subject"))))
    return Item(
        key=attribute(item, "guid"),
        headline=headline or text.said.headline or text_of(management, "title"),
        standfirst=_description(content) or second or text.said.standfirst,
        byline=text_of(content, "by") or text.said.byline or _people(content),
        dateline=text_of(content, "dateline") or text.said.dateline,
        published=first_moment(
            text_of(content, "contentCreated"),
            text_of(management, "firstCreated"),
            text_of(management, "versionCreated"),
            text_of(content, "contentModified"),
        ),
        source=_name(child(content, "infoSource")) or text_of(content, "creditline") or _provider(management),
        section=next(iter(sections), ""),
        keywords=(*map(xml.words, children(content, "keyword")), *sections[1:]),
        slugline=text_of(content, "slugline"),
        embargo=text_of(management, "embargoed"),
        note="; ".join(filter(None, map(xml.words, children(management, "edNote")))),
        language=attribute(child(content, "language"), "tag") or item.get(XML_LANG) or "",
        address=_link(management),
        body=text.body,
        is_html=text.is_html,
        others=text.said.others,
        pictures=(*text.said.pictures, *_pictures(item), *beside),
        withdrawn=nitf.WITHDRAWN.get(_code(child(management, "pubStatus")), ""),
    )


def _text(item: etree._Element) -> Text:
    held = child(item, "contentSet")
    for inline in children(held, "inlineXML"):
        return of_markup(inline)
    for inline in children(held, "inlineData"):
        if xml.words(inline) and "base64" not in attribute(inline, "encoding"):
            return of_data(inline)
    return Text()


def _headlines(content: etree._Element | None) -> tuple[str, str]:
    """The headline, and the one below it."""
    rows = [(attribute(row, "role").lower(), xml.words(row)) for row in children(content, "headline")]
    rows = [(role, words) for role, words in rows if words]
    main = next((words for role, words in rows if role in _MAIN), rows[0][1] if rows else "")
    return main, next((words for role, words in rows if "sub" in role and words != main), "")


def _description(content: etree._Element | None) -> str:
    rows = children(content, "description")
    return next((xml.words(row) for row in rows if _SUMMARY.search(attribute(row, "role").lower())), "")


def _link(management: etree._Element | None) -> str:
    """Where it stands on the web, if that is said."""
    links = (row for row in children(management, "link") if "permalink" in attribute(row, "rel").lower())
    return next((attribute(row, "href") for row in links), "")


def _people(content: etree._Element | None) -> str:
    """Who wrote it, where they are called by name."""
    rows = (*children(content, "creator"), *children(content, "contributor"))
    people = (_name(row) for row in rows if "person" in attribute(row, "type"))
    return " and ".join(dict.fromkeys(filter(None, people)))


def _provider(management: etree._Element | None) -> str:
    """Who sent it, unless only by the name of a computer."""
    name = _name(child(management, "provider"))
    return "" if is_computer(name) else name


def _name(element: etree._Element | None) -> str:
    """What something is called: its name, else the word that stands for it."""
    return text_of(element, "name") or attribute(element, "literal")


def _code(element: etree._Element | None) -> str:
    """The last part of a code: "usable" of "stat:usable"."""
    code = (
        attribute(element, "qcode")
        or attribute(element, "uri")
        or ("" if element is None else xml.words(element))
    )
    return re.split(r"[:/]", code)[-1].lower()


def _pictures(item: etree._Element) -> Iterator[Attached]:
    """The pictures that an item holds beside its text. Their data are not in the file."""
    for remote in inside(child(item, "contentSet"), "remoteContent"):
        if attribute(remote, "contenttype").startswith("image/"):
            yield Attached(attribute(remote, "href"))


def _beside(items: Sequence[etree._Element]) -> Iterator[Attached]:
    """The pictures among the items of a message, each by its first file."""
    for item in items:
        remote = first(child(item, "contentSet"), "remoteContent")
        if _class(item) == "picture" and attribute(remote, "href"):
            content = child(item, "contentMeta")
            caption, credit = text_of(content, "description"), text_of(content, "creditline")
            yield Attached(attribute(remote, "href"), caption=caption, credit=credit)
