"""What WordPress exports (WXR): each post and page is a story, with its address, its authors by name, its pictures.

What was not public there is in doubt, and has neither a date nor an address. Readers' comments are not read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import unquote

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.exports.posttext import to_html
from articles.importing.formats.exports.wxrpictures import Pictures
from articles.importing.formats.exports.wxrvalues import metas, raw
from articles.importing.formats.items import Item, not_public, pieces_of
from articles.importing.formats.markup import attribute, child, children, text_of
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import opening, root_name
from articles.importing.formats.piece import NotCopy, Piece
from articles.importing.wording import kinds_of

_NO_STORIES = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|scheduled-action|safecss"
    r"|feedback|tablepress_table|nf_sub|(?:wp|acf|jp|wpcf7|wpforms|mc4wp|elementor|et|fl|vc|amp|shop|jetpack)[_-].*"
)
"""Sorts of rows that WordPress and what is built into it keep among posts for themselves."""

_KINDS = {
    "nav_menu_item": "menu items",
    "revision": "earlier versions",
    "attachment": "files that are no pictures",
}
"""What such rows are called where they are counted; others by their own word."""

_NO_CATEGORY = frozenset({
    "uncategorized", "uncategorised", "allgemein", "non-classe", "sin-categoria", "sin-categorizar", "senza-categoria",
    "geen-categorie", "niet-gecategoriseerd", "sem-categoria", "okategoriserade", "ukategorisert", "ikke-kategoriseret",
    "bez-kategorii", "luokittelematon", "kategorilenmemis", "nezarazene", "egyeb-kategoria",
})  # fmt: skip
"""What WordPress calls, in its languages, the category of posts that have none."""

_HOW = "In WordPress, choose Tools, Export, All content."
_DAY = re.compile(r"/\d{4}/\d\d/\d\d/")
_GALLERY = re.compile(r"\[gallery\b([^\]\[]*)\]", re.IGNORECASE)
_IDS = re.compile(r"\bids\s*=\s*[\"']?([\d,\s]+)")

_THROWN_AWAY = {
    "trash": "in the bin of WordPress", "auto-draft": "a draft that WordPress made by itself",
    "inherit": "an earlier version of another",
}  # fmt: skip
_NOT_PUBLIC = {
    "draft": "This was a draft in WordPress, not published there.",
    "pending": "This waited for review in WordPress, not published there.",
    "future": "This was scheduled in WordPress, and not out when the export was made.",
    "private": "This was private in WordPress: only its staff could read it.",
}


@dataclass(frozen=True, slots=True)
class _Site:
    """What an export says once for all its posts: names by log-in names, and its pictures."""

    language: str
    authors: Mapping[str, str]
    pictures: Pictures
    links: frozenset[str]


def matches(data: bytes, name: str) -> bool:
    return root_name(data) == "rss" and "wordpress.org/export/" in opening(data)


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    channel = child(read.root, "channel")
    if channel is None:
        raise NotCopy("format", "This WordPress export is damaged: it has no channel.")
    items = children(channel, "item")
    site = _Site(text_of(channel, "language"), dict(_authors(channel)), Pictures(items), _links(items))
    rows = [item for item in items if not _NO_STORIES.fullmatch(text_of(item, "post_type"))]
    if items and not rows:
        held = kinds_of(_passed(items, site.pictures))
        raise NotCopy("empty", f"This WordPress export holds no posts, only {held}. {_HOW}")
    posts: list[Callable[[], Item]] = [partial(_post, item, site) for item in rows]
    found = pieces_of(posts, "wxr", what="WordPress export", encoding=read.encoding, notes=read.notes)
    found = [replace(piece, pictures=site.pictures.known(piece.pictures)) for piece in found]
    return [replace(found[0], passed=_passed(items, site.pictures)), *found[1:]]


def _passed(items: list[etree._Element], pictures: Pictures) -> Counter[str]:
    """What an export holds beside posts, by kind: pictures apart, which come with the posts that lead to them."""
    kinds = (text_of(item, "post_type") for item in items if text_of(item, "post_id") not in pictures)
    counts = Counter(_KINDS.get(kind, kind[:40]) for kind in kinds if _NO_STORIES.fullmatch(kind))
    counts["pictures that no post leads to"] = pictures.unused
    counts["readers’ comments"] = sum(len(children(item, "comment")) for item in items)
    return +counts


def _post(item: etree._Element, site: _Site) -> Item:
    state = text_of(item, "status") or "publish"
    is_public = state == "publish"
    names, logins = _writers(item, site)
    sections, tags = _terms(item, "category"), _terms(item, "post_tag", "tag")
    return Item(
        key=text_of(item, "post_id") or text_of(item, "guid"),
        headline=raw(item, "title"),
        standfirst=raw(item, "encoded", "excerpt"),
        byline=" and ".join(names),
        published=_when(item) if is_public else "",
        section=next(iter(sections), ""),
        keywords=(*sections[1:], *tags),
        language=site.language,
        address=(text_of(item, "link") or text_of(item, "guid")) if is_public else "",
        addresses=tuple(_leading_there(item, site)) if is_public else (),
        body=to_html(raw(item, "encoded", "content")),
        others=tuple(f"Log-in name of the author: {login}" for login in logins),
        pictures=tuple(map(site.pictures.numbered, _pictures(item, site))),
        doubts=tuple(map(not_public, _reservations(item, state))),
        withdrawn=_THROWN_AWAY.get(state, ""),
    )


def _reservations(item: etree._Element, state: str) -> Iterator[str]:
    """Why somebody should look before this goes out."""
    if state != "publish":
        yield _NOT_PUBLIC.get(state, f"WordPress had this as “{state[:40]}”, not as published.")
    if text_of(item, "post_password"):
        yield "This stood behind a password in WordPress."
    kind = text_of(item, "post_type")
    if kind not in ("post", ""):
        yield f"WordPress had this as a “{kind[:40]}”, not as a post."


def _when(item: etree._Element) -> str:
    """When it went out: in UTC where that is known, else by the site's own clock."""
    universal = text_of(item, "post_date_gmt")
    return first_moment(
        f"{universal}+00:00" if universal else "", text_of(item, "pubDate"), text_of(item, "post_date")
    )


def _writers(item: etree._Element, site: _Site) -> tuple[list[str], list[str]]:
    """The names of its authors, and the log-in names of those who go by no other."""
    logins = _terms(item, "author") or list(filter(None, [text_of(item, "creator")]))
    named = {login: site.authors.get(login, login) for login in logins}
    # Guests have no account: the export has their names where it has others' log-in names.
    names = [name for login, name in named.items() if name != login or " " in name]
    return names, [login for login, name in named.items() if name not in names]


def _terms(item: etree._Element, *domains: str) -> list[str]:
    """The names under which it is filed in one of WordPress's orders: categories, tags, authors."""
    rows = (row for row in children(item, "category") if attribute(row, "domain") in domains)
    found = (xml.words(row) for row in rows if attribute(row, "nicename") not in _NO_CATEGORY)
    return list(dict.fromkeys(filter(None, found)))


def _pictures(item: etree._Element, site: _Site) -> Iterator[str]:
    """The numbers of the pictures that go with a post, or stand in a gallery of it."""
    yield from metas(item, "_thumbnail_id")
    for gallery in _GALLERY.findall(raw(item, "encoded", "content")):
        named = _IDS.search(gallery)
        yield from (
            re.findall(r"\d+", named[1]) if named else site.pictures.put_up_with(text_of(item, "post_id"))
        )


def _links(items: list[etree._Element]) -> frozenset[str]:
    """The addresses of all that an export holds."""
    return frozenset(text_of(item, "link").rstrip("/") for item in items)


def _leading_there(item: etree._Element, site: _Site) -> Iterator[str]:
    """The addresses from which WordPress led readers to a post: by its number, and by earlier names and dates of it."""
    link, name = text_of(item, "link"), text_of(item, "post_name")
    head, _, last = link.rstrip("/").rpartition("/")
    names = [
        f"{head}/{old}/" for old in metas(item, "_wp_old_slug") if name and unquote(last) == unquote(name)
    ]
    days = [
        f"{link[: found.start()]}/{old.replace('-', '/')}/{link[found.end() :]}"
        for old in metas(item, "_wp_old_date")
        if (found := _DAY.search(link))
    ]
    guid = text_of(item, "guid")
    for address in (*names, *days, *([guid] if guid.startswith("http") else ())):
        if address.rstrip("/") not in site.links:
            yield address


def _authors(channel: etree._Element) -> Iterator[tuple[str, str]]:
    for author in children(channel, "author"):
        login, shown = text_of(author, "author_login"), text_of(author, "author_display_name")
        if shown in ("", login):
            names = (text_of(author, f"author_{part}_name") for part in ("first", "last"))
            shown = " ".join(filter(None, names)) or shown
        if shown:
            yield login, shown
