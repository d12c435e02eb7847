"""Take a story, hand it back, give it to somebody; and be seen to work on it, so that it stays with who has it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import Story
from articles.rules import Case, Move, Refused, idle_time
from articles.workflow.acting import called, ready, tell
from articles.workflow.holders import COLUMNS, PARTS, READER, WRITER, Part, put, put_off

RIGHTS = {WRITER: ("change_story", "change stories"), READER: ("sign_story", "sign stories off")}
GRAIN = 60
"""Who is at work is noted once in this part of the idle time, not at every key."""


@transaction.atomic
def take_writing(story: Story, *, by: Any, now: datetime) -> Story:
    """Have the story for writing. Who left it idle loses it, and is told."""
    return _take(Move.TAKE_WRITING, WRITER, story, by=by, now=now)


@transaction.atomic
def take_reading(story: Story, *, by: Any, now: datetime) -> Story:
    """Have the story for reading. Who left it idle loses it, and is told."""
    return _take(Move.TAKE_READING, READER, story, by=by, now=now)


@transaction.atomic
def hand_back(story: Story, *, by: Any, now: datetime) -> Story:
    """Let go of the story, in whichever part one has it."""
    story = ready(Move.HAND_BACK, story, by=by, now=now)
    mine = [part for part in PARTS if part.pk(story) == by.pk]
    for part in mine:
        put(story, part, None, now=now)
    story.save(update_fields=COLUMNS)
    ledger.record(Move.HAND_BACK.value, by=by, at=now, story=story, parts=[part.work for part in mine])
    return story


@transaction.atomic
def assign(
    story: Story,
    *,
    writer: Any | None,
    reader: Any | None,
    by: Any,
    now: datetime,
    was: tuple[int | None, ...] | None = None,
) -> Story:
    """Give the story to ``writer`` and ``reader``, or to nobody. Who gets it and who loses it is told.

    ``was`` are the accounts of writer and reader, by number, that the decision was made on, where it was made on any.
    """
    story = ready(Move.ASSIGN, story, by=by, now=now)
    case, given = Case(story, now), {WRITER: writer, READER: reader}
    if was is not None and was != case.holders:
        raise Refused(
            "Others have it than when you opened it. Nothing was done: look at who has it now, then decide again."
        )
    if writer and writer == reader:
        raise Refused("Who writes a story cannot be the one who reads it: choose two people.")
    changed = [part for part in PARTS if given[part] != part.holder(case)]
    for part in changed:
        _check_right(part, given[part])
    detail = {part.work: _names(part.holder(case), given[part]) for part in changed}
    for part in changed:
        _hand_over(story, part, given[part], before=part.holder(case), by=by, now=now)
    if changed:
        story.is_archive = False
        story.save(update_fields=[*COLUMNS, "is_archive"])
        ledger.record(Move.ASSIGN.value, by=by, at=now, story=story, **detail)
    return story


@transaction.atomic
def touch(story: Story, *, by: Any, now: datetime) -> None:
    """Note that ``by`` is at work on a story of theirs: it stays with them. Of anybody else nothing is noted."""
    for part in PARTS:
        since = part.since(story)
        if part.pk(story) != by.pk or since is None or now - since < idle_time() / GRAIN:
            continue
        account, active_at = part.columns
        held = Story.objects.filter(pk=story.pk, **{account: by, f"{active_at}__lt": now})
        if held.update(**{active_at: now}):
            setattr(story, active_at, now)
            put_off(story, part, now=now)


def let_go(story: Story, *, now: datetime) -> None:
    """Let nobody have the story: it is done. Call it inside the transaction of the act, the story locked."""
    held = [part for part in PARTS if part.pk(story)]
    for part in held:
        put(story, part, None, now=now)
    if held:
        story.save(update_fields=COLUMNS)


def _take(move: Move, part: Part, story: Story, *, by: Any, now: datetime) -> Story:
    story = ready(move, story, by=by, now=now)
    before = part.who(story)
    put(story, part, by, now=now)
    story.is_archive = False
    story.save(update_fields=[*part.columns, "is_archive"])
    detail = {"freed": ledger.name_of(before)} if before and before != by else {}
    ledger.record(move.value, by=by, at=now, story=story, **detail)
    if detail:
        sentence = f"{ledger.name_of(by)} has {called(story)} for {part.work} now: you had left it alone."
        tell([before], story, "lost", sentence, now=now)
    return story


def _check_right(part: Part, person: Any | None) -> None:
    right, verb = RIGHTS[part]
    if person and not (person.is_active and person.has_perm(f"articles.{right}")):
        raise Refused(f"The account of {ledger.name_of(person)} does not have the right to {verb}.")


def _hand_over(
    story: Story, part: Part, person: Any | None, *, before: Any | None, by: Any, now: datetime
) -> None:
    put(story, part, person, now=now)
    name, title = ledger.name_of(by), called(story)
    if person:
        tell([person], story, "assigned", f"{name} gave you {title} for {part.work}.", now=now, by=by)
    if before:
        to = f"gave {title} to {ledger.name_of(person)}" if person else f"took {title} from you"
        sentence = f"{name} {to}: you do not have it for {part.work} any longer."
        tell([before], story, "lost", sentence, now=now, by=by)


def _names(before: Any | None, after: Any | None) -> str:
    return " → ".join(ledger.name_of(person) if person else "nobody" for person in (before, after))
