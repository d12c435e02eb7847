"""Lists in pages that are found by key, never by counting rows: a page costs the same wherever it lies.

A page of stories starts after a key, which is the place of a story in the order of the lists:
(``published_at``, ``story_id``). The story itself need not be there any more; any key has a page.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet

from articles.models import Edition

STORIES = 20
NAMES = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,18})", re.ASCII)


class Key(NamedTuple):
    """A place in the order of the lists. In addresses: microseconds since 1970, dash, story number."""

    published_at: datetime
    story_id: int

    @classmethod
    def of(cls, edition: Edition) -> Self:
        return cls(edition.published_at, edition.story_id)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The key that ``text`` spells; None where it spells none."""
        found = _KEY.fullmatch(text)
        if not found:
            return None
        try:
            return cls(_EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))
        except OverflowError:
            return None

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // timedelta(microseconds=1)}-{self.story_id}"


@dataclass(frozen=True)
class Page:
    """Rows in the order of the list; the keys with which the pages on either side begin, None at the ends.

    ``place`` is what an address says to come here: "" for the first page.
    """

    rows: list[Any]
    newer: Any = None
    older: Any = None
    place: str = ""

    @property
    def newest(self) -> Any:
        """The story at the head of a page that does not begin the list: it says where one is."""
        return self.rows[0] if self.place and self.rows else None


def page_of(editions: Any, *, before: str = "", after: str = "", size: int = STORIES, key: Any = Key) -> Page:
    """The page of ``editions`` that lies before (older than) or after (newer than) a key, newest first.

    ``key`` is the kind of keys that the list goes by, which knows how to read one and that of an edition.

    What spells no key is the first page, and so is a page of newer stories that would not be full. One
    query, two for that last case.
    """
    if older_than := key.read(before):
        rows = list(editions.older_than(older_than).newest_first()[: size + 1])
        newer = key.of(rows[0]) if rows else None
        return Page(rows[:size], newer, _next(rows, size, key), f"before={older_than}")
    if newer_than := key.read(after):
        rows = list(editions.newer_than(newer_than).oldest_first()[: size + 1])
        if len(rows) > size:
            rows = rows[size - 1 :: -1]
            return Page(rows, key.of(rows[0]), key.of(rows[-1]), f"after={newer_than}")
    rows = list(editions.newest_first()[: size + 1])
    return Page(rows[:size], None, _next(rows, size, key))


def _next(rows: list[Edition], size: int, key: Any) -> Any:
    return key.of(rows[size - 1]) if len(rows) > size else None


def page_of_names(names: QuerySet[Model], *, field: str, after: str = "", size: int = NAMES) -> Page:
    """The page of ``names`` in the order of ``field``, which is unique, that begins after the value
    ``after``.
    """
    after = after.replace("\0", "")
    if after:
        names = names.filter(**{f"{field}__gt": after})
    rows = list(names.order_by(field)[: size + 1])
    older = getattr(rows[size - 1], field) if len(rows) > size else None
    return Page(rows[:size], older=older, place=urlencode({"after": after}) if after else "")


def page_of_moments(
    rows: Any, *, field: str, number: str = "pk", before: str = "", after: str = "", size: int = STORIES
) -> Page:
    """As ``page_of``, of ``rows`` in the order of (``field``, ``number``), a moment and a number that tells apart those
    of one moment.
    """

    def beyond(key: Key, than: str) -> Any:
        at, last = key
        near = {f"{field}__{than}e": at}  # by itself first, so that the index is entered there
        return rows.filter(Q(**{f"{field}__{than}": at}) | Q(**{f"{number}__{than}": last}), **near)

    def key_of(row: Any) -> Key:
        return Key(getattr(row, field), getattr(row, number))

    latest_first, earliest_first = (f"-{field}", f"-{number}"), (field, number)
    if older_than := Key.read(before):
        found = list(beyond(older_than, "lt").order_by(*latest_first)[: size + 1])
        newer = key_of(found[0]) if found else None
        older = key_of(found[size - 1]) if len(found) > size else None
        return Page(found[:size], newer, older, f"before={older_than}")
    if newer_than := Key.read(after):
        found = list(beyond(newer_than, "gt").order_by(*earliest_first)[: size + 1])
        if len(found) > size:
            found = found[size - 1 :: -1]
            return Page(found, key_of(found[0]), key_of(found[-1]), f"after={newer_than}")
    found = list(rows.order_by(*latest_first)[: size + 1])
    return Page(found[:size], None, key_of(found[size - 1]) if len(found) > size else None)
