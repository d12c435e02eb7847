"""``manage.py reader_role NAME``: the PostgreSQL role under which processes for readers ask."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from articles.management import readers


class Command(BaseCommand):
    help = (
        "Let a PostgreSQL role, made where there is none, select what readers see and nothing else: for the processes "
        "that serve them. Run it as the owner of the tables, who must be allowed to create roles or be given one that "
        "is there, after each migration too. What is done is printed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="The role.")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; say what is not as it should be, and fail for that.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if connection.vendor != "postgresql":
            raise CommandError("Roles are PostgreSQL's: DATABASE_URL names a database of SQLite.")
        if not options["check"]:
            self._refuse_own(name)
            with transaction.atomic():
                self._set_up(name)
        found = list(readers.problems(name))
        if found:
            raise CommandError(
                "\n".join([*found, f"Run manage.py reader_role {name}." * options["check"]]).strip()
            )
        self.stdout.write(f"{name} can read what readers see, and nothing else.")

    def _refuse_own(self, name: str) -> None:
        if name == connection.get_connection_params().get("user") or name.startswith("pg_"):
            raise CommandError(f"{name} is no role for readers: expected another than that of DATABASE_URL.")

    def _set_up(self, name: str) -> None:
        if not readers.is_there(name):
            self._do([f"CREATE ROLE {connection.ops.quote_name(name)} LOGIN NOINHERIT"])
            self.stderr.write(f"It has no password yet: set one, as by \\password {name} in psql.")
        self._do(readers.statements(name))
        self._do(readers.marks(name))

    def _do(self, statements: Iterable[str]) -> None:
        said = ";\n".join(statements)
        self.stdout.write(f"{said};")
        with connection.cursor() as cursor:
            cursor.execute(said)
