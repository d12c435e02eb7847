"""The row of a run: what was asked for, and what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from articles import ledger
from articles.importing.counting import Tally
from articles.importing.summing import summarise
from articles.importing.walking import Walk
from articles.models import ImportRun


def start(walk: Walk, *, by: Any, now: datetime, options: Mapping[str, Any]) -> ImportRun:
    """Open a run. ``by`` is the person who answers for it, None where nobody was named."""
    collections = dict.fromkeys(found.collection for found in walk.files if found.collection)
    return ImportRun.objects.create(
        collection=", ".join(collections)[:120],
        by=by,
        by_name=ledger.name_of(by) if by else "",
        started_at=now,
        options=dict(options),
    )


def finish(run: ImportRun, tally: Tally, *, now: datetime | None) -> None:
    """Write what came of a run. One that was stopped has counts and no end: ``now`` is then None."""
    run.finished_at, run.counts = now, tally.counts
    run.summary = summarise(run)
    run.save(update_fields=["finished_at", "counts", "summary"])
