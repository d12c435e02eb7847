"""A backup taken back: its files first, since no row may be without its file, then its database, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles import generation
from articles.backups import databases, numbers
from articles.backups.folders import (
    MEDIA,
    BackupFailed,
    Listed,
    Manifest,
    Progress,
    check,
    copied,
    listed,
    read,
    why,
)
from articles.ledger import sealing


def restore(
    backup: Path,
    progress: Progress,
    *,
    replaces: bool,
    has_another_key: bool,
    clock: Callable[[], datetime],
) -> Manifest:
    """Put a backup into the place of an empty newsroom, or of what there is if it ``replaces`` that.

    Its files are read whole, and held against their digests, before anything is changed. An older one is migrated.
    Raises ``BackupFailed`` with a sentence; where nothing is restored, ``OSError`` from the disk, and what the database
    says.
    """
    manifest = read(backup)
    _refuse(backup, manifest, replaces=replaces, has_another_key=has_another_key)
    check(backup, manifest, progress)
    with progress(manifest.files - 1, "files put in place") as steps:
        for known in listed(backup):
            if known.name.startswith(f"{MEDIA}/"):
                _put(backup, known, replaces=replaces)
                steps.step()
    given = numbers.last()
    databases.load(backup / manifest.database, progress, replaces=replaces)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        numbers.go_on(after=given)
        begin_anew(clock())
    except DatabaseError as problem:
        raise BackupFailed(
            "What was in the backup is in the database now, but could not be made ready for this version: "
            f"{why(problem)} Mend that, and restore once more with --replace."
        ) from problem
    return manifest


@transaction.atomic
def begin_anew(now: datetime) -> None:
    """Let nothing go on that came before a restore: sessions, of which some were ended since, and finished pages of
    what was lost, by whomever they are kept. ``now`` is after the restore.
    """
    for model in apps.get_models():
        if issubclass(model, AbstractBaseSession):
            model.objects.all().delete()
    generation.move_on(now)


def _refuse(backup: Path, manifest: Manifest, *, replaces: bool, has_another_key: bool) -> None:
    vendor = connection.vendor
    if manifest.vendor != vendor:
        raise BackupFailed(
            f"{backup} is of {manifest.vendor}, and DATABASE_URL names a database of {vendor}."
        )
    unknown = sorted(set(manifest.migrations) - _known())
    if unknown:
        raise BackupFailed(
            f"{backup} was made by a newer version of the newsroom, whose database has what this one does not know "
            f"({unknown[-1]}). Restore it with that version."
        )
    if not has_another_key and not sealing.is_signed(sealing.read(manifest.seal)):
        raise BackupFailed(
            f"The seal of {backup} is not signed with this newsroom's key. Put the key in place that was kept apart "
            "(NEWSROOM_SECRET_KEY_FILE); if it is lost, --another-key restores without."
        )
    if not replaces and connection.introspection.table_names():
        raise BackupFailed(
            "There is a newsroom in this database. Name an empty one by DATABASE_URL, or say --replace to lose what "
            "is there."
        )


def _known() -> set[str]:
    """The migrations that the code has, and those that they took the place of, as ``app.name``."""
    disk = MigrationLoader(None).disk_migrations
    replaced = {key for migration in disk.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in disk.keys() | replaced}


def _put(backup: Path, known: Listed, *, replaces: bool) -> None:
    """Put a file where the newsroom keeps such. One that is there already, as of a restore that was stopped, stays."""
    name = known.name.removeprefix(f"{MEDIA}/")
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if copied(file) == (known.sha256, known.size):
                return
        if not replaces:
            raise BackupFailed(f"There is another file {name} where pictures are kept; --replace loses it.")
        default_storage.delete(name)
    with (backup / known.name).open("rb") as file:
        if default_storage.save(name, File(file)) != name:
            raise BackupFailed(f"Pictures are kept by other names here than {name}.")
