"""Rows by the thousand: looked up some at a time, and put into their table as they are, which costs a fraction of what
asking each field of each object does.

some_of(items, at_once)             a long list a slice at a time
as_new(model, values)               an object that is in no table yet, made without asking each field of its model
put_rows(model, names, rows)        rows of some columns, without an object of each
put_objects(model, objects)         objects that were just made, which are given their numbers

Rows go in by the quickest way that the database has. What guards a table guards it here too: constraints and triggers.
"""

import json
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import TypeVar

from django.db import connections, models, router
from django.db.models.base import ModelState

_Item = TypeVar("_Item")

_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values the databases take as they are."""


def some_of(items: Sequence[_Item], at_once: int) -> Iterator[Sequence[_Item]]:
    """Items a slice at a time, in their order: a query takes only so many values."""
    return (items[start : start + at_once] for start in range(0, len(items), at_once))


def as_new(model, values):
    """An object as the model makes one of these values, named as its columns are: ``story_id``, not ``story``.

    Others have their defaults. Nobody is told by a signal.
    """
    plain, called = _defaults(model)
    made = model.__new__(model)
    vars(made).update(plain, _state=ModelState())
    vars(made).update((name, default()) for name, default in called if name not in values)
    vars(made).update(values)
    return made


@cache
def _defaults(model):
    """The values of fields that nobody gave one, and of those that need their own what makes it."""
    fields = model._meta.concrete_fields
    called = [(one.attname, one.default) for one in fields if one.has_default() and callable(one.default)]
    own = dict(called)
    return {field.attname: field.get_default() for field in fields if field.attname not in own}, called


def put_rows(model, names, rows):
    """Write rows, each a tuple of the values that ``names`` of the model's fields are to have, a row's number for one
    that points at a row; columns not named take the database's defaults.

    One query; nothing is read back, so that the rows have no numbers here.
    """
    fields = [model._meta.get_field(name) for name in names]
    connection = connections[router.db_for_write(model)]
    rows = _as_taken(fields, list(rows), connection)
    if not rows:
        return
    quoted = connection.ops.quote_name
    table = f"{quoted(model._meta.db_table)} ({', '.join(quoted(field.column) for field in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  names of ours


def put_objects(model, objects):
    """Write objects that are in no table yet, and give each its number where the database counts them. Two queries.

    As ``bulk_create`` does; fields are not asked for what they would do before a save.
    """
    objects = list(objects)
    if not objects:
        return
    alias = router.db_for_write(model)
    if model._meta.pk.db_returning:
        for one, number in zip(objects, _numbers(model, len(objects), connections[alias]), strict=True):
            one.pk = number
    fields = model._meta.concrete_fields
    put_rows(model, [field.name for field in fields], map(attrgetter(*[f.attname for f in fields]), objects))
    for one in objects:
        one._state.adding, one._state.db = False, alias  # noqa: SLF001  as every writer of Django's does


def _numbers(model, count, connection):
    """Numbers for so many new rows. On SQLite who writes is alone until the transaction ends."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), model._meta.pk.column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = next(iter(cursor.fetchall()), (0,))[0]
        return range(last + 1, last + count + 1)


def _as_taken(fields, rows, connection):
    """The same rows with their values as the database takes them."""
    adapting = [(place, _adapting(field, connection)) for place, field in enumerate(fields)]
    adapting = [(place, adapt) for place, adapt in adapting if adapt]
    if not adapting:
        return rows
    taken = []
    for row in rows:
        values = list(row)
        for place, adapt in adapting:
            if values[place] is not None:
                values[place] = adapt(values[place])
        taken.append(values)
    return taken


def _adapting(field, connection):
    """What makes one that the database takes of a field's value; None where it takes that as it is."""
    if isinstance(field, models.DateTimeField):
        return lru_cache(maxsize=64)(connection.ops.adapt_datetimefield_value)  # most rows are of one moment
    if isinstance(field, models.JSONField):
        return json.JSONEncoder().encode
    if isinstance(field, _PLAIN):
        return _value if field.choices else None
    return lambda value: field.get_db_prep_save(value, connection)


def _value(choice):
    return choice.value if isinstance(choice, Enum) else choice
