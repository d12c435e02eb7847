"""What answers to a search, the most to the point first: the same on both databases, since the score is ours.

A phrase counts most in a headline, then in a standfirst, then in credits, then in the body, there as often as it stands
up to five times. Of stories with one score the newest comes first. What is ranked is bounded, so that it costs the same
over any archive: of the newest ten thousand that answer the newest of all, the newest whose headlines say some of what
is asked, and of those beyond them the newest whose headlines say all of it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db import connection
from django.db.models import F

from articles.models import Among, Prepared, PublicDocument
from articles.search.asking import Search, answers
from articles.search.counting import LOOKED_AT, Sample, reached, tallied
from articles.search.finding import fetched, newest, places

AMONG = 10_000
"""The newest that answer, among which relevance is told."""
AMONG_BEGUN = 1000
"""The same where the beginning of a word is asked for: of many words that is."""
DEPTH = 200
"""So many are ranked of each of the three, and shown of all."""
HEAD, LEAD, CREDITS, BODY = 20, 8, 4, 2
OFTEN = 5
"""Times that a phrase in the body counts."""
AS_ASKED = 20
"""For a headline that says all that is asked as one phrase."""
_RANK = re.compile(r"r([0-9]{1,6})-([0-9]{1,19})", re.ASCII)


class Rank(NamedTuple):
    """A place in the order of relevance. In addresses: "r", the score, dash, the place in the order of date."""

    score: int
    place: int

    @classmethod
    def of(cls, edition: Any) -> Self:
        """The rank at which ``Ranked`` gave an edition."""
        return cls(*edition.rank)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The rank that ``text`` spells; None where it spells none."""
        found = _RANK.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"r{self.score}-{self.place}"


def ranked(search: Search, editions: Any, *, now: datetime, is_counted: bool = False) -> "Ranked":
    """What answers to ``search``, which asks for words, the most to the point first; counted too, if ``is_counted``.

    Two queries on PostgreSQL, four at most on SQLite, one more where words in a row are searched for.
    """
    most = AMONG_BEGUN if search.goes_on else AMONG
    since = reached([search], now=now).get(search, 0)
    tell = _by_tiers if connection.vendor == "sqlite" else _at_once
    picked, places, labels = tell(search.within(since), now, most, tallied(search) if is_counted else 0)
    sample = Sample(search, places, labels, limit=most + 1, since=since)
    rows = [phrase.row for phrase in search.asks.wanted]
    as_asked = " ".join(term for phrase in search.asks.wanted for term in phrase.terms)
    found = [Rank(_score(rows, as_asked, *texts), place) for place, *texts in _texts(places=picked)]
    among = most if len(sample.places) > most else LOOKED_AT if since else None
    return Ranked(sorted(found, reverse=True)[:DEPTH], editions, among, sample)


_Told = tuple[list[int], str | None, str | None]
"""The places that are ranked, those of the newest that answer, one too many, and the labels of some of these."""


def _by_tiers(search: Search, now: datetime, most: int, labelled: int) -> _Told:
    """On SQLite, whose index knows headlines."""
    sql, params = newest(search, now=now, limit=most + 1)
    [(joined,)] = answers(f"SELECT group_concat(place, ' ') FROM ({sql}) AS among", params)  # noqa: S608
    found = sorted(map(int, (joined or "").split()), reverse=True)
    if not found:
        return [], None, None
    among, wanted = found[:most], search.asks.wanted
    near = search.within(among[-1])
    sql, params = newest(replace(near, heads=wanted), now=now, limit=0 if search.goes_on else DEPTH)
    told = answers(
        f"SELECT place, NULL FROM ({sql}) AS headed UNION ALL SELECT NULL, group_concat(labels, ' ') "  # noqa: S608
        "FROM search_edition WHERE place IN (SELECT value FROM json_each(%s))",
        [*params, json.dumps(found[:labelled])],
    )
    headed = [place for place, _ in told if place]
    if search.goes_on:
        headed = among
    elif len(headed) == DEPTH and len(wanted) > 1:
        far = replace(near.within(until=min(headed)), heads=wanted, all_in_head=True)
        headed += places(far, now=now, limit=DEPTH)
    return [*{*headed, *among[:DEPTH]}], joined, told[-1][1]


def _at_once(search: Search, now: datetime, most: int, labelled: int) -> _Told:
    """The same on PostgreSQL, whose index knows no headlines: they are looked at."""
    among, params = newest(search, now=now, limit=most + 1, column="head, labels" if labelled else "head")
    rows = [phrase.row for phrase in search.asks.wanted]
    in_head = ["strpos(' ' || head || ' ', %s) > 0"] * len(rows)
    labels = f"SELECT labels FROM among ORDER BY place DESC LIMIT {labelled}" if labelled else "SELECT ''"  # noqa: S608
    # The last of those that are one too many is the oldest of all: nothing picked is to end with it.
    sql = f"""
        WITH among AS MATERIALIZED ({among}),
        found AS MATERIALIZED (SELECT place, head FROM among ORDER BY place DESC LIMIT {most}),
        headed AS MATERIALIZED (
            SELECT place FROM found WHERE {" OR ".join(in_head)} ORDER BY place DESC LIMIT {DEPTH}
        ),
        picked AS (
            SELECT place FROM headed
            UNION (SELECT place FROM found ORDER BY place DESC LIMIT {DEPTH})
            UNION (
                SELECT place FROM found WHERE {" AND ".join(in_head)}
                AND place < (SELECT min(place) FROM headed) ORDER BY place DESC LIMIT {DEPTH}
            )
        )
        SELECT (SELECT string_agg(place::text, ' ') FROM picked), (SELECT string_agg(place::text, ' ') FROM among),
        (SELECT string_agg(labels, ' ') FROM ({labels}) AS labelled (labels))
    """  # noqa: S608
    [(picked, found, said)] = answers(sql, [*params, *rows, *rows])
    return list(map(int, (picked or "").split())), found, said


@Prepared
def _texts(places: Any) -> Any:
    rows = PublicDocument.objects.filter(Among(F("pk"), places))
    return rows.values_list("place", "head", "lead", "credits", "body")


def _score(rows: Sequence[str], as_asked: str, head: str, lead: str, credits: str, body: str) -> int:
    head, lead, credits, body = (f" {text} " for text in (head, lead, credits, body))
    score = AS_ASKED if as_asked in head else 0
    for row in rows:
        score += HEAD * (row in head) + LEAD * (row in lead) + CREDITS * (row in credits)
        score += BODY * min(body.count(row), OFTEN)
    return score


@dataclass(frozen=True)
class Ranked:
    """Live editions by the ranks that a search gave them, the highest first: sliced as a list of pages is.

    ``among`` how many of the newest relevance was told, where more answer. ``sample`` is what they were told among.
    """

    ranks: Sequence[Rank]
    editions: Any
    among: int | None
    sample: Sample

    def older_than(self, rank: Rank) -> Self:
        return replace(self, ranks=[one for one in self.ranks if one < rank])

    def newer_than(self, rank: Rank) -> Self:
        return replace(self, ranks=[one for one in self.ranks if one > rank])

    def newest_first(self) -> Self:
        return replace(self, ranks=sorted(self.ranks, reverse=True))

    def oldest_first(self) -> Self:
        return replace(self, ranks=sorted(self.ranks))

    def __getitem__(self, rows: slice) -> list[Any]:
        ranks = {rank.place: rank for rank in self.ranks[rows]}
        held = {edition.place: edition for edition in fetched(self.editions, [*ranks])}
        for place, edition in held.items():
            edition.rank = ranks[place]
        return [held[place] for place in ranks if place in held]
