"""How many answer to a search under each name, language and year: exact to a thousand, then "so many and more".

Counting stops there, so that it costs the same over any archive. Of a search that more than ten thousand answer to,
what is filed under each name is counted among the newest of those: "412+" is what there is at the least.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from articles.search.asking import Search
from articles.search.finding import answers, newest

MOST = 1000
SAMPLE = MOST + 1
"""The newest that answer: where there are no more, they are counted themselves; else they say what is frequent."""
TALLIED = 10_000
"""The newest that answer among which names are counted."""

_LABELS = {
    "sqlite": "SELECT {columns} FROM search_edition WHERE place IN ({newest})",
    "postgresql": "SELECT {columns} FROM ({newest}) AS found{number}",
}
_JOINED = {"sqlite": "group_concat(labels, ' ')", "postgresql": "string_agg(labels, ' ')"}


class Sample:
    """The newest documents that answer to a search: how many under each label, and their places, newest first."""

    def __init__(self, rows: Sequence[tuple[int, str]]) -> None:
        self.places = sorted((place for place, _ in rows), reverse=True)
        self.labels = Counter(label for _, labels in rows for label in labels.split(" "))

    @property
    def is_whole(self) -> bool:
        return len(self.places) < SAMPLE

    def of(self, kind: str) -> dict[str, int]:
        """By what follows the kind in a label: {"12": 7, "40": 1} for "_source_12" and "_source_40"."""
        start = f"_{kind}_"
        return {
            label.removeprefix(start): many for label, many in self.labels.items() if label.startswith(start)
        }


class Tally:
    """How many of the newest that answer to a search are filed under each label; of all of them, if ``is_whole``."""

    def __init__(self, many: int, labels: str | None) -> None:
        self.is_whole = many <= TALLIED
        self.labels = Counter((labels or "").split(" "))


def samples(searches: Iterable[Search], *, now: datetime) -> dict[Search, Sample]:
    """A sample for each of some searches, in one query."""
    rows: dict[Search, list[tuple[int, str]]] = {search: [] for search in searches}
    for search, place, labels in _labelled(rows, "place, labels", SAMPLE, now):
        rows[search].append((place, labels))
    return {search: Sample(found) for search, found in rows.items()}


def tallies(searches: Iterable[Search], *, now: datetime) -> dict[Search, Tally]:
    """A tally for each of some searches, in one query, or none where none is asked for."""
    columns = f"count(*), {_JOINED[connection.vendor]}"
    return {search: Tally(*row) for search, *row in _labelled(searches, columns, TALLIED + 1, now)}


def _labelled(searches: Iterable[Search], columns: str, limit: int, now: datetime) -> list[tuple[Any, ...]]:
    """Columns of the newest that answer to each of some searches, after that search."""
    distinct = list(dict.fromkeys(searches))
    parts, params = [], []
    for number, search in enumerate(distinct):
        sql, values = newest(search, now=now, limit=limit)
        find = _LABELS[connection.vendor]
        parts.append(find.format(columns=f"{number}, {columns}", number=number, newest=sql))
        params += values
    rows = answers(" UNION ALL ".join(parts), params) if parts else []
    return [(distinct[number], *row) for number, *row in rows]


def counts(searches: Mapping[str, Search], *, now: datetime) -> dict[str, int]:
    """How many answer to each of some searches, by its name: one more than ``MOST`` where there are more. One query."""
    if not searches:
        return {}
    parts, params = [], []
    for number, search in enumerate(searches.values()):
        sql, values = newest(search, now=now, limit=MOST + 1)
        parts.append(f"SELECT {number}, count(*) FROM ({sql}) AS counted{number}")  # noqa: S608
        params += values
    found = dict(answers(" UNION ALL ".join(parts), params))
    return {name: found[number] for number, name in enumerate(searches)}


def spans(search: Search, edges: Sequence[int], *, now: datetime) -> dict[int, int]:
    """How many answer from each of some places to the next, by that place, as ``counts`` tells it. One query."""
    within = {str(start): search.within(start, end) for start, end in pairwise(edges)}
    return {int(start): many for start, many in counts(within, now=now).items()}


def said(count: int, *, is_least: bool = False) -> str:
    """A count as it is shown: "7", "1,000+", or "7+" where it is the least that there may be."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}{'+' if is_least and count else ''}"
