"""``manage.py send_notices``: mail what people are told, ping whom the settings name. Any number may run at once."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from articles import outbox
from articles.management import asking
from articles.management.failing import Outages
from articles.management.progress import Stop


class Command(BaseCommand):
    help = (
        "Mail the notices that are due, and tell search engines and feed hubs what changed. Any number may run at "
        "once: each goes out once. Exit status: 0, or 1 if one failed; it is tried again later, and listed on the desk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--limit", metavar="N", default="1000", help="Mails and pings at most (default: 1000)."
        )
        parser.add_argument(
            "--loop",
            metavar="SECONDS",
            help="Do so again every few seconds, until Ctrl-C, whatever becomes of the database meanwhile.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        limit = asking.whole("--limit", options["limit"])
        pause = asking.whole("--loop", options["loop"]) if options["loop"] is not None else 0
        if not pause:
            drained = outbox.drain(clock=timezone.now, limit=limit)
            self.stdout.write("\n".join([drained.sentence(), *drained.reasons()]))
            if drained.failed or drained.given_up:
                sys.exit(1)
            return
        with Stop() as stop:
            self.go_on(stop, limit, pause)

    def go_on(self, stop: Stop, limit: int, pause: int) -> None:
        """Empty the outbox again and again; a line is written only where something was due."""
        outages = Outages(self.say)
        while not stop.asked:
            with outages.outlived():
                close_old_connections()
                drained = outbox.drain(clock=timezone.now, limit=limit)
                if drained.total:
                    self.say("\n".join([drained.sentence(), *drained.reasons()]))
            stop.wait(pause)

    def say(self, words: str) -> None:
        self.stdout.write(f"{timezone.localtime():%Y-%m-%d %H:%M:%S} {words}")
        self.stdout.flush()
