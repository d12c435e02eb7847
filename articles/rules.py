"""Which move is allowed: one table, asked in two ways.

``check`` raises ``Refused`` with a sentence fit to show; ``may`` says the same without raising, so that a
button can be greyed and can say why. Admin, commands and functions ask here and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from articles.approval import history, is_passed, unread_authors
from articles.models import FAR_FUTURE, Edition, Kind, Stage, Story
from articles.text.diff import surviving

FROM_FILES = ("related", "pictures", "writers", "source_id", "proofreader_id", "proofreader_credit")
"""What a release shows beside the text and must have from the file. Topics and a missing date an editor may give."""

RULES_VERSION = "1"
"""Stored with each sign-off: raised when what a signer vouches for changes."""


class Refused(Exception):
    """An act that the rules do not allow. Its text says why, in a sentence fit to show."""


class Move(models.TextChoices):
    SAVE = "save", "Save"
    SUBMIT = "submit", "Submit for proofreading"
    SEND_BACK = "send-back", "Return to the writer"
    SIGN_OFF = "sign-off", "Sign off"
    TAKE_BACK = "take-back", "Take back my sign-off"
    PUBLISH = "publish", "Publish"
    RELEASE = "release", "Release from the archive"
    WITHDRAW = "withdraw", "Withdraw"
    SPIKE = "spike", "Spike"
    UNSPIKE = "unspike", "Take off the spike"


STANDS: dict[str, str] = {
    Stage.DRAFT: "a draft",
    Stage.PROOFING: "in proofing",
    Stage.PROOFREAD: "proofread",
    Stage.SPIKED: "spiked",
}
"""How a sentence says where a story stands."""

Condition = Callable[[Story, Any, datetime], str]
"""Gives the reason why not, or an empty string."""


@dataclass(frozen=True)
class Rule:
    """What a move needs: a permission, a stage to start from, and conditions, asked in order."""

    permission: str
    verb: str
    stages: frozenset[str]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """True where the move is allowed; otherwise ``reason`` says why it is not."""

    move: Move
    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason


def check(move: Move, story: Story, user: Any, now: datetime) -> None:
    """Raise ``Refused`` unless ``user`` may make ``move`` with ``story`` as it stands."""
    verdict = may(move, story, user, now)
    if not verdict:
        raise Refused(verdict.reason)


def may(move: Move, story: Story, user: Any, now: datetime) -> Verdict:
    """Whether ``user`` may make ``move`` with ``story`` as it stands, and if not, why."""
    rule = RULES[move]
    if not user.is_active or not user.has_perm(f"articles.{rule.permission}"):
        return Verdict(move, f"Your account does not have the right to {rule.verb}.")
    if story.stage not in rule.stages:
        return Verdict(move, _wrong_stage(rule, story))
    reasons = (condition(story, user, now) for condition in rule.conditions)
    return Verdict(move, next((reason for reason in reasons if reason), ""))


def check_revision(story: Story, revision: int) -> None:
    """Refuse a move that was decided on an older text than the one held now."""
    if story.revision_number != revision:
        raise Refused(
            f"The story has changed since you opened it: you saw revision {revision}, it is now at "
            f"{story.revision_number}. Nothing was done. Read the new text, then decide again."
        )


def fresh(story: Story) -> Story:
    """The row as it is now, locked until the transaction ends."""
    return Story.objects.select_for_update(of=("self",)).get(pk=story.pk)


def _wrong_stage(rule: Rule, story: Story) -> str:
    stages = " or ".join(STANDS[stage] for stage in Stage.values if stage in rule.stages)
    return f"This takes a story that is {stages}; this one is {STANDS[story.stage]}."


def _needs_words(story: Story, user: Any, now: datetime) -> str:
    if not story.headline:
        return "The story has no headline."
    return "" if story.body else "The story has no text."


def _needs_own_headline(story: Story, user: Any, now: datetime) -> str:
    if story.headline_is_provisional:
        return "The headline is provisional: the importer proposed it. Replace or confirm it first."
    return ""


def _needs_credit(story: Story, user: Any, now: datetime) -> str:
    return "" if story.byline or story.source_credit else "The story has neither a byline nor a source."


def _is_not_all_mine(story: Story, user: Any, now: datetime) -> str:
    if set(surviving(history(story))) == {f"user:{user.pk}"}:
        return "You wrote every word of this story: somebody else must sign it off."
    return ""


def _is_not_signed_by_me(story: Story, user: Any, now: datetime) -> str:
    if story.signoffs.filter(digest=story.digest, signer=user, taken_back=None).exists():
        return "You have signed this text already."
    if story.signoffs.filter(digest=story.digest, signer=user).exists():
        return "You took back your sign-off of exactly this text: somebody else must read it now."
    return ""


def _is_signed_by_me(story: Story, user: Any, now: datetime) -> str:
    mine = story.signoffs.standing().filter(digest=story.digest, signer=user)
    return "" if mine.exists() else "You have not signed the text as it stands."


def _is_passed(story: Story, user: Any, now: datetime) -> str:
    if is_passed(story):
        return ""
    authors = " and ".join(unread_authors(story))
    return (
        f"Words by {authors} have not been passed by anybody else."
        if authors
        else "No proofreader has signed it."
    )


def _is_new_to_readers(story: Story, user: Any, now: datetime) -> str:
    # The open edition, not the one of this moment: of two who press at once, one may bring an earlier "now".
    last = story.editions.filter(superseded_at=FAR_FUTURE).exclude(kind=Kind.WITHDRAWAL)
    if last.filter(revision__number=story.revision_number).exists():
        return "Readers see exactly this version already."
    return ""


def _copy_has_a_date(story: Story, user: Any, now: datetime) -> str:
    # What is written here takes the moment of its publication; imported copy is older than that.
    if story.published_at is None and story.files.exists():
        return "It came from a file that gives no date. Give it one first."
    return ""


def _date_is_not_ahead(story: Story, user: Any, now: datetime) -> str:
    return "Its date lies in the future." if story.published_at and story.published_at > now else ""


def _is_live(story: Story, user: Any, now: datetime) -> str:
    return (
        "" if Edition.objects.live(now).filter(story=story).exists() else "Readers do not see this story now."
    )


def _is_not_live(story: Story, user: Any, now: datetime) -> str:
    return "Readers see this story: withdraw it first." if not _is_live(story, user, now) else ""


def _was_never_published(story: Story, user: Any, now: datetime) -> str:
    return "It has been published already." if story.editions.exists() else ""


def _is_as_its_file_has_it(story: Story, user: Any, now: datetime) -> str:
    read = story.revisions.filter(digest=story.digest, from_file__isnull=False).order_by("number").last()
    held = story.latest_revision()
    if read and all(read.details.get(name) == held.details.get(name) for name in FROM_FILES):
        return ""
    return "It is not as its file has it, or came from none: it goes through proofreading."


def _needs_date(story: Story, user: Any, now: datetime) -> str:
    return "" if story.published_at else "It has no date."


def _has_no_open_doubts(story: Story, user: Any, now: datetime) -> str:
    doubts = story.doubts.open().count()
    return f"It has {doubts} open doubt{'s' if doubts > 1 else ''}." if doubts else ""


_WORKED_ON = frozenset({Stage.DRAFT, Stage.PROOFING, Stage.PROOFREAD})

RULES: dict[Move, Rule] = {
    Move.SAVE: Rule("change_story", "change stories", _WORKED_ON),
    Move.SUBMIT: Rule("submit_story", "hand stories in", frozenset({Stage.DRAFT}), (_needs_words,)),
    Move.SEND_BACK: Rule(
        "return_story", "return stories to their writers", frozenset({Stage.PROOFING, Stage.PROOFREAD})
    ),
    Move.SIGN_OFF: Rule(
        "sign_story",
        "sign stories off",
        frozenset({Stage.PROOFING, Stage.PROOFREAD}),
        (_needs_words, _needs_own_headline, _needs_credit, _is_not_all_mine, _is_not_signed_by_me),
    ),
    Move.TAKE_BACK: Rule(
        "sign_story", "sign stories off", frozenset({Stage.PROOFING, Stage.PROOFREAD}), (_is_signed_by_me,)
    ),
    Move.PUBLISH: Rule(
        "publish_story",
        "publish stories",
        frozenset({Stage.PROOFREAD}),
        (
            _needs_words,
            _needs_own_headline,
            _copy_has_a_date,
            _is_passed,
            _is_new_to_readers,
            _date_is_not_ahead,
        ),
    ),
    Move.RELEASE: Rule(
        "release_archive",
        "release imported stories unread",
        frozenset({Stage.DRAFT}),
        (
            _was_never_published,
            _is_as_its_file_has_it,
            _needs_words,
            _needs_own_headline,
            _needs_date,
            _has_no_open_doubts,
            _date_is_not_ahead,
        ),
    ),
    Move.WITHDRAW: Rule("withdraw_story", "withdraw stories", frozenset(Stage.values), (_is_live,)),
    Move.SPIKE: Rule("spike_story", "spike stories", _WORKED_ON, (_is_not_live,)),
    Move.UNSPIKE: Rule("spike_story", "spike stories", frozenset({Stage.SPIKED})),
}
