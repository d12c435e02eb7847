"""Related coverage: titles as published → the live stories that answer to them at the moment of reading; and stories
that nobody chose, by likeness."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Among, Edition, EditionRelated, Kind, Prepared, WithdrawalReason
from articles.search.alike import alike
from articles.search.places import story_at

_COMES_AGAIN = (WithdrawalReason.NEVER, WithdrawalReason.MERGED)
_LIGHT = (
    "story_id", "slug", "headline", "headline_key", "published_at", "published_precision", "language", "translation_of",
)  # fmt: skip
MOST = 5
"""Lines of related coverage up to which stories join them that the desk did not choose."""
_DEEP = 4
"""So many times as many stories are found as are wanted, of which some may be no more, or not yet."""


@dataclass(frozen=True)
class Related:
    """One line. ``edition`` is what it links to; None leaves it plain text."""

    title: str
    date: date | None
    edition: Edition | None


def likely(edition: Any, *, besides: Collection[int]) -> list[int]:
    """The places of the stories that ``coverage`` may choose from, the most like ``edition`` first. No query, where
    that brings its ``holders``.
    """
    return alike(edition, but=besides, most=_DEEP * MOST + len(edition.hanging("related_rows")))


def coverage(edition: Any, *, besides: Collection[int], now: datetime) -> list[Related]:
    """The lines of related coverage of an edition, then stories like it without those numbered in ``besides``, up to
    ``MOST`` in all. ``edition`` brings what is ``likely`` in ``like``. One query, none where there is nothing.
    """
    rows, like = edition.hanging("related_rows"), edition.like
    found = _found(rows, like, of=edition.story_id, now=now)
    chosen = _resolved(rows, found)
    shown = {*besides, *(line.edition.story_id for line in chosen if line.edition)}
    return chosen + _similar(edition, found, like, besides=shown, most=MOST - len(chosen))


def resolve(rows: Sequence[EditionRelated], *, of: int, now: datetime) -> list[Related]:
    """The lines of the story numbered ``of``. Each leads to the live story that the desk chose, else to the
    one under the same headline (the nearest in date, or the newest where the line has no date), never to
    ``of`` itself. A line is left out that would lead to what is withdrawn, under whichever headline that was published,
    and one for which the desk chose a story that is not live, where none that is has the headline of the line.

    One query, none where there are no lines.
    """
    return _resolved(rows, _found(rows, [], of=of, now=now))


def similar(edition: Edition, *, besides: Collection[int], now: datetime, most: int) -> list[Related]:
    """Live stories about the same matter, the most like it first, without those numbered in ``besides`` and without
    its translations, which are the same story.

    Two queries, one where there are none.
    """
    like = alike(edition, but=besides, most=_DEEP * most)
    found = _found([], like, of=edition.story_id, now=now)
    return _similar(edition, found, like, besides=besides, most=most)


def _found(rows: Sequence[EditionRelated], like: Sequence[int], *, of: int, now: datetime) -> list[Any]:
    """The editions that lines may lead to, and those at the places ``like``, the newest first."""
    numbers = {*(row.chosen_id for row in rows), *map(story_at, like)} - {None, of}
    keys = {row.title_key for row in rows} - {""}
    if not numbers and not keys:
        return []
    found = _answering(now=now, of=of, numbers=sorted(numbers), keys=sorted(keys))
    return sorted(found, key=lambda row: (row.published_at, row.story_id), reverse=True)


@Prepared
def _answering(now: Any, of: Any, numbers: Any, keys: Any) -> Any:
    asked = Q(Among(F("story_id"), numbers)) | Q(Among(F("headline_key"), keys))
    editions = _live_or_gone(now).filter(asked).exclude(story_id=of)
    return editions.only(*_LIGHT).annotate(place=F("document"))


def _resolved(rows: Sequence[EditionRelated], editions: Iterable[Any]) -> list[Related]:
    by_number: dict[Any, Any] = {}
    by_key: dict[str, list[Any]] = defaultdict(list)
    for edition in editions:
        by_number[edition.story_id] = edition
        by_key[edition.headline_key].append(edition)
    found = [(row, by_number.get(row.chosen_id) or _nearest(row, by_key[row.title_key])) for row in rows]
    return [
        Related(row.title, row.date, edition)
        for row, edition in found
        if not (edition.is_gone if edition else row.chosen_id)
    ]


def _similar(
    edition: Edition, editions: Iterable[Any], like: Sequence[int], *, besides: Collection[int], most: int
) -> list[Related]:
    order = {place: number for number, place in enumerate(like)}
    others = (
        row
        for row in sorted((row for row in editions if row.place in order), key=lambda row: order[row.place])
        if not row.is_gone and row.story_id not in besides and _work(row) != _work(edition)
    )
    return [Related(row.headline, None, row) for row in islice(others, max(most, 0))]


def _work(edition: Any) -> int:
    """The number of the story of which an edition is the text or a translation."""
    return edition.translation_of_id or edition.story_id


def _live_or_gone(now: datetime) -> QuerySet[Edition]:
    """What is public, and all that was ever published of what is withdrawn.

    Not of what was undone with its import: its title may come again with the next one, and names nobody's secret.
    Nor of what another story tells now, under its own title or that one.
    """
    stones = (
        Edition.objects.current(now).filter(kind=Kind.WITHDRAWAL).exclude(withdrawal_reason__in=_COMES_AGAIN)
    )
    gone = Exists(stones.filter(story_id=OuterRef("story_id")))
    editions = Edition.objects.live(now) | Edition.objects.filter(gone)
    return editions.annotate(is_gone=gone)


def _nearest(row: EditionRelated, namesakes: list[Edition]) -> Any:
    if not namesakes or not row.title_key:
        return None
    on = row.date
    if on is None:
        return namesakes[0]
    return min(
        namesakes, key=lambda edition: (abs(timezone.localdate(edition.published_at) - on), edition.is_gone)
    )
