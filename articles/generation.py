"""The generation of the site's pages: what was made under one that is over is not handed out.

It is read before what a page is made of, over the same connection. A page that was kept under what was read is then
never older than its generation says, whatever is committed meanwhile.
"""

from typing import NamedTuple

from django.db import connection


class Generation(NamedTuple):
    """``token`` is another one after every commit that changes what readers see, now or later; ``taken`` after each
    that takes something from them.
    """

    token: str
    taken: str


def current() -> Generation | None:
    """The generation as the database has it; None where nothing was ever published: nothing is to be kept then. One
    query, which is no more than a look at the one row of a table. Raises ``DatabaseError``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, taken FROM articles_generation")
        row = cursor.fetchone()
    return Generation(*row) if row else None
