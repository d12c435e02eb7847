"""Rows by the thousand: looked up some at a time, and put into their table as they are, without an object of each."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connections, router

_Item = TypeVar("_Item")


def some_of(items: Sequence[_Item], at_once: int) -> Iterator[Sequence[_Item]]:
    """Items a slice at a time, in their order: a query takes only so many values."""
    return (items[start : start + at_once] for start in range(0, len(items), at_once))


def put_rows(model, names, rows):
    """Write rows, each a tuple of the values that ``names`` of the model's columns are to have; others take the
    database's defaults.

    For tables that are written by the thousand beside the stories of an import: where making objects and asking each of
    its fields costs more than the database does. Values are given as the database takes them. One query; nothing is
    read back.
    """
    rows = list(rows)
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    quoted = connection.ops.quote_name
    columns = [quoted(model._meta.get_field(name).column) for name in names]
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608  names of ours
            rows,
        )
