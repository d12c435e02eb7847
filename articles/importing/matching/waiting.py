"""Titles that wait for their stories: offered to stories that came without a headline, where the words agree.

A title that stands in a page as related coverage, or at its head or foot, and that no story has, may be that of a story
whose file does not hold one. It is looked for when a run ends, in the collections of the run: its stories beside all
titles that wait, and its titles beside all stories that want one. Both are read one after the other; what is kept
meanwhile grows with the titles, each counted once. A run that brings neither reads none of what is held, and one that
brings titles alone those of others only where one of its own agrees with a story.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from articles.importing.matching import proposing
from articles.importing.matching.proposing import Offer
from articles.importing.reading import fields
from articles.models import (
    COMMON,
    GAVE_TEXT,
    ImportedFile,
    ImportRun,
    Promo,
    RelatedTitle,
    Stage,
    Story,
    some_of,
)
from articles.text.blocks import plain
from articles.text.calendars import spoken
from articles.text.parsing.likeness import stems

FEWEST = 6
"""Words of weight in a title. Of fewer, many stories have all."""
ENOUGH = 0.8
"""Share of them that a story begins with. In the files that this was tried on, titles that share less are of others."""
_LEAD = 900
"""Characters that a story begins with."""
_ASKED = 10_000
"""Titles that are looked up in one query."""
_PLACES = 2
"""Files that are known of a title: one may be the story's own, which says nothing."""


@dataclass(slots=True)
class Waiting:
    """A title with its words of weight, the day that related coverage gives it, and the files that it stands in, by
    their stories.
    """

    title: str
    words: set[str]
    day: date | None = None
    is_new: bool = False
    files: dict[int, int] = field(default_factory=dict)

    def beside(self, story: int) -> int | None:
        """A file of another story that it stands in."""
        return next((file for other, file in self.files.items() if other != story), None)


@dataclass(frozen=True, slots=True)
class _Pair:
    story: Story
    waiting: Waiting
    file: int
    share: float


@transaction.atomic
def offer_titles(run: ImportRun) -> None:
    """Propose waiting titles, and the days that they have, to stories that want one. At most sixteen queries, and two
    more for each ten thousand titles that a run brings.
    """
    names = set(run.files.order_by().values_list("collection", flat=True))
    standing = ImportedFile.objects.standing().filter(collection__in=names).order_by("pk")
    came = standing.filter(outcome__in=GAVE_TEXT)
    wanting = Story.objects.filter(headline_is_provisional=True, pk__in=came.order_by().values("story"))
    wanting = wanting.exclude(stage=Stage.SPIKED).order_by("pk")
    if not wanting.exists():
        return
    mine = run.files.order_by().values("story")
    new = set(mine.values_list("story", flat=True))
    path = came.filter(story=OuterRef("pk")).values("path")[:1]
    wanting = wanting.annotate(path=Subquery(path))
    brought = _brought(standing, run, new)
    if not brought:
        wanting = wanting.filter(pk__in=mine)
    elif not wanting.filter(pk__in=mine).exists():
        agreeing = {pair.story.pk for pairs in _agreeing(wanting, brought, new) for pair in pairs}
        wanting = wanting.filter(pk__in=agreeing) if agreeing else wanting.none()
    if not wanting.exists():
        return
    pairs = _still_waiting(_one_each(_pairs(wanting, _titles(standing, new), new)))
    files = ImportedFile.objects.in_bulk([pair.file for pair in pairs])
    proposing.keep(
        (pair.story.pk, pair.story.revision_number, files[pair.file], [_offer(pair)]) for pair in pairs
    )


def _brought(
    standing: QuerySet[ImportedFile], run: ImportRun, new: Collection[int | None]
) -> dict[str, Waiting]:
    """The titles that stand in what a run has to do with, each with all that is held of it."""
    mine = run.files.order_by().values("story")
    rows = (Promo.objects.filter(file__story__in=mine), RelatedTitle.objects.filter(story__in=mine))
    keys = {key for some in rows for key in some.order_by().values_list("title_key", flat=True).iterator()}
    every = (_titles(standing, new, title_key__in=some) for some in some_of(sorted(keys), _ASKED))
    return {key: one for titles in every for key, one in titles.items() if one.is_new}


def _titles(
    standing: QuerySet[ImportedFile], new: Collection[int | None], **wanted: Any
) -> dict[str, Waiting]:
    """The titles of other stories that stand in some files, by key."""
    found: dict[str, Waiting] = {}
    came = standing.filter(outcome__in=GAVE_TEXT)
    promos = Promo.objects.filter(file__in=standing.order_by().values("pk"), file__story__isnull=False)
    promos = promos.filter(**wanted)
    light = promos.order_by("pk").values_list("title_key", "title", "file", "file__story")
    for key, title, file, story in light.iterator():
        _add(found, key, title, None, story in new, {story: file})
    file_of = came.filter(story=OuterRef("story")).values("pk")[:1]
    related = RelatedTitle.objects.filter(story__in=came.order_by().values("story"), chosen=None, **wanted)
    rows = related.order_by("pk").annotate(file=Subquery(file_of))
    columns = ("title_key", "title", "date", "file", "story")
    for key, title, day, file, story in rows.values_list(*columns).iterator():
        _add(found, key, title, day, story in new, {story: file})
    return {key: one for key, one in found.items() if len(one.words) >= FEWEST}


def _add(
    found: dict[str, Waiting], key: str, title: str, day: date | None, is_new: bool, files: dict[int, int]
) -> None:
    held = found.get(key) or found.setdefault(key, Waiting(title, stems(title)))
    held.day, held.is_new = held.day or day, held.is_new or is_new
    if len(held.files) < _PLACES:
        held.files |= files


def _pairs(
    wanting: QuerySet[Story], titles: Mapping[str, Waiting], new: Collection[int | None]
) -> Iterator[_Pair]:
    """Each story with the title that agrees with it best, where one does."""
    return filter(None, map(_clear_best, _agreeing(wanting, titles, new)))


def _agreeing(
    wanting: QuerySet[Story], titles: Mapping[str, Waiting], new: Collection[int | None]
) -> Iterator[list[_Pair]]:
    """Each story with the titles that agree with it, as far as a word tells of them."""
    having: dict[str, list[Waiting]] = defaultdict(list)
    for one in titles.values():
        for word in one.words:
            having[word].append(one)
    # A word of many titles does not tell which of them is meant.
    telling = {word: some for word, some in having.items() if len(some) <= COMMON}
    light = wanting.only("slugline", "body", "published_at", "revision_number")
    for story in light.iterator(chunk_size=200):
        lead = stems(f"{story.slugline} {story.path} {plain(story.body)[:_LEAD]}")  # type: ignore[attr-defined]
        met = {id(one): one for word in lead for one in telling.get(word, ())}
        pairs = [
            _Pair(story, one, file, len(one.words & lead) / len(one.words))
            for one in met.values()
            if (one.is_new or story.pk in new) and (file := one.beside(story.pk))
        ]
        yield [pair for pair in pairs if pair.share >= ENOUGH]


def _clear_best(pairs: Iterable[_Pair]) -> _Pair | None:
    """The pair that agrees best, by share and then by words; None where two do."""
    ranked = sorted(pairs, key=_rank, reverse=True)
    if not ranked or (len(ranked) > 1 and _rank(ranked[0]) == _rank(ranked[1])):
        return None
    return ranked[0]


def _rank(pair: _Pair) -> tuple[float, int]:
    return pair.share, len(pair.waiting.words)


def _one_each(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Of the pairs with one title the clear best: a title is one story's."""
    by_title = defaultdict(list)
    for pair in pairs:
        by_title[id(pair.waiting)].append(pair)
    return [best for some in by_title.values() if (best := _clear_best(some))]


def _still_waiting(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Those whose title no story has for its headline."""
    titles = [pair.waiting.title for pair in pairs]
    had = Story.objects.filter(headline__in=titles, headline_is_provisional=False)
    gone = set(had.values_list("headline", flat=True))
    return [pair for pair in pairs if pair.waiting.title not in gone]


def _offer(pair: _Pair) -> Offer:
    """The title and, where the story has no date, the day that stands beside it."""
    one, value = pair.waiting, {"headline": pair.waiting.title}
    if not one.day or pair.story.published_at:
        return Offer("headline", value, one.title, None)
    value |= {"published_at": fields.midnight(one.day).isoformat(), "published_precision": "day"}
    return Offer("headline", value, f"{one.title} ({spoken(one.day)})", None)
