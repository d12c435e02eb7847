"""The plan of a story: when it is due, how urgent it is, how long it should be."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import Priority, Story
from articles.rules import Move, Refused
from articles.workflow.acting import ready

COLUMNS = ("due_at", "priority", "target_words")
MOST_WORDS = 100_000

Plan = tuple[datetime | None, int, int | None]


@transaction.atomic
def plan(
    story: Story,
    *,
    due_at: datetime | None,
    priority: int,
    target_words: int | None,
    was: Plan,
    by: Any,
    now: datetime,
) -> Story:
    """Set the plan, ``was`` being the one that the decision was made on. The plan is no part of the text."""
    story = ready(Move.PLAN, story, by=by, now=now)
    held, wanted = _held(story), (due_at, priority, target_words)
    if held != tuple(was):
        raise Refused(
            "The plan has changed since you opened it. Nothing was done: look at it as it is now, then decide again."
        )
    if held == wanted:
        return story
    _check(held, wanted, now)
    story.due_at, story.priority, story.target_words = wanted
    story.save(update_fields=COLUMNS)
    changed: dict[str, Any] = {
        name: [_said(a), _said(b)] for name, a, b in zip(COLUMNS, held, wanted, strict=True) if a != b
    }
    ledger.record(Move.PLAN.value, by=by, at=now, story=story, **changed)
    return story


def _held(story: Story) -> Plan:
    return story.due_at, story.priority, story.target_words


def _check(held: Plan, wanted: Plan, now: datetime) -> None:
    due_at, priority, target_words = wanted
    if due_at and due_at != held[0] and due_at <= now:
        raise Refused("It cannot be due in the past: give a time that lies ahead.")
    if priority not in Priority.values:
        raise Refused("Choose a priority from the list.")
    if target_words is not None and not 1 <= target_words <= MOST_WORDS:
        raise Refused(f"Give the words wanted as a number from 1 to {MOST_WORDS:,}, or leave it empty.")


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
