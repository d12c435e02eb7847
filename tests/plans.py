"""How SQLite goes about what a page asks: for tests that a page does not sort all that there is."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def sorting():
    """Gives a list that holds, at the end, each query that sorts all rows to give some of them."""
    found = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    for query in captured.captured_queries:
        if query["sql"].startswith("SELECT") and "articles_" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql'].replace('%', '%%')}")
                steps = [step for *_, step in cursor.fetchall()]
            if "USE TEMP B-TREE FOR ORDER BY" in steps:
                found.append(query["sql"])
