"""How the desk spells names: the only writer of what it prefers, calls wrong, or wants to know nothing of.

Nothing here touches a story: whoever proofreads is told of what it says otherwise.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import KnownName
from articles.names import LONGEST, Kind, Standing, ends
from articles.rules import Refused, check_right
from articles.text.naming import key_of

WRONG_FORMS = 50
"""Wrong forms of one name."""


@transaction.atomic
def prefer(
    spelling: str, *, kind: str = Kind.OTHER, wrong: Iterable[str] = (), by: Any, now: datetime
) -> KnownName:
    """Have a name spelled so, accents and hyphens too, and found wherever a story has one of its ``wrong`` forms.

    These replace the wrong forms that it had. What was forgotten is known again.
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
    forms = dict(_read(form) for form in wrong if form.strip())
    if len(forms) > WRONG_FORMS:
        raise Refused(f"A name has at most {WRONG_FORMS} wrong forms.")
    row.wrong_forms.exclude(key__in=forms).delete()
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
    """Know nothing of a name or its wrong forms, whatever is published, until somebody prefers it again."""
    _check(by)
    row.wrong_forms.all().delete()
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
    told = {"spelling": said, "standing": Standing.WRONG, "meant": row, "head": "", "tail": "", **who}
    KnownName.objects.update_or_create(key=key, defaults=told)


def _check_free(held: KnownName | None, said: str) -> None:
    if held and held.meant:
        raise Refused(f"“{said}” is a wrong form of “{held.meant.spelling}”: take it out there first.")


def _read(said: str) -> tuple[str, str]:
    """The key of a name that somebody typed, and the name without blanks around it."""
    said = " ".join(said.split())
    key = key_of(said)
    if not any(map(str.isalpha, key)):
        raise Refused("Write a name.")
    if max(len(said), len(key)) > LONGEST:
        raise Refused(f"A name has at most {LONGEST} characters.")
    return key, said


def _check(by: Any) -> None:
    check_right(by, "change_knownname", "say how names are spelled")
