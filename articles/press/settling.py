"""What is owed for a flash: opened with it, settled when readers see something that was read, or nothing."""

from datetime import datetime

from articles.models import Debt, Edition
from articles.rules import Case


def owe(edition: Edition) -> None:
    Debt.objects.create(story_id=edition.story_id, edition=edition, opened_at=edition.live_from)


def settle(case: Case, *, by: tuple[int, str], at: datetime, how: str) -> None:
    """Settle what a story owes, by account and name. Of a version that is scheduled ``at`` lies ahead; calling it back
    opens the debt again (see ``windows``).
    """
    if not any(row.is_flash for row in case.editions):
        return
    pk, name = by
    case.story.debts.open().update(settled_at=at, settled_by=pk, settled_by_name=name, how=how[:120])
