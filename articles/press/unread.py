"""The two ways past a second reader, each an act of its own under somebody's name: an override and a flash."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import debts, reports, workflow
from articles.models import Edition, Story
from articles.press.placing import When, check_last, place
from articles.press.publishing import record
from articles.press.telling import tell_published
from articles.rules import Move, Refused, check, check_revision, fresh


@transaction.atomic
def override(
    story: Story, *, revision: int, reason: str, by: Any, now: datetime, last: int | None = None
) -> Edition:
    """Publish what nobody else has passed, for a ``reason`` that stays on record: on the edition and in the ledger."""
    story, reason = fresh(story), reason.strip()
    check_revision(story, revision)
    case = check(Move.OVERRIDE, story, by, now)
    check_last(case, last)
    if not reason:
        raise Refused("Say why it goes out unread: the reason stays on record.")
    placed = place(case, When(), by=by, override_reason=reason)
    record(Move.OVERRIDE, case, placed, by=by, reason=reason)
    reports.settle_all(placed.edition, by=by, now=now)
    tell_published(story, placed.edition, by=by, now=now)
    workflow.let_go(story, now=now)
    return placed.edition


@transaction.atomic
def flash(story: Story, *, revision: int, by: Any, now: datetime, last: int | None = None) -> Edition:
    """Publish a headline and a paragraph unread, marked as developing. It is owed until somebody else has passed it."""
    story = fresh(story)
    check_revision(story, revision)
    case = check(Move.FLASH, story, by, now)
    check_last(case, last)
    placed = place(case, When(), by=by, is_flash=True)
    debts.owe(placed.edition)
    record(Move.FLASH, case, placed, by=by)
    reports.settle_all(placed.edition, by=by, now=now)
    tell_published(story, placed.edition, by=by, now=now)
    return placed.edition
