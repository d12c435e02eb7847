"""What a story's history is for: an old revision taken up again, and the name that the desk gives one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, workflow
from articles.drafting.state import DETAILS, Collided, State, altered, merged, of_revision, of_story
from articles.drafting.translating import check_alone, fresh_among_versions
from articles.drafting.writing import Next, write
from articles.models import (
    Doubt,
    Picture,
    Proofreader,
    Proposal,
    Revision,
    RevisionName,
    Source,
    Story,
    Topic,
    Writer,
)
from articles.rules import Move, Refused, check, check_revision, fresh

KEPT = ("desk_notes", "translation_of_id")
"""Details that stay as they are when a revision is restored: a note is about the work at hand, and what a
story is the translation of has acts of its own."""
CREDITS = {"source_id": Source, "proofreader_id": Proofreader}


@transaction.atomic
def restore(story: Story, number: int, *, base: int, by: Any, now: datetime) -> Revision | None:
    """Let a story say what its revision ``number`` says, as a new revision; None where it says so already.

    ``base`` is the revision that the page showed: of a story that moved on meanwhile nothing is restored. Words stay
    those of who first typed them, and a text that was signed is signed again. A provisional headline is provisional
    again. Doubts stay as they are, since nobody has looked at what they are about; so does what is in ``KEPT``.
    Credits that were merged meanwhile follow, and what is gone (a topic, a picture with its caption) is left out.
    """
    story = fresh_among_versions(story)
    check(Move.SAVE, story, by, now)
    check_revision(story, base)
    workflow.touch(story, by=by, now=now)
    held, wanted = of_story(story), restored(story, numbered(story, number))
    fields = altered(held, wanted)
    if not fields:
        return None
    before = list(story.revisions.order_by("number"))
    revision = _written(Next(story, held, wanted, before, f"Restored revision {number}", by), now=now)
    _log("restore", story, fields, by=by, now=now, restored=number)
    return revision


@transaction.atomic
def undo(story: Story, number: int, *, by: Any, now: datetime) -> Revision:
    """Put back what revision ``number`` changed, which ``by`` saved, as a new revision; what came after it stays.

    The doubts and the proposals that it settled are open again. Refused where the same was changed again since. Credits
    that were merged meanwhile follow; what the story is the translation of stays, as in ``restore``.
    """
    story = fresh_among_versions(story)
    check(Move.SAVE, story, by, now)
    own, before = numbered(story, number), numbered(story, number - 1)
    if own.author_id != by.pk:
        raise Refused("Somebody else changed that: bring an earlier revision back instead.")
    revisions = list(story.revisions.order_by("number"))
    held = of_revision(revisions[-1])
    try:
        wanted = merged(of_revision(own), of_revision(before), held)
    except Collided:
        raise Refused(f"The same was changed again since revision {number}: change it by hand.") from None
    again = {name for name in DETAILS if wanted.details[name] != held.details[name]}
    own_acts = {"translation_of_id": held.details["translation_of_id"]}
    wanted = State(wanted.text, {**wanted.details, **_standing_credits(wanted.details, again), **own_acts})
    fields = altered(held, wanted)
    if not fields:
        raise Refused("That is undone already.")
    revision = _written(Next(story, held, wanted, revisions, f"Undid revision {number}", by), now=now)
    at_once = {"story": story, "settled_at": own.created_at, "settled_by": by}
    is_open: dict[str, Any] = {"settled_at": None, "settled_by": None, "settled_by_name": ""}
    Doubt.objects.filter(**at_once).update(**is_open)
    Proposal.objects.filter(**at_once).update(is_taken=None, **is_open)
    _log("undo", story, fields, by=by, now=now, undone=number)
    return revision


def _written(following: Next, *, now: datetime) -> Revision:
    """What a story says from now on, with its stage as that has it."""
    if following.state.text.language != following.held.text.language:
        check_alone(following.story, following.state.text.language)
    (revision,) = write([following], now=now)
    workflow.take_up(following.story)
    workflow.restage(following.story, may_rise=following.held.text != following.state.text)
    return revision


def _log(act: str, story: Story, fields: set[str], *, by: Any, now: datetime, **detail: Any) -> None:
    detail |= {"revision": story.revision_number, "digest": story.digest, "stage": story.stage}
    ledger.record(act, by=by, at=now, story=story, changed=sorted(fields), **detail)


def restored(story: Story, revision: Revision) -> State:
    """What ``story`` would say if ``revision`` were restored. Writes nothing."""
    text, found = of_revision(revision)
    details = {**found, **{name: getattr(story, name) for name in KEPT}}
    details |= _standing_credits(details, {*CREDITS, "writers"})
    details["topics"] = _there(Topic, details["topics"])
    return _with_pictures_there(State(text, details))


@transaction.atomic
def name_revision(revision: Revision, *, name: str, by: Any, now: datetime) -> None:
    """Call a revision something, "As sent to the lawyer", or call it nothing any more. Who may save may name."""
    story = fresh(revision.story)
    check(Move.SAVE, story, by, now)
    name = " ".join(name.split())[: RevisionName._meta.get_field("name").max_length]
    names = RevisionName.objects.filter(revision=revision)
    before = names.values_list("name", flat=True).first() or ""
    if name == before:
        return
    if name:
        facts = {"name": name, "by": by, "by_name": ledger.name_of(by), "at": now}
        RevisionName.objects.update_or_create(revision=revision, defaults=facts)
    else:
        names.delete()
    ledger.record("name", by=by, at=now, story=story, revision=revision.number, name=name, before=before)


def numbered(story: Story, number: int) -> Revision:
    """The revision of that number; refused where there is none."""
    try:
        return story.revisions.get(number=number)
    except Revision.DoesNotExist:
        raise Refused(f"There is no revision {number} of this story. Reload the page.") from None


def _standing_credits(details: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    """Those of ``details`` under ``names`` that are credits, each as the one that it stands for now."""
    held = {name: _standing(kind, [details[name]]) for name, kind in CREDITS.items() if name in names}
    found: dict[str, Any] = {name: next(iter(pks), None) for name, pks in held.items()}
    return found | ({"writers": _standing(Writer, details["writers"])} if "writers" in names else {})


def _standing(kind: Any, pks: list[int | None]) -> list[int]:
    """These credits, or those that they were merged into, in order and each once."""
    rows = kind.objects.select_related("merged_into").in_bulk([pk for pk in pks if pk])
    return list(dict.fromkeys(rows[pk].standing().pk for pk in pks if pk in rows))


def _there(kind: Any, pks: list[int | None]) -> list[int]:
    held = set(kind.objects.filter(pk__in=[pk for pk in pks if pk]).values_list("pk", flat=True))
    return [pk for pk in pks if pk and pk in held]


def _with_pictures_there(state: State) -> State:
    held = _there(Picture, state.details["pictures"])
    pairs = zip(state.details["pictures"], state.text.captions, strict=False)
    captions = tuple(pair for pk, pair in pairs if pk in held)
    details: Mapping[str, Any] = {**state.details, "pictures": held}
    return State(replace(state.text, captions=captions), details)
