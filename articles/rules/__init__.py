"""Which move is allowed: one table, asked in two ways.

``check`` raises ``Refused`` with a sentence fit to show; ``may`` says the same without raising, so that a
button can be greyed and can say why. Admin, commands and functions ask here and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from articles.models import Stage, Story, some_of
from articles.rules import conditions as c
from articles.rules import signing as s
from articles.rules.case import KINDS, STANDS, Case, idle_time, version_in
from articles.rules.moves import Already, Move, Refused, Verdict

__all__ = [
    "RULES", "RULES_VERSION", "Already", "Case", "Move", "Refused", "Rule", "Verdict", "check", "check_revision",
    "check_right", "fresh", "has_right", "idle_time", "may", "verdict", "version_in",
]  # fmt: skip

RULES_VERSION = "2"
"""Stored with each sign-off: raised when what a signer vouches for changes."""
_AT_ONCE = 500
_IMPORTING = 0x6E657773
"""Which of PostgreSQL's advisory locks stands for "somebody is importing"."""


@dataclass(frozen=True)
class Rule:
    """What a move needs: a permission, a stage to start from, and conditions, asked in order."""

    permission: str
    verb: str
    stages: frozenset[str]
    conditions: tuple[c.Condition, ...] = ()
    also: str = ""
    """A second permission, for what is two moves in one."""
    lesser: str = ""
    suffices: c.Condition | None = None
    """A lesser permission, and when it is enough: where this gives no reason why not."""


def check(move: Move, story: Story, user: Any, now: datetime) -> Case:
    """Raise ``Refused`` unless ``user`` may make ``move`` with ``story`` as it stands. Gives the facts found."""
    case = Case(story, now)
    found = verdict(move, case, user)
    if not found:
        raise Refused(found.reason)
    return case


def may(move: Move, story: Story, user: Any, now: datetime) -> Verdict:
    """Whether ``user`` may make ``move`` with ``story`` as it stands, and if not, why."""
    return verdict(move, Case(story, now), user)


def verdict(move: Move, case: Case, user: Any) -> Verdict:
    """The same with facts that are at hand: of many moves of one story, each fact is fetched once."""
    rule = RULES[move]
    if not has_right(move, case, user):
        return Verdict(move, f"Your account does not have the right to {rule.verb}.")
    if case.story.stage not in rule.stages:
        return Verdict(move, _wrong_stage(move, case.story))
    reasons = (condition(case, user) for condition in rule.conditions)
    return Verdict(move, next((reason for reason in reasons if reason), ""))


def has_right(move: Move, case: Case, user: Any) -> bool:
    """Whether the account may make such a move at all, whatever stands in the way of it now."""
    rule = RULES[move]
    rights = [f"articles.{right}" for right in (rule.permission, rule.also) if right]
    if not user.is_active:
        return False
    if user.has_perms(rights):
        return True
    if rule.suffices is None or not user.has_perm(f"articles.{rule.lesser}"):
        return False
    return not rule.suffices(case, user)


def check_right(user: Any, right: str, verb: str, *, whose: str = "Your account") -> None:
    """Refuse what is no move of a story to an account without the right to it, or that is active no more."""
    if not user.is_active or not user.has_perm(f"articles.{right}"):
        raise Refused(f"{whose} does not have the right to {verb}.")


def check_revision(story: Story, revision: int) -> None:
    """Refuse a move that was decided on an older text than the one held now."""
    if story.revision_number != revision:
        raise Refused(
            f"The story has changed since you opened it: you saw revision {revision}, it is now at "
            f"{story.revision_number}. Nothing was done. Read the new text, then decide again."
        )


def fresh(story: Story) -> Story:
    """The row as it is now, locked until the transaction ends, with those whose story it is."""
    rows = Story.objects.select_related("writer_account", "created_by")
    held = rows.select_for_update(of=("self",), no_key=True).get(pk=story.pk)
    # After a wait for the lock PostgreSQL reads the row again, but joins to it whom it had found before the wait.
    for name in ("writer_account", "created_by"):
        person, pk = getattr(held, name), getattr(held, f"{name}_id")
        if pk != (person and person.pk):
            setattr(held, name, pk and User.objects.get(pk=pk))
    return held


def lock(pks: Iterable[int]) -> None:
    """Lock stories until the transaction ends, in the order in which everybody does, without reading them."""
    rows = Story.objects.select_for_update(no_key=True).order_by("pk").values_list("pk")
    for some in some_of(sorted(pks), _AT_ONCE):
        list(rows.filter(pk__in=some))


def wait_for_imports() -> None:
    """Let no import write before this transaction ends; called before any story is locked. On SQLite nobody else writes
    meanwhile anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORTING])


def _wrong_stage(move: Move, story: Story) -> str:
    *others, last = (KINDS[stage] for stage in Stage.values if stage in RULES[move].stages)
    kinds = f"{', '.join(others)} or {last}" if others else last
    return f"“{move.label}” is for {kinds}; this story is {STANDS[story.stage]}."


_ALL = frozenset(Stage.values)
_WORKED_ON = frozenset({Stage.DRAFT, Stage.PROOFING, Stage.PROOFREAD})
_UNREAD = frozenset({Stage.DRAFT, Stage.PROOFING})
_READ = frozenset({Stage.PROOFING, Stage.PROOFREAD})

_SIGNABLE = (
    c.needs_words, c.needs_own_headline, c.needs_credit, s.is_not_all_mine, s.is_not_signed_by_me,
    s.nobody_is_waited_for, s.has_nothing_blocking,
)  # fmt: skip
_PUBLISHABLE = (
    c.needs_words, c.needs_own_headline, c.needs_alt_text, c.copy_has_a_date, c.date_is_not_ahead,
    c.corrects_something, c.is_not_held,
)  # fmt: skip

RULES: dict[Move, Rule] = {
    Move.SAVE: Rule("change_story", "change stories", _WORKED_ON),
    Move.CONFIRM: Rule(
        "change_story",
        "confirm doubts about stories that people have worked on",
        _WORKED_ON,
        lesser="add_importrun",
        suffices=c.is_an_untouched_import,
    ),
    Move.SUBMIT: Rule("submit_story", "hand stories in", frozenset({Stage.DRAFT}), (c.needs_words,)),
    Move.SEND_BACK: Rule("return_story", "return stories to their writers", _READ),
    Move.SIGN_OFF: Rule(
        "sign_story",
        "sign stories off",
        _READ,
        _SIGNABLE,
        lesser="change_story",
        suffices=s.waits_for_a_second,
    ),
    Move.TAKE_BACK: Rule(
        "sign_story",
        "sign stories off",
        _READ,
        (s.is_signed_by_me,),
        lesser="change_story",
        suffices=s.is_signed_by_me,
    ),
    Move.FIX: Rule("change_story", "change stories", _WORKED_ON, (c.is_live,)),
    Move.PASS: Rule(
        "publish_story",
        "sign off and publish stories",
        _READ,
        (*_SIGNABLE, s.is_passed_with_me, *_PUBLISHABLE, c.is_not_under_embargo, c.is_new_to_readers),
        also="sign_story",
    ),
    Move.PUBLISH: Rule(
        "publish_story",
        "publish stories",
        frozenset({Stage.PROOFREAD}),
        (*_PUBLISHABLE, s.is_passed, c.is_not_under_embargo, c.is_new_to_readers),
    ),
    Move.SCHEDULE: Rule(
        "publish_story",
        "schedule stories",
        frozenset({Stage.PROOFREAD}),
        (*_PUBLISHABLE, s.is_passed, c.is_new_to_readers),
    ),
    Move.OVERRIDE: Rule(
        "override_story",
        "publish stories that nobody else has passed",
        _UNREAD,
        (*_PUBLISHABLE, c.is_not_under_embargo, c.is_new_to_readers),
    ),
    Move.FLASH: Rule(
        "flash_story",
        "publish a flash",
        _UNREAD,
        (*_PUBLISHABLE, c.is_a_flash, c.is_no_full_story, c.is_not_under_embargo, c.is_new_to_readers),
    ),
    Move.CALL_BACK: Rule("publish_story", "call stories back", _ALL, (c.is_scheduled,)),
    Move.RELEASE: Rule(
        "release_archive",
        "release imported stories unread",
        frozenset({Stage.DRAFT}),
        (
            c.was_never_published,
            c.is_as_its_file_has_it,
            c.nobody_else_writes,
            c.needs_words,
            c.needs_own_headline,
            c.needs_date,
            c.has_no_open_doubts,
            c.needs_alt_text,
            c.date_is_not_ahead,
            c.is_not_held,
            c.is_not_under_embargo,
        ),
    ),
    Move.WITHDRAW: Rule("withdraw_story", "withdraw stories", _ALL, (c.is_live_or_named,)),
    Move.MERGE: Rule("withdraw_story", "merge stories", _ALL, (c.is_worth_merging,), also="spike_story"),
    Move.SPIKE: Rule("spike_story", "spike stories", _WORKED_ON, (c.is_not_live, c.is_not_scheduled)),
    Move.UNSPIKE: Rule(
        "spike_story",
        "spike stories",
        frozenset({Stage.SPIKED}),
        (c.is_not_redacted, c.is_alone_in_its_language),
    ),
    Move.TAKE_WRITING: Rule("change_story", "change stories", _WORKED_ON, (c.is_free_to_write,)),
    Move.TAKE_READING: Rule("sign_story", "sign stories off", _READ, (c.is_free_to_read, s.is_not_all_mine)),
    Move.HAND_BACK: Rule("view_story", "see stories", _ALL, (c.is_with_me,)),
    Move.ASSIGN: Rule("assign_story", "give stories to people", _WORKED_ON),
    Move.PLAN: Rule("assign_story", "plan stories", _WORKED_ON),
    Move.HOLD: Rule("hold_story", "hold stories back", _WORKED_ON),
    Move.LIFT: Rule("lift_hold", "lift holds", _ALL, (c.is_held,)),
    Move.EMBARGO: Rule("lift_hold", "set an embargo", _WORKED_ON),
    Move.LIFT_EMBARGO: Rule("lift_hold", "lift an embargo", _ALL, (c.has_an_embargo,)),
    Move.COMMENT: Rule("comment_story", "comment on stories", _WORKED_ON),
    Move.TRANSLATE: Rule("change_story", "change stories", _WORKED_ON, (c.translates_nothing,)),
    Move.UNTRANSLATE: Rule("change_story", "change stories", _WORKED_ON, (c.is_a_translation,)),
    Move.AGREE: Rule("change_story", "change stories", _WORKED_ON, (c.has_to_follow,)),
    Move.SHARE: Rule(
        "share_story", "share stories with outsiders", _WORKED_ON, (c.needs_words, c.is_not_silenced)
    ),
}
