"""The way of a story from stage to stage, sign-offs apart."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, notices
from articles.approval import is_passed
from articles.models import Fingerprint, Stage, Story
from articles.rules import Case, Move, Refused, lock
from articles.workflow.acting import called, moment, ready, restaged, tell
from articles.workflow.holders import COLUMNS, PARTS, READER, put


@transaction.atomic
def submit(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Hand a draft in for proofreading. A reader whom it was given to is told, and has their time from now on."""
    story = ready(Move.SUBMIT, story, by=by, now=now, revision=revision)
    story.is_archive = False
    if reader := story.reader_account:
        put(story, READER, reader, now=now)
    restaged(story, Stage.PROOFING, Move.SUBMIT, *READER.columns, "is_archive", by=by, now=now)
    sentence = f"{ledger.name_of(by)} handed in {called(story)}: you have it for reading."
    tell([reader], story, "handed-in", sentence, now=now, by=by)
    return story


@transaction.atomic
def send_back(story: Story, *, note: str, revision: int, by: Any, now: datetime) -> Story:
    """Return a story to its writer, with a note that says what to do. Its reader is done with it."""
    story, note = ready(Move.SEND_BACK, story, by=by, now=now, revision=revision), note.strip()
    if not note:
        raise Refused("Say in a note what the writer should do.")
    put(story, READER, None, now=now)
    restaged(story, Stage.DRAFT, Move.SEND_BACK, *READER.columns, by=by, now=now, note=note)
    notices.settle(story, kind="fix", now=now)
    sentence = f"{ledger.name_of(by)} returned {called(story)}: {note}"
    tell([story.writer_account or story.created_by], story, "returned", sentence, now=now, by=by)
    _warn_schedulers(story, by=by, now=now)
    return story


@transaction.atomic
def spike(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Put a story aside for good. It is kept whole, nobody has it, and it can be taken off the spike."""
    return put_aside(ready(Move.SPIKE, story, by=by, now=now, revision=revision), by=by, now=now)


def put_aside(story: Story, *, by: Any, now: datetime) -> Story:
    """Spike a story without asking who may. Called by ``redaction`` too, with the story locked and gone for readers."""
    for part in PARTS:
        put(story, part, None, now=now)
    return restaged(story, Stage.SPIKED, Move.SPIKE, *COLUMNS, by=by, now=now)


def put_aside_many(stories: Iterable[Story], *, now: datetime) -> list[ledger.Act]:
    """Spike stories that nobody has, without asking who may, in one query. Gives the acts for the ledger.

    Called with the stories locked and gone for readers, when an import is undone.
    """
    stories = list(stories)
    Story.objects.filter(pk__in=[story.pk for story in stories]).update(
        stage=Stage.SPIKED, changed_at=now, is_archive=False
    )
    return [
        ledger.Act(
            Move.SPIKE.value,
            story,
            detail={"revision": story.revision_number, "stage": f"{story.stage} → {Stage.SPIKED}"},
        )
        for story in stories
    ]


@transaction.atomic
def unspike(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Take a story off the spike, as a draft. Where its import was undone, its copies did not find it any more."""
    # Who says meanwhile that another is a version of the same original waits, or is waited for.
    lock({story.pk, story.translation_of_id or story.pk})
    story = ready(Move.UNSPIKE, story, by=by, now=now, revision=revision)
    Fingerprint.objects.sketch(story)
    return restaged(story, Stage.DRAFT, Move.UNSPIKE, by=by, now=now)


def _warn_schedulers(story: Story, *, by: Any, now: datetime) -> None:
    """What is scheduled was passed as it stands and goes out all the same: who scheduled it should know."""
    for edition in Case(story, now).scheduled:
        sentence = (
            f"{ledger.name_of(by)} returned {called(story)} to its writer. What is scheduled for "
            f"{moment(edition.live_from)} goes out all the same, unless it is called back."
        )
        tell([edition.made_by], story, "returned-scheduled", sentence, now=now, by=by)


def restage(story: Story, *, may_rise: bool) -> None:
    """Let the stage follow the text after a save: proofread holds only while every word is passed.

    Text put back to what was signed is signed: ``may_rise`` says that the save changed the text. Called by
    ``drafting`` inside the transaction of the save, with the new revision written.
    """
    if story.stage == Stage.PROOFREAD and not is_passed(story):
        stage = Stage.PROOFING
    elif may_rise and story.stage == Stage.PROOFING and is_passed(story):
        stage = Stage.PROOFREAD
    else:
        return
    story.stage = stage
    story.save(update_fields=["stage"])


def take_up(story: Story) -> None:
    """A person works on what was released from the archive: it belongs on the desk again. Called by ``drafting``."""
    if story.is_archive:
        story.is_archive = False
        story.save(update_fields=["is_archive"])


def shelve(pks: Iterable[int]) -> None:
    """Keep what was released from the archive out of the desk's columns. Called by ``press`` within the release, and
    where doubts about many stories are settled at once.
    """
    Story.objects.filter(pk__in=list(pks)).update(is_archive=True)
