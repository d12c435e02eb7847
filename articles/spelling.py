"""How the desk spells names: the only writer of what it prefers, calls wrong, or wants to know nothing of.

Nothing here touches a story: whoever proofreads is told of what it says otherwise.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import KnownName
from articles.names import LONGEST, Kind, Standing, ends
from articles.rules import Refused, check_right
from articles.search.asking import Search
from articles.search.counting import counts
from articles.search.counting import said as counted
from articles.text.naming import key_of
from articles.text.particulars import OPENERS
from articles.text.terms import question

WRONG_FORMS = 50
"""Wrong forms of one name."""
_SHORTEST = 2
_NO_NAME = frozenset("<>{}[]|\\")


class Published(Refused):
    """Forms that are to be wrong are names that published stories say: ``keys`` has the keys of all of them."""

    def __init__(self, told: dict[str, str]) -> None:
        self.keys = list(told)
        super().__init__(" ".join(told.values()))


@transaction.atomic
def prefer(
    spelling: str,
    *,
    kind: str = Kind.OTHER,
    wrong: Iterable[str] = (),
    although: Collection[str] = (),
    keeps_wrong: bool = False,
    by: Any,
    now: datetime,
) -> KnownName:
    """Have a name spelled so, accents and hyphens too, and found wherever a story has one of its ``wrong`` forms.

    These replace the wrong forms that it had, unless it ``keeps_wrong`` ones. What was forgotten is known again. Raises
    ``Published`` for forms that published stories say, but for those whose keys are among ``although``.
    """
    _check(by)
    key, spelling = _read(spelling)
    if kind not in Kind.values:
        raise Refused("Say whether it is a person or an organisation.")
    held = KnownName.objects.select_for_update().filter(key=key).first()
    _check_free(held, spelling)
    who = {"by_name": ledger.name_of(by), "at": now}
    told = {"spelling": spelling, "kind": kind, "standing": Standing.PREFERRED, **ends(key), **who}
    row, _ = KnownName.objects.update_or_create(key=key, defaults=told)
    forms = dict(row.wrong_forms.values_list("key", "spelling")) if keeps_wrong else {}
    forms |= dict(_read(form) for form in wrong if form.strip())
    if len(forms) > WRONG_FORMS:
        raise Refused(f"A name has at most {WRONG_FORMS} wrong forms.")
    _check_unpublished(set(forms) - set(although), now)
    _let_go(row.wrong_forms.exclude(key__in=forms), now)
    for form, said in sorted(forms.items()):
        _call_wrong(form, said, row, who)
    detail = {"name": spelling, "kind": str(kind), "wrong": sorted(forms.values())}
    ledger.record("name preferred", by=by, at=now, chain=f"knownname/{row.pk}", **detail)
    return row


def seen(row: KnownName) -> str:
    """What a page that shows a name gives back, so that nobody is saved over."""
    return row.at.isoformat() if row.at else ""


def check_seen(row: KnownName, shown: str) -> None:
    """Refuse to change a name that somebody else changed since a page had ``shown`` it; it is locked from now on."""
    held = KnownName.objects.select_for_update().get(pk=row.pk)
    if seen(held) != shown:
        raise Refused(
            f"{held.by_name} has changed “{held.spelling}” while you were at it. Nothing was saved over: look at it as "
            "it is now, and put in what is missing."
        )


@transaction.atomic
def forget(row: KnownName, *, by: Any, now: datetime) -> None:
    """Know nothing of a name, whatever is published, until somebody prefers it again; its wrong forms are none."""
    _check(by)
    _let_go(row.wrong_forms.all(), now)
    gone = {
        "standing": Standing.FORGOTTEN,
        "meant": None,
        "head": "",
        "tail": "",
        "by_name": ledger.name_of(by),
    }
    KnownName.objects.filter(pk=row.pk).update(**gone, at=now)
    ledger.record("name forgotten", by=by, at=now, chain=f"knownname/{row.pk}", name=row.spelling)


def _call_wrong(key: str, said: str, row: KnownName, who: dict[str, Any]) -> None:
    if key == row.key:
        raise Refused(
            f"“{said}” differs from “{row.spelling}” in signs alone: it is found without being named here."
        )
    held = KnownName.objects.select_for_update().filter(key=key).first()
    if held and held.standing == Standing.PREFERRED:
        raise Refused(f"“{held.spelling}” is a spelling of ours: forget it first.")
    if held and held.meant_id not in (None, row.pk):
        _check_free(held, said)
    told = {"standing": Standing.WRONG, "meant": row, "head": "", "tail": "", **who}
    # One that stories say keeps the spelling that they have, to which it returns when it is wrong no more.
    if not (held and held.story_number):
        told["spelling"] = said
    KnownName.objects.update_or_create(key=key, defaults=told)


def _check_unpublished(keys: Collection[str], now: datetime) -> None:
    rows = KnownName.objects.filter(key__in=keys, standing=Standing.KNOWN)
    said = {row.key: row.spelling for row in rows}
    if said:
        stories = _stories(said, now)
        raise Published({key: _published(name, stories[key]) for key, name in said.items()})


def _published(name: str, stories: int) -> str:
    if not stories:
        return f"“{name}” is a name from published stories."
    return f"{counted(stories)} published {'story says' if stories == 1 else 'stories say'} “{name}”."


def _let_go(rows: Iterable[KnownName], now: datetime) -> None:
    """Wrong forms that are none any more: what published stories say is known as it was before, the rest is gone."""
    rows = list(rows)
    stories = _stories({row.key: row.spelling for row in rows if row.story_number}, now)
    KnownName.objects.filter(pk__in=[row.pk for row in rows if not row.story_number]).delete()
    for row in rows:
        if row.story_number:
            is_known = row.kind != Kind.OTHER or stories[row.key] > 1
            row.standing = Standing.KNOWN if is_known else Standing.MET
            row.head, row.tail = ends(row.key).values() if is_known else ("", "")
            row.meant, row.by_name, row.at = None, "", None
            row.save(update_fields=["standing", "head", "tail", "meant", "by_name", "at"])


def _stories(said: dict[str, str], now: datetime) -> dict[str, int]:
    """How many published stories say each of some names, by their keys."""
    plain = {key: name.replace('"', " ") for key, name in said.items()}
    return counts({key: Search(question(f'"{name}"')) for key, name in plain.items()}, now=now)


def _check_free(held: KnownName | None, said: str) -> None:
    if held and held.meant:
        raise Refused(f"“{said}” is a wrong form of “{held.meant.spelling}”: take it out there first.")


def _read(said: str) -> tuple[str, str]:
    """The key of a name that somebody typed, and the name without blanks around it."""
    said = " ".join(said.split())
    key = key_of(said)
    if not any(map(str.isalpha, key)):
        raise Refused("Write a name.")
    if (len(key) < _SHORTEST and key.isascii()) or key in OPENERS:
        raise Refused(f"“{said}” is a word of every story, and no name.")
    if strange := _NO_NAME.intersection(said):
        raise Refused(f"A name has no “{min(strange)}”: write it as it is printed.")
    if max(len(said), len(key)) > LONGEST:
        raise Refused(f"A name has at most {LONGEST} characters.")
    return key, said


def _check(by: Any) -> None:
    check_right(by, "change_knownname", "say how names are spelled")
