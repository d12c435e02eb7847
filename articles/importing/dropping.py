"""Copy dropped in the desk: kept for a run, taken a few seconds at a time, accepted, or discarded.

There is no process of its own: whoever looks at the run goes on with it, request by request, and so may the command.
"""

import filecmp
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from articles import ledger
from articles.crew import Crew
from articles.importing import archives
from articles.importing.arriving.beside import FAULTS, NOTHING_TOLD, Checked, Told, supplied, without_told
from articles.importing.arriving.keeping import LONGEST_NAME, Dropped, clear, put_together, stored_as
from articles.importing.arriving.uploads import at_hand, dropped, let_go, opened, walk_in
from articles.importing.finding.files import Files
from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.finding.walking import Walk, as_text
from articles.importing.forgetting import forget
from articles.importing.running import finish, learn, start, steps
from articles.importing.taking.accepting import check
from articles.importing.turns import turn
from articles.importing.wording import counted, some
from articles.models import ImportRun, Upload
from articles.rules import Refused

COLLECTION = "uploads"
"""Of what was dropped without saying what it is known by."""
PIECE = timedelta(seconds=5)
"""Of work in one request, and then to the end of the batch. In a file of many stories, which the next request opens
anew, it is at least as long as that took."""
Part = tuple[str, Path, Walk]


def keep(
    files: Iterable[Dropped],
    *,
    packed: Path | None = None,
    collection: str = "",
    told: Told = NOTHING_TOLD,
    is_dry: bool,
    by: Any,
    now: datetime,
) -> ImportRun:
    """Begin a run with files that wait for it. Archives stay as they are; loose files are put into one tar file.

    ``packed`` is such a tar file with more loose files, by their paths. Nothing is read yet but how many there are, and
    what is ``told`` of them: mistakes in that are noted with the run, which then waits until they are mended.
    Raises Refused for what is no copy, and StorageFailed where it cannot be kept: nothing of it is left then.
    """
    collection = as_text(collection.strip()) or COLLECTION
    if len(collection) > ImportRun._meta.get_field("collection").max_length:
        raise Refused("A collection's name holds at most 120 characters.")
    clear(now)
    with put_together(_without_own(list(files), told), packed) as parts:
        walks = [(name, path, walk_in(path, name, collection)) for name, path in parts]
        archives.close()
        whole = Walk(Files(found for _, _, walk in walks for found in walk.files))
        passed = _passed(walks)
        if not whole.files:
            nothing = "There is nothing in it." if parts else "Choose files first."
            raise Refused(f"There is no copy in it. Passed over: {passed}." if passed else nothing)
        checked = told.checked(whole.files)
        options = {"dropped": _told(walks), **({"passed_over": passed} if passed else {}), **checked.options}
        uploads = [(path, Upload(name=name, files=len(walk.files))) for name, path, walk in walks]
        with stored_as([*uploads, *_manifest(told, checked)]) as rows, transaction.atomic():
            run = start(whole, by=by, now=now, options=options, is_dry=is_dry)
            Upload.objects.bulk_create(_of(run, rows))
    return run


def mend(run: ImportRun, told: Told | None, *, now: datetime) -> None:
    """Take what is ``told`` now of the files that wait in place of what had mistakes; with None, they go on without.

    A manifest that had none stays where no other is given. What has mistakes again goes on waiting.
    """
    with turn(run, clock=lambda: now), dropped(run) as files:
        if FAULTS not in run.options:
            raise Refused(f"What was told of the files of run {run.pk} has no mistakes any more: go on.")
        given, held = told or NOTHING_TOLD, run.uploads.filter(is_manifest=True).first()
        if stays := bool(held and told and not told.manifest):
            given = replace(given, manifest=(held.name, at_hand(held)))
        checked = given.checked(files)
        with stored_as([] if stays else _manifest(given, checked)) as rows, transaction.atomic():
            if held and not stays:
                held.delete()
                transaction.on_commit(lambda: forget([held.file.name]))
            Upload.objects.bulk_create(_of(run, rows))
            run.options = without_told(run.options) | checked.options
            run.save(update_fields=["options"])


def go_on(run: ImportRun, *, clock: Callable[[], datetime]) -> bool:
    """Take files that wait, for some seconds; gives whether the run has come to its end.

    Raises Refused where somebody else is at it at this moment, or where nothing is kept for it.
    """
    if run.finished_at:
        return True
    with turn(run, clock=clock) as goes_on:
        if not run.uploads.exists():
            raise Refused(f"Nothing that was dropped waits for run {run.pk}.")
        if not _take_some(run, supplied(run), goes_on, clock):
            return False
        finish(run, now=clock())
    return True


def _take_some(
    run: ImportRun, supply: Supply, goes_on: Callable[[], None], clock: Callable[[], datetime]
) -> bool:
    """A piece of the work on a run; gives whether none is left."""
    longest, alone = timedelta(), Crew(0)
    with opened(run) as each:
        last = clock()  # what lies on another machine is here by now
        end = end_within = last + PIECE
        uploads = each
        if supply != NO_SUPPLY or not (run.learned or run.accepts_id):
            uploads = list(each)
            every = Files(found for _, walk in uploads for found in walk.files)  # as the command has them
            supply = supply.among(every)
            learn(run, Walk(every), crew=alone, supply=supply)
        for upload, walk in uploads:
            rest = Walk(Files(walk.files[upload.done :]))
            took = steps(run, rest, goes_on=goes_on, clock=clock, crew=alone, supply=supply)
            with closing(took) as taken:
                for step in taken:
                    now = clock()
                    if now - last > longest:
                        longest = now - last
                        end_within = max(end, now + longest)
                    last = now
                    upload.done += step.files
                    run.uploads.filter(pk=upload.pk).update(done=upload.done)
                    if (step.files and now >= end) or (step.taken and now >= end_within):
                        return False
    return True


def accept(dry_run: ImportRun, *, by: Any, now: datetime) -> ImportRun:
    """Begin the run that carries out what a dry run showed: what was dropped waits for it from now on."""
    check(dry_run)
    with turn(dry_run, clock=lambda: now, has_ended=True):
        if begun := dry_run.accepted_in.order_by("pk").last():
            raise Refused(f"Run {begun.pk} brings in what was dropped for run {dry_run.pk}, or has done so.")
        if not dry_run.uploads.exists():
            raise Refused(f"What was dropped for run {dry_run.pk} is not kept any more: drop it anew.")
        with dropped(dry_run) as files:
            whole = Walk(Files(files))
        with transaction.atomic():
            run = start(whole, by=by, now=now, options=dry_run.options, accepts=dry_run)
            dry_run.uploads.update(run=run, done=0)
    return run


def discard(run: ImportRun, *, by: Any, now: datetime, by_name: str = "") -> None:
    """Delete what was dropped for a run and waits. What it took stays, and is then all that the run has found. ``by``
    may be None for the machine, which then needs ``by_name``.
    """
    with turn(run, clock=lambda: now, has_ended=True):
        if not run.uploads.exists():
            raise Refused(f"Nothing that was dropped waits for run {run.pk}.")
        if not run.finished_at and not run.undone_at:
            taken = run.files.count()
            waited = f"{counted((run.found or 0) - taken, 'file')}, by {by_name or ledger.name_of(by)}"
            run.found, run.options = taken, {"discarded": waited} | run.options
            with (
                transaction.atomic()
            ):  # of one that can still be gone on with it is not said that it was given up
                run.save(update_fields=["found", "options"])
                finish(run, now=now)
        let_go(run.uploads.all())


def _without_own(files: list[Dropped], told: Told) -> list[Dropped]:
    """Some files but for their manifest, where it lies among them: it is no copy."""
    if told.manifest is None:
        return files
    name, path = told.manifest
    return [
        (called, file)
        for called, file in files
        if called != name or not filecmp.cmp(file, path, shallow=False)
    ]


def _manifest(told: Told, checked: Checked) -> list[tuple[Path, Upload]]:
    """The manifest to be kept, where there is one without a mistake."""
    if told.manifest is None or not checked.manifest_fits:
        return []
    name, path = told.manifest
    return [(path, Upload(name=as_text(name)[-LONGEST_NAME:], is_manifest=True))]


def _of(run: ImportRun, uploads: list[Upload]) -> list[Upload]:
    for upload in uploads:
        upload.run = run
    return uploads


def _told(parts: Sequence[Part]) -> str:
    """What was dropped, in words: ``news.zip, old.zip and 14 loose files``."""
    names = [name for name, _, _ in parts if name]
    said = some(names)
    loose = sum(len(walk.files) for name, _, walk in parts if not name)
    return " and ".join(filter(None, (said, counted(loose, "loose file") if loose else "")))


def _passed(parts: Sequence[Part]) -> str:
    """What was passed over, by reason, in words."""
    by_reason: dict[str, list[str]] = {}
    for _, path, walk in parts:
        for reason, names in walk.passed.items():
            by_reason.setdefault(reason, []).extend(name.removeprefix(f"{as_text(path)}/") for name in names)
    return "; ".join(f"{some(names)} ({reason})" for reason, names in by_reason.items())
