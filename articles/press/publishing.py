"""Publish, at once or at a time, what has been passed; sign and publish in one act; call back what is scheduled."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import debts, ledger, notices, reports, windows, workflow
from articles.models import Edition, Kind, Story
from articles.press.placing import Placed, When, check_last, check_times, place
from articles.press.telling import tell_called_back, tell_published, tell_replaced
from articles.rules import Case, Move, check, check_revision, fresh


@transaction.atomic
def publish(
    story: Story,
    *,
    revision: int,
    by: Any,
    now: datetime,
    at: datetime | None = None,
    until: datetime | None = None,
    instead: bool = False,
    last: int | None = None,
) -> Edition:
    """Show readers the text as it stands: from ``now`` or ``at`` on, for good or ``until`` a time.

    Published now it replaces all that is scheduled, which is called back. Scheduled, it replaces what is due with it or
    after it, and itself where it was scheduled before; what is due earlier is kept, unless it goes out ``instead``. An
    end that the story was given stays, unless ``until`` gives another or ``instead`` does away with it.
    Refused where the ``last`` edition that was known is not the latest. The writer is told, and so is whoever scheduled
    what is called back; what is owed for a flash is settled, and so are the reports of readers that it mends.
    """
    story, when = fresh(story), When(at, until, instead)
    check_revision(story, revision)
    move = Move.SCHEDULE if at else Move.PUBLISH
    case = check(move, story, by, now)
    check_last(case, last)
    check_times(case, when, by)
    placed = place(case, when, by=by)
    return _done(move, case, placed, signer=_last_signer(case), by=by)


@transaction.atomic
def pass_and_publish(
    story: Story, *, revision: int, by: Any, now: datetime, last: int | None = None
) -> Edition:
    """Sign the text as it stands and show it to readers, in one act. What is scheduled is called back."""
    story = fresh(story)
    check_revision(story, revision)
    case = check(Move.PASS, story, by, now)
    check_last(case, last)
    case = Case(workflow.sign_off(story, revision=revision, by=by, now=now), now)
    placed = place(case, When(), by=by)
    return _done(Move.PUBLISH, case, placed, signer=(by.pk, ledger.name_of(by)), by=by)


@transaction.atomic
def call_back(story: Story, *, by: Any, now: datetime) -> list[Edition]:
    """Call back all of a story that is scheduled, an end that it was given included. Readers keep what they see."""
    story = fresh(story)
    check(Move.CALL_BACK, story, by, now)
    called = windows.call_back(story, now=now, by=by)
    ledger.record(Move.CALL_BACK.value, by=by, at=now, story=story, editions=numbers(called))
    tell_called_back(story, by=by, now=now)
    return called


def numbers(editions: Any) -> list[int]:
    return [edition.number for edition in editions]


def _done(move: Move, case: Case, placed: Placed, *, signer: tuple[int, str], by: Any) -> Edition:
    edition = placed.edition
    if any(row.is_flash for row in case.editions):
        how = f"Replaced by a version that {signer[1]} read"
        debts.settle(
            case.story.debts.open(), reader=signer, at=edition.live_from, how=how, by=by, now=case.now
        )
    record(move, case, placed, by=by)
    reports.settle_all(edition, by=by, now=case.now)
    if edition.kind != Kind.FIRST:
        notices.settle(case.story, kind="fix", now=case.now)
    tell_published(case.story, edition, by=by, now=case.now)  # before it is nobody's any longer
    workflow.let_go(case.story, now=case.now)
    return edition


def record(move: Move, case: Case, placed: Placed, *, by: Any, **detail: Any) -> None:
    """One entry for the act, with what it replaced; whoever scheduled that is told."""
    edition = placed.edition
    detail |= {
        "edition": edition.number,
        "kind": str(edition.kind),
        "digest": edition.digest,
        "revision": case.story.revision_number,
    }
    if move == Move.SCHEDULE:
        detail["from"] = edition.live_from.isoformat()
    if placed.until:
        detail["until"] = placed.until.isoformat()
    if placed.called:
        detail["called_back"] = numbers(placed.called)
    ledger.record(move.value, by=by, at=case.now, story=case.story, **detail)
    tell_replaced(case.story, placed, by=by, now=case.now)


def _last_signer(case: Case) -> tuple[int, str]:
    return list(case.approval.signers.items())[-1]
