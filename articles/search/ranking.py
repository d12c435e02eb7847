"""What answers to a search, the most to the point first: the same on both databases, since the score is ours.

A phrase counts most in a headline, then in a standfirst, then in credits, then in the body, there as often as it stands
up to five times. Of stories with one score the newest comes first. What is ranked is bounded, so that it costs the same
over any archive: of the newest ten thousand that answer the newest whose headlines say all that is asked, those whose
headlines say some of it, and the newest of all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db import connection
from django.db.models import F

from articles.models import PublicDocument
from articles.search.asking import Search
from articles.search.counting import LOOKED_AT, reached
from articles.search.finding import answers, newest
from articles.text.terms import Phrase

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


def ranked(search: Search, editions: Any, *, now: datetime) -> "Ranked":
    """What answers to ``search``, which asks for words, the most to the point first. Three queries at most, four where
    words in a row are searched for.
    """
    wanted, most = search.asks.wanted, AMONG_BEGUN if search.goes_on else AMONG
    since = reached([search], now=now).get(search)
    tell = _by_tiers if connection.vendor == "sqlite" else _at_once
    picked, is_cut = tell(search.within(since or 0), now, most)
    rows = PublicDocument.objects.filter(place__in=picked)
    found = [
        Rank(_score(wanted, *texts), place)
        for place, *texts in rows.values_list("place", "head", "lead", "credits", "body")
    ]
    among = most if is_cut else LOOKED_AT if since else None
    return Ranked(sorted(found, reverse=True)[:DEPTH], editions, among)


def _by_tiers(search: Search, now: datetime, most: int) -> tuple[list[int], bool]:
    wanted = search.asks.wanted
    sql, params = newest(search, now=now, limit=most + 1)
    [(many, oldest)] = answers(f"SELECT count(*), min(place) FROM ({sql}) AS among", params)  # noqa: S608
    if many > most:
        search = search.within(oldest + 1)
    if search.goes_on:
        sql, params = newest(search, now=now, limit=most)
        return [place for (place,) in answers(sql, params)], many > most
    tiers = [replace(search, heads=wanted, all_in_head=True), search]
    if len(wanted) > 1:
        tiers.append(replace(search, heads=wanted))
    asked = [newest(tier, now=now, limit=DEPTH) for tier in tiers]
    sql = " UNION ".join(sql for sql, _ in asked)
    return [place for (place,) in answers(sql, [one for _, params in asked for one in params])], many > most


def _at_once(search: Search, now: datetime, most: int) -> tuple[list[int], bool]:
    """The same on PostgreSQL, whose index knows no headlines: they are looked at."""
    among, params = newest(search, now=now, limit=most + 1, column="head")
    rows = [phrase.row for phrase in search.asks.wanted]
    in_head = ["strpos(' ' || head || ' ', %s) > 0"] * len(rows)
    tiers = [f"WHERE {' AND '.join(in_head)}", "", f"WHERE {' OR '.join(in_head)}"]
    # The last of those that are one too many is the oldest of all: no tier is to end with it.
    parts = [f"(SELECT place, 0 FROM found {tier} ORDER BY 1 DESC LIMIT {DEPTH})" for tier in tiers]  # noqa: S608
    sql = (
        f"WITH among AS MATERIALIZED ({among}), many AS (SELECT count(*) AS many FROM among), "  # noqa: S608
        f"found AS MATERIALIZED (SELECT place, head FROM among ORDER BY place DESC LIMIT {most}) "
        f"SELECT many, 1 FROM many UNION {' UNION '.join(parts)}"
    )
    told = answers(sql, [*params, *rows, *rows])
    return [place for place, is_count in told if not is_count], any(
        n > most for n, is_count in told if is_count
    )


def _score(wanted: tuple[Phrase, ...], head: str, lead: str, credits: str, body: str) -> int:
    head, lead, credits, body = (f" {text} " for text in (head, lead, credits, body))
    score = AS_ASKED if " ".join(term for phrase in wanted for term in phrase.terms) in head else 0
    for phrase in wanted:
        row = phrase.row
        score += HEAD * (row in head) + LEAD * (row in lead) + CREDITS * (row in credits)
        score += BODY * min(body.count(row), OFTEN)
    return score


@dataclass(frozen=True)
class Ranked:
    """Live editions by the ranks that a search gave them, the highest first: sliced as a list of pages is.

    ``among`` how many of the newest relevance was told, where more answer.
    """

    ranks: Sequence[Rank]
    editions: Any
    among: int | None = None

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
        held = {edition.place: edition for edition in self._fetched(ranks)}
        for place, edition in held.items():
            edition.rank = ranks[place]
        return [held[place] for place in ranks if place in held]

    def _fetched(self, places: Iterable[int]) -> Any:
        found = list(places)
        return self.editions.filter(document__in=found).annotate(place=F("document")) if found else ()
