"""What the whole desk said is no finding, taken back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.models import Dismissal
from articles.rules import Refused, check_right


@transaction.atomic
def take_back(dismissal: Dismissal, *, by: Any, now: datetime) -> Dismissal:
    """Let a rule find again what was dismissed for the whole desk. Logged."""
    check_right(by, "dismiss_for_desk", "take back what was dismissed for the whole desk")
    rows = Dismissal.objects.filter(scope=Dismissal.Scope.DESK)
    held: Dismissal = rows.select_for_update(no_key=True).get(pk=dismissal.pk)
    if held.taken_back_at:
        raise Refused(f"{held.taken_back_by_name} has taken this back already.")
    held.taken_back_at, held.taken_back_by, held.taken_back_by_name = now, by, ledger.name_of(by)
    held.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_by_name"])
    ledger.record("taken back", by=by, at=now, chain=f"dismissal/{held.pk}", code=held.code)
    return held
