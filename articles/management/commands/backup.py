"""``manage.py backup``: all that is on record, with its pictures, as of one moment, while everything runs."""

import sqlite3
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles import backups
from articles.management import asking
from articles.management.failing import FAILED
from articles.management.progress import shown

EVERY = 10_000


class Command(BaseCommand):
    help = (
        "Make a backup in a new folder within FOLDER, named by the moment, while everything runs: the database, what "
        "was imported as it came, and the pictures, with a seal of the ledger. The secret key is not in it: keep it "
        "apart. A folder has its name only once it is whole. Exit status: 0, 2 for a wrong call, 3 where none was made."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", metavar="FOLDER", type=Path, help="Where backups lie, with nothing else."
        )
        parser.add_argument("--keep", metavar="N", help="Delete all but the N newest there (default: none).")

    def handle(self, *args: Any, **options: Any) -> None:
        keep = 0 if options["keep"] is None else asking.whole("--keep", options["keep"])
        try:
            made, manifest = backups.make(
                options["folder"].absolute(),
                keep=keep,
                now=timezone.now(),
                progress=partial(shown, self.stderr, every=EVERY),
                tell=self.stderr.write,
            )
        except backups.BackupFailed as problem:
            raise CommandError(str(problem), returncode=FAILED) from None
        except (OSError, sqlite3.Error, DatabaseError) as problem:
            raise CommandError(f"No backup was made: {backups.why(problem)}", returncode=FAILED) from problem
        for name in manifest.unsound:
            self.stderr.write(f"{name} is on record, and not in the storage, or not as it is on record.")
        self.stdout.write(
            f"{made}: {manifest.rows['articles_story']:,} stories, {manifest.files - 1:,} files, "
            f"{manifest.bytes:,} bytes.\n{manifest.seal}"
        )
