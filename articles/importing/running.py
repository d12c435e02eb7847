"""A run of the importer: begun, carried out batch by batch, and finished."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from articles import ledger
from articles.importing import reading
from articles.importing.batching import settle
from articles.importing.summing import summarise
from articles.importing.taking import Taken
from articles.importing.walking import Walk
from articles.models import ImportRun


def start(
    walk: Walk, *, by: Any, now: datetime, options: Mapping[str, Any], is_dry: bool = False
) -> ImportRun:
    """Open a run. ``by`` is the person who answers for it, None where nobody was named.

    A dry run makes no story: it keeps what would become of each file.
    """
    collections = dict.fromkeys(found.collection for found in walk.files if found.collection)
    return ImportRun.objects.create(
        collection=", ".join(collections)[:120],
        is_dry=is_dry,
        by=by,
        by_name=ledger.name_of(by) if by else "",
        started_at=now,
        found=len(walk.files),
        options=dict(options),
    )


def carry_out(
    run: ImportRun,
    walk: Walk,
    *,
    clock: Callable[[], datetime],
    workers: int = 0,
    anew: bool = False,
) -> Iterator[list[Taken]]:
    """Take the files of a run, batch by batch: what is given was written, and stays whatever follows.

    Who stops asking for the next stops the run between two batches. Without ``workers`` files are read in this process.
    With ``anew`` those are read, too, that are as they were, for who wants to be told what is in them.
    """
    for copies in reading.read(walk.files, workers=workers, anew=anew, now=clock()):
        yield settle(copies, run=run, now=clock())


def finish(run: ImportRun, *, now: datetime | None) -> None:
    """Write what came of a run. One that was stopped has no end: ``now`` is then None."""
    run.finished_at, run.summary = now, summarise(run)
    run.save(update_fields=["finished_at", "summary"])
