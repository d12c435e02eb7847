"""Stories as lists show them: the newest, those that carry a name, and the sections of the newest."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Self

from django.db.models import F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Left

from articles.models import (
    Among,
    Edition,
    EditionPicture,
    EditionTopic,
    Memory,
    Prepared,
    PublicDocument,
    Rows,
    Topic,
    lasting,
)
from articles.pages import Key
from articles.search.asking import Search
from articles.search.finding import Matches
from articles.told import OPENING

RECENT = 200
"""Sections are those of so many newest stories."""
LATEST = 6
"""The newest stories, on a page for what is not there."""
PICTURE = (
    "picture_id", "position", "file", "sha256", "width", "height", "focal_x", "focal_y", "alt", "caption", "credit",
)  # fmt: skip
"""What a page says of a picture."""
_SHOWN = (
    "story_id", "number", "slug", "language", "genre", "is_flash", "headline", "list_headline", "social_headline",
    "standfirst", "byline", "source_credit", "proofreader_credit", "published_at", "published_precision", "live_from",
)  # fmt: skip

Sections = dict[Topic, list[int]]


def cards(editions: Any) -> Any:
    """``editions`` with what a teaser shows, and no more of the body than it needs: its section in ``section_rows``,
    its first picture in ``lead_pictures``.
    """
    of_it = {"edition": OuterRef("pk"), "position": 0}
    return editions.only(*_SHOWN).annotate(
        opening=Left("body", OPENING),
        section_rows=Rows(EditionTopic.objects.filter(**of_it), topic=("slug", "name")),
        lead_pictures=Rows(EditionPicture.objects.filter(**of_it), *PICTURE),
    )


class Dress(NamedTuple):
    """What is fetched with editions, by what is added to a query set (of what is live at a time), what then becomes of
    each, and which are remembered.
    """

    add: Callable[[Any, Any], Any]
    finish: Callable[[Any], Any]
    memory: Memory | None


AS_CARDS = Dress(lambda editions, now: cards(editions), lambda edition: edition, lasting(300))


@dataclass(frozen=True)
class Teasers:
    """The live editions as ``cards``, or in another ``dress``, those alone that carry the name ``pk`` of ``kind``,
    which is a column of theirs, where one is given: sliced as a list of pages is. One query each time.
    """

    now: datetime
    kind: str = ""
    pk: int = 0
    dress: Dress = AS_CARDS
    side: str = "newest"
    beside: Any = None

    def newest_first(self) -> Self:
        return self

    def oldest_first(self) -> Self:
        return self if self.side == "newer" else replace(self, side="oldest")

    def older_than(self, key: Key) -> Self:
        return replace(self, side="older", beside=key)

    def newer_than(self, key: Key) -> Self:
        return replace(self, side="newer", beside=key)

    def __getitem__(self, rows: slice) -> list[Any]:
        given = {"now": self.now}
        if self.kind:
            given["name"] = self.pk
        if self.beside:
            given |= {"at": self.beside.published_at, "story": self.beside.story_id}
        return _listed(self.dress, self.kind, self.side, rows.stop)(**given)


@cache
def _listed(dress: Dress, kind: str, side: str, most: int) -> Prepared:
    def make(now: Any, name: Any = None, at: Any = None, story: Any = None) -> Any:
        editions = dress.add(Edition.objects.live(now), now)
        if kind:
            editions = editions.filter(**{kind: name})
        if side == "older":
            editions = editions.older_than(Key(at, story))
        elif side == "newer":
            editions = editions.newer_than(Key(at, story))
        return (editions.oldest_first() if side in ("newer", "oldest") else editions.newest_first())[:most]

    return Prepared(make, remembers=dress.memory, finish=dress.finish)


def found_by(search: Search, now: datetime, *, dress: Dress = AS_CARDS) -> Matches:
    """The live editions that answer to a search, as ``Teasers`` are: two queries each time."""
    return Matches(search, lambda places: _placed(dress)(now=now, places=places), now)


def placed(places: list[int], now: datetime) -> list[Any]:
    """The live editions at some places, as ``cards``, each by itself: what a search marks in it stands in no other."""
    return _placed(AS_CARDS._replace(memory=None))(now=now, places=places)


@cache
def _placed(dress: Dress) -> Prepared:
    def make(now: Any, places: Any) -> Any:
        documents = PublicDocument.objects.filter(
            Among(F("pk"), places)
        )  # by themselves, or all would be joined
        editions = Edition.objects.live(now).filter(pk__in=documents.values("edition"))
        return dress.add(editions, now).annotate(place=F("document"))

    return Prepared(make, remembers=dress.memory, finish=dress.finish)


def latest(now: datetime) -> list[Edition]:
    """The stories that a page which leads nowhere goes on to."""
    return Teasers(now)[:LATEST]


def recent_sections(now: datetime) -> Sections:
    """The sections of the newest live stories, the busiest first, each with those editions' ids, newest
    first.
    """
    found: Sections = defaultdict(list)
    for pk, name, slug, edition in _sections(RECENT)(now=now):
        if pk:
            found[Topic(pk, name, slug)].append(edition)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0].name)))


@cache
def _sections(recent: int) -> Prepared:
    def make(now: Any) -> Any:
        first = FilteredRelation("topic_rows", condition=Q(topic_rows__position=0))
        newest = Edition.objects.live(now).annotate(first=first).newest_first()
        return newest.values_list("first__topic", "first__topic__name", "first__topic__slug", "pk")[:recent]

    return Prepared(make)
