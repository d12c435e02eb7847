"""Which live stories are about the same matter as one: those that share telling terms with it, the rarer the more."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from math import log2
from typing import NamedTuple

from django.db.models import QuerySet

from articles.models import Edition, PublicTerm
from articles.search.places import place_of
from articles.search.published import told_by

COMMON = 100
"""Stories from which on a term is so common that it says nothing: no more of them are looked at."""
FEWEST, SHARE = 2, 0.2
"""What two stories must share: so many terms, and of the weight of all terms of the one so much."""
SMALLEST = 100
"""Stories that a newsroom is taken to have at least: in a new one every second name would seem to be rare."""


class Holder(NamedTuple):
    """That the edition of a story, at its place in the order of date, has a term."""

    term: int
    place: int
    edition: int
    story: int


def alike(edition: Edition, *, now: datetime, but: Collection[int] = (), most: int) -> list[int]:
    """The numbers of the live editions that are most like ``edition``, itself and the stories ``but`` left out; where
    two are as like, the nearer in date first. One query, of a cost that no number of stories raises.
    """
    own = told_by(edition)
    if len(own) < FEWEST:
        return []
    here = place_of(edition.published_at, edition.story_id)
    holders = [Holder(*row) for row in _holders(own, now)]
    others = [row for row in holders if row.story != edition.story_id]
    weights = _weights(own, others, max([SMALLEST, edition.story_id, *(row.story for row in others)]))
    least = SHARE * sum(weights.values())
    scores: dict[int, float] = defaultdict(float)
    shared: dict[int, int] = defaultdict(int)
    for row in others:
        if weights[row.term] > 0 and row.story not in but:
            scores[row.edition] += weights[row.term]
            shared[row.edition] += 1
    places = {row.edition: row.place for row in others}
    like = [one for one, score in scores.items() if score >= least and shared[one] >= FEWEST]
    return sorted(like, key=lambda one: (-round(scores[one], 6), abs(places[one] - here)))[:most]


def _weights(own: Iterable[int], others: Iterable[Holder], stories: int) -> dict[int, float]:
    """How much each term tells: what half as many stories have tells one more. A common one tells nothing."""
    counts = dict.fromkeys(own, 1)
    for row in others:
        counts[row.term] += 1
    return {
        term: log2(stories / count) if count < min(COMMON, stories) else 0.0 for term, count in counts.items()
    }


def _holders(own: Iterable[int], now: datetime) -> QuerySet[PublicTerm, tuple[int, ...]]:
    """The newest live editions that have each term: an index is entered for each, and left after ``COMMON`` rows."""
    shown = PublicTerm.objects.filter(document__live_from__lte=now, document__superseded_at__gt=now)
    each = [
        shown.filter(pk__in=PublicTerm.objects.filter(term=term).order_by("-document").values("pk")[:COMMON])
        for term in sorted(own)
    ]
    rows = [
        part.values_list("term", "document", "document__edition", "document__edition__story") for part in each
    ]
    return reduce(lambda some, more: some.union(more, all=True), rows)
