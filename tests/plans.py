"""How SQLite goes about what a page asks: for tests that a page does not go through all that there is."""

import re
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

NAMED = re.compile(r"ifnull\(:(\w+), NULL\)")


@contextmanager
def plans():
    """Gives a dictionary that holds, at the end, the steps by which each query is answered, its inner ones indented."""
    found = {}
    with CaptureQueriesContext(connection) as captured:
        yield found
    for sql in (query["sql"] for query in captured.captured_queries):
        if sql.startswith("SELECT") and "articles_" in sql:
            with connection.cursor() as cursor:
                # How it goes about a prepared query does not depend on what its names stand for.
                cursor.cursor.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(NAMED.findall(sql)))
                found[sql] = ["  " * bool(within) + step for _, within, _, step in cursor.fetchall()]


def sorting(plans):
    """Those queries that sort all they find to give some of it."""
    return [sql for sql, steps in plans.items() if "USE TEMP B-TREE FOR ORDER BY" in steps]
