"""``manage.py reader_role NAME``: the PostgreSQL role under which processes for readers ask."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from articles.management import readers


class Command(BaseCommand):
    help = (
        "Let a PostgreSQL role, made where there is none, select what readers see and nothing else: for the processes "
        "that serve them. Run it as the owner of the tables, after each migration and each restore too. What is done "
        "is printed, and what takes a superuser of the server told as the SQL to give."
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
            raise CommandError("\n".join([*found, *_mended_by(name, is_asked=options["check"])]))
        self.stdout.write(f"{name} can read what readers see, and nothing else.")

    def _refuse_own(self, name: str) -> None:
        if name == connection.get_connection_params().get("user") or name.startswith("pg_"):
            raise CommandError(f"{name} is no role for readers: expected another than that of DATABASE_URL.")

    def _set_up(self, name: str) -> None:
        if not readers.is_there(name):
            with suppress(_RefusedError):
                self._do(readers.of_the_server(name))
                self.stderr.write(f"It has no password yet: set one, as by \\password {name} in psql.")
        if not readers.is_there(name):
            return
        for statement in list(readers.of_the_server(name)):
            with suppress(_RefusedError):
                self._do([statement])
        try:
            self._do(readers.statements(name))
            self._do(readers.marks(name))
        except _RefusedError as refused:
            raise CommandError(
                f"PostgreSQL refused it ({refused}): run this as the owner of the newsroom's tables, with the "
                "DATABASE_URL by which they were made. Nothing was changed."
            ) from refused

    def _do(self, statements: Iterable[str]) -> None:
        """Raise ``_RefusedError`` where whoever asks may not do one of them: then none is done."""
        said = ";\n".join(statements)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(said)
        except ProgrammingError as problem:
            if not isinstance(problem.__cause__, InsufficientPrivilege):
                raise
            raise _RefusedError(str(problem).partition("\n")[0]) from problem
        self.stdout.write(f"{said};")


class _RefusedError(Exception):
    """In PostgreSQL's words."""


def _mended_by(name: str, *, is_asked: bool) -> Iterator[str]:
    """What to do about it; ``is_asked`` where nothing was tried yet."""
    left = [f"{statement};" for statement in readers.of_the_server(name)]
    if left and not is_asked:
        yield "Whoever DATABASE_URL names may not do this. As a superuser of the server, in psql:"
        yield from left
    if is_asked or not readers.is_there(name):
        yield f"{'Then run' if left and not is_asked else 'Run'} manage.py reader_role {name}."
