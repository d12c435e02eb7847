"""What readers search for, found: the same on both databases, in the order of date."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import F

from articles.search import reaching
from articles.search.asking import Search, answers, every, some
from articles.search.places import END, SLOTS, place_of
from articles.search.published import ANY

_TERMS = "search_edition_terms"
_FIND = (
    f"SELECT {_TERMS}.rowid AS place FROM {_TERMS} WHERE {_TERMS} MATCH %s "  # noqa: S608
    f"AND {_TERMS}.rowid >= %s AND {_TERMS}.rowid < %s "
    f"AND {_TERMS}.rowid NOT IN (SELECT place FROM search_edition WHERE live_from > %s "
    "UNION ALL SELECT place FROM search_edition WHERE superseded_at <= %s)"
)
_WHERE_FEW = f"FROM (SELECT count(*) AS many FROM near) AS had CROSS JOIN {_TERMS} WHERE many < %s AND"  # noqa: S608
"""Before all else, so that the index is not opened where enough were near."""
NEAR, MOST_NEAR = 400, 5000
"""Documents whose texts are looked at for a beginning, at the least and so that it is not too long, before SQLite's
index is asked, which would gather all stories that say any word that begins so."""
_LIVE = "place >= %s AND place < %s AND live_from <= %s AND superseded_at > %s"
_ANYWHERE = "instr(' ' || head || ' | ' || lead || ' | ' || body || ' | ' || credits || ' ', %s)"


def places(search: Search, *, now: datetime, limit: int, oldest: bool = False) -> list[int]:
    """The places of so many documents that answer and are live at ``now``, the newest first unless ``oldest``."""
    sql, params = newest(search, now=now, limit=limit, oldest=oldest)
    return sorted((place for place, *_ in answers(sql, params)), reverse=not oldest)


def newest(
    search: Search, *, now: datetime, limit: int, oldest: bool = False, column: str = ""
) -> tuple[str, list[Any]]:
    """A query for the places of so many documents that answer, and its parameters: the newest of them, or the
    ``oldest``. On PostgreSQL it gives a ``column`` of theirs too.
    """
    if connection.vendor == "postgresql":
        return reaching.newest(search, now, limit, oldest=oldest, column=column)
    at, order = connection.ops.adapt_datetimefield_value(now), "ASC" if oldest else "DESC"
    found = f"SELECT * FROM ({_FIND} ORDER BY 1 {order} LIMIT %s) AS newest"  # noqa: S608
    params = [_match(search), search.since, search.until, at, at]
    if not search.goes_on or search.heads or limit > MOST_NEAR:
        return found, [*params, limit]
    near, asked = _near(search, max(NEAR, 2 * limit), order)
    far = _FIND.replace(f"FROM {_TERMS} WHERE", _WHERE_FEW)
    sql = (
        f"SELECT * FROM (WITH near AS MATERIALIZED ({near}) "  # noqa: S608
        "SELECT place FROM near WHERE (SELECT count(*) FROM near) >= %s UNION ALL "
        f"SELECT * FROM ({far} ORDER BY 1 {order} LIMIT %s) ORDER BY 1 {order} LIMIT %s) AS newest"
    )
    return sql, [search.since, search.until, at, at, *asked, limit, limit, *params, limit, limit]


def _near(search: Search, many: int, order: str) -> tuple[str, list[str]]:
    """A query for which of the first documents answer, by a look at their texts."""
    texts = f"SELECT * FROM search_edition WHERE {_LIVE} ORDER BY place {order} LIMIT {many}"  # noqa: S608
    groups = [" OR ".join(["instr(' ' || labels || ' ', %s) > 0"] * len(group)) for group in search.labels]
    wanted, unwanted = search.asks.wanted, search.asks.unwanted
    said = [
        *(f"({group})" for group in groups),
        *[f"{_ANYWHERE} > 0"] * len(wanted),
        *[f"{_ANYWHERE} = 0"] * len(unwanted),
    ]
    asked = [
        *(f" {one} " for group in search.labels for one in group),
        *(one.row for one in (*wanted, *unwanted)),
    ]
    return f"SELECT place FROM ({texts}) AS texts WHERE {' AND '.join(said)}", asked  # noqa: S608


def _match(search: Search) -> str:
    """What is searched for, in the language of FTS5."""
    # What stands in a headline stands in the text: to look for it there too would take half as long again.
    wanted = "" if search.all_in_head else every(search.asks.wanted)
    head, unwanted = (every if search.all_in_head else some)(search.heads), some(search.asks.unwanted)
    groups = search.labels if search.labels or search.asks.wanted else ((ANY,),)
    parts = [" OR ".join(map(_quoted, group)) for group in groups]
    parts += [words for words in (wanted, head and f"head : ({head})") if words]
    match = " AND ".join(f"({part})" for part in parts)
    return f"({match}) NOT ({unwanted})" if unwanted else match


def _quoted(label: str) -> str:
    return f'"{label}"'


@dataclass(frozen=True)
class Matches:
    """The live editions that answer to a search, in the order of date: sliced as a list of pages is. ``editions`` is a
    query set of those that are live, or a function that gives some of them by their places, with these.

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
        held = {edition.place: edition for edition in fetched(self.editions, found)}
        return [held[place] for place in found if place in held][rows]

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:])

    def _places(self, limit: int) -> list[int]:
        reaches = self.is_all or self.search.since > min(self.newest, default=END)
        known = [place for place in self.newest if self.search.since <= place < self.search.until]
        if reaches or (len(known) >= limit and not self.is_oldest_first):
            return sorted(known, reverse=not self.is_oldest_first)[:limit]
        return places(self.search, now=self.now, limit=limit, oldest=self.is_oldest_first)


def fetched(editions: Any, places: list[int]) -> Any:
    """The live editions at some places, each with its ``place``: of a query set, or what a function gives."""
    if not places:
        return ()
    if callable(editions):
        return editions(places)
    return editions.filter(document__in=places).annotate(place=F("document"))
