"""How many answer to a search under each name, language and year: exact to a thousand, then "so many and more".

Counting stops there, so that it costs the same over any archive. Of a search that more than five thousand answer to,
what is filed under each name is counted among the newest of those: "412+" is what there is at the least.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from articles.search import reaching
from articles.search.asking import Search
from articles.search.finding import answers, newest

MOST = 1000
SAMPLE = MOST + 1
"""The newest that answer: where there are no more, they are counted themselves; else they say what is frequent."""
TALLIED = 5000
"""The newest that answer among which names are counted."""
LOOKED_AT = 3000
"""The newest that say all words of a phrase, among which those that say them in a row are counted and ranked."""

_LABELS = {
    "sqlite": "SELECT {columns} FROM search_edition WHERE place IN ({newest})",
    "postgresql": "SELECT {columns} FROM ({newest}) AS found{number}",
}
_JOINED = {"sqlite": "group_concat(labels, ' ')", "postgresql": "string_agg(labels, ' ')"}


class Sample:
    """The newest documents that answer to a search: how many under each label, and their places, newest first."""

    def __init__(self, rows: Sequence[tuple[int, str]], *, is_cut: bool = False) -> None:
        self.places = sorted((place for place, _ in rows), reverse=True)
        self.labels = Counter(label for _, labels in rows for label in labels.split(" "))
        self.is_whole = len(rows) < SAMPLE and not is_cut

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
    """A sample for each of some searches, in one query; in two where words in a row are searched for."""
    rows: dict[Search, list[tuple[int, str]]] = {search: [] for search in searches}
    since = reached(rows, now=now)
    for search, place, labels in _labelled(rows, "place, labels", SAMPLE, now, since):
        rows[search].append((place, labels))
    return {search: Sample(found, is_cut=search in since) for search, found in rows.items()}


def tallies(searches: Iterable[Search], *, now: datetime) -> dict[Search, Tally]:
    """A tally for each of some searches, in one query, or none where none is asked for."""
    columns = f"count(*), {_JOINED[connection.vendor]}"
    return {search: Tally(*row) for search, *row in _labelled(searches, columns, TALLIED + 1, now, {})}


def reached(searches: Iterable[Search], *, now: datetime) -> dict[Search, int]:
    """Where words in a row are searched for, from which place on ``LOOKED_AT`` stories say all of them; left out are
    those of which no more do. One query, or none.
    """
    rows = [search for search in dict.fromkeys(searches) if search.is_in_a_row]
    parts, params = [], []
    for number, search in enumerate(rows):
        sql, values = newest(search.loosened(), now=now, limit=LOOKED_AT + 1)
        parts.append(f"SELECT {number}, count(*), min(place) FROM ({sql}) AS looked{number}")  # noqa: S608
        params += values
    told = answers(" UNION ALL ".join(parts), params) if parts else []
    return {rows[number]: place + 1 for number, many, place in told if many > LOOKED_AT}


def _labelled(
    searches: Iterable[Search], columns: str, limit: int, now: datetime, since: Mapping[Search, int]
) -> list[tuple[Any, ...]]:
    """Columns of the newest that answer to each of some searches, after that search."""
    distinct = list(dict.fromkeys(searches))
    parts, params = [], []
    for number, search in enumerate(distinct):
        sql, values = newest(search.within(since.get(search, 0)), now=now, limit=limit, column="labels")
        find = _LABELS[connection.vendor]
        parts.append(find.format(columns=f"{number}, {columns}", number=number, newest=sql))
        params += values
    rows = answers(" UNION ALL ".join(parts), params) if parts else []
    return [(distinct[number], *row) for number, *row in rows]


def counts(searches: Mapping[str, Search], *, now: datetime, most: int = MOST) -> dict[str, int]:
    """How many answer to each of some searches, by its name: one more than ``most`` where there are more. One query.

    Words in a row are looked for in all stories that say them: narrow it before to what ``reached`` gives.
    """
    if not searches:
        return {}
    parts, params = [], []
    for number, search in enumerate(searches.values()):
        sql, values = newest(search, now=now, limit=most + 1)
        parts.append(f"SELECT {number}, count(*) FROM ({sql}) AS counted{number}")  # noqa: S608
        params += values
    found = dict(answers(" UNION ALL ".join(parts), params))
    return {name: found[number] for number, name in enumerate(searches)}


def spans(search: Search, edges: Sequence[int], *, now: datetime, most: int = MOST) -> dict[int, int]:
    """How many answer from each of some places to the next, by that place, as ``counts`` tells it. One query."""
    pairs = list(pairwise(edges))
    if connection.vendor == "sqlite":
        within = {str(start): search.within(start, end) for start, end in pairs}
        return {int(start): many for start, many in counts(within, now=now, most=most).items()}
    ends = [(max(start, search.since), min(end, search.until)) for start, end in pairs]
    found = answers(*reaching.counted(search, now, most + 1, ends))
    return dict(zip(edges, (min(many, most + 1) for _, many in found), strict=False))


def said(count: int, *, is_least: bool = False) -> str:
    """A count as it is shown: "7", "1,000+", or "7+" where it is the least that there may be."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}{'+' if is_least and count else ''}"
