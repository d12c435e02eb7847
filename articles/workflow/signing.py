"""Sign-offs: given, taken back, and what hangs on each."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from articles import debts, ledger, stylebook
from articles.approval import Approval
from articles.models import Kind, SignOff, SignOffTakenBack, Stage, Story
from articles.rules import RULES_VERSION, Case, Move
from articles.workflow.acting import called, ready, restaged, tell
from articles.workflow.holders import READER, put
from articles.workflow.recalling import recall


@transaction.atomic
def sign_off(story: Story, *, revision: int, by: Any, now: datetime) -> Story:
    """Sign the text as it stands; who is no proofreader passes by it what a proofreader wrote who signed.

    It is proofread once every word has been passed by somebody else than its author: then its reader is done, and a
    flash of that very text is owed no longer. Its writer is told.
    """
    story = ready(Move.SIGN_OFF, story, by=by, now=now, revision=revision)
    rules = f"{RULES_VERSION}/{stylebook.version()}"
    SignOff.objects.create(
        story=story,
        revision=story.latest_revision(),
        digest=story.digest,
        signer=by,
        signer_name=ledger.name_of(by),
        rules_version=rules,
        is_second=not by.has_perm("articles.sign_story"),
        signed_at=now,
    )
    approval, stage = Approval(story), Stage(story.stage)
    if approval.is_passed():
        stage = Stage.PROOFREAD
        put(story, READER, None, now=now)
        _settle(story, by=by, now=now)
    detail = {"digest": story.digest, "rules": rules}
    restaged(story, stage, Move.SIGN_OFF, *READER.columns, by=by, now=now, **detail)
    sentence = f"{ledger.name_of(by)} signed off {called(story)}. {_whats_left(approval)}"
    tell([story.writer_account or story.created_by], story, "signed", sentence, now=now, by=by)
    return story


@transaction.atomic
def take_back(story: Story, *, reason: str, revision: int, by: Any, now: datetime) -> Story:
    """Take back one's own sign-off of the text as it stands.

    The sign-off stays on record, and so does this. What is scheduled and is not passed without it is called back.
    """
    story = ready(Move.TAKE_BACK, story, by=by, now=now, revision=revision)
    signoff = story.signoffs.standing().get(digest=story.digest, signer=by)
    name, reason = ledger.name_of(by), reason.strip()
    SignOffTakenBack.objects.create(signoff=signoff, reason=reason[:300], by=by, by_name=name, at=now)
    # Of a story that was returned and handed in again, what is left of the sign-offs does not make it proofread.
    stage = Stage.PROOFING if not Approval(story).is_passed() else Stage(story.stage)
    restaged(story, stage, Move.TAKE_BACK, by=by, now=now, digest=story.digest, reason=reason)
    if stage != Stage.PROOFREAD:
        sentence = f"{name} took back the sign-off of {called(story)}. {reason}".strip()
        tell([story.writer_account or story.created_by], story, "unsigned", sentence, now=now, by=by)
    because = f"{name} took back the sign-off of it, and nobody else has passed it."
    recall(story, unless=lambda edition: _is_passed(story, edition), because=because, by=by, now=now)
    if stage != Stage.PROOFREAD:
        _owe_again(story, by=by, now=now)
    return story


def _is_passed(story: Story, edition: Any) -> bool:
    """Whether the text of a scheduled edition is passed as sign-offs stand now."""
    return Approval(story, edition.revised).is_passed()


def _settle(story: Story, *, by: Any, now: datetime) -> None:
    """Settle what is owed for flashes of the text that is passed now."""
    # What a scheduled version will settle is settled now: that version may yet be called back.
    owed = story.debts.filter(Q(settled_at=None) | Q(settled_at__gt=now), edition__digest=story.digest)
    debts.settle(owed, reader=(by.pk, ledger.name_of(by)), at=now, how="Read and signed", by=by, now=now)


def _owe_again(story: Story, *, by: Any, now: datetime) -> None:
    """Owe again a flash of the text that is passed no longer, while readers see it; a scheduled version that was read
    settles it at its time.
    """
    shown = story.debts.filter(edition__digest=story.digest, edition__superseded_at__gt=now)
    if not debts.owe_again(shown, by=by, now=now):
        return
    for edition in Case(story, now).scheduled:
        signers = Approval(story, edition.revised).signers
        if edition.kind != Kind.WITHDRAWAL and signers:
            *_, reader = signers.items()
            how = f"Replaced by a version that {reader[1]} read"
            debts.settle(shown.open(), reader=reader, at=edition.live_from, how=how, by=by, now=now)


def _whats_left(approval: Approval) -> str:
    if authors := " and ".join(approval.unread_authors()):
        return f"Words by {authors} wait for another reader."
    return "It is proofread."
