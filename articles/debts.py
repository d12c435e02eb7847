"""What is owed for a flash: opened with it, settled when its text is passed, or when readers see something that was
read, or nothing; owed again where that is undone. Each of it is in the ledger.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles import ledger
from articles.models import Debt, Edition

SETTLED = ("settled_at", "settled_by", "settled_by_name", "how")


def owe(edition: Edition) -> None:
    Debt.objects.create(story_id=edition.story_id, edition=edition, opened_at=edition.live_from)


def settle(
    debts: QuerySet[Debt], *, reader: tuple[int, str], at: datetime, how: str, by: Any, now: datetime
) -> None:
    """Settle ``debts`` as of ``at``: ``reader``, by account and name, read what settles them, ``by`` did the act.

    Of a version that is scheduled ``at`` lies ahead; calling it back opens the debt again (see ``windows``).
    """
    for debt in debts.select_related("edition", "story"):
        (debt.settled_by_id, debt.settled_by_name), debt.settled_at, debt.how = reader, at, how[:120]
        debt.save(update_fields=SETTLED)
        detail = {"edition": debt.edition.number, "how": debt.how, "from": at.isoformat()}
        ledger.record("settle", by=by, at=now, story=debt.story, **detail)


def owe_again(debts: QuerySet[Debt], *, by: Any, now: datetime) -> int:
    """Open ``debts`` that were settled; gives how many. ``by`` may be None for the machine."""
    found = list(debts.exclude(settled_at=None).select_related("edition", "story"))
    for debt in found:
        debt.settled_at, debt.settled_by, debt.settled_by_name, debt.how = None, None, "", ""
        debt.save(update_fields=SETTLED)
    acts = [ledger.Act("owe-again", debt.story, detail={"edition": debt.edition.number}) for debt in found]
    if acts:
        ledger.record_many(acts, by=by, at=now, by_name="" if by else "The newsroom")
    return len(found)
