"""What was restored, held against what was backed up, and against what it has to be."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles.backups import databases
from articles.backups.folders import COUNT, MEDIA, Manifest, Progress, copied, listed
from articles.ledger import proving, sealing

GUARDS = ("0002_append_only", "0020_old_views", "0010_generation")
"""The migrations whose triggers hold what is on record, and the pages to it."""
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT concat(tgrelid::regclass, '.', tgname), "
    "concat(pg_get_triggerdef(oid), tgenabled, pg_get_functiondef(tgfoid)) FROM pg_trigger WHERE NOT tgisinternal",
}


def faults(backup: Path, manifest: Manifest, progress: Progress, *, has_another_key: bool) -> Iterator[str]:
    """What is wrong with a database into which ``backup`` was restored just now; a sentence each."""
    yield from _database()
    yield from _counts(manifest)
    yield from _ledger(manifest, progress, has_another_key)
    yield from _triggers()
    yield from _files(backup, manifest, progress)


def _database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            yield from (f"The database is damaged: {said}." for (said,) in cursor.fetchall() if said != "ok")


def _counts(manifest: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, number in manifest.rows.items():
            cursor.execute(COUNT.format(connection.ops.quote_name(table)))
            (found,) = cursor.fetchone()
            if found != number:
                yield f"{table} has {found:,} rows; {number:,} were backed up."


def _ledger(manifest: Manifest, progress: Progress, has_another_key: bool) -> Iterator[str]:
    seal = sealing.read(manifest.seal)
    with progress(proving.entries_of(None).count(), "entries of the ledger") as steps:
        yield from proving.prove(None, proving.Counted(), step=steps.step)
    if not has_another_key:
        yield from sealing.faults()
        yield from sealing.faults_of(seal)
    elif not sealing.holds(seal):
        yield f"The seal of {seal.at} does not hold: a chain that it sealed is not what it was then."


class _Undone(Exception):
    """What was put up only to be looked at is to be taken down again."""


def _triggers() -> Iterator[str]:
    """Those that stand against those that would be put up now."""
    loader, standing, wanted = MigrationLoader(connection), _standing(), {}
    with suppress(_Undone), connection.schema_editor() as editor:
        for name in GUARDS:
            loader.get_migration("articles", name).operations[-1].code(None, editor)
        wanted = _standing()
        raise _Undone
    for name, text in wanted.items():
        if standing.get(name) != text:
            yield f"The trigger {name} is {'not what it should be' if name in standing else 'not there'}."


def _standing() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return dict(cursor.fetchall())


def _files(backup: Path, manifest: Manifest, progress: Progress) -> Iterator[str]:
    """The files that rows name, each with the digest that is on record, or else with that of the backup."""
    names, unsound = listed(backup), set(manifest.unsound)
    known = next(names, None)
    with (
        transaction.atomic(),
        connection.chunked_cursor() as cursor,
        progress(manifest.files - 1, "files that are on record") as steps,
    ):
        cursor.execute(databases.files_sql(connection.vendor))
        for name, group in groupby(cursor, key=lambda row: row[0]):
            steps.step()
            if name in unsound:
                continue
            while known and (not known.name.startswith(MEDIA) or known.name < f"{MEDIA}/{name}"):
                known = next(names, None)
            wanted = {sha256 for _, sha256 in group if sha256}
            if known and known.name == f"{MEDIA}/{name}":
                wanted.add(known.sha256)
            yield from _file(name, wanted)


def _file(name: str, wanted: set[str]) -> Iterator[str]:
    try:
        with default_storage.open(name) as file:
            found, _ = copied(file)
    except FileNotFoundError:
        yield f"The file {name} is on record, and not there."
    else:
        if wanted != {found}:
            yield f"The file {name} is not the one that is on record."
