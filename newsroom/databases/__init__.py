"""Django's own databases, but that each commit gives a sign to all processes of this machine."""

from typing import Any

from django.db.utils import DatabaseErrorWrapper, Error
from django.utils.functional import cached_property

from articles.commits import sign
from articles.counts import Counter

OPENED = Counter(
    "newsroom_database_connections_opened_total", "Connections to the database that were opened."
)
ERRORS = Counter(
    "newsroom_database_errors_total", "Errors of the database, by what Django calls them.", ("kind",)
)


class Counting(DatabaseErrorWrapper):
    def __exit__(self, kind: Any, problem: Any, trace: Any) -> None:
        try:
            super().__exit__(kind, problem, trace)
        except Error as told:
            ERRORS.add(type(told).__name__)
            raise


class Telling:
    """For what writes in a transaction, as all acts do: a single statement outside of one gives no sign."""

    @cached_property
    def wrap_database_errors(self) -> Counting:
        return Counting(self)

    def connect(self: Any) -> None:
        super().connect()  # type: ignore[misc]
        OPENED.add()

    def _commit(self: Any) -> None:
        super()._commit()  # type: ignore[misc]
        sign().give()

    def may_take(self, seconds: float) -> None:
        """So long at most is each statement from now on. SQLite knows no such bound; 0 is none."""
