"""The doubts that are open: in a queue, and many that are alike settled at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Doubt, Revision, Stage
from articles.rules import Refused

BATCH = 100
"""Doubts that are settled in one go, each in a transaction of its own."""


def queue(*, run: int | None = None, code: str = "", shape: str = "") -> QuerySet[Doubt]:
    """The open doubts about stories that are worked on, those of one run, code or shape where one is named."""
    asked = {"file__run": run, "code": code, "file__shape": shape}
    rows = Doubt.objects.open().filter(story__isnull=False).exclude(story__stage=Stage.SPIKED)
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by("pk")


def settled_by(user: Any, rows: QuerySet[Doubt]) -> QuerySet[Doubt]:
    """Those of the doubts that somebody may settle, by ``rules.Move.CONFIRM``: who may not change stories settles
    those about drafts that nobody else has worked on since they were imported."""
    if user.has_perm("articles.change_story"):
        return rows
    if not user.has_perm("articles.add_importrun"):
        return rows.none()
    revisions = Revision.objects.filter(story=OuterRef("story"))
    by_others = revisions.filter(author__isnull=False).exclude(author=user)
    of_files = revisions.filter(from_file__isnull=False)
    return rows.filter(Exists(of_files), ~Exists(by_others), story__stage=Stage.DRAFT)


def alike(doubt: Doubt) -> QuerySet[Doubt]:
    """The open doubts of the same kind, about the same field, in files of the same run and shape: this one too."""
    same = Q(field=doubt.field, file__shape=doubt.file.shape)
    return queue(run=doubt.file.run_id, code=doubt.code).filter(same)


@dataclass(slots=True)
class Settling:
    """What settling many doubts came to so far. ``after`` is where to go on, None once all were asked."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    after: int | None = None


def settle_alike(doubt: Doubt, settle: Callable[[Doubt], object], *, after: int, until: int) -> Settling:
    """``settle`` a batch of the doubts that are like ``doubt``, with numbers above ``after`` and up to ``until``.

    Each is judged on its story as it stands. One that may not be settled so stays open, and the others follow; one that
    somebody else has settled meanwhile counts for nothing.
    """
    found = (
        alike(doubt).filter(pk__gt=after, pk__lte=until).select_related("file", "story").defer("story__body")
    )
    rows, told = list(found[: BATCH + 1]), Settling()
    for row in rows[:BATCH]:
        try:
            settle(row)
        except Refused as reason:
            if Doubt.objects.open().filter(pk=row.pk).exists():
                told.refused[str(reason)] += 1
        else:
            told.done += 1
    told.after = rows[BATCH - 1].pk if len(rows) > BATCH else None
    return told
