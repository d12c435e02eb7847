"""What answers to a search, the most to the point first: the same on both databases, since the score is ours.

A phrase counts most in a headline, then in a standfirst, then in credits, then in the body, there as often as it stands
up to five times. Of stories with one score the newest comes first. What is ranked is bounded, so that it costs the same
over any archive: of those that answer the newest of all, the newest whose headlines say some of what is asked, and the
newest whose headlines say all of it. An index of headlines finds those, however old they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import F

from articles.models import Among, Prepared, PublicDocument
from articles.search.asking import Search, answers
from articles.search.counting import LOOKED_AT, reached
from articles.search.finding import fetched, newest

DEPTH = 200
"""So many are ranked of each of the three, and shown of all."""
AMONG_BEGUN = 1000
"""So many of the newest where the beginning of a word is asked for: that of many words, which headlines say often."""
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
    """What answers to ``search``, which asks for words, the most to the point first.

    Two queries, three where words in a row are searched for.
    """
    since = reached([search], now=now).get(search, 0)
    most = AMONG_BEGUN if search.goes_on else DEPTH
    near, wanted = search.within(since), search.asks.wanted
    said = replace(near, heads=wanted)
    headed = [] if search.goes_on else [said, replace(said, all_in_head=True)][: len(wanted)]
    parts, params = [], []
    for number, one in enumerate([near, *headed]):
        sql, values = newest(one, now=now, limit=most if number else most + 1)
        parts.append(f"SELECT {number}, place FROM ({sql}) AS part{number}")  # noqa: S608
        params += values
    picked = answers(" UNION ALL ".join(parts), params)
    newest_first = sorted((place for number, place in picked if not number), reverse=True)
    are_more = len(newest_first) > most
    places = {*newest_first[:most], *(place for number, place in picked if number)}
    rows = [phrase.row for phrase in wanted]
    terms = " ".join(term for phrase in wanted for term in phrase.terms)
    as_asked = f" {terms}{'' if wanted[-1].goes_on else ' '}"
    found = [Rank(_score(rows, as_asked, *texts), place) for place, *texts in _texts(places=[*places])]
    return Ranked(
        sorted(found, reverse=True)[:DEPTH],
        editions,
        among=LOOKED_AT if since else most,
        and_headed=bool(headed) and not since,
        is_all=not (since or are_more),
    )


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

    ``is_all``: all that answers was ranked. If not, ``among`` so many of the newest were; if ``and_headed``, as many of
    those whose headlines say some of what was asked, and all of it.
    """

    ranks: Sequence[Rank]
    editions: Any
    among: int
    and_headed: bool
    is_all: bool

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
