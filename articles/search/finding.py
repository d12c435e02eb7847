"""What readers search for, found: the same on both databases, in the order of date."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import F

from articles.search.asking import every, every_term, some
from articles.search.places import END, SLOTS, place_of
from articles.search.published import ANY
from articles.text.terms import Phrase, Question

_FIND = {
    "sqlite": "SELECT rowid AS place FROM search_edition_terms WHERE search_edition_terms MATCH %s "
    "AND rowid >= %s AND rowid < %s AND rowid NOT IN (SELECT place FROM search_edition WHERE live_from > %s "
    "UNION ALL SELECT place FROM search_edition WHERE superseded_at <= %s)",
    "postgresql": "SELECT {columns} FROM search_edition WHERE "
    "(place >= %s AND place < %s AND live_from <= %s AND superseded_at > %s)",
}
NEAR = 500
"""Documents whose texts are looked at before the index is asked, where PostgreSQL is to find a page of them."""
_ANYWHERE = "strpos(' ' || head || ' | ' || lead || ' | ' || body || ' | ' || credits || ' ', %s)"
# The words of a row lie apart from it: to look at them takes many times longer than PostgreSQL reckons. So it is given
# no way but the index of all words, by which it need not; what "is true" leads into no other index.
_BY_INDEX = ["SET LOCAL enable_seqscan = off", "SET LOCAL enable_indexscan = off", "SET LOCAL jit = off"]
_NO_WAY = " IS TRUE"


@dataclass(frozen=True)
class Search:
    """What is searched for: words, one label of each group, and places from ``since`` to before ``until``.

    One of the phrases ``heads`` is to stand in a headline, or all of them, if ``all_in_head``: on SQLite, which has an
    index of that.
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

    @property
    def is_quick(self) -> bool:
        """Whether it can be asked many times over: a phrase is looked for in texts, a beginning in many words."""
        phrases = (*self.asks.wanted, *self.asks.unwanted)
        return not any(phrase.goes_on or len(phrase.terms) > 1 for phrase in phrases)

    def within(self, since: int = 0, until: int = END) -> Self:
        return replace(self, since=max(self.since, since), until=min(self.until, until))


def places(search: Search, *, now: datetime, limit: int, oldest: bool = False) -> list[int]:
    """The places of so many documents that answer and are live at ``now``, the newest first unless ``oldest``."""
    order = "ASC" if oldest else "DESC"
    if connection.vendor == "postgresql" and search.asks and limit < NEAR:
        # What is frequent is near: the index would be gone through to its end.
        sql, params = _near(search, now, order)
        found = answers(f"{sql} ORDER BY 1 {order} LIMIT %s", [*params, limit])
        if len(found) == limit:
            return [place for (place,) in found]
    sql, params = asked(search, now)
    return [place for place, *_ in answers(f"{sql} ORDER BY 1 {order} LIMIT %s", [*params, limit])]


def answers(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query made of what ``asked`` gave."""
    first = _BY_INDEX if connection.vendor == "postgresql" and "terms @@" in sql else []
    with connection.cursor() as cursor:
        cursor.execute("; ".join([*first, sql]), params)
        for _ in first:
            cursor.nextset()
        return list(cursor.fetchall())


def asked(search: Search, now: datetime) -> tuple[str, list[Any]]:
    """A query for what answers, and its parameters; it may be ordered by its first column, the place, and cut."""
    at = connection.ops.adapt_datetimefield_value(now)
    ends = [search.since, search.until, at, at]
    if connection.vendor == "sqlite":
        return _FIND["sqlite"], [_match(search), *ends]
    conditions = _conditions(search)
    by_index = _NO_WAY if any("terms @@" in condition for condition, _ in conditions) else ""
    find = _FIND["postgresql"].format(columns="place, labels, head")
    sql = " AND ".join([find + by_index, *(condition for condition, _ in conditions)])
    return sql, [*ends, *(one for _, said in conditions for one in said)]


def _near(search: Search, now: datetime, order: str) -> tuple[str, list[Any]]:
    """The same on PostgreSQL of the first documents alone, whose texts are looked at."""
    asks, labels = search.asks, [" | ".join(group) for group in search.labels]
    words = [*(("> 0", phrase) for phrase in asks.wanted), *(("= 0", phrase) for phrase in asks.unwanted)]
    conditions = [*(["filed @@ %s::tsquery"] * len(labels)), *(f"{_ANYWHERE} {sign}" for sign, _ in words)]
    first = f"{_FIND['postgresql'].format(columns='*')} ORDER BY place {order} LIMIT {NEAR}"
    sql = f"SELECT place FROM ({first}) AS near WHERE {' AND '.join(conditions)}"  # noqa: S608
    ends = [search.since, search.until, now, now]
    return sql, [*ends, *labels, *(phrase.row for _, phrase in words)]


def _match(search: Search) -> str:
    """What is searched for, in the language of FTS5."""
    wanted, unwanted = every(search.asks.wanted), some(search.asks.unwanted)
    head = (every if search.all_in_head else some)(search.heads)
    groups = search.labels if search.labels or wanted else ((ANY,),)
    parts = [" OR ".join(map(_quoted, group)) for group in groups]
    parts += [words for words in (wanted, head and f"head : ({head})") if words]
    match = " AND ".join(f"({part})" for part in parts)
    return f"({match}) NOT ({unwanted})" if unwanted else match


def _conditions(search: Search) -> list[tuple[str, list[str]]]:
    """The same for PostgreSQL: conditions, each with what it asks for.

    The index is asked for words alone, and the texts themselves whether those stand in a row: a row's
    ``terms`` are never read. They hold what it is filed under too, which is asked of them in the same breath.
    """
    wanted, unwanted = search.asks.wanted, search.asks.unwanted
    lone = [phrase for phrase in unwanted if len(phrase.terms) == 1]
    words = [
        ("%s::tsquery", ANY if lone and not wanted else ""),  # without a word, yet out of the index
        ("to_tsquery('simple', %s)", every_term(wanted)),
        ("!!to_tsquery('simple', %s)", some(lone)),
    ]
    words = [(sql, said) for sql, said in words if said]
    groups = search.labels if search.labels or words else ((ANY,),)
    column = "terms" if words else "filed"
    found = [
        *((f"{column} @@ %s::tsquery", [" | ".join(group)]) for group in groups),
        (f"terms @@ ({' && '.join(sql for sql, _ in words)})", [said for _, said in words]),
        *((f"{_ANYWHERE} > 0", [phrase.row]) for phrase in wanted if len(phrase.terms) > 1),
        *((f"{_ANYWHERE} = 0", [phrase.row]) for phrase in unwanted if len(phrase.terms) > 1),
    ]
    return [(condition, said) for condition, said in found if said]


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
