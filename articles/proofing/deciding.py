"""Suggestions accepted, which changes the text, and rejected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from articles import drafting, ledger
from articles.drafting import Saved
from articles.models import Mark, Story
from articles.proofing.acting import already, ended, logged, on, opened, tell
from articles.proofing.answering import replied
from articles.proofing.placing import places
from articles.rules import Move, Refused, check, fresh
from articles.text.blocks import Text
from articles.text.places import Place, passages
from articles.text.replacing import overlap, with_words

GONE = (
    "The words that it is about are no longer there, or could be meant in more than one place: nothing was changed. "
    "Reject the suggestion, or change the text by hand."
)
SAID = "The text says so already: nothing was changed. Reject the suggestion, or take it back."
CROSSED = "It changes words that another suggestion changes as well."


@dataclass(frozen=True)
class Taken:
    """What became of many suggestions: those that were decided on, and the others, each with a sentence that says
    why."""

    done: list[Mark] = field(default_factory=list)
    left: list[tuple[Mark, str]] = field(default_factory=list)


@transaction.atomic
def accept(mark: Mark, *, revision: int, by: Any, now: datetime) -> Saved:
    """Put the words of a suggestion into the text as it stands, as a revision by whoever accepts.

    ``revision`` is the one that they looked at: words that were saved meanwhile stay, and those in question are found
    again among them. The new words are nobody's that another must read, unless one accepts one's own (law 5). Who
    suggested them is told.
    """
    mark = opened(mark, Move.SAVE, by=by, now=now)
    if mark.kind != Mark.Kind.SUGGESTION:
        raise Refused(f"A {mark.kind} has no words to accept.")
    ready, left = _ready(mark.story, [mark])
    if left:
        raise Refused(left[0][1])
    latest = mark.story.revision_number
    saved = _put(mark.story, ready, by=by, now=now)
    return replace(saved, merged=revision != latest)


@transaction.atomic
def accept_all(story: Story, marks: Iterable[Mark], *, by: Any, now: datetime) -> Taken:
    """The same with many suggestions of one story: a revision for all of one person's.

    Those that cannot be put in are left open, and so are those that change words which another has changed.
    """
    story = fresh(story)
    check(Move.SAVE, story, by, now)
    opens, taken = _opens(story, marks, now)
    for group in _by_author(opens):
        ready, left = _ready(story, group)
        taken.left.extend(left)
        if ready:
            story = _put(story, ready, by=by, now=now).story
            taken.done.extend(mark for mark, _ in ready)
    return taken


@transaction.atomic
def reject(mark: Mark, *, note: str = "", by: Any, now: datetime) -> Mark:
    """Leave the text as it is. Who suggested otherwise is told, with ``note``, which stands as a reply."""
    mark = opened(mark, Move.SAVE, by=by, now=now)
    if mark.kind != Mark.Kind.SUGGESTION:
        raise Refused(f"A {mark.kind} is not rejected: resolve it.")
    if note.strip():
        replied(mark, note, by=by, now=now)
    _reject([mark], by=by, now=now)
    return mark


@transaction.atomic
def reject_all(story: Story, marks: Iterable[Mark], *, by: Any, now: datetime) -> Taken:
    """The same with many suggestions of one story, those whose words are gone among them."""
    story = fresh(story)
    check(Move.SAVE, story, by, now)
    opens, taken = _opens(story, marks, now)
    for group in _by_author(opens):
        _reject(group, by=by, now=now)
        taken.done.extend(group)
    return taken


def _opens(story: Story, marks: Iterable[Mark], now: datetime) -> tuple[list[Mark], Taken]:
    """Those of a locked story's suggestions among ``marks`` that are open still; of the others why nothing is done."""
    numbers = [mark.pk for mark in marks]
    rows = Mark.objects.filter(story=story, kind=Mark.Kind.SUGGESTION, pk__in=numbers)
    held = list(rows.select_related("revision", "author").order_by("pk"))
    for mark in held:
        mark.story = story
    left = [(mark, str(already(mark, now))) for mark in held if mark.resolved_at]
    return [mark for mark in held if not mark.resolved_at], Taken(left=left)


def _by_author(marks: list[Mark]) -> list[list[Mark]]:
    ordered = sorted(marks, key=lambda mark: (mark.author_id, mark.pk))
    return [list(group) for _, group in groupby(ordered, lambda mark: mark.author_id)]


def _ready(story: Story, marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Place]], list[tuple[Mark, str]]]:
    """Those whose words stand in the text for certain, with the places; and why the others cannot be put in."""
    latest = story.latest_revision()
    text, where = latest.text(), places(marks, latest)
    ready: list[tuple[Mark, Place]] = []
    left = []
    for mark in marks:
        place = where.get(mark.pk)
        if place is None:
            left.append((mark, GONE))
        elif _is_said(mark, place, text):
            left.append((mark, SAID))
        elif any(overlap(place, other) for _, other in ready):
            left.append((mark, CROSSED))
        else:
            ready.append((mark, place))
    return ready, left


def _is_said(mark: Mark, place: Place, text: Text) -> bool:
    """Whether somebody typed meanwhile what a suggestion puts in around words that stay."""
    key = (place.field, place.block)
    stands = next(one.text for one in passages(text) if (one.field, one.block) == key)
    start = place.start or 0
    whole = f"{mark.prefix}{mark.exact}{mark.suffix}"
    if stands[max(0, start - len(mark.prefix)) :].startswith(whole):
        return False
    offsets = (at for at in range(len(mark.proposed)) if mark.proposed.startswith(mark.exact, at))
    return any(start >= at and stands.startswith(mark.proposed, start - at) for at in offsets)


def _put(story: Story, ready: list[tuple[Mark, Place]], *, by: Any, now: datetime) -> Saved:
    """One revision with the words of one person's suggestions."""
    first = ready[0][0]
    text = story.text()
    changes = drafting.changes_to(text, with_words(text, [(place, mark.proposed) for mark, place in ready]))
    is_own = first.author_id == by.pk
    saved = drafting.save(
        story,
        changes,
        base=story.revision_number,
        by=by,
        now=now,
        note="" if is_own else f"Suggested by {first.author_name}",
        words_of="" if is_own else f"suggestion:{first.pk}",
    )
    for mark, _ in ready:
        mark.story, mark.became = saved.story, saved.revision
        more = {"became": saved.revision.number} if saved.revision else {}
        ended(mark, Mark.Outcome.ACCEPTED, by=by, now=now)
        logged("accept-suggestion", mark, by=by, now=now, **more)
    _tell("accepted", [mark for mark, _ in ready], by=by, now=now)
    return saved


def _reject(marks: list[Mark], *, by: Any, now: datetime) -> None:
    for mark in marks:
        ended(mark, Mark.Outcome.REJECTED, by=by, now=now)
        logged("reject-suggestion", mark, by=by, now=now)
    _tell("rejected", marks, by=by, now=now)


def _tell(did: str, marks: list[Mark], *, by: Any, now: datetime) -> None:
    """Tell one person what became of their suggestions: of one that was opened again, each time."""
    first, more = marks[0], len(marks) - 1
    others = f", and {more} more of yours" if more else ""
    sentence = f"{ledger.name_of(by)} {did} your suggestion on {on(first)}{others}."
    key = f"suggestion/{first.pk}/{now.isoformat()}"
    tell(first, [first.author], sentence, kind="suggestion", key=key, by=by, now=now)
