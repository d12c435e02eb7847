"""The moves of the working copy. Nothing else writes ``Story.stage`` or sign-offs.

Each move carries the number of the revision that the decision was made on, and is refused when that is not
the latest. Each is one transaction: lock the row, read it again, check, write, log.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.approval import is_passed
from articles.models import SignOff, SignOffTakenBack, Stage, Story
from articles.rules import RULES_VERSION, Move, Refused, check, check_revision, fresh


@transaction.atomic
def submit(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Hand a draft in for proofreading."""
    story = _ready(Move.SUBMIT, story, revision, by, now)
    return _move(story, Stage.PROOFING, Move.SUBMIT, by, now)


@transaction.atomic
def send_back(story: Story, *, note: str, revision: int, by: Any, now: datetime) -> Story:
    """Return a story to its writer, with a note that says what to do."""
    story = _ready(Move.SEND_BACK, story, revision, by, now)
    if not note.strip():
        raise Refused("Say in a note what the writer should do.")
    return _move(story, Stage.DRAFT, Move.SEND_BACK, by, now, note=note.strip())


@transaction.atomic
def sign_off(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Sign the text as it stands.

    It is proofread once every word has been passed by somebody else than its author.
    """
    story = _ready(Move.SIGN_OFF, story, revision, by, now)
    SignOff.objects.create(
        story=story,
        revision=story.latest_revision(),
        digest=story.digest,
        signer=by,
        signer_name=ledger.name_of(by),
        rules_version=RULES_VERSION,
        signed_at=now,
    )
    stage = Stage.PROOFREAD if is_passed(story) else Stage(story.stage)
    return _move(story, stage, Move.SIGN_OFF, by, now, digest=story.digest, rules=RULES_VERSION)


@transaction.atomic
def take_back(story: Story, *, reason: str, revision: int, by: Any, now: datetime) -> Story:
    """Take back one's own sign-off of the text as it stands.

    The sign-off stays on record, and so does this.
    """
    story = _ready(Move.TAKE_BACK, story, revision, by, now)
    signoff = story.signoffs.standing().get(digest=story.digest, signer=by)
    SignOffTakenBack.objects.create(signoff=signoff, reason=reason, by=by, by_name=ledger.name_of(by), at=now)
    stage = Stage.PROOFREAD if is_passed(story) else Stage.PROOFING
    return _move(story, stage, Move.TAKE_BACK, by, now, digest=story.digest, reason=reason)


@transaction.atomic
def spike(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Put a story aside for good. It is kept whole, and can be taken off the spike."""
    story = _ready(Move.SPIKE, story, revision, by, now)
    return _move(story, Stage.SPIKED, Move.SPIKE, by, now)


@transaction.atomic
def unspike(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Take a story off the spike, as a draft."""
    story = _ready(Move.UNSPIKE, story, revision, by, now)
    return _move(story, Stage.DRAFT, Move.UNSPIKE, by, now)


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


def _ready(move: Move, story: Story, revision: int, by: Any, now: datetime) -> Story:
    """The story locked and read again, once the move is known to be allowed."""
    story = fresh(story)
    check_revision(story, revision)
    check(move, story, by, now)
    return story


def _move(story: Story, stage: Stage, move: Move, by: Any, now: datetime, **detail: Any) -> Story:
    before, story.stage, story.changed_at = story.stage, stage, now
    story.save(update_fields=["stage", "changed_at"])
    ledger.record(
        move.value,
        by=by,
        at=now,
        story=story,
        revision=story.revision_number,
        stage=f"{before} → {stage}",
        **detail,
    )
    return story
