"""Two stories on one event become one: the readers of the one are sent to the other."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, windows, workflow
from articles.models import SILENT, Kind, Stage, Story, WithdrawalReason
from articles.press.publishing import numbers
from articles.press.telling import tell_merged
from articles.press.withdrawing import entomb
from articles.rules import Case, Move, Refused, check


@transaction.atomic
def merge(loser: Story, *, into: Story, by: Any, now: datetime) -> None:
    """Lead the readers of ``loser`` to ``into``, and spike it. What is scheduled of it is called back.

    While ``into`` is not live, the address of ``loser`` says that it is gone. Both ledgers tell of it; the words of
    neither change.
    """
    if loser.pk == into.pk:
        raise Refused("A story cannot be merged into itself.")
    loser, into = _both(loser, into)
    case = check(Move.MERGE, loser, by, now)
    _check_target(Case(into, now))
    called = windows.call_back(loser, now=now, by=by) if case.scheduled else []
    says_something = case.shown and case.shown.withdrawal_reason not in SILENT
    if says_something:  # an address that says nothing does not say this either
        entomb(case, reason=WithdrawalReason.MERGED, by=by, how="Merged into another story", into=into)
    if loser.stage != Stage.SPIKED:
        workflow.spike(loser, revision=loser.revision_number, by=by, now=now)
    detail = {"called_back": numbers(called)} if called else {}
    acts = [
        ledger.Act(Move.MERGE.value, loser, detail={"into": into.pk, **detail}),
        ledger.Act("take-in", into, detail={"from": loser.pk}),
    ]
    ledger.record_many(acts, by=by, at=now)
    tell_merged(loser, into, by=by, now=now)


def _both(loser: Story, into: Story) -> tuple[Story, Story]:
    """The two rows as they are now, locked in the order of their numbers, so that two merges never wait in a ring."""
    rows = Story.objects.select_for_update(no_key=True).filter(pk__in=[loser.pk, into.pk]).order_by("pk")
    held = {row.pk: row for row in rows}
    return held[loser.pk], held[into.pk]


def _check_target(case: Case) -> None:
    if case.story.stage == Stage.SPIKED:
        raise Refused("The other story is spiked. Take it off the spike first, or choose another.")
    if case.shown and case.shown.kind == Kind.WITHDRAWAL and case.shown.leads_to_id:
        raise Refused("The other story is merged into a third: merge into that one.")
