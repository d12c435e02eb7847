"""How many answer to a search under each name, language and year: exact to a thousand, then "so many and more".

Counting stops there, so that it costs the same over any archive. Who counts by each name leaves out what is not quick
to ask (``Search.is_quick``): of that the newest are counted alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from django.db import connection

from articles.search.finding import Search, answers, asked

MOST = 1000
SAMPLE = MOST + 1
"""The newest that answer: where there are no more, they are counted themselves; else they say what is frequent."""

_NEWEST = {
    "sqlite": "SELECT {number}, place, labels FROM search_edition WHERE place IN (SELECT place FROM {newest})",
    "postgresql": "SELECT {number}, place, labels FROM {newest}",
}


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


def samples(searches: Iterable[Search], *, now: datetime) -> dict[Search, Sample]:
    """A sample for each of some searches, in one query."""
    distinct = list(dict.fromkeys(searches))
    parts, params = [], []
    for number, search in enumerate(distinct):
        sql, values = asked(search, now)
        newest = f"({sql} ORDER BY 1 DESC LIMIT {SAMPLE}) AS newest{number}"
        parts.append(_NEWEST[connection.vendor].format(number=number, newest=newest))
        params += values
    rows: dict[int, list[tuple[int, str]]] = {number: [] for number in range(len(distinct))}
    for number, place, labels in answers(" UNION ALL ".join(parts), params):
        rows[number].append((place, labels))
    return {search: Sample(rows[number]) for number, search in enumerate(distinct)}


def counts(searches: Mapping[str, Search], *, now: datetime) -> dict[str, int]:
    """How many answer to each of some searches, by its name: one more than ``MOST`` where there are more. One query."""
    if not searches:
        return {}
    parts, params = [], []
    for number, search in enumerate(searches.values()):
        sql, values = asked(search, now)
        parts.append(f"SELECT {number}, count(*) FROM ({sql} LIMIT {MOST + 1}) AS counted{number}")  # noqa: S608
        params += values
    found = dict(answers(" UNION ALL ".join(parts), params))
    return {name: found[number] for number, name in enumerate(searches)}


def spans(search: Search, edges: Sequence[int], *, now: datetime) -> dict[int, int]:
    """How many answer from each of some places to the next, by that place, as ``counts`` tells it. One query."""
    pairs = list(pairwise(edges))
    if connection.vendor == "sqlite" or not search.asks:
        within = {str(start): search.within(start, end) for start, end in pairs}
        return {int(start): many for start, many in counts(within, now=now).items()}
    # The index of words knows no places: what it finds is gone through once, and not once for each.
    sql, params = asked(search.within(edges[0], edges[-1]), now)
    spread = f"SELECT width_bucket(place, %s::bigint[]), count(*) FROM ({sql}) AS found GROUP BY 1"  # noqa: S608
    found = dict(answers(spread, [list(edges), *params]))
    return {start: min(found.get(number, 0), MOST + 1) for number, (start, _) in enumerate(pairs, start=1)}


def said(count: int, *, is_least: bool = False) -> str:
    """A count as it is shown: "7", "1,000+", or "7+" where it is the least that there may be."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}{'+' if is_least and count else ''}"
