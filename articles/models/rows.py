"""Rows of a few plain columns, put into their table as they are: no object is made of each."""

from django.db import connections, router


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
