"""A list of stories as a feed: RSS 2.0.11, Atom (RFC 4287) and JSON Feed 1.1, all three of the same entries.

Every moment carries its zone. All three demand one to the second, and have no way to say that a date is known to the
day alone: it stands there as the midnight with which that day begins (``told.moment``).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

from articles.text.printable import printable

_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
_ATOM, _CONTENT, _DC, _MEDIA = (f"{{{namespace}}}" for namespace in _PREFIXES.values())
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MINUTES = 5
"""How often a reader of RSS is asked to look again."""


@dataclass(frozen=True)
class Author:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Image:
    """``type`` is its media type, "" where that is not known; width and height in pixels."""

    url: str
    type: str
    width: int
    height: int
    text: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """A story. ``id`` never changes; ``updated`` moves only when its words do. ``content`` is HTML with absolute
    addresses, the rest plain text.
    """

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    authors: Sequence[Author]
    topics: Sequence[str]
    images: Sequence[Image]


@dataclass(frozen=True)
class Written:
    """An entry in one of the formats."""

    text: str
    updated: datetime


@dataclass(frozen=True)
class Feed:
    """``home`` is the page that shows the same list, ``url`` the feed's own address; ``hub`` (WebSub) may be "". The
    ``entries`` are written in the format that it will have.
    """

    title: str
    home: str
    url: str
    about: str
    site: str
    icon: str
    language: str
    hub: str
    entries: Sequence[Written]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=_NEVER)


@dataclass(frozen=True)
class Format:
    """``name`` ends the address of such a feed, ``label`` is what people call it."""

    name: str
    label: str
    type: str
    entry: Callable[[Entry], str]
    write: Callable[[Feed], bytes]

    def written(self, entry: Entry) -> Written:
        return Written(self.entry(entry), entry.updated)


def rss(feed: Feed) -> bytes:
    root = _rss()
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.about)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    _add(channel, "ttl", str(MINUTES))
    image = _add(channel, "image")
    for tag, text in (("url", feed.icon), ("title", feed.title), ("link", feed.home)):
        _add(image, tag, text)
    _links(channel, feed, "application/rss+xml")
    return _filled(root, feed, "</channel></rss>")


def _rss() -> Any:
    return etree.Element("rss", {"version": "2.0"}, nsmap=_PREFIXES)


def rss_item(entry: Entry) -> str:
    root = _rss()
    item = _add(root, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", format_datetime(entry.published))
    for author in entry.authors:
        _add(item, f"{_DC}creator", author.name)
    _add(item, f"{_DC}language", entry.language)
    for topic in entry.topics:
        _add(item, "category", topic)
    _add(item, "description", escape(entry.summary, quote=False))  # readers take it for HTML
    _add(item, f"{_CONTENT}encoded", entry.content)
    for image in entry.images:
        _media(item, image)
    return _inside(root)


def _media(item: Any, image: Image) -> None:
    facts = {"url": image.url, "type": image.type, "width": str(image.width), "height": str(image.height)}
    known = {name: fact for name, fact in facts.items() if fact}
    media = _add(item, f"{_MEDIA}content", medium="image", **known)
    if image.text:
        _add(media, f"{_MEDIA}description", image.text, type="plain")
    if image.credit:
        _add(media, f"{_MEDIA}credit", image.credit)


def atom(feed: Feed) -> bytes:
    root = _atom({_LANGUAGE: feed.language})
    _add(root, f"{_ATOM}id", feed.url)
    _add(root, f"{_ATOM}title", feed.title)
    _add(root, f"{_ATOM}subtitle", feed.about)
    _add(root, f"{_ATOM}updated", feed.updated.isoformat())
    _add(_add(root, f"{_ATOM}author"), f"{_ATOM}name", feed.site)
    _add(root, f"{_ATOM}icon", feed.icon)
    _add(root, f"{_ATOM}link", rel="alternate", type="text/html", href=feed.home)
    _links(root, feed, "application/atom+xml")
    return _filled(root, feed, "</feed>")


def _atom(attributes: dict[str, str]) -> Any:
    return etree.Element(f"{_ATOM}feed", attributes, nsmap={None: _PREFIXES["atom"]})


def atom_entry(entry: Entry) -> str:
    root = _atom({})
    element = _add(root, f"{_ATOM}entry")
    element.set(_LANGUAGE, entry.language)
    _add(element, f"{_ATOM}id", entry.id)
    _add(element, f"{_ATOM}title", entry.title)
    _add(element, f"{_ATOM}published", entry.published.isoformat())
    _add(element, f"{_ATOM}updated", entry.updated.isoformat())
    for author in entry.authors:
        person = _add(element, f"{_ATOM}author")
        _add(person, f"{_ATOM}name", author.name)
        if author.url:
            _add(person, f"{_ATOM}uri", author.url)
    _add(element, f"{_ATOM}link", rel="alternate", type="text/html", href=entry.url)
    for topic in entry.topics:
        _add(element, f"{_ATOM}category", term=topic)
    _add(element, f"{_ATOM}summary", entry.summary)
    _add(element, f"{_ATOM}content", entry.content, type="html")
    return _inside(root)


def _inside(root: Any) -> str:
    """What an element holds, by the prefixes that it declares."""
    text: str = etree.tostring(root, encoding="utf-8").decode()
    return text[text.index(">") + 1 : text.rindex("<")]


def _filled(root: Any, feed: Feed, end: str) -> bytes:
    """A feed as a file, its entries last in it, before all that is open is closed by its ``end``."""
    text: str = etree.tostring(root, xml_declaration=True, encoding="utf-8").decode()
    return "".join([text.removesuffix(end), *(entry.text for entry in feed.entries), end]).encode()


def json_feed(feed: Feed) -> bytes:
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": printable(feed.about),
        "icon": feed.icon,
        "language": feed.language,
        "authors": [{"name": printable(feed.site)}],
    }
    if feed.hub:
        told["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    told["items"] = []
    text = _dumped(told)
    if feed.entries:
        items = ",".join(f"\n{entry.text}" for entry in feed.entries).replace("\n", "\n  ")
        text = "".join([text.removesuffix("[]\n}"), "[", items, "\n ]\n}"])
    return text.encode()


def _dumped(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def json_item(entry: Entry) -> str:
    told: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": printable(entry.title),
        "language": entry.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "summary": printable(entry.summary),
        "content_html": printable(entry.content),
    }
    if entry.authors:
        told["authors"] = [
            {"name": printable(author.name)} | ({"url": author.url} if author.url else {})
            for author in entry.authors
        ]
    if entry.topics:
        told["tags"] = [printable(topic) for topic in entry.topics]
    if entry.images:
        told["image"] = entry.images[0].url
    return _dumped(told)


def _links(parent: Any, feed: Feed, kind: str) -> None:
    _add(parent, f"{_ATOM}link", rel="self", type=kind, href=feed.url)
    if feed.hub:
        _add(parent, f"{_ATOM}link", rel="hub", href=feed.hub)


def _add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, tag, {name: printable(value) for name, value in attributes.items()})
    element.text = None if text is None else printable(text)
    return element


FORMATS = {
    each.name: each
    for each in (
        Format("rss", "RSS", "application/rss+xml", rss_item, rss),
        Format("atom", "Atom", "application/atom+xml", atom_entry, atom),
        Format("json", "JSON Feed", "application/feed+json", json_item, json_feed),
    )
}
