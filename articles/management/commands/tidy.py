"""``manage.py tidy``: what nobody will ask for again is deleted; nothing of the record."""

import time
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import tidying
from articles.management.failing import failing
from articles.management.progress import Stop

REST = 0.05
"""Seconds between two pieces: on SQLite one writes at a time, and the desk comes first."""


class Command(BaseCommand):
    help = (
        "Delete what nobody will ask for again: sessions that are over, unsaved texts, notices that were read, mails "
        "that went out, looks through links, copy that was dropped and waits, renditions that are made again. How long "
        "each is kept is set by NEWSROOM_KEEP_…_DAYS. Nothing of the record goes. Safe at any time, and twice at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        with failing(self.stderr, "The next one goes on."):
            if options["dry_run"]:
                self.tell(Counter(dict(tidying.due(now))), "would go")
                return
            gone: Counter[str] = Counter()
            with Stop() as stop:
                for called, count in tidying.tidy(now):
                    gone[called] += count
                    if stop.asked:
                        break
                    time.sleep(REST)
            self.tell(gone, "deleted")

    def tell(self, counted: Counter[str], what: str) -> None:
        for called, count in counted.items():
            if count:
                self.stdout.write(f"{called}: {count:,} {what}")
        if not counted.total():
            self.stdout.write("There is nothing to tidy.")
