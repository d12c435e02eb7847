"""``manage.py serve``: the newsroom served, as in production."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.management import serving


class Command(BaseCommand):
    help = (
        "Serve the site and the desk. SIGHUP replaces the processes one by one, by such that run the code and the "
        "settings as they are by then; SIGTERM and Ctrl-C let them end what they have begun."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        serving.add_arguments(parser, workers=serving.processors())

    def handle(self, *args: Any, address: str, port: int, workers: int, threads: int, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not set up: run manage.py migrate.")
        asked = {"address": address, "port": port, "workers": workers, "threads": threads}
        serving.check(**asked)
        self.stdout.write(f"Serving {serving.site(address, port)} by {workers} × {threads}. Ctrl-C stops.")
        self.stdout.flush()
        serving.serve(**asked)
