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

    ``place`` is what an address says to come here: "" for the first page. Where nothing lies behind its key, ``last``
    is what it says for the last page that holds something.
    """

    rows: list[Any]
    newer: Any = None
    older: Any = None
    place: str = ""
    last: str = ""

    @property
    def is_off_the_end(self) -> bool:
        return bool(self.place and not self.rows)

    @property
    def newest(self) -> Any:
        """The story at the head of a page that does not begin the list: it says where one is."""
        return self.rows[0] if self.place and self.rows else None


def page_of(editions: Any, *, before: str = "", after: str = "", size: int = STORIES, key: Any = Key) -> Page:
    """The page of ``editions`` that lies before (older than) or after (newer than) a key, newest first.

    ``key`` is the kind of keys that the list goes by, which knows how to read one and that of an edition.

    What spells no key is the first page, and so is a page of newer stories that would not be full. One
    query, two for that last case and for a key off the end.
    """
    if older_than := key.read(before):
        place = f"before={older_than}"
        rows = list(editions.older_than(older_than).newest_first()[: size + 1])
        if not rows:
            ahead = key.of(row) if (row := _beyond(editions.oldest_first(), size)) else None
            return Page([], place=place, last=f"before={ahead}" if ahead else "")
        return Page(rows[:size], key.of(rows[0]), _next(rows, size, key), place)
    if newer_than := key.read(after):
        rows = list(editions.newer_than(newer_than).oldest_first()[: size + 1])
        if len(rows) > size:
            rows = rows[size - 1 :: -1]
            return Page(rows, key.of(rows[0]), key.of(rows[-1]), f"after={newer_than}")
    rows = list(editions.newest_first()[: size + 1])
    return Page(rows[:size], None, _next(rows, size, key))


def _beyond(rows: Any, size: int) -> Any:
    """The row after the first ``size``: where they are the last of a list, read backwards, the one ahead of them."""
    found = list(rows[: size + 1])
    return found[size] if len(found) > size else None


def _next(rows: list[Edition], size: int, key: Any) -> Any:
    return key.of(rows[size - 1]) if len(rows) > size else None


def page_of_names(names: QuerySet[Model], *, field: str, after: str = "", size: int = NAMES) -> Page:
    """The page of ``names`` in the order of ``field``, which is unique, that begins after the value
    ``after``.
    """
    after = after.replace("\0", "")
    further = names.filter(**{f"{field}__gt": after}) if after else names
    rows = list(further.order_by(field)[: size + 1])
    place = urlencode({"after": after}) if after else ""
    if after and not rows:
        ahead = _beyond(names.order_by(f"-{field}"), size)
        return Page([], place=place, last=urlencode({"after": getattr(ahead, field)}) if ahead else "")
    older = getattr(rows[size - 1], field) if len(rows) > size else None
    return Page(rows[:size], older=older, place=place)


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
        place = f"before={older_than}"
        if not found:
            ahead = _beyond(rows.order_by(*earliest_first), size)
            return Page([], place=place, last=f"before={key_of(ahead)}" if ahead else "")
        older = key_of(found[size - 1]) if len(found) > size else None
        return Page(found[:size], key_of(found[0]), older, place)
    if newer_than := Key.read(after):
        found = list(beyond(newer_than, "gt").order_by(*earliest_first)[: size + 1])
        if len(found) > size:
            found = found[size - 1 :: -1]
            return Page(found, key_of(found[0]), key_of(found[-1]), f"after={newer_than}")
    found = list(rows.order_by(*latest_first)[: size + 1])
    return Page(found[:size], None, key_of(found[size - 1]) if len(found) > size else None)
