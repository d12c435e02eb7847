"""What keeps a story back: a hold until somebody lifts it, an embargo until its time. Each calls back what waits."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from articles import ledger
from articles.models import Hold, Story
from articles.rules import Move, Refused
from articles.workflow.acting import called, moment, ready, tell
from articles.workflow.recalling import recall

EMBARGO = ("embargo_until", "embargo_zone", "embargo_by", "embargo_by_name")


@transaction.atomic
def hold(story: Story, *, kind: str, reason: str, by: Any, now: datetime) -> Hold:
    """Keep a story from going out until somebody lifts the hold. What is scheduled is called back."""
    story, name, reason = ready(Move.HOLD, story, by=by, now=now), ledger.name_of(by), reason.strip()
    if kind not in Hold.Kind.values:
        raise Refused("Choose what must be cleared from the list.")
    if not reason or len(reason) > 300:
        raise Refused("Say why it is held, in 300 characters at the most: whoever lifts the hold must know.")
    placed = Hold.objects.create(
        story=story, kind=kind, reason=reason, placed_by=by, placed_by_name=name, placed_at=now
    )
    ledger.record(Move.HOLD.value, by=by, at=now, story=story, hold=placed.pk, kind=kind, reason=reason)
    because = f"{name} placed a hold on it ({placed.get_kind_display().lower()}): {reason}"
    recall(story, unless=lambda edition: False, because=because, by=by, now=now)
    return placed


@transaction.atomic
def lift(story: Story, *, hold: Hold, note: str, by: Any, now: datetime) -> Hold:
    """Lift one hold, with a note that says what was cleared. Nothing goes out by that alone."""
    story, note = ready(Move.LIFT, story, by=by, now=now), note.strip()
    standing = story.holds.filter(pk=hold.pk, lifted_at=None).select_related("placed_by").first()
    if standing is None:
        raise Refused("That hold does not stand any longer.")
    if not note or len(note) > 300:
        raise Refused("Say in a note what was cleared, in 300 characters at the most: it stays on record.")
    standing.lifted_by, standing.lifted_by_name = by, ledger.name_of(by)
    standing.lifted_at, standing.lifted_note = now, note
    standing.save(update_fields=["lifted_by", "lifted_by_name", "lifted_at", "lifted_note"])
    ledger.record(Move.LIFT.value, by=by, at=now, story=story, hold=standing.pk, note=note)
    sentence = f"{standing.lifted_by_name} lifted your hold on {called(story)}: {note}"
    tell([standing.placed_by], story, "lifted", sentence, now=now, by=by)
    return standing


@transaction.atomic
def embargo(story: Story, *, until: datetime, zone: str, by: Any, now: datetime) -> Story:
    """Let nothing of a story go out before ``until``, given in ``zone``. What is scheduled earlier is called back."""
    story, name = ready(Move.EMBARGO, story, by=by, now=now), ledger.name_of(by)
    if until <= now:
        raise Refused("An embargo ends in the future: give a time that lies ahead.")
    if not _is_zone(zone):
        raise Refused(f"There is no time zone “{zone[:60]}”. Give one by name, as Europe/London.")
    before = _said(story)
    story.embargo_until, story.embargo_zone = until, zone
    story.embargo_by, story.embargo_by_name = by, name
    story.save(update_fields=EMBARGO)
    detail: dict[str, Any] = {"until": until.isoformat(), "zone": zone, "before": before}
    ledger.record(Move.EMBARGO.value, by=by, at=now, story=story, **detail)
    because = f"{name} put it under embargo until {moment(until)}."
    recall(story, unless=lambda edition: edition.live_from >= until, because=because, by=by, now=now)
    return story


@transaction.atomic
def lift_embargo(story: Story, *, by: Any, now: datetime) -> Story:
    """Lift the embargo, by name. Nothing goes out by that alone."""
    story = ready(Move.LIFT_EMBARGO, story, by=by, now=now)
    before = _said(story)
    story.embargo_until, story.embargo_zone, story.embargo_by, story.embargo_by_name = None, "", None, ""
    story.save(update_fields=EMBARGO)
    ledger.record(Move.LIFT_EMBARGO.value, by=by, at=now, story=story, before=before)
    return story


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return len(name) <= 60


def _said(story: Story) -> str | None:
    return f"{story.embargo_until.isoformat()} {story.embargo_zone}" if story.embargo_until else None
