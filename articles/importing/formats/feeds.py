"""Feeds: RSS of any version, and Atom. A story an entry, with its text where the feed has it, else with its summary."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urljoin

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.exports import blogger
from articles.importing.formats.items import Item, pieces_of, plain
from articles.importing.formats.markup import (
    XML_BASE,
    XML_LANG,
    attribute,
    child,
    children,
    named,
    text_of,
    to_html,
)
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import opening, root_name
from articles.importing.formats.piece import Attached, NotCopy, Piece
from articles.importing.wording import kinds_of
from articles.text.parsing import Doubt

_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)|\S+@\S+")
_LONGEST_PERSON = 300
_WEB = re.compile(r"https?://", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:…|\.\.\.|\[[^\]]{1,30}\]|\b(?:read|continue) (?:more|reading)\W*)$", re.IGNORECASE)
_FEWEST_WORDS = 100
"""A text that the feed calls a description is taken for a summary if it has fewer."""

_SUMMARY = Doubt(
    "summary", "body", None, "The feed may hold only a summary of this story: its text may go on elsewhere."
)


def matches(data: bytes, name: str) -> bool:
    root = root_name(data)
    return root in ("rss", "feed") or (root == "rdf" and "purl.org/rss/" in opening(data))


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    entries = children(read.root, "entry")
    passed = blogger.passed(entries)
    if passed and not any(map(blogger.is_story, entries)):
        raise NotCopy("empty", f"This export of a blog holds no posts, only {kinds_of(passed)}.")
    first, *others = pieces_of(
        _items(read.root), "feed", what="feed", encoding=read.encoding, notes=read.notes
    )
    return [replace(first, passed=passed), *others]


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says once for all its entries: where it stands, its language, who writes it."""

    base: str
    language: str
    writers: tuple[str, ...] = ()


def _items(root: etree._Element) -> Iterator[Callable[[], Item]]:
    if named(root) == "feed":
        whole = _Feed(root.get(XML_BASE) or _link(root), root.get(XML_LANG) or "", _writers(root))
        yield from (
            partial(_entry, entry, whole) for entry in children(root, "entry") if blogger.is_story(entry)
        )
        return
    channel = child(root, "channel")
    links = filter(None, map(xml.words, children(channel, "link")))  # those of Atom have no words
    whole = _Feed(next(links, ""), text_of(channel, "language"))
    yield from (partial(_item, item, whole) for item in (*children(channel, "item"), *children(root, "item")))


def _item(item: etree._Element, feed: _Feed) -> Item:
    """An item of RSS."""
    guid = child(item, "guid")
    key = text_of(item, "guid") or text_of(item, "identifier")
    link = text_of(item, "origLink") or text_of(item, "link")
    if not link and attribute(guid, "isPermaLink") != "false" and _WEB.match(key):
        link = key
    whole, summary = _markup(item, "encoded"), _markup(item, "description")
    terms = tuple(map(xml.words, children(item, "category")))
    return Item(
        key=key or link,
        headline=text_of(item, "title"),
        standfirst=summary if whole else "",
        byline=_person(text_of(item, "creator") or text_of(item, "author")),
        published=first_moment(text_of(item, "pubDate"), text_of(item, "date")),
        section=next(iter(terms), ""),
        keywords=terms[1:],
        source=text_of(item, "source"),
        language=text_of(item, "language") or feed.language,
        address=_absolute(feed.base, link),
        body=whole or summary,
        pictures=tuple(_pictures(item)),
        doubts=_of_summary("" if whole else summary),
    )


def _entry(entry: etree._Element, feed: _Feed) -> Item:
    """An entry of Atom."""
    content, summary = _construct(child(entry, "content")), _construct(child(entry, "summary"))
    rows = (row for row in children(entry, "category") if not blogger.is_kind(row))
    terms = tuple(attribute(row, "label") or attribute(row, "term") for row in rows)
    state = blogger.state(entry)
    return Item(
        key=text_of(entry, "id"),
        headline=plain(_construct(child(entry, "title"))),
        standfirst=summary if content else "",
        byline=" and ".join(_writers(entry) or feed.writers),
        published=""
        if state
        else first_moment(text_of(entry, "published"), text_of(entry, "issued"), text_of(entry, "updated")),
        section=next(iter(terms), ""),
        keywords=terms[1:],
        source=text_of(entry, "source", "title"),
        language=entry.get(XML_LANG) or feed.language,
        address="" if state else _absolute(entry.get(XML_BASE) or feed.base, _link(entry)),
        body=content or summary,
        pictures=tuple(_pictures(entry)),
        doubts=(*_of_summary("" if content else summary), *blogger.doubts(entry)),
        withdrawn="in the bin of Blogger" if state == "trashed" else "",
    )


def _writers(element: etree._Element) -> tuple[str, ...]:
    return tuple(filter(None, (text_of(author, "name") for author in children(element, "author"))))


def _construct(element: etree._Element | None) -> str:
    """The HTML of a text of Atom, whichever of its three ways it is written in."""
    if element is None:
        return ""
    if element.get("src") and not xml.words(element):
        raise NotCopy("elsewhere", "The text of this entry is not in the feed: it stands at another address.")
    kind = attribute(element, "type") or "text"
    return to_html(element) if len(element) or kind in ("text", "text/plain") else element.text or ""


def _markup(item: etree._Element, name: str) -> str:
    """The HTML in an element, whether it is escaped, in CDATA, or in elements."""
    found = child(item, name)
    if found is None:
        return ""
    return to_html(found) if len(found) else found.text or ""


def _of_summary(text: str) -> tuple[Doubt, ...]:
    words = plain(text)
    is_summary = words and (len(words.split()) < _FEWEST_WORDS or _GOES_ON.search(words))
    return (_SUMMARY,) if is_summary else ()


def _link(element: etree._Element) -> str:
    links = {
        row.get("rel", "alternate"): attribute(row, "href") for row in reversed(children(element, "link"))
    }
    return links.get("alternate") or links.get("self") or ""


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link and _WEB.match(base) else link
    except ValueError:  # "http://[half": no address
        return link


def _person(text: str) -> str:
    """The name in an author's line, which RSS wants to be an address of mail."""
    mail = _MAIL.fullmatch(text) if len(text) <= _LONGEST_PERSON else None
    return (mail["name"] or "") if mail else text


def _pictures(item: etree._Element) -> Iterator[Attached]:
    """The pictures that a feed names with a story. Their data are not in it."""
    for row in item.iter("{*}content", "{*}enclosure", "{*}thumbnail"):
        kind = attribute(row, "medium") or attribute(row, "type")
        if row.get("url") and (kind.startswith("image") or named(row) == "thumbnail"):
            yield Attached(
                attribute(row, "url"), caption=text_of(row, "description"), credit=text_of(row, "credit")
            )
