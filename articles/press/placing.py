"""An edition put in its place in time: what waits behind it makes room, the one before ends where it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import announcing, windows
from articles.models import FAR_FUTURE, Edition, Kind
from articles.press.editions import copy_rows, next_edition
from articles.rules import Case, Refused
from articles.rules.conditions import is_not_under_embargo


@dataclass(frozen=True)
class When:
    """When readers are to see an edition: from now on where ``at`` is None, for good where ``until`` is.

    ``instead`` of all that is scheduled: nothing of it is kept, and neither is its end.
    """

    at: datetime | None = None
    until: datetime | None = None
    instead: bool = False


@dataclass(frozen=True)
class Placed:
    """The new edition, the end that it was given, and what was called back to make room for it."""

    edition: Edition
    until: datetime | None
    called: Sequence[Edition]


def check_last(case: Case, last: int | None) -> None:
    """Refuse what was decided before somebody made an edition: it could call theirs back unseen.

    ``last`` is the number of the latest edition that was known, 0 where there was none; None asks nothing.
    """
    if last is None or last == next_number(case) - 1:
        return
    row = case.editions[-1] if case.editions else None
    if row is None:
        raise Refused("The page did not say which version it knew. Nothing was done. Decide again.")
    did = "scheduled another version" if row.live_from > row.made_at else "published another version"
    if row.kind == Kind.WITHDRAWAL and row.live_from == row.made_at:
        did = "withdrew it"
    raise Refused(
        f"{row.made_by_name} {did} meanwhile. Nothing was done. See what stands now, then decide again."
    )


def check_times(case: Case, when: When, by: Any) -> None:
    """Refuse times that cannot be, and any that an embargo forbids."""
    if when.at and when.at <= case.now:
        raise Refused("That time lies in the past. Choose a later one, or publish now.")
    if when.until and when.until <= (when.at or case.now):
        raise Refused("It would end before it begins: choose a later end.")
    if max(when.at or case.now, when.until or case.now) >= FAR_FUTURE:
        raise Refused("That is too far ahead.")
    if when.at and (reason := is_not_under_embargo(Case(case.story, when.at), by)):
        raise Refused(reason)


def place(case: Case, when: When, *, by: Any, is_flash: bool = False, override_reason: str = "") -> Placed:
    """Write the next edition of a story, its rows, and the withdrawal that is due at its end. Called with the story
    locked and the move allowed.
    """
    story, now = case.story, case.now
    called = _make_room(case, when, by)
    before = _open_edition(case) if called else case.last
    start = _close(before, when, now)
    until = when.until or (None if when.instead else _standing_end(called, start))
    if until and until <= start:
        raise Refused("It would end before it begins: choose a later end.")
    revision = case.approval.revisions[-1]
    edition = next_edition(
        story,
        revision.pk,
        before,
        number=next_number(case),
        start=start,
        made=now if when.at else start,
        by=by,
        is_flash=is_flash,
        reader=case.approval.credited(),
    )
    edition.override_reason, edition.superseded_at = override_reason, until or FAR_FUTURE
    edition.save(force_insert=True)
    copy_rows([edition], {story.pk: revision.details})
    announcing.announce([edition], now=now)
    if until:
        windows.expire(edition, number=edition.number + 1, by=by, now=now)
    windows.note_last([story.pk])
    return Placed(edition, until, called)


def next_number(case: Case) -> int:
    return case.editions[-1].number + 1 if case.editions else 1


def _make_room(case: Case, when: When, by: Any) -> list[Edition]:
    """Call back what the new edition replaces: what was due with it or after it, and itself where it is moved.

    Published now it replaces all. What is due earlier, of an older text, is kept: the new one queues behind it.
    """
    since = when.at
    for row in case.scheduled:
        if since and row.revised == case.story.revision_number and row.kind != Kind.WITHDRAWAL:
            since = min(since, row.live_from)
    if not case.scheduled:
        return []
    since = None if when.instead else since
    return windows.call_back(case.story, now=case.now, since=since, by=by)


def _open_edition(case: Case) -> Edition | None:
    return case.story.editions.filter(superseded_at=FAR_FUTURE).defer("body").first()


def _close(before: Edition | None, when: When, now: datetime) -> datetime:
    """End ``before`` where the new edition begins, and give that moment.

    Of two who publish at once, the second may bring an earlier ``now``: its edition begins with the other.
    """
    if before is None:
        return when.at or now
    if when.at and when.at <= before.live_from:
        raise Refused("That time lies in the past. Choose a later one, or publish now.")
    start = when.at or max(now, before.live_from)
    windows.close(before, start)
    return start


def _standing_end(called: Sequence[Edition], start: datetime) -> datetime | None:
    """The end that a story was given, where it was called back with the rest: that is a promise about the story and
    not about its words, and an update keeps it.
    """
    if called and called[-1].kind == Kind.WITHDRAWAL and called[-1].live_from > start:
        return called[-1].live_from
    return None
