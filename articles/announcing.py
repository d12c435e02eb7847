"""Search engines and feed hubs are told of what readers will see: written with the act, sent when it is due."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from articles.models import Edition, Effect


def announce(editions: Iterable[Edition], *, now: datetime) -> None:
    """Let each edition be told of when it begins, to those whom the settings name: one effect a kind and moment.

    Call it when they are stored, in the transaction of their act. What is told is what readers see by then.
    """
    kinds = [kind for kind, is_set in _told().items() if is_set]
    by_start: dict[datetime, list[Edition]] = defaultdict(list)
    for edition in editions if kinds else ():
        by_start[edition.live_from].append(edition)
    Effect.objects.bulk_create(
        Effect(
            key=f"{kind}/{rows[0].pk}",
            kind=kind,
            story_id=rows[0].story_id if len(rows) == 1 else None,
            payload={"stories": [edition.story_id for edition in rows]},
            made_at=now,
            due_at=start,
        )
        for kind in kinds
        for start, rows in by_start.items()
    )


def _told() -> dict[str, bool]:
    return {
        Effect.Kind.INDEXNOW: bool(settings.INDEXNOW_KEY),
        Effect.Kind.WEBSUB: bool(settings.WEBSUB_HUB),
    }
