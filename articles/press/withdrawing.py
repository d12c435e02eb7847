"""Take a story from readers at once. Its address stays, and says why."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import announcing, debts, ledger, windows
from articles.models import FAR_FUTURE, SILENT, Edition, Story, WithdrawalReason
from articles.press.placing import next_number
from articles.press.publishing import numbers
from articles.press.telling import tell_withdrawn
from articles.press.translations import flag_others
from articles.rules import Case, Move, Refused, check, fresh

BY_ITSELF = {WithdrawalReason.EXPIRED, WithdrawalReason.MERGED, WithdrawalReason.NEVER}
BY_HAND = [(reason.value, reason.label) for reason in WithdrawalReason if reason not in BY_ITSELF]
"""The reasons that a person may choose, as a form offers them: the others come with an act of their own."""


@transaction.atomic
def withdraw(story: Story, *, reason: str, by: Any, now: datetime) -> Edition:
    """Take a story from readers, call back what is scheduled of it, and tell its writer.

    Of one that is withdrawn already, what its tombstone says can be taken from them too.
    """
    story = fresh(story)
    case = check(Move.WITHDRAW, story, by, now)
    if reason not in dict(BY_HAND):
        raise Refused("Choose a reason from the list.")
    if not case.is_live and reason not in SILENT:
        raise Refused(
            "Readers do not see this story now. Only a reason that takes its name away too is left to give."
        )
    called = windows.call_back(story, now=now, by=by) if case.scheduled else []
    stone = entomb(case, reason=reason, by=by, how="Withdrawn")
    detail: dict[str, Any] = {"edition": stone.number, "reason": reason}
    if called:
        detail["called_back"] = numbers(called)
    ledger.record(Move.WITHDRAW.value, by=by, at=now, story=story, **detail)
    tell_withdrawn(story, stone, by=by, now=now)
    return stone


def entomb(case: Case, *, reason: str, by: Any, how: str, into: Story | None = None) -> Edition:
    """Put a tombstone in the place of the open edition, which there must be, and settle what is owed.

    Called with the story locked and nothing of it scheduled.
    """
    before = case.story.editions.defer("body").get(superseded_at=FAR_FUTURE)
    start = max(case.now, before.live_from)
    windows.close(before, start)
    stone = windows.tombstone(
        before, reason=reason, number=next_number(case), start=start, made=start, by=by, into=into
    )
    stone.save(force_insert=True)
    flag_others(stone, by=by, now=case.now)
    announcing.announce([stone], now=case.now)
    windows.note_last([case.story.pk])
    owed, reader = case.story.debts.open(), (by.pk, ledger.name_of(by))
    if any(row.is_flash for row in case.editions):
        debts.settle(owed, reader=reader, at=start, how=how, by=by, now=case.now)
    return stone
