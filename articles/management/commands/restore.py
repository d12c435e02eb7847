"""``manage.py restore``: a backup taken back, and proved."""

import sqlite3
import sys
from argparse import ArgumentParser
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles import backups
from articles.management.failing import FAILED
from articles.management.fronting import faults_of_the_front_page
from articles.management.progress import shown

EVERY = 100_000


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty newsroom, migrate it if it is older, and prove it: the ledger, its seal, every "
        "file, the triggers, the front page. Exit status: 0 if all of it is as it was, 1 if something is not, 3 where "
        "it could not be restored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", metavar="BACKUP", type=Path, help="The folder that “backup” named.")
        parser.add_argument(
            "--replace", action="store_true", help="Lose what is here: what was done since, too."
        )
        parser.add_argument(
            "--another-key",
            action="store_true",
            help="The secret key is another one: do not ask who signed the seal. Links to shared texts are dead then.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup, has_another_key = options["backup"].absolute(), options["another_key"]
        progress = partial(shown, self.stderr, every=EVERY)
        try:
            manifest = backups.restore(
                backup,
                progress,
                replaces=options["replace"],
                has_another_key=has_another_key,
                clock=timezone.now,
            )
        except backups.BackupFailed as problem:
            raise CommandError(str(problem), returncode=FAILED) from None
        except (OSError, sqlite3.Error, DatabaseError) as problem:
            raise CommandError(f"It is not restored: {backups.why(problem)}", returncode=FAILED) from problem
        faults = backups.faults(backup, manifest, progress, has_another_key=has_another_key)
        is_whole = True
        for fault in chain(faults, faults_of_the_front_page()):
            self.stdout.write(fault)
            is_whole = False
        if not is_whole:
            sys.exit(1)
        self.stdout.write(
            f"All is as it was at {manifest.made_at}: {manifest.rows['articles_story']:,} stories, "
            f"{manifest.files - 1 - len(manifest.unsound):,} files, a ledger of "
            f"{manifest.rows['articles_ledgerentry']:,} entries that holds against its seal."
        )
