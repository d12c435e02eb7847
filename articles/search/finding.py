"""What readers search for, found: the same on both databases, in the order of date."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import F

from articles.search.asking import every, some
from articles.search.places import END, SLOTS, place_of
from articles.search.published import ANY
from articles.text.terms import Phrase, Question

_FIND = {
    "sqlite": "SELECT rowid AS place FROM search_edition_terms WHERE search_edition_terms MATCH %s "
    "AND rowid >= %s AND rowid < %s AND rowid NOT IN (SELECT place FROM search_edition WHERE live_from > %s "
    "UNION ALL SELECT place FROM search_edition WHERE superseded_at <= %s)",
    "postgresql": "SELECT place FROM search_edition WHERE place >= %s AND place < %s "
    "AND live_from <= %s AND superseded_at > %s",
}


@dataclass(frozen=True)
class Search:
    """What is searched for: words, one label of each group, and places from ``since`` to before ``until``.

    One of the phrases ``heads`` is to stand in a headline, or all of them, if ``all_in_head``.
    """

    asks: Question = field(default_factory=Question)
    labels: tuple[tuple[str, ...], ...] = ()
    heads: tuple[Phrase, ...] = ()
    all_in_head: bool = False
    since: int = 0
    until: int = END

    def __bool__(self) -> bool:
        """Whether it takes the index to answer: what asks for dates alone is answered by the editions."""
        return bool(self.asks or self.labels)


def places(search: Search, *, now: datetime, limit: int, oldest: bool = False) -> list[int]:
    """The places of so many documents that answer and are live at ``now``, the newest first unless ``oldest``."""
    sql, params = asked(search, now)
    order = "ASC" if oldest else "DESC"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 1 {order} LIMIT %s", [*params, limit])
        return [place for (place,) in cursor.fetchall()]


def asked(search: Search, now: datetime) -> tuple[str, list[Any]]:
    """A query for the places of what answers, and its parameters; it may be ordered by its first column, and cut."""
    at = connection.ops.adapt_datetimefield_value(now)
    ends = [search.since, search.until, at, at]
    wanted, unwanted = every(search.asks.wanted), some(search.asks.unwanted)
    head = (every if search.all_in_head else some)(search.heads, in_head=True)
    groups = search.labels if search.labels or wanted else ((ANY,),)
    if connection.vendor == "sqlite":
        rows = [f"({' OR '.join(map(_quoted, group))})" for group in groups]
        match = " AND ".join([*rows, *[f"({words})" for words in (wanted, head) if words]])
        return _FIND["sqlite"], [f"({match}) NOT ({unwanted})" if unwanted else match, *ends]
    # What is filed is asked first, and by itself: it is short, and the words of most rows are then not looked at.
    filed = " & ".join(f"({' | '.join(group)})" for group in groups)
    parts = [(sign, words) for sign, words in (("", wanted), ("", head), ("!!", unwanted)) if words]
    conditions = ["filed @@ %s::tsquery"] if filed else []
    if parts:
        said = " && ".join(f"{sign}to_tsquery('simple', %s)" for sign, _ in parts)
        conditions.append(f"terms @@ ({said})")
    params = [*ends, *([filed] if filed else []), *(words for _, words in parts)]
    return " AND ".join([_FIND["postgresql"], *conditions]), params


def _quoted(label: str) -> str:
    return f'"{label}"'


@dataclass(frozen=True)
class Matches:
    """The live editions that answer to a search, in the order of date: sliced as a list of pages is."""

    search: Search
    editions: Any
    now: datetime
    is_oldest_first: bool = False

    def older_than(self, key: Any) -> Self:
        return self._within(until=min(self.search.until, place_of(*key)))

    def newer_than(self, key: Any) -> Self:
        return self._within(since=max(self.search.since, place_of(*key) + SLOTS))

    def newest_first(self) -> Self:
        return replace(self, is_oldest_first=False)

    def oldest_first(self) -> Self:
        return replace(self, is_oldest_first=True)

    def __getitem__(self, rows: slice) -> list[Any]:
        limit = sys.maxsize if rows.stop is None else rows.stop
        found = places(self.search, now=self.now, limit=limit, oldest=self.is_oldest_first)
        held = {edition.place: edition for edition in self._fetched(found)}
        return [held[place] for place in found if place in held][rows]

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])

    def _fetched(self, found: list[int]) -> Any:
        return self.editions.filter(document__in=found).annotate(place=F("document")) if found else ()

    def _within(self, **ends: int) -> Self:
        return replace(self, search=replace(self.search, **ends))
