"""Copy dropped in the desk: kept for a run, taken a few seconds at a time, accepted, or discarded.

There is no process of its own: whoever looks at the run goes on with it, request by request, and so may the command.
"""

import logging
import secrets
import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from articles import ledger
from articles.crew import Crew
from articles.importing import archives
from articles.importing.arriving.uploads import dropped, let_go, opened, walk_in
from articles.importing.failing import TEMPORARY, StorageFailed
from articles.importing.finding.walking import Walk, as_text
from articles.importing.forgetting import forget, stored_for
from articles.importing.running import finish, learn, start, steps
from articles.importing.taking.accepting import check
from articles.importing.turns import turn
from articles.importing.wording import counted, some
from articles.models import ImportRun, Upload
from articles.rules import Refused

log = logging.getLogger(__name__)

COLLECTION = "uploads"
"""Of what was dropped without saying what it is known by."""
PIECE = timedelta(seconds=5)
"""Of work in one request, and then to the end of the batch."""
_LONGEST_NAME = 200
_FOLDER = "uploads"
_FORGOTTEN = timedelta(days=2)
"""After which nobody is still putting anything there."""

Dropped = tuple[str, Path]
"""What a file is called, and where its bytes lie for the moment."""
Part = tuple[str, Path, Walk]


def keep(
    files: Iterable[Dropped],
    *,
    packed: Path | None = None,
    collection: str = "",
    is_dry: bool,
    by: Any,
    now: datetime,
) -> ImportRun:
    """Begin a run with files that wait for it. Archives stay as they are; loose files are put into one tar file.

    ``packed`` is such a tar file with more loose files, by their paths. Nothing is read yet but how many there are.
    Raises Refused for what is no copy, and StorageFailed where it cannot be kept: nothing of it is left then.
    """
    collection = as_text(collection.strip()) or COLLECTION
    if len(collection) > ImportRun._meta.get_field("collection").max_length:
        raise Refused("A collection's name holds at most 120 characters.")
    _clear(now)
    with _put_together(list(files), packed) as parts:
        walks = [(name, path, walk_in(path, name, collection)) for name, path in parts]
        archives.close()
        whole = Walk([found for _, _, walk in walks for found in walk.files])
        passed = _passed(walks)
        if not whole.files:
            nothing = "There is nothing in it." if parts else "Choose files first."
            raise Refused(f"There is no copy in it. Passed over: {passed}." if passed else nothing)
        options = {"dropped": _told(walks), **({"passed_over": passed} if passed else {})}
        with stored_for(Upload, "file") as stored:
            stored.extend(_store([path for _, path, _ in walks]))
            with transaction.atomic():
                run = start(whole, by=by, now=now, options=options, is_dry=is_dry)
                Upload.objects.bulk_create(
                    Upload(run=run, name=name, file=kept, files=len(walk.files))
                    for (name, _, walk), kept in zip(walks, stored, strict=True)
                )
    return run


def go_on(run: ImportRun, *, clock: Callable[[], datetime]) -> bool:
    """Take files that wait, for some seconds; gives whether the run has come to its end.

    Raises Refused where somebody else is at it at this moment, or where nothing is kept for it.
    """
    if run.finished_at:
        return True
    with turn(run, clock=clock) as goes_on:
        if not run.uploads.exists():
            raise Refused(f"Nothing that was dropped waits for run {run.pk}.")
        if not _take_some(run, goes_on, clock):
            return False
        finish(run, now=clock())
    return True


def _take_some(run: ImportRun, goes_on: Callable[[], None], clock: Callable[[], datetime]) -> bool:
    """A piece of the work on a run; gives whether none is left."""
    end, alone = clock() + PIECE, Crew(0)
    if not (run.learned or run.accepts_id):
        with dropped(run) as files:  # of all uploads together, as the command would
            learn(run, Walk(files), crew=alone)
    with opened(run) as uploads:
        for upload, walk in uploads:
            rest = Walk(walk.files[upload.done :])
            with closing(steps(run, rest, goes_on=goes_on, clock=clock, crew=alone)) as taken:
                for step in taken:
                    upload.done += step.files
                    run.uploads.filter(pk=upload.pk).update(done=upload.done)
                    # Not in the middle of a file of many stories, which would be read anew from its beginning.
                    if step.files and clock() >= end:
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
            whole = Walk(files)
        with transaction.atomic():
            run = start(whole, by=by, now=now, options=dry_run.options, accepts=dry_run)
            dry_run.uploads.update(run=run, done=0)
    return run


def discard(run: ImportRun, *, by: Any, now: datetime) -> None:
    """Delete what was dropped for a run and waits. What it took stays, and is then all that the run has found."""
    with turn(run, clock=lambda: now, has_ended=True):
        if not run.uploads.exists():
            raise Refused(f"Nothing that was dropped waits for run {run.pk}.")
        if not run.finished_at and not run.undone_at:
            taken = run.files.count()
            waited = f"{counted((run.found or 0) - taken, 'file')}, by {ledger.name_of(by)}"
            run.found, run.options = taken, {"discarded": waited} | run.options
            run.save(update_fields=["found", "options"])
            finish(run, now=now)
        let_go(run)


@contextmanager
def _put_together(files: list[Dropped], packed: Path | None) -> Iterator[list[Dropped]]:
    """What was dropped as archives, at hand as long as the block lasts."""
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            parts = _parts(files, packed, folder)
        except OSError as error:
            raise StorageFailed(TEMPORARY) from error
        yield parts


def _parts(files: list[Dropped], packed: Path | None, folder: Path) -> list[Dropped]:
    """The archives among some files by names that no two share, and a tar file with all others, without a name."""
    archived = [(as_text(name)[-_LONGEST_NAME:], path) for name, path in files if archives.is_archive(path)]
    loose = [(as_text(name), path) for name, path in files if not archives.is_archive(path)]
    if loose:
        packed = _packed(loose, packed, folder / "loose.tar")
    taken = (
        {member.name.partition("/")[0] for member in archives.contents(packed).members} if packed else set()
    )
    parts = [("", packed)] if packed else []
    for name, path in archived:
        number, called = 1, name
        while called in taken:
            number += 1
            called = f"{name} ({number})"
        taken.add(called)
        parts.append((called, path))
    return parts


def _packed(loose: Iterable[Dropped], more: Path | None, path: Path) -> Path:
    """Files as one tar file, and those behind them that another one holds. What is wrong with that is told later."""
    with tarfile.open(path, "w") as tar:
        for name, file in loose:
            tar.add(file, arcname=name)
        end = tar.offset
    if more:
        with path.open("r+b") as whole, more.open("rb") as rest:
            whole.truncate(end)  # the mark that ends it
            whole.seek(end)
            shutil.copyfileobj(rest, whole)
    return path


def _store(paths: Sequence[Path]) -> list[str]:
    """Put files into the project's storage, by names that nobody can guess; gives these."""
    stored: list[str] = []
    try:
        for path in paths:
            with path.open("rb") as data:
                stored.append(default_storage.save(f"{_FOLDER}/{secrets.token_urlsafe(24)}", File(data)))
    except Exception as error:  # a storage of another machine raises what its client does
        log.exception("What was dropped could not be kept")
        forget(stored)
        raise StorageFailed from error
    return stored


def _clear(now: datetime) -> None:
    """Delete what was stored, and whose run never began: its process was killed between the two."""
    try:
        _, names = default_storage.listdir(_FOLDER)
        stored = [f"{_FOLDER}/{name}" for name in names]
        old = [name for name in stored if default_storage.get_modified_time(name) < now - _FORGOTTEN]
    except (FileNotFoundError, NotImplementedError):
        return  # nothing was ever stored, or this storage tells no such thing
    except Exception:  # a storage of another machine raises what its client does
        log.exception("What is stored could not be listed")
        return
    known = set(Upload.objects.filter(file__in=old).values_list("file", flat=True))
    forget(name for name in old if name not in known)


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
