"""What a database alone could do: all rows of one newsroom put into another, which is empty and has the same tables.

Indexes, constraints, triggers and the search index are those of a newsroom. Only the writing is timed.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import IO, Any

from django.apps import apps

from tests.benchmarks.apart import Newsroom

AT_ONCE = 5_000
"""Rows of one `executemany`, which is a transaction."""
_COLUMNS = """SELECT string_agg(format('%%I', column_name), ', ') FROM information_schema.columns
WHERE table_name = %s AND is_generated = 'NEVER'"""
_FOUND = {
    "sqlite": "SELECT count(*) FROM search_story_terms WHERE search_story_terms MATCH 'harbour'",
    "postgresql": "SELECT count(*) FROM search_story WHERE terms @@ 'harbour'",
}


@dataclass(slots=True)
class Limit:
    """Rows that were written; seconds that passed meanwhile, and seconds of this process's processor."""

    rows: int = 0
    seconds: float = 0
    processor: float = 0

    def __enter__(self) -> None:
        self.seconds -= time.perf_counter()
        self.processor -= time.process_time()

    def __exit__(self, *error: object) -> None:
        self.seconds += time.perf_counter()
        self.processor += time.process_time()


def write_again(newsroom: Newsroom, empty: Newsroom) -> Limit:
    """Put all rows of a newsroom into another one by the quickest way that its database has."""
    limit = Limit()
    for each in (newsroom, empty):
        each.database.ensure_connection()
    {"sqlite": _by_executemany, "postgresql": _by_copy}[empty.database.vendor](newsroom, empty, limit)
    counts = [dict(_held(each)) for each in (newsroom, empty)]
    if counts[0] != counts[1]:
        raise SystemExit(f"Not the same rows: {counts[0]} and {counts[1]}.")
    return limit


def tables() -> list[str]:
    """The tables of the app, each after those that its rows point at."""
    models = set(apps.get_app_config("articles").get_models(include_auto_created=True))
    ties = {
        model: {field.related_model for field in model._meta.concrete_fields if field.is_relation} - {model}
        for model in models
    }
    return [model._meta.db_table for model in TopologicalSorter(ties).static_order() if model in models]


def _by_executemany(newsroom: Newsroom, empty: Newsroom, limit: Limit) -> None:
    source, target = newsroom.database.connection, empty.database.connection
    for table in tables():
        rows = source.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows.description))})'
        while some := rows.fetchmany(AT_ONCE):
            with limit:
                target.execute("BEGIN IMMEDIATE")
                target.executemany(insert, some)
                target.execute("COMMIT")
            limit.rows += len(some)


def _by_copy(newsroom: Newsroom, empty: Newsroom, limit: Limit) -> None:
    """One transaction. What is generated from other columns is so again."""
    with newsroom.database.cursor() as source, empty.database.cursor() as target:
        target.execute("BEGIN")
        for table in tables():
            source.execute(_COLUMNS, [table])
            (columns,) = source.fetchone()
            with tempfile.TemporaryFile() as kept:
                with source.copy(f'COPY "{table}" ({columns}) TO STDOUT (FORMAT BINARY)') as out:
                    kept.writelines(out)
                kept.seek(0)
                with limit:
                    _copy_in(target, f'COPY "{table}" ({columns}) FROM STDIN (FORMAT BINARY)', kept)
            limit.rows += target.rowcount
        with limit:
            target.execute("COMMIT")


def _copy_in(target: Any, statement: str, kept: IO[bytes]) -> None:
    with target.copy(statement) as into:
        while some := kept.read(1 << 20):
            into.write(some)


def _held(newsroom: Newsroom) -> Iterator[tuple[str, int]]:
    """How many rows a newsroom has in each table, and in how many stories search finds a word."""
    with newsroom.database.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            yield table, cursor.fetchone()[0]
        cursor.execute(_FOUND[newsroom.database.vendor])
        yield "found by search", cursor.fetchone()[0]
