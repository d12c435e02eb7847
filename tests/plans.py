"""How SQLite goes about what a page asks: for tests that a page does not sort all that there is."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def sorting():
    """Gives a list that holds, at the end, each query that sorts all it finds to give some of it."""
    found = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    for query in captured.captured_queries:
        if query["sql"].startswith("SELECT") and "articles_" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps = [step for _, within, _, step in cursor.fetchall() if not within]
            if "USE TEMP B-TREE FOR ORDER BY" in steps:
                found.append(query["sql"])
