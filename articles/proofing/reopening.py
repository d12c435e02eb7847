"""What was decided or closed by mistake, opened again by who did it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import drafting
from articles.models import Mark, Revision, Story
from articles.proofing.acting import logged
from articles.rules import Move, Refused, check, fresh

IS_OPEN: dict[str, Any] = {
    "outcome": "", "became": None, "resolved_at": None, "resolved_by": None, "resolved_by_name": "",
}  # fmt: skip


@transaction.atomic
def reopen(mark: Mark, *, by: Any, now: datetime) -> Mark:
    """Open a mark again that ``by`` has rejected, resolved or taken back. What was accepted ``undo`` opens."""
    story = fresh(mark.story)
    check(Move.COMMENT, story, by, now)
    held = Mark.objects.select_related("revision").get(pk=mark.pk)
    if not held.resolved_at or held.resolved_by_id != by.pk or held.became_id:
        raise Refused("You have not closed this: there is nothing to take back.")
    return _opened(held, by=by, now=now)


@transaction.atomic
def undo(story: Story, number: int, *, by: Any, now: datetime) -> Revision:
    """``drafting.undo``; the suggestions whose acceptance made that revision are open again."""
    revision = drafting.undo(story, number, by=by, now=now)
    for mark in Mark.objects.select_related("revision").filter(story=story, became__number=number):
        _opened(mark, by=by, now=now)
    return revision


def _opened(mark: Mark, *, by: Any, now: datetime) -> Mark:
    for name, value in IS_OPEN.items():
        setattr(mark, name, value)
    mark.save(update_fields=[*IS_OPEN])
    logged("reopen-mark", mark, by=by, now=now)
    return mark
