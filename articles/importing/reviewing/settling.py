"""Doubts that are alike settled at once, batch by batch, as one act with a number; and that act taken back."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from articles import drafting, ledger, workflow
from articles.models import Doubt, Revision, SettledDoubt, Settlement, Story
from articles.rules import Refused

BATCH = 100
"""Doubts that are settled, or opened again, in one go, each in a transaction of its own."""

_Row = TypeVar("_Row", bound=Model)
Settle = Callable[[Doubt], Revision | None]
"""What settles a doubt; gives the revision that it made of the story, if any."""


@dataclass(slots=True)
class Settling:
    """What settling many doubts, or opening them again, came to so far. ``after`` is where to go on, None once all
    were asked.
    """

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    after: int | None = None


def begun(pk: int, doubt: Doubt, way: str, *, by: Any, now: datetime, day: date | None = None) -> Settlement:
    """The act that ``by`` has begun under this number, of the same kind, and of which nobody has taken anything back;
    another one, not saved yet, where it is none.

    It is saved with the first doubt that it settles.
    """
    facts = {"run_id": doubt.file.run_id, "code": doubt.code, "way": way, "date": day, "by": by}
    begun_so = Settlement.objects.filter(pk=pk, **facts)
    held = begun_so.exclude(
        Exists(SettledDoubt.objects.taken_back().filter(settlement=OuterRef("pk")))
    ).first()
    return held or Settlement(at=now, by_name=ledger.name_of(by), **facts)


def settle_all(
    settlement: Settlement, some: QuerySet[Doubt], settle: Settle, *, after: int, until: int, now: datetime
) -> Settling:
    """``settle`` a batch of some open doubts, those with numbers above ``after`` and up to ``until``.

    Each is judged on its story as it stands. One that may not be settled so stays open, and the others follow; one that
    somebody else has settled meanwhile counts for nothing.
    """
    found = some.filter(pk__gt=after, pk__lte=until).select_related("file", "story").defer("story__body")
    return _one_by_one(found, lambda row: _settle_one(settlement, row, settle, now), Doubt.objects.open())


@transaction.atomic
def _settle_one(settlement: Settlement, doubt: Doubt, settle: Settle, now: datetime) -> None:
    """Settle one doubt by an act on many: nobody works on its story by that, which goes to no column of the desk."""
    held = Story.objects.select_for_update(no_key=True).filter(pk=doubt.story_id)
    was_shelved = held.values_list("is_archive", flat=True).get()
    revision = settle(doubt)
    if was_shelved:
        workflow.shelve([doubt.story_id])
    if settlement.pk and settlement.rows.filter(doubt=doubt).exists():
        raise Refused("It was settled with these once, and opened again since: settle it by itself.")
    if settlement.pk is None:
        settlement.save(force_insert=True)
    SettledDoubt.objects.create(settlement=settlement, doubt=doubt, revision=revision, at=now)


def take_back(settlement: Settlement, *, after: int, by: Any, now: datetime) -> Settling:
    """Open a batch of the doubts again that an act has settled, those with row numbers above ``after``.

    A story that somebody has touched since, or that ``by`` may not change so, is left as it is. Called again from the
    beginning, it does what it can of the rest.
    """
    found = settlement.rows.standing().filter(pk__gt=after).order_by("pk")
    texts = found.select_related("settlement", "doubt__file", "doubt__story", "revision")
    some = texts.defer("doubt__story__body")
    return _one_by_one(
        some, lambda row: drafting.unsettle(row, by=by, now=now), SettledDoubt.objects.standing()
    )


def _one_by_one(found: QuerySet[_Row], act: Callable[[_Row], None], due: QuerySet[_Row]) -> Settling:
    """``act`` on a batch of the rows that were ``found``. Where it is refused, that is told of those still ``due``."""
    rows, told = list(found[: BATCH + 1]), Settling()
    for row in rows[:BATCH]:
        try:
            act(row)
        except Refused as reason:
            if due.filter(pk=row.pk).exists():
                told.refused[str(reason)] += 1
        else:
            told.done += 1
    told.after = rows[BATCH - 1].pk if len(rows) > BATCH else None
    return told
