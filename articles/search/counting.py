"""How many answer to a search under each name, language and year: exact to a thousand, then "so many and more".

Counting stops there, so that it costs the same over any archive. Of a search that more than two thousand answer to,
what is filed under each name is counted among the newest of those: "412+" is what there is at the least. They are gone
through once, for all that a page says of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from django.db import connection

from articles.search import reaching
from articles.search.asking import Search, answers
from articles.search.finding import newest

MOST = 1000
TALLIED = 2000
"""The newest that answer, among which names are counted. Of phrases and beginnings, which take longer, it is MOST."""
LOOKED_AT = 3000
"""The newest that say all words of a phrase, among which those that say them in a row are counted and ranked."""

_JOINED = {
    "sqlite": "SELECT {number}, group_concat(place, ' '), group_concat(labels, ' ') "
    "FROM search_edition WHERE place IN ({newest})",
    "postgresql": "SELECT {number}, string_agg(place::text, ' '), string_agg(labels, ' ') "
    "FROM ({newest}) AS found{number}",
}


class Sample:
    """The newest documents that answer to a search: their places, newest first, and how many are under each label.

    From the place ``since`` on they are all that answer. ``is_whole``: all there are.
    """

    def __init__(self, search: Search, places: str | None, labels: str | None, *, since: int = 0) -> None:
        """``places`` and ``labels`` as the database has joined them by blanks."""
        self.places = sorted(map(int, (places or "").split()), reverse=True)
        self.labels = Counter((labels or "").split(" "))
        self.since = since if len(self.places) < tallied(search) else self.places[-1]
        self.is_whole = not self.since

    def of(self, kind: str) -> dict[str, int]:
        """By what follows the kind in a label: {"12": 7, "40": 1} for "_source_12" and "_source_40"."""
        start = f"_{kind}_"
        return {
            label.removeprefix(start): many for label, many in self.labels.items() if label.startswith(start)
        }


def tallied(search: Search) -> int:
    """How many of the newest that answer are looked at for their labels: one more than are said to be all."""
    return (TALLIED if search.is_quick else MOST) + 1


def samples(searches: Iterable[Search], *, now: datetime) -> dict[Search, Sample]:
    """A sample for each of some searches, in one query, or none; in two where words in a row are searched for."""
    asked = list(dict.fromkeys(searches))
    since = reached(asked, now=now)
    parts, params = [], []
    for number, search in enumerate(asked):
        sql, values = newest(
            search.within(since.get(search, 0)), now=now, limit=tallied(search), column="labels"
        )
        parts.append(_JOINED[connection.vendor].format(number=number, newest=sql))
        params += values
    rows = answers(" UNION ALL ".join(parts), params) if parts else []
    return {
        search: Sample(search, *joined, since=since.get(search, 0))
        for search, joined in ((asked[number], joined) for number, *joined in rows)
    }


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
