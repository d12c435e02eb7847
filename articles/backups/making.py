"""A backup made while everything runs: the database as of one moment, and the files that it names."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

from articles.backups import databases
from articles.backups.folders import (
    COUNT,
    FILES,
    FORMAT,
    MEDIA,
    BackupFailed,
    Listed,
    Manifest,
    Progress,
    check_list,
    copied,
    listed,
    read,
    whole_in,
)
from articles.ledger import sealing

COUNTED = (
    "articles_story",
    "articles_revision",
    "articles_edition",
    "articles_signoff",
    "articles_ledgerentry",
)


def make(
    into: Path, *, keep: int, now: datetime, progress: Progress, tell: Callable[[str], object]
) -> tuple[Path, Manifest]:
    """Make a backup in a folder of its own within ``into``, named by the moment, and delete all but the ``keep`` newest
    (0: none). Raises ``BackupFailed``, and ``OSError`` from the disk: nothing is left then.

    A picture that the backup before has is not copied again, but linked to, where the file system can: pictures never
    change. ``tell`` gets a sentence where that backup is damaged, and all is copied.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(into):
        before = whole_in(into)
        whole = into / f"{now.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
        if whole.exists():
            raise BackupFailed(f"{whole} is there already: one is made in a second.")
        draft = whole.with_name(f".{whole.name}.part")
        draft.mkdir(mode=0o700)
        try:
            manifest = _fill(draft, _sound(before, tell), now, progress)
            _sync(draft)
            draft.rename(whole)
            _sync_folder(into)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        for old in [*before, whole][:-keep] if keep else ():
            # Under a name that says so first: half a backup must not look like one.
            shutil.rmtree(old.rename(old.with_name(f".{old.name}.gone")))
    return whole, manifest


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    """One at a time in a folder; what another left there that was killed is deleted."""
    handle = os.open(into, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFailed(f"Another backup is being made in {into}.") from None
        for pattern in (".*.part", ".*.gone"):
            for left in into.glob(pattern):
                shutil.rmtree(left)
        yield
    finally:
        os.close(handle)


def _sound(before: list[Path], tell: Callable[[str], object]) -> Path | None:
    """The newest of the backups before, where what it says of its files can be relied on."""
    if not before:
        return None
    try:
        check_list(before[-1], read(before[-1]))
    except BackupFailed as problem:
        tell(f"{problem} No file of it is taken over: all are copied.")
        return None
    return before[-1]


def _fill(draft: Path, before: Path | None, now: datetime, progress: Progress) -> Manifest:
    last = sealing.last_entry()
    vendor = connection.vendor
    names = draft / "names.txt"
    with databases.snapshot(draft, progress) as ask:
        sealed = sealing.signed_of(ask(sealing.entries_sql(last, vendor)), last=last, now=now)
        migrations = sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations"))
        rows = {table: next(ask(COUNT.format(table)))[0] for table in COUNTED}
        with names.open("w") as out:
            count = 0
            # Where two rows name a file, both say what it is.
            for name, group in groupby(ask(databases.files_sql(vendor)), key=lambda row: row[0]):
                out.write(f"{max(sha256 for _, sha256 in group) or '-'} {name}\n")
                count += 1
    taken, unsound = Taken(draft, before), []
    taken.add_database(databases.NAMES[vendor])
    with names.open() as lines, progress(count, "files") as steps:
        for line in lines:
            sha256, name = line.rstrip("\n").split(" ", 1)
            if not taken.add(name, sha256):
                unsound.append(name)
            steps.step()
    names.unlink()
    digest = taken.close()
    manifest = Manifest(
        format=FORMAT,
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        vendor=vendor,
        database=databases.NAMES[vendor],
        migrations=migrations,
        seal=sealed.line(),
        rows=rows,
        files=taken.files,
        bytes=taken.bytes,
        files_sha256=digest,
        unsound=unsound,
    )
    manifest.write(draft)
    return manifest


class Taken:
    """The files of a backup as they are added, each with a line in its list, in the order of their names."""

    files = bytes = 0

    def __init__(self, folder: Path, before: Path | None) -> None:
        self._folder, self._before = folder, before
        self._list = (folder / FILES).open("w")
        self._known = _media_of(before) if before else iter(())
        self._next = next(self._known, None)

    def add_database(self, name: str) -> None:
        with (self._folder / name).open("rb") as file:
            self._note(name, *copied(file))
            os.fsync(file.fileno())

    def add(self, name: str, sha256: str) -> bool:
        """Add a file of the storage. ``sha256`` is "-" where it is not on record. Gives whether it is there as it is on
        record: one that was damaged is better than none.
        """
        own = f"{MEDIA}/{name}"
        path = self._folder / own
        path.parent.mkdir(parents=True, exist_ok=True)
        known = self._in_the_one_before(own)
        if known and known.sha256 == sha256 and default_storage.exists(name) and self._linked(known, path):
            self._note(own, known.sha256, known.size)
            return True
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            return False
        with file, path.open("xb") as out:
            found, size = copied(file, out)
            out.flush()
            os.fsync(out.fileno())
        self._note(own, found, size)
        return sha256 in (found, "-")

    def _linked(self, known: Listed, path: Path) -> bool:
        """Link to a file of the backup before, where that can be done and it has not lost any of it."""
        try:
            if not self._before or (self._before / known.name).stat().st_size != known.size:
                return False
            os.link(self._before / known.name, path)
        except OSError:
            return False
        return True

    def close(self) -> str:
        """End the list. Gives its SHA-256."""
        self._list.close()
        with (self._folder / FILES).open("rb") as file:
            digest, _ = copied(file)
            os.fsync(file.fileno())
        return digest

    def _note(self, name: str, sha256: str, size: int) -> None:
        self._list.write(Listed(sha256, size, name).line())
        self.files += 1
        self.bytes += size

    def _in_the_one_before(self, name: str) -> Listed | None:
        """What the list of the backup before says of a file: both are gone through in the order of names."""
        while self._next and self._next.name < name:
            self._next = next(self._known, None)
        return self._next if self._next and self._next.name == name else None


def _media_of(backup: Path) -> Iterator[Listed]:
    return (known for known in listed(backup) if known.name.startswith(f"{MEDIA}/"))


def _sync(folder: Path) -> None:
    """Let the names of all files within be on the disk: what they hold is."""
    for path, _, _ in os.walk(folder):
        _sync_folder(Path(path))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
