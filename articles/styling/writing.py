"""Rules of the style book: what they say, and whether they are in force."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from articles import ledger, stylebook
from articles.models import StyleRule, StyleRuleVersion, StyleTrial
from articles.rules import Refused, check_right
from articles.styling.contradicting import contradiction
from articles.text import style
from articles.text.style import Check

State = StyleRule.State
FINDS = (
    "kind", "find", "replacement", "severity", "section", "language", "spares_quotations", "whole_words", "heeds_case",
)  # fmt: skip
"""What decides which places a rule finds, what it puts there and whom it stops: after a change of one of these it must
be tried again."""
FIELDS = ("name", "message", "reason", *FINDS)
_KEPT = (*FIELDS, "state")
_LONGEST_CODE = 40


@transaction.atomic
def make(given: Mapping[str, Any], *, by: Any, now: datetime, note: str = "") -> StyleRule:
    """A new rule, ``given`` by the names in ``FIELDS``, to be tried. Logged. Raises ``style.BadRule``, too."""
    check_right(by, "add_stylerule", "write rules of the style book")
    rule = StyleRule(code=_free_code(given.get("name", "")), version=0)
    return _save(rule, given, act="made", note=note, by=by, now=now)


@transaction.atomic
def change(
    rule: StyleRule, given: Mapping[str, Any], *, base: int, by: Any, now: datetime, note: str = ""
) -> StyleRule:
    """Change a rule from ``base``, the version that was looked at. Logged. Raises ``style.BadRule``, too.

    What is the same already is not saved again. A live rule that would find other places is a draft again, and so in
    force no more before it was tried.
    """
    return _save(_held(rule, base, by), given, act="changed", note=note, by=by, now=now)


@transaction.atomic
def go_live(rule: StyleRule, *, base: int, by: Any, now: datetime) -> StyleRule:
    """Put a rule in force that was tried as it is worded, and contradicts none that is, nor a name. Logged."""
    rule = _held(rule, base, by)
    _check_state(rule, State.DRAFT, "is no draft")
    trial = StyleTrial.objects.filter(rule=rule, wording=rule.wording).exclude(done_at=None).first()
    if trial is None:
        raise Refused("Try the rule over all stories first, to the end, as it is worded now.")
    if said := contradiction(rule):
        raise Refused(said)
    detail: dict[str, Any] = {"found": trial.found, "stories": trial.hits.count()}
    return _save(rule, {"state": State.LIVE}, act="went live", by=by, now=now, **detail)


@transaction.atomic
def retire(rule: StyleRule, *, base: int, by: Any, now: datetime, note: str = "") -> StyleRule:
    """Take a rule out of the book, which keeps it to be read. Logged."""
    rule = _held(rule, base, by)
    if rule.state == State.RETIRED:
        raise Refused("This rule is retired already.")
    return _save(rule, {"state": State.RETIRED}, act="retired", note=note, by=by, now=now)


@transaction.atomic
def reopen(rule: StyleRule, *, base: int, by: Any, now: datetime) -> StyleRule:
    """Take up again a rule that was retired, as a draft. Logged."""
    rule = _held(rule, base, by)
    _check_state(rule, State.RETIRED, "is not retired")
    return _save(rule, {"state": State.DRAFT}, act="taken up again", by=by, now=now)


def checked(given: Mapping[str, Any]) -> Check:
    """The check that a rule would be, which is not saved. Raises ``style.BadRule``."""
    named = {name: given[name] for name in FIELDS if name in given}
    return style.made(stylebook.rule_of(StyleRule(**named), code=f"{style.PREFIX}draft"))


def _held(rule: StyleRule, base: int, by: Any) -> StyleRule:
    check_right(by, "change_stylerule", "change the style book")
    held: StyleRule = StyleRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    if held.version != base:
        last = held.versions.get(number=held.version)
        raise Refused(
            f"{last.by_name} has changed this rule meanwhile. Nothing was done: read it as it is now, then decide "
            "again."
        )
    return held


def _check_state(rule: StyleRule, state: str, otherwise: str) -> None:
    if rule.state != state:
        raise Refused(f"This rule {otherwise}: it is {rule.get_state_display().lower()}.")


def _save(
    rule: StyleRule,
    given: Mapping[str, Any],
    *,
    act: str,
    by: Any,
    now: datetime,
    note: str = "",
    **detail: Any,
) -> StyleRule:
    values = {name: given[name] for name in _KEPT if name in given}
    changed = sorted(name for name, value in values.items() if value != getattr(rule, name))
    is_new = not rule.version
    if not is_new and not changed:
        return rule
    for name in changed:
        setattr(rule, name, values[name])
    finds_other = is_new or not set(FINDS).isdisjoint(changed)
    if finds_other and rule.state == State.LIVE:
        rule.state = State.DRAFT
        changed.append("state")
    _check(rule)
    rule.version, rule.changed_at = stylebook.last_number() + 1, now
    if finds_other:
        rule.wording = rule.version
    _write(rule, note=note, by=by, now=now)
    told = {"name": rule.name, "code": rule.code, "version": rule.version, "fields": changed, **detail}
    ledger.record(act, by=by, at=now, chain=f"stylerule/{rule.pk}", **told)
    return rule


def _write(rule: StyleRule, *, note: str, by: Any, now: datetime) -> None:
    kept = {name: getattr(rule, name) for name in _KEPT} | {"number": rule.version, "note": note[:300]}
    try:
        with transaction.atomic():
            rule.save()
            StyleRuleVersion.objects.create(rule=rule, **kept, at=now, by=by, by_name=ledger.name_of(by))
    except IntegrityError as error:  # the versions of the book are counted one by one
        raise Refused("Somebody else changed the style book in this moment. Try again.") from error


def _check(rule: StyleRule) -> None:
    if not rule.name or not rule.reason:
        raise Refused("A rule needs a name, and a reason: they are what the style book says of it.")
    others = StyleRule.objects.exclude(pk=rule.pk).exclude(state=State.RETIRED)
    if others.filter(name__iexact=rule.name).exists():
        raise Refused(
            f"There is a rule called “{rule.name}” already: change that one, or call this one otherwise."
        )
    style.made(stylebook.rule_of(rule))


def _free_code(name: str) -> str:
    """The code of a new rule, after its name: it stays whatever the rule is called later."""
    stem = f"{style.PREFIX}{slugify(name) or 'rule'}"[: _LONGEST_CODE - 4].rstrip("-")
    taken = set(StyleRule.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in count(1) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
