"""``manage.py prove_backup``: a backup restored somewhere else, proved, and thrown away."""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from articles import backups
from articles.management.failing import FAILED

KEPT = ("NEWSROOM_SECRET_KEY", "NEWSROOM_LANGUAGE", "NEWSROOM_TIME_ZONE", "NEWSROOM_SITE_NAME")
"""The beginnings of the settings under which it is restored. No other: none may lead to where the newsroom is."""


class Command(BaseCommand):
    help = (
        "Restore a backup into a place of its own, prove it there, and throw that away; nothing of the newsroom is "
        "touched. For PostgreSQL a database is made for it on the server of this newsroom. Exit status: 0 if it "
        "restores whole, 1 if something is not as it was, 3 where it cannot be restored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "backup", metavar="BACKUP", type=Path, help="A backup, or a folder of them: then the newest."
        )
        parser.add_argument(
            "--into", metavar="FOLDER", type=Path, help="Where there is room (default: the system's)."
        )
        parser.add_argument("--another-key", action="store_true", help="As for “restore”.")

    def handle(self, *args: Any, **options: Any) -> None:
        # Who ends it by this ends it as by Ctrl-C: what was made for it is thrown away first.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        backup = options["backup"].absolute()
        if not (backup / backups.MANIFEST).exists() and (whole := backups.whole_in(backup)):
            backup = whole[-1]
        try:
            manifest = backups.read(backup)
            with (
                TemporaryDirectory(prefix="newsroom-proof-", dir=options["into"]) as folder,
                _database(manifest.vendor, Path(folder)) as url,
            ):
                command = [sys.executable, sys.argv[0], "restore", str(backup)]
                more = ["--another-key"] if options["another_key"] else []
                ended = subprocess.run([*command, *more], env=_environment(folder, url), check=False)
        except backups.BackupFailed as problem:
            raise CommandError(str(problem), returncode=FAILED) from None
        except OSError as problem:
            raise CommandError(f"It cannot be tried: {backups.why(problem)}", returncode=FAILED) from problem
        if ended.returncode:
            sys.exit(ended.returncode)
        self.stdout.write(f"{backup} restores.")


def _environment(folder: str, url: str) -> Mapping[str, str]:
    """That of a newsroom of its own, with the secret key of this one."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("NEWSROOM_") or name.startswith(KEPT)
    }
    key = settings.DATA_DIR / "secret_key"
    if not any(name in ours for name in ("NEWSROOM_SECRET_KEY", "NEWSROOM_SECRET_KEY_FILE")):
        ours["NEWSROOM_SECRET_KEY_FILE"] = str(key)
    return ours | {"NEWSROOM_DATA_DIR": folder, "DATABASE_URL": url}


@contextmanager
def _database(vendor: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, which is gone afterwards."""
    if vendor == "sqlite":
        yield f"sqlite:///{folder / 'proof.sqlite3'}"
        return
    given = os.environ.get("DATABASE_URL", "")
    if connection.vendor != vendor:
        raise backups.BackupFailed("This backup is of PostgreSQL: let DATABASE_URL name a server of it.")
    name = f"{connection.settings_dict['NAME']}_proof_{os.getpid()}"
    quoted = connection.ops.quote_name(name)
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except Error as problem:
        said = str(problem).partition("\n")[0]
        raise backups.BackupFailed(
            f"No database can be made to prove it in: {said}. (ALTER ROLE … CREATEDB.)"
        ) from None
    try:
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")
