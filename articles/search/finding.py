"""What readers search for, found: the same on both databases, in the order of date."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import F

from articles.search import reaching
from articles.search.asking import Search, every, some
from articles.search.places import END, SLOTS, place_of
from articles.search.published import ANY

_FIND = (
    "SELECT rowid AS place FROM search_edition_terms WHERE search_edition_terms MATCH %s "
    "AND rowid >= %s AND rowid < %s AND rowid NOT IN (SELECT place FROM search_edition WHERE live_from > %s "
    "UNION ALL SELECT place FROM search_edition WHERE superseded_at <= %s)"
)


def places(search: Search, *, now: datetime, limit: int, oldest: bool = False) -> list[int]:
    """The places of so many documents that answer and are live at ``now``, the newest first unless ``oldest``."""
    sql, params = newest(search, now=now, limit=limit, oldest=oldest)
    return sorted((place for place, *_ in answers(sql, params)), reverse=not oldest)


def newest(search: Search, *, now: datetime, limit: int, oldest: bool = False) -> tuple[str, list[Any]]:
    """A query for so many documents that answer, and its parameters: the newest of them, or the ``oldest``.

    It gives their places first, on PostgreSQL also ``labels`` and ``head``.
    """
    if connection.vendor == "postgresql":
        return reaching.newest(search, now, limit, oldest=oldest)
    at = connection.ops.adapt_datetimefield_value(now)
    sql = f"SELECT * FROM ({_FIND} ORDER BY 1 {'ASC' if oldest else 'DESC'} LIMIT %s) AS newest"  # noqa: S608
    return sql, [_match(search), search.since, search.until, at, at, limit]


def answers(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query made of what ``newest`` gave."""
    first = reaching.SETTINGS if connection.vendor == "postgresql" else ()
    with connection.cursor() as cursor:
        cursor.execute("; ".join([*first, sql]), params)
        for _ in first:
            cursor.nextset()
        return list(cursor.fetchall())


def _match(search: Search) -> str:
    """What is searched for, in the language of FTS5."""
    wanted, unwanted = every(search.asks.wanted), some(search.asks.unwanted)
    head = (every if search.all_in_head else some)(search.heads)
    groups = search.labels if search.labels or wanted else ((ANY,),)
    parts = [" OR ".join(map(_quoted, group)) for group in groups]
    parts += [words for words in (wanted, head and f"head : ({head})") if words]
    match = " AND ".join(f"({part})" for part in parts)
    return f"({match}) NOT ({unwanted})" if unwanted else match


def _quoted(label: str) -> str:
    return f'"{label}"'


@dataclass(frozen=True)
class Matches:
    """The live editions that answer to a search, in the order of date: sliced as a list of pages is.

    ``newest`` are the places of the newest that answer, where they are known already; of all of them, if ``is_all``.
    """

    search: Search
    editions: Any
    now: datetime
    newest: Sequence[int] = ()
    is_all: bool = False
    is_oldest_first: bool = False

    def older_than(self, key: Any) -> Self:
        return replace(self, search=self.search.within(until=place_of(*key)))

    def newer_than(self, key: Any) -> Self:
        return replace(self, search=self.search.within(place_of(*key) + SLOTS))

    def newest_first(self) -> Self:
        return replace(self, is_oldest_first=False)

    def oldest_first(self) -> Self:
        return replace(self, is_oldest_first=True)

    def __getitem__(self, rows: slice) -> list[Any]:
        limit = sys.maxsize if rows.stop is None else rows.stop
        found = self._places(limit)
        held = {edition.place: edition for edition in self._fetched(found)}
        return [held[place] for place in found if place in held][rows]

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])

    def _places(self, limit: int) -> list[int]:
        reaches = self.is_all or self.search.since > min(self.newest, default=END)
        known = [place for place in self.newest if self.search.since <= place < self.search.until]
        if reaches or (len(known) >= limit and not self.is_oldest_first):
            return sorted(known, reverse=not self.is_oldest_first)[:limit]
        return places(self.search, now=self.now, limit=limit, oldest=self.is_oldest_first)

    def _fetched(self, found: list[int]) -> Any:
        return self.editions.filter(document__in=found).annotate(place=F("document")) if found else ()
