"""Related coverage: titles as published → the live stories that answer to them at the moment of reading; and stories
that nobody chose, by likeness."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Edition, EditionRelated, Kind, WithdrawalReason
from articles.search.alike import alike

_COMES_AGAIN = (WithdrawalReason.NEVER, WithdrawalReason.MERGED)
_LIGHT = ("story_id", "slug", "headline_key", "published_at", "published_precision", "language")


@dataclass(frozen=True)
class Related:
    """One line. ``edition`` is what it links to; None leaves it plain text."""

    title: str
    date: date | None
    edition: Edition | None


def resolve(rows: Sequence[EditionRelated], *, of: int, now: datetime) -> list[Related]:
    """The lines of the story numbered ``of``. Each leads to the live story that the desk chose, else to the
    one under the same headline (the nearest in date, or the newest where the line has no date), never to
    ``of`` itself. A line is left out that would lead to what is withdrawn, under whichever headline that was published,
    and one for which the desk chose a story that is not live, where none that is has the headline of the line.

    One query, none where there are no lines.
    """
    chosen = {row.chosen_id for row in rows} - {None, of}
    keys = {row.title_key for row in rows} - {""}
    if not chosen and not keys:
        return [Related(row.title, row.date, None) for row in rows]
    asked = Q(story_id__in=chosen) | Q(headline_key__in=keys)
    by_number: dict[int, Any] = {}
    by_key: dict[str, list[Any]] = defaultdict(list)
    for edition in _live_or_gone(now).filter(asked).exclude(story_id=of).only(*_LIGHT).newest_first():
        by_number[edition.story_id] = edition
        by_key[edition.headline_key].append(edition)
    found = [(row, by_number.get(row.chosen_id) or _nearest(row, by_key[row.title_key])) for row in rows]
    return [
        Related(row.title, row.date, edition)
        for row, edition in found
        if not (edition.is_gone if edition else row.chosen_id)
    ]


def similar(edition: Edition, *, besides: Collection[int], now: datetime, most: int) -> list[Related]:
    """Live stories about the same matter, the most like it first, without those numbered in ``besides`` and without
    its translations, which are the same story.

    Two queries, one where there are none.
    """
    found = alike(edition, but=besides, most=4 * most)  # of which some may be no more, or not yet
    if not found:
        return []
    live = Edition.objects.live(now).exclude(story_id__in=[edition.story_id, *besides])
    rows = (
        live.filter(document__in=found)
        .annotate(place=F("document"))
        .only(*_LIGHT, "headline", "translation_of")
    )
    others = (
        row for row in sorted(rows, key=lambda row: found.index(row.place)) if _work(row) != _work(edition)
    )
    return [Related(row.headline, None, row) for row in islice(others, most)]


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
