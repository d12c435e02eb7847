"""``manage.py serve``: the newsroom served, as in production."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.management import serving


class Command(BaseCommand):
    help = (
        "Serve the site and the desk. SIGHUP replaces the processes one by one, by such that run the code which lies "
        "in its folder by then, or where a link that it was begun through leads; a variable that was changed takes a "
        "restart. SIGTERM and Ctrl-C let them end what they have begun."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        serving.add_arguments(parser, workers=serving.processors())

    def handle(self, *args: Any, **options: Any) -> None:
        asked = serving.Asked.of(options)
        asked.check()
        self.stdout.write(f"Serving {asked.site} by {asked.workers} × {asked.threads}. Ctrl-C stops.")
        self.stdout.flush()
        serving.serve(asked)
