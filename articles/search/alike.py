"""Which stories are about the same matter as one: those that share telling terms with it, the rarer the more."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from math import log2

from django.db import connection

from articles.models import Edition
from articles.search.places import place_of, story_at
from articles.search.published import told_by

COMMON = 100
"""Stories from which on a term is so common that it says nothing: no more of them are looked at."""
FEWEST, SHARE = 2, 0.2
"""What two stories must share: so many terms, and of the weight of all terms of the one so much."""
SMALLEST = 100
"""Stories that a newsroom is taken to have at least: in a new one every second name would seem to be rare."""

_HOLDERS = (
    "SELECT * FROM (SELECT term, document_id FROM search_edition_telling WHERE term = %s "
    "ORDER BY document_id DESC LIMIT %s) AS of_one"
)
"""The newest documents that have a term: out of the index alone, which is left after so many."""


def alike(edition: Edition, *, but: Collection[int] = (), most: int) -> list[int]:
    """The places of the documents that are most like ``edition``, its own story's and those of the stories ``but`` left
    out; where two are as like, the nearer in date first. Some may be scheduled: the caller asks what is live.

    One query, of a cost that no number of stories raises.
    """
    own = told_by(edition)
    if len(own) < FEWEST or most < 1:
        return []
    holders = _holders(own)
    weights = _weights(own, holders, max([SMALLEST, *(story_at(place) for _, place in holders)]))
    left_out = {edition.story_id, *but}
    shared: dict[int, list[float]] = defaultdict(list)
    for term, place in holders:
        if weights[term] and story_at(place) not in left_out:
            shared[place].append(weights[term])
    least, here = SHARE * sum(weights.values()), place_of(edition.published_at, edition.story_id)
    like = [place for place, found in shared.items() if len(found) >= FEWEST and sum(found) >= least]
    return sorted(like, key=lambda place: (-round(sum(shared[place]), 6), abs(place - here)))[:most]


def _weights(own: Iterable[int], holders: Iterable[tuple[int, int]], stories: int) -> dict[int, float]:
    """How much each term tells: what half as many stories have tells one more. A common one tells nothing."""
    counts = Counter(term for term, _ in holders)
    return {term: log2(stories / max(counts[term], 1)) if counts[term] < COMMON else 0.0 for term in own}


def _holders(own: Collection[int]) -> list[tuple[int, int]]:
    """Terms with the places of those that have them."""
    with connection.cursor() as cursor:
        sql = " UNION ALL ".join([_HOLDERS] * len(own))
        cursor.execute(sql, [value for term in sorted(own) for value in (term, COMMON)])
        return list(cursor.fetchall())
