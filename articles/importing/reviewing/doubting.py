"""The doubts that are open: in a queue, and many that are alike confirmed at once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles import drafting
from articles.models import Doubt, Revision, Stage
from articles.rules import Refused

BATCH = 100
"""Doubts that are confirmed in one go, each in a transaction of its own."""


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
class Confirming:
    """What confirming many doubts came to so far. ``after`` is where to go on, None once all were asked."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    after: int | None = None


def confirm_alike(
    doubt: Doubt, *, after: int, until: int, by: Any, now: datetime, limit: int = BATCH
) -> Confirming:
    """Confirm at most ``limit`` doubts that are like ``doubt``, with a number above ``after`` and up to ``until``.

    Each is judged on its story as it stands. One that may not be confirmed stays open, and the others follow.
    """
    found = alike(doubt).filter(pk__gt=after, pk__lte=until).select_related("story").defer("story__body")
    rows, told = list(found[:limit]), Confirming()
    for row in rows:
        try:
            drafting.confirm(row, revision=row.story.revision_number if row.story else 0, by=by, now=now)
        except Refused as reason:
            told.refused[str(reason)] += 1
        else:
            told.done += 1
    told.after = rows[-1].pk if len(rows) == limit else None
    return told
