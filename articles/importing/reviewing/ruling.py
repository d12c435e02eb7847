"""Rules for lines: what lines like one are, said once by a person, and true for every file that has such a line."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles import ledger
from articles.importing.finding.whole import read_whole
from articles.importing.reading.alike import ROLES, TRIED, Alike
from articles.models import ImportRun, LineRule
from articles.rules import Refused, check_right
from articles.text.keys import line_key
from articles.text.parsing import Role

_MOST = 10_000
"""Rules that one file may hold."""
_LARGEST = 20_000_000
"""Bytes of such a file."""
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What JSON can say, and no database holds."""


@dataclass(frozen=True, slots=True)
class Given:
    """A rule as a file gives it: a line for example, or how lines begin, and what lines like it are."""

    example: str
    role: Role
    name: str = ""
    collection: str = ""
    begins: bool = False


@transaction.atomic
def make(
    *,
    name: str,
    example: str,
    role: Role,
    collection: str,
    by: Any,
    now: datetime,
    by_name: str = "",
    begins: bool = False,
) -> LineRule:
    """Make a rule of a line, or of how lines begin, or let the one that there is for them say ``role``; switch it on.

    Files that were taken before stay as they are: ``sweeping`` reads them again. Goes into the ledger.
    """
    if by:
        check_right(by, "add_linerule", "make rules for lines")
    name, key = " ".join(name.split())[:120], line_key(example)
    if not key:
        raise Refused("A blank line has no rule.")
    if not name:
        raise Refused("Give the rule a name, by which others know it.")
    who = {"made_at": now, "made_by": by, "made_by_name": by_name or ledger.name_of(by)}
    told = {"name": name, "role": role.value, "is_on": True, "example": example.strip()[:1000], **who}
    try:
        with transaction.atomic():
            rule, _ = LineRule.objects.update_or_create(
                collection=collection, key=key, begins=begins, defaults=told
            )
    except IntegrityError:
        raise Refused(f"There is another rule called “{name}”: give this one a name of its own.") from None
    _record("rule made", rule, by=by, now=now, by_name=who["made_by_name"])
    return rule


def winning_over(alike: Alike, role: Role, collection: str) -> list[LineRule]:
    """The rules that say otherwise of some of these lines and win over one that would be made for them: for whole lines
    over one for how they begin, for a longer beginning over a shorter, of one collection over one for all.
    """
    others = LineRule.objects.filter(is_on=True).exclude(role=role.value)
    if collection:
        others, same = others.filter(collection__in=["", collection]), Q(pk=None)
    else:
        same = Q(key=alike.key, begins=alike.begins) & ~Q(collection="")
    nearer = (
        (Q(begins=False) | ~Q(key=alike.key)) & Q(key__startswith=alike.key) if alike.begins else Q(pk=None)
    )
    found = others.filter(same | nearer).order_by("name")
    return [rule for rule in found if alike.has(rule.example)]


@transaction.atomic
def switch(rule: LineRule, *, is_on: bool, by: Any, now: datetime) -> LineRule:
    """Let a rule hold for files that come from now on, or no more. Goes into the ledger."""
    check_right(by, "change_linerule", "change rules for lines")
    rule = LineRule.objects.select_for_update().get(pk=rule.pk)
    if rule.is_on != is_on:
        rule.is_on = is_on
        rule.save(update_fields=["is_on"])
        _record("rule switched", rule, by=by, now=now)
    return rule


@transaction.atomic
def rename(rule: LineRule, name: str, *, by: Any, now: datetime) -> LineRule:
    """Give a rule another name. Goes into the ledger."""
    check_right(by, "change_linerule", "change rules for lines")
    rule = LineRule.objects.select_for_update().get(pk=rule.pk)
    name = " ".join(name.split())[:120]
    if not name:
        raise Refused("A rule needs a name.")
    if LineRule.objects.filter(name=name).exclude(pk=rule.pk).exists():
        raise Refused(f"There is another rule called “{name}”.")
    rule.name = name
    rule.save(update_fields=["name"])
    _record("rule named", rule, by=by, now=now)
    return rule


@transaction.atomic
def remove(rule: LineRule, *, by: Any, now: datetime) -> None:
    """Take a rule away for good. Files that were read by it stay as they are: ``sweeping`` reads them again without a
    rule that is switched off. Goes into the ledger, from which it could be made anew.
    """
    check_right(by, "change_linerule", "change rules for lines")
    rule = LineRule.objects.select_for_update().get(pk=rule.pk)
    _record("rule deleted", rule, by=by, now=now)
    rule.delete()


def dump(rules: Iterable[LineRule]) -> str:
    """Rules as a file that ``load`` reads."""
    return json.dumps([_row(rule) for rule in rules], ensure_ascii=False, indent=1) + "\n"


def to_try(given: Iterable[Given]) -> dict[str, Any]:
    """The option of a dry run that reads its files by rules which nobody keeps yet. Empty where there are none."""
    rows = [_row(one) for one in given]
    return {TRIED: rows} if rows else {}


def _row(rule: LineRule | Given) -> dict[str, Any]:
    """A rule as a file has it."""
    said = {"name": rule.name, "line": rule.example, "role": str(rule.role), "collection": rule.collection}
    return said | ({"begins": True} if rule.begins else {})


def tried_by(run: ImportRun) -> list[Given]:
    """The rules that a dry run was given."""
    return [_given(number, row) for number, row in enumerate(run.options.get(TRIED, ()), 1)]


def load(path: Path | str) -> list[Given]:
    """The rules in a file. Raises ``Refused``, with a sentence that says where it is wrong."""
    data = read_whole(path, called=f"The file of rules {path}", most=_LARGEST)
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("The file of rules is no JSON.") from None
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise Refused(f"A file of rules is a list of at most {_MOST:,}, each with a line and a role.")
    return [_given(number, row) for number, row in enumerate(rows, 1)]


@transaction.atomic
def take_in(given: Iterable[Given], *, by: Any, now: datetime, by_name: str = "") -> int:
    """Keep rules that a file gives, as ``make`` does; a name that is another rule's gets a number. Gives how many."""
    count = 0
    for one in given:
        key = line_key(one.example)
        held = LineRule.objects.filter(collection=one.collection, key=key, begins=one.begins).first()
        if held and held.is_on and held.role == one.role:
            continue
        name = held.name if held else _free_name(one.name or proposed_name(one.example, one.role, one.begins))
        make(
            name=name,
            example=one.example,
            role=one.role,
            collection=one.collection,
            by=by,
            now=now,
            by_name=by_name,
            begins=one.begins,
        )
        count += 1
    return count


def proposed_name(example: str, role: Role, begins: bool) -> str:
    """What a rule is called where nobody gives it a name."""
    words = shorten(example, 60, placeholder="…")
    return f"“{words}{' …' if begins else ''}” is {role}"


def _free_name(name: str) -> str:
    taken = set(LineRule.objects.filter(name__startswith=name[:100]).values_list("name", flat=True))
    choices = (name[:120], *(f"{name[:100]} ({number})" for number in range(2, len(taken) + 3)))
    return next(choice for choice in choices if choice not in taken)


def _given(number: int, row: Any) -> Given:
    values = (
        {name: row.get(name, "") for name in ("line", "role", "name", "collection")}
        if isinstance(row, dict)
        else {}
    )
    if not values or not all(isinstance(value, str) for value in values.values()):
        raise Refused(f"Rule {number} is no object with a “line” and a “role”.")
    if not line_key(values["line"]):
        raise Refused(f"Rule {number} has no line.")
    if values["role"] not in ROLES:
        raise Refused(
            f"Rule {number} says that a line is “{values['role'][:40]}”, which is no role of a line."
        )
    if len(values["collection"]) > 120 or _NO_TEXT.search("".join(values.values())):
        raise Refused(f"Rule {number} holds what no rule can hold.")
    begins = row.get("begins", False)
    if not isinstance(begins, bool):
        raise Refused(f"Rule {number}: “begins” is true or false.")
    return Given(values["line"], Role(values["role"]), values["name"], values["collection"], begins)


def _record(act: str, rule: LineRule, *, by: Any, now: datetime, by_name: str = "") -> None:
    row = ledger.Act(act, chain=f"linerule/{rule.pk}", detail=_row(rule) | {"on": rule.is_on})
    ledger.record_many([row], by=by, at=now, by_name="" if by else by_name)
