"""What Ghost exports: one file of JSON with the tables of its database, posts among them.

ghost.org/docs/migration/custom, "JSON file structure". Members' names and the settings of the site are not read.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from articles.importing.formats import values
from articles.importing.formats.items import Item, not_public, pieces_of
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import Attached, NotCopy, Piece
from articles.text import reading

_START = re.compile(r'\{\s*"(?:db|meta|data)"\s*:')
_SITE = "__GHOST_URL__"
"""What stands for the address of the site in all links."""

_NOT_PUBLIC = {
    "draft": "This was a draft in Ghost, not published there.",
    "scheduled": "This was scheduled in Ghost, and not out when the export was made.",
    "sent": "This went out by mail only: it was not on the site.",
}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Names of the writers and of the tags of each post by its number, in their order, and what else is kept of it."""

    writers: Mapping[str, list[str]]
    tags: Mapping[str, list[str]]
    more: Mapping[str, Row]


def matches(data: bytes, name: str) -> bool:
    if not _START.match(opening(data)):
        return False
    try:
        return bool(values.rows(_data(json.loads(reading.decode(data).text)).get("posts")))
    except (reading.NotText, ValueError, RecursionError):
        return False


def pieces(data: bytes, name: str) -> list[Piece]:
    read = reading.decode(data)
    held = _data(json.loads(read.text))
    tables = _Tables(
        _named(held, "posts_authors", "author_id", "users"),
        _named(held, "posts_tags", "tag_id", "tags"),
        {values.words(row.get("post_id")): row for row in values.rows(held.get("posts_meta"))},
    )
    posts: list[Callable[[], Item]] = [partial(_post, row, tables) for row in values.rows(held.get("posts"))]
    return pieces_of(posts, "ghost", what="Ghost export", encoding=read.encoding, notes=doubts_of(read.notes))


def _data(held: Any) -> Row:
    """The tables of an export, whose wrapping has changed over time; empty where it is none."""
    if not isinstance(held, dict):
        return {}
    inner = next(iter(values.rows(held.get("db"))), held)
    tables = inner.get("data")
    is_one = isinstance(tables, dict) and isinstance(inner.get("meta"), dict)
    return tables if is_one and isinstance(tables, dict) else {}


def _named(held: Row, links: str, key: str, table: str) -> dict[str, list[str]]:
    """The names that a table of links leads to, by post."""
    names = {
        values.words(row.get("id")): values.words(row.get("name")) for row in values.rows(held.get(table))
    }
    rows = sorted(
        values.rows(held.get(links)), key=lambda row: values.width({"width": row.get("sort_order")})
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        if name := names.get(values.words(row.get(key)), ""):
            found.setdefault(values.words(row.get("post_id")), []).append(name)
    return found


def _post(row: Row, tables: _Tables) -> Item:
    number, state = values.words(row.get("id")), values.words(row.get("status")) or "published"
    is_public = state == "published"
    # Names that begin so are for the site's own use, and never shown.
    tags = [tag for tag in tables.tags.get(number, []) if not tag.startswith("#")]
    # Where a post names another address as its own, readers still got it at Ghost's.
    slug, elsewhere = values.words(row.get("slug")), values.words(row.get("canonical_url"))
    led = [f"/{slug}/" if slug else "", elsewhere.replace(_SITE, "")]
    addresses = list(filter(None, led)) if is_public else []
    if values.words(row.get("type")) == "email":
        raise NotCopy("no-story", "This item is a mail to members, not a story.")
    return Item(
        key=number,
        headline=values.words(row.get("title")),
        standfirst=values.words(row.get("custom_excerpt")),
        byline=" and ".join(tables.writers.get(number, [])),
        published=values.words(row.get("published_at")) if is_public else "",
        section=next(iter(tags), ""),
        keywords=tuple(tags[1:]),
        language=values.words(row.get("locale")),
        address=next(iter(addresses), ""),
        addresses=tuple(addresses[1:]),
        body=values.words(row.get("html")).replace(_SITE, "") or values.words(row.get("plaintext")),
        is_html=bool(values.words(row.get("html"))),
        pictures=tuple(_lead(row, tables.more.get(number, {}))),
        doubts=tuple(map(not_public, _reservations(row, state))),
    )


def _lead(row: Row, more: Row) -> Iterator[Attached]:
    """The picture above a post."""
    if address := values.words(row.get("feature_image")).replace(_SITE, ""):
        caption = re.sub(r"<[^<>]*>", "", values.words(more.get("feature_image_caption")))
        yield Attached(address, alt=values.words(more.get("feature_image_alt")), caption=caption)


def _reservations(row: Row, state: str) -> Iterator[str]:
    """Why somebody should look before this goes out."""
    if state != "published":
        yield _NOT_PUBLIC.get(state, f"Ghost had this as “{state[:40]}”, not as published.")
    if values.words(row.get("visibility")) not in ("", "public"):
        yield "Only members could read this in Ghost."
    if values.words(row.get("type")) == "page" or values.words(row.get("page")) == "1":
        yield "Ghost had this as a page, not as a post."
