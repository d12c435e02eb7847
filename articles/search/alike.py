"""Which stories are about the same matter as one: those that share telling terms with it, the rarer the more."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2
from typing import Any

from django.db import connection
from django.db.models import OuterRef

from articles.models import Column, PublicTerm, Values
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


Holders = Mapping[int, Sequence[int]]
"""Terms, each with the places of the newest documents that have it, ``COMMON`` at the most."""


def alike(edition: Any, *, but: Collection[int] = (), most: int) -> list[int]:
    """The places of the documents that are most like ``edition``, its own story's and those of the stories ``but`` left
    out; where two are as like, the nearer in date first. Some may be scheduled: the caller asks what is live.

    One query, of a cost that no number of stories raises; none where ``edition`` brings its ``holders``.
    """
    having: Holders = edition.holders if hasattr(edition, "holders") else holders(told_by(edition))
    if len(having) < FEWEST or most < 1:
        return []
    newest = max(map(story_at, {place for places in having.values() for place in places}), default=0)
    weights = _weights(having, max(SMALLEST, newest))
    many, total = Counter[int](), defaultdict[int, float](float)
    for term, places in having.items():
        if weight := weights[term]:
            many.update(places)
            for place in places:
                total[place] += weight
    left_out = {edition.story_id, *but}
    least, here = SHARE * sum(weights.values()), place_of(edition.published_at, edition.story_id)
    like = {
        place: total[place]
        for place, terms in many.items()
        if terms >= FEWEST and total[place] >= least and story_at(place) not in left_out
    }
    return sorted(like, key=lambda place: (-round(like[place], 6), abs(place - here)))[:most]


def holders_beside(edition: str = "pk") -> Values:
    """The ``Holders`` of editions, as pairs to annotate them with; ``edition`` is their field with their key."""
    newest = PublicTerm.objects.filter(term=OuterRef("term")).order_by("-document_id")[:COMMON]
    own = PublicTerm.objects.filter(document__edition=OuterRef(edition))
    return Values(own.annotate(places=Column(newest, "document")), "term", "places")


def holders_of(pairs: Iterable[Any]) -> Holders:
    """What ``holders_beside`` gave."""
    return {term: json.loads(places) if isinstance(places, str) else places for term, places in pairs}


def _weights(having: Holders, stories: int) -> dict[int, float]:
    """How much each term tells: what half as many stories have tells one more. A common one tells nothing."""
    return {
        term: log2(stories / max(len(places), 1)) if len(places) < COMMON else 0.0
        for term, places in having.items()
    }


def holders(own: Collection[int]) -> Holders:
    """Those of some terms. One query."""
    if len(own) < FEWEST:
        return {}
    found: dict[int, list[int]] = {term: [] for term in own}
    with connection.cursor() as cursor:
        sql = " UNION ALL ".join([_HOLDERS] * len(own))
        cursor.execute(sql, [value for term in sorted(own) for value in (term, COMMON)])
        for term, place in cursor.fetchall():
            found[term].append(place)
    return found
