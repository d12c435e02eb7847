"""Rows that nothing can be made of: SQLite keeps whatever is put into a column behind our back, PostgreSQL times that
no calendar of ours has. They are told of by their tables and ids, and the rest is proved without them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField
from django.db.models.lookups import In
from django.utils.dateparse import parse_datetime

from articles.text.chains import moment

_EARLIEST, _LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
"""Within these a time can be told in any zone."""


def legible(rows: Any, *, beside: str = "") -> Any:
    """Those of ``rows`` of which every column holds what it is for, and of what hangs on them, if anything does, under
    the name ``beside``.
    """
    for condition in _conditions(rows.model).values():
        rows = rows.filter(condition)
    for condition in _conditions(rows.model, beside).values() if beside else ():
        rows = rows.filter(condition)
    return rows


def illegible(rows: QuerySet[Any]) -> Iterator[str]:
    """The others, a sentence for each column that cannot be read."""
    conditions = _conditions(rows.model)
    every = Q()
    for condition in conditions.values():
        every &= condition
    for pk in list(rows.exclude(every).order_by("pk").values_list("pk", flat=True)) if conditions else ():
        row = rows.filter(pk=pk)
        for name, condition in conditions.items():
            if row.exclude(condition).exists():
                yield f"{rows.model._meta.db_table}, row {pk}: what stands in {name} cannot be read."


def _conditions(model: type[Model], beside: str = "") -> dict[str, Q]:
    """By column what is true of each row that holds something in it, or null, that Python is given as what it is."""
    held: Any = model._meta.get_field(beside).related_model if beside else model
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.create_function("newsroom_is_moment", 1, _is_moment, deterministic=True)
    path = f"{beside}__" if beside else ""
    found = {column.attname: _condition(column, path) for column in held._meta.concrete_fields}
    return {name: condition for name, condition in found.items() if condition is not None}


def _condition(column: Any, path: str) -> Q | None:
    name, kind = path + column.attname, column.db_type(connection)
    is_moment = column.get_internal_type() == "DateTimeField"
    if connection.vendor != "sqlite":
        within = {f"{name}__gte": _EARLIEST, f"{name}__lt": _LATEST}
        return Q(**{f"{name}__isnull": True}) | Q(**within) if is_moment else None
    if is_moment:
        return Q(Func(F(name), function="newsroom_is_moment", output_field=BooleanField()))
    held = "text" if kind.startswith(("varchar", "text", "char")) else "integer"
    return Q(In(Func(F(name), function="typeof", output_field=TextField()), [held, "null"]))


def _is_moment(value: Any) -> bool:
    """Whether SQLite's text is a time, as Django reads it."""
    if value is None:
        return True
    try:
        at = parse_datetime(value)
        return at is not None and bool(moment(at.replace(tzinfo=at.tzinfo or UTC)))
    except (TypeError, ValueError, OverflowError):
        return False
