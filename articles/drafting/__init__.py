"""The only writer of a story's words: make one, save one, and merge what two people changed.

A save says which revision it started from. Where that is not the latest, changes to different paragraphs and fields are
merged; where both changed the same one, nothing is written and ``Collided`` carries all three texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, workflow
from articles.drafting.fixing import ask_to_pass, without_told
from articles.drafting.following import (
    Difference,
    Followed,
    difference,
    locked,
    update_from_file,
    update_from_files,
)
from articles.drafting.history import name_revision, numbered, restore, restored, undo
from articles.drafting.making import Draft, create, create_many, draft
from articles.drafting.punctuating import as_typed
from articles.drafting.settling import unsettle
from articles.drafting.state import (
    DETAILS,
    SETTLES,
    WORDS,
    Collided,
    State,
    altered,
    changes_to,
    check_room,
    merged,
    of_revision,
    of_story,
    with_changes,
)
from articles.drafting.translating import (
    begin_translation,
    check_alone,
    fresh_among_versions,
    is_translatable,
    translate,
    untranslate,
)
from articles.drafting.writing import Next, write
from articles.models import Doubt, Proposal, Revision, Stage, Story
from articles.rules import Already, Move, Refused, check, check_revision, fresh
from articles.text.blocks import digest

__all__ = [
    "DETAILS", "SETTLES", "WORDS", "Collided", "Difference", "Draft", "Followed", "Saved", "State", "as_typed",
    "begin_translation", "changes_to", "confirm", "create", "create_many", "difference", "draft", "is_translatable",
    "locked", "name_revision", "numbered", "of_revision", "of_story", "restore", "restored", "save", "send_fix",
    "translate", "unconfirm", "undo", "unsettle", "untranslate", "update_from_file", "update_from_files",
    "with_changes",
]  # fmt: skip


@dataclass(frozen=True)
class Saved:
    """A finished save. ``revision`` is None where nothing had changed."""

    story: Story
    revision: Revision | None
    merged: bool = False


@transaction.atomic
def save(
    story: Story,
    changes: Mapping[str, Any],
    *,
    base: int,
    by: Any,
    now: datetime,
    note: str = "",
    words_of: str = "",
) -> Saved:
    """Save what one person changed since revision ``base``; ``words_of`` is for who takes up words that somebody else,
    a rule or a file proposes (see ``Revision``).

    ``changes`` maps names of ``WORDS`` and ``DETAILS``, and ``captions``, to new values, whose words are saved as they
    are printed (``as_typed``). Settles the doubts and the proposals about the fields that changed, moves the stage
    where the text's approval is gone, writes one revision and one ledger entry.
    """
    story = fresh_among_versions(story) if "language" in changes else fresh(story)
    check(Move.SAVE, story, by, now)
    return _saved(story, changes, base=base, by=by, now=now, note=note, words_of=words_of)


def _saved(
    story: Story,
    changes: Mapping[str, Any],
    *,
    base: int,
    by: Any,
    now: datetime,
    note: str = "",
    words_of: str = "",
) -> Saved:
    """The rest of ``save``, of a story that is locked and whose rule was asked."""
    if by.pk in (story.writer_account_id, story.reader_account_id):
        workflow.touch(story, by=by, now=now)
    # All of them are read to tell whose words survive: among them are the one to start from, and the one held.
    revisions = list(story.revisions.order_by("number"))
    started_from, held = of_revision(_numbered(revisions, base)), of_revision(revisions[-1])
    wanted = merged(started_from, as_typed(started_from, changes), held)
    if wanted.details["headline_is_provisional"] and wanted.text.headline != held.text.headline:
        wanted = with_changes(wanted, {"headline_is_provisional": False})
    wanted = without_told(story, held, wanted, now=now)
    fields = altered(held, wanted)
    if not fields:
        return Saved(story, None)
    check_room(held.text, wanted.text)
    if "language" in fields:
        check_alone(story, wanted.text.language)
    (revision,) = write([Next(story, held, wanted, revisions, note, by, words_of=words_of)], now=now)
    workflow.take_up(story)
    _settle(story, fields, by=by, now=now)
    workflow.restage(story, may_rise=revision.digest != digest(held.text))
    whose = {"words_of": words_of} if words_of else {}
    _log("save", story, by=by, now=now, changed=sorted(fields), **whose)
    return Saved(story, revision, merged=base != revision.number - 1)


@transaction.atomic
def send_fix(
    story: Story, changes: Mapping[str, Any], *, base: int, by: Any, now: datetime, note: str = ""
) -> Saved:
    """Save a change to a story that readers see, and hand it in, in one act.

    Those who may pass it and put it before readers are told. What readers see stays until one of them does.
    """
    story = fresh(story)
    case = check(Move.FIX, story, by, now)
    saved = save(story, changes, base=base, by=by, now=now, note=note)
    if saved.revision is None and case.shown and case.shown.revised == story.revision_number:
        raise Refused("You have changed nothing: readers see exactly this text.")
    story = saved.story
    if story.stage == Stage.DRAFT:
        story = workflow.submit(story, revision=story.revision_number, by=by, now=now)
    if saved.revision:
        ask_to_pass(story, saved.revision, by=by, now=now)
    return Saved(story, saved.revision, saved.merged)


@transaction.atomic
def confirm(doubt: Doubt, *, revision: int, by: Any, now: datetime) -> Revision | None:
    """Say that the importer's reading was right after all, of the text of ``revision``.

    Those who may change the story may, and who imports may as long as nobody has worked on it. A provisional headline
    so confirmed is one no longer: gives the revision that says so.
    """
    if doubt.story is None:
        raise Refused("No story came of this file: there is nothing to confirm.")
    story = fresh(doubt.story)
    check_revision(story, revision)
    check(Move.CONFIRM, story, by, now)
    if doubt.field == "published" and not story.published_at:
        raise Refused("There is no date to confirm. Give the story one: that settles it.")
    if doubt.field == "headline" and story.headline_is_provisional:
        own = {"headline_is_provisional": False}
        return _saved(story, own, base=story.revision_number, by=by, now=now).revision
    held = Doubt.objects.open().filter(pk=doubt.pk)
    if not held.update(settled_at=now, settled_by=by, settled_by_name=ledger.name_of(by)):
        doubt.refresh_from_db()
        raise Already("Settled", doubt.settled_by_name, doubt.settled_at or now, now)
    ledger.record("confirm", by=by, at=now, story=story, doubt=doubt.code, field=doubt.field)
    return None


@transaction.atomic
def unconfirm(doubt: Doubt, *, by: Any, now: datetime) -> None:
    """Open a doubt again that ``by`` has confirmed by mistake. One that a save has settled is settled by its words."""
    if doubt.story is None or doubt.settled_by_id != by.pk or not doubt.settled_at:
        raise Refused("You have not confirmed this: there is nothing to take back.")
    story = fresh(doubt.story)
    check(Move.CONFIRM, story, by, now)
    if Revision.objects.filter(story=story, created_at=doubt.settled_at).exists():
        raise Refused("The story was saved with it: change the story instead.")
    held = Doubt.objects.filter(pk=doubt.pk, settled_at=doubt.settled_at)
    if not held.update(settled_at=None, settled_by=None, settled_by_name=""):
        raise Refused("This doubt is open again already.")
    ledger.record("unconfirm", by=by, at=now, story=story, doubt=doubt.code, field=doubt.field)


def _numbered(revisions: list[Revision], number: int) -> Revision:
    if 1 <= number <= len(revisions):
        return revisions[number - 1]
    raise Refused(f"There is no revision {number} of this story. Reload the page.")


def _settle(story: Story, names: set[str], *, by: Any, now: datetime) -> None:
    fields = [field for field, settling in SETTLES.items() if settling & names]
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    Doubt.objects.open().filter(story=story, field__in=fields).update(**who)
    # A longer text is not answered by a comma: it stays proposed, and is merged when it is taken.
    answered = Proposal.objects.open().filter(story=story, field__in={*fields} - {"body"})
    answered.update(is_taken=False, **who)


def _log(act: str, story: Story, *, by: Any, now: datetime, **detail: Any) -> None:
    detail |= {"revision": story.revision_number, "digest": story.digest, "stage": story.stage}
    ledger.record_many([ledger.Act(act, story, detail=detail)], by=by, at=now)
