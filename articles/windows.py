"""When an edition is shown: the only code that moves an end, and the tombstone that stands there. ``press`` writes the
other rows, others may call back.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Now

from articles import announcing, debts, ledger
from articles.models import FAR_FUTURE, Edition, Kind, Story, WithdrawalReason
from articles.rules import Refused
from articles.search import published
from articles.text.blocks import ELSEWHERE

CREDITS = ("source_id", "proofreader_id", "proofreader_credit")
TEXT_FIELDS = (
    "headline", *ELSEWHERE, "standfirst", "byline", "dateline", "language", "body", "source_credit",
)  # fmt: skip

STAYS = (
    "slug", "headline_key", "digest", "published_at", "published_precision", "modified_at", "translation_of_id",
)  # fmt: skip
"""What a tombstone keeps of the edition before it, besides its words and credits."""


def close(edition: Edition, at: datetime) -> None:
    """End an edition at ``at``, or at its own beginning if that is later: it is then shown never."""
    _move(edition, max(at, edition.live_from))


def close_all(editions: Sequence[Edition], at: datetime) -> None:
    """End many editions at ``at``, which none of them begins after: all of them, or none and a refusal."""
    rows = Edition.objects.filter(pk__in=[edition.pk for edition in editions], superseded_at__gt=Now())
    if rows.update(superseded_at=at) != len(editions):
        raise Refused("One of them has ended meanwhile. Nothing was done: look again, then decide again.")


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
        _move(edition, edition.live_from, unless_shown=True)
    if called:
        _reopen_last(story, called[0].live_from)
        debts.owe_again(story.debts.filter(settled_at__gte=called[0].live_from), by=by, now=now)
        note_last([story.pk])
    return called


def keep_end(story: Story, called: Sequence[Edition], *, by: Any, now: datetime) -> datetime | None:
    """Give what is left of a story the end that was ``called`` back with the rest, if there was one.

    It was promised of the story and not of the words that went. Call it after ``call_back``; gives that end.
    """
    left = story.editions.filter(superseded_at=FAR_FUTURE).defer("body").first()
    if left is None or left.kind == Kind.WITHDRAWAL or called[-1].kind != Kind.WITHDRAWAL:
        return None
    number: int = story.editions.aggregate(last=Max("number"))["last"]
    close(left, called[-1].live_from)
    expire(left, number=number + 1, by=by, now=now)
    note_last([story.pk])
    return left.superseded_at


def expire(edition: Edition, *, number: int, by: Any, now: datetime) -> None:
    """The withdrawal that is due at the end of ``edition``, so that the last row of a story is always open."""
    reason, start = WithdrawalReason.EXPIRED, edition.superseded_at
    stone = tombstone(edition, reason=reason, number=number, start=start, made=now, by=by)
    stone.save(force_insert=True)
    announcing.announce([stone], now=now)


def tombstone(
    before: Edition,
    *,
    reason: str,
    number: int,
    start: datetime,
    made: datetime,
    by: Any,
    into: Story | None = None,
) -> Edition:
    """What takes the place of ``before`` when it is gone. It says nothing that readers had not seen."""
    stone = Edition(
        story_id=before.story_id,
        revision_id=before.revision_id,
        number=number,
        kind=Kind.WITHDRAWAL,
        withdrawal_reason=reason,
        leads_to=into,
        live_from=start,
        made_at=made,
        made_by=by,
        made_by_name=ledger.name_of(by),
    )
    for name in (*TEXT_FIELDS, *CREDITS, *STAYS):
        if name != "body":
            setattr(stone, name, getattr(before, name))
    return stone


def note_last(stories: Iterable[int]) -> None:
    """Let stories, by number, say of which revision their last edition was made, none where there is none, and let
    readers' search know their editions.

    Call it at the end of every act that makes an edition or calls one back.
    """
    pks = list(stories)
    last = Edition.objects.filter(story=OuterRef("pk"), superseded_at=FAR_FUTURE).order_by()
    Story.objects.filter(pk__in=pks).update(edition_revision=Subquery(last.values("revision__number")[:1]))
    published.index(pks)


def _reopen_last(story: Story, ended: datetime) -> None:
    before = story.editions.filter(superseded_at=ended, live_from__lt=ended).defer("body").last()
    if before:
        _move(before, FAR_FUTURE)


def _move(edition: Edition, end: datetime, *, unless_shown: bool = False) -> None:
    """By the clock of the database: who waited for the story may have come too late for what was still to come."""
    rows = Edition.objects.filter(pk=edition.pk, superseded_at__gt=Now())
    if unless_shown:
        rows = rows.filter(live_from__gt=Now())
    if not rows.update(superseded_at=end):
        raise Refused(
            "It has gone out meanwhile: its time came before this was done. Nothing was done: look at what readers "
            "see now, then decide again."
        )
    edition.superseded_at = end
