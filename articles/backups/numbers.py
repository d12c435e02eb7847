"""The numbers of stories and published versions, which go on apart from those that a restore lost."""

from typing import Any

from django.db import connection

APART = 100_000
"""By how much. What was made since the backup had numbers, by which addresses, feeds and files of evidence know it:
none of these may come to mean another story."""
TABLES = ("articles_story", "articles_edition")
LAST = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)",
}
SET = {
    "sqlite": "UPDATE sqlite_sequence SET seq = %s WHERE name = %s",
    "postgresql": "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
}


def last() -> dict[str, int]:
    """The last number that was given in each table that there is."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        return {table: _last(cursor, table) for table in TABLES if table in tables}


def go_on(*, after: dict[str, int]) -> None:
    """Go on with numbers that are higher than any that was given, here or as far as is known ``after`` the backup."""
    with connection.cursor() as cursor:
        for table, number in last().items():
            if number:
                given = max(number, after.get(table, 0)) + APART
                values = [given, table] if connection.vendor == "sqlite" else [table, given]
                cursor.execute(SET[connection.vendor], values)


def _last(cursor: Any, table: str) -> int:
    cursor.execute(LAST[connection.vendor], [table])
    row = cursor.fetchone()
    return row[0] or 0 if row else 0
