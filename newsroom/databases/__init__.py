"""Django's own databases, but that each commit gives a sign to all processes of this machine."""

from typing import Any

from articles.commits import sign


class Telling:
    """For what writes in a transaction, as all acts do: a single statement outside of one gives no sign."""

    def _commit(self: Any) -> None:
        super()._commit()  # type: ignore[misc]
        sign().give()

    def may_take(self, seconds: float) -> None:
        """So long at most is each statement from now on. SQLite knows no such bound; 0 is none."""
