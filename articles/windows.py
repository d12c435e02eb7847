"""When an edition is shown: the only code that moves an end. ``press`` writes the rows, others may call back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from articles import debts
from articles.models import FAR_FUTURE, Edition, Story


def close(edition: Edition, at: datetime) -> None:
    """End an edition at ``at``, or at its own beginning if that is later: it is then shown never."""
    _move(edition, max(at, edition.live_from))


def call_back(story: Story, *, now: datetime, since: datetime | None = None, by: Any = None) -> list[Edition]:
    """Empty the windows of what is scheduled (from ``since`` on), and give the one before its end back.

    Gives what was called back, in order; an expiry is an edition too. A debt that the first of them would have settled
    is owed again. Call it with the story locked.
    """
    waiting = story.editions.scheduled(now).defer("body")
    if since is not None:
        waiting = waiting.filter(live_from__gte=since)
    called = list(waiting.order_by("live_from", "number"))
    for edition in reversed(called):
        _move(edition, edition.live_from)
    if called:
        _reopen_last(story, called[0].live_from)
        debts.owe_again(story.debts.filter(settled_at__gte=called[0].live_from), by=by, now=now)
        note_last([story.pk])
    return called


def note_last(stories: Iterable[int]) -> None:
    """Let stories, by number, say of which revision their last edition was made: none where there is none.

    Call it at the end of every act that makes an edition or calls one back.
    """
    last = Edition.objects.filter(story=OuterRef("pk"), superseded_at=FAR_FUTURE).order_by()
    Story.objects.filter(pk__in=list(stories)).update(
        edition_revision=Subquery(last.values("revision__number")[:1])
    )


def _reopen_last(story: Story, ended: datetime) -> None:
    before = story.editions.filter(superseded_at=ended, live_from__lt=ended).defer("body").last()
    if before:
        _move(before, FAR_FUTURE)


def _move(edition: Edition, end: datetime) -> None:
    edition.superseded_at = end
    edition.save(update_fields=["superseded_at"])
