"""Two acts of which the second waits for a lock that the first holds. Only PostgreSQL has such locks."""

import threading

from django.db import connection, transaction

from articles.rules import Refused

A_WHILE = 0.5
"""Seconds that the first holds its locks for, once it has done its part."""


def one_after_the_other(first, second, *, then=None, expected=(Refused,)):
    """Run ``first``, and ``second`` while the locks of the first are held, which goes on with ``then``. Gives what each
    gave, or raised of what was ``expected``."""
    results, held, ended = [None, None], threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                results[0] = first()
                held.set()
                ended.wait(A_WHILE)
                results[0] = then() if then else results[0]
        finally:
            held.set()
            connection.close()

    def wait():
        held.wait()
        try:
            results[1] = second()
        except expected as raised:
            results[1] = raised
        finally:
            ended.set()
            connection.close()

    threads = [threading.Thread(target=act) for act in (hold, wait)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
