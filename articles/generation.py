"""The generation of the site's pages: what was made under one that is over is not handed out.

It is read before what a page is made of, over the same connection. A page that was kept under what was read is then
never older than its generation says, whatever is committed meanwhile.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.utils.crypto import get_random_string

from articles.models import Generation as Row


class Generation(NamedTuple):
    """``token`` is another one after every commit that changes what readers see, now or later; ``taken`` after each
    that may take something from them. ``moved_at`` is when it was moved, which is a moment before its commit.
    """

    token: str
    taken: str
    moved_at: datetime | None = None


def current() -> Generation | None:
    """The generation as the database has it; None where nothing was ever published: nothing is to be kept then. One
    query, which is no more than a look at the one row of a table. Raises ``DatabaseError``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, taken, moved_at FROM articles_generation")
        row = cursor.fetchone()
    if row is None:
        return None
    token, taken, at = row
    return Generation(token, taken, at if at.tzinfo else at.replace(tzinfo=UTC))  # SQLite knows no zones


def move_on(now: datetime) -> None:
    """Let no page be handed out, nor be said to be unchanged, that was made before ``now``, wherever it is kept: a
    database was put in the place of another.
    """
    Row.objects.update(token=get_random_string(32), taken=get_random_string(32), moved_at=now)
