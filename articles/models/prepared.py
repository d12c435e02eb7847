"""Queries whose SQL is made once: to make it takes Django many times longer than the database takes to answer.

live = Prepared(lambda now, story: Edition.objects.live(now).filter(story_id=story))
live(now=now, story=7)  # the rows, as the query set would give them
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import Enum
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Expression, Lookup

from .gathering import as_row
from .remembering import Memory


class Given(Expression):
    """A value that is given when the query is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Among(Lookup):
    """Whether a column has one of the values of a list that is given."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._sql(compiler, connection, "{} IN (SELECT value FROM json_each({}))")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._sql(compiler, connection, "{} = ANY({})")

    def _sql(self, compiler: Any, connection: Any, template: str) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        right, given = self.process_rhs(compiler, connection)
        return template.format(left, right), [*params, *given]


class Prepared:
    """A query that is made once, by a function of what is to be given, and asked again and again.

    The function gives a query set of objects, narrowed to some fields and annotated, or of ``values_list``; what it
    takes it may compare with, and do nothing else. Every time it is asked the answer is fetched whole.

    Where it ``remembers`` objects, the same row gives the same one, as ``finish`` makes it: it is shared by all who
    ask, and has its row in ``of_row``.
    """

    def __init__(
        self,
        make: Callable[..., Any],
        *,
        remembers: Memory | None = None,
        finish: Callable[[Any], Any] = lambda found: found,
    ) -> None:
        self._make, self._memory, self._finish = make, remembers, finish
        self._made: dict[str, _Made] = {}

    def __call__(self, **given: Any) -> list[Any]:
        made = self._prepared(given)
        if self._memory is None:
            return [made.read(row) for row in made.asked(given)]
        return [self._memory.keep(row, partial(self._finished, made, row)) for row in made.asked(given)]

    def _prepared(self, names: Iterable[str]) -> "_Made":
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = _Made(self._make(**{name: Given(name) for name in names}))
        return made

    def afresh(self, **given: Any) -> list[Any]:
        """The same, of objects that nobody else has and none remembers."""
        made = self._prepared(given)
        return [self._finish(made.read(row)) for row in made.asked(given)]

    def _finished(self, made: "_Made", row: tuple[Any, ...]) -> Any:
        found = self._finish(made.read(row))
        found.of_row = row
        return found


class _Made:
    """The SQL of a query set, and how its rows become objects, as ``ModelIterable`` does that."""

    def __init__(self, queryset: Any) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        write = _numbered if connection.vendor == "postgresql" else _named
        self.sql, self.params = write(*compiler.as_sql())
        expressions = [expression for expression, *_ in compiler.select[: compiler.col_count]]
        self.converters = list(compiler.get_converters(expressions).items())
        self.model, self.columns, self.names = None, slice(0), list[str]()
        if not queryset.query.has_select_fields:
            fields = compiler.klass_info["select_fields"]
            self.model, self.columns = compiler.klass_info["model"], slice(fields[0], fields[-1] + 1)
            self.names = [one.target.attname for one in expressions[self.columns]]
        self.annotated = list(compiler.annotation_col_map.items())

    def asked(self, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        params = {
            name: _adapted(given[name]) if isinstance(value, Given) else value
            for name, value in self.params.items()
        }
        wrapper: Any = connection
        with wrapper.prepared_cursor() as cursor:
            cursor.execute(self.sql, params if connection.vendor == "sqlite" else [*params.values()])
            return cursor.fetchall()

    def read(self, of_row: tuple[Any, ...]) -> Any:
        row = list(of_row)
        for place, (converters, expression) in self.converters:
            value = row[place]
            for convert in converters:
                value = convert(value, expression, connection)
            row[place] = value
        if self.model is None:
            return tuple(row)
        values = dict(zip(self.names, row[self.columns], strict=True))
        for name, place in self.annotated:
            values[name] = row[place]
        return as_row(self.model, values)


def _named(sql: str, params: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """SQL for SQLite, and what it names: each value once, however often it stands there.

    Where a value could decide whether an index of some rows serves, SQLite plans the query anew for each: a story took
    seven times as long. It sees none behind a function.
    """
    names: dict[Any, str] = {}
    named: dict[str, Any] = {}

    def filled(value: Any) -> str:
        key = (type(value), value)
        name = value.name if isinstance(value, Given) else names.setdefault(key, f"value{len(names)}")
        # An Enum's type SQLite would look up each time.
        named[name] = value.value if isinstance(value, Enum) else value
        return f"ifnull(:{name}, NULL)"

    return _filled(sql, params, filled), named


def _numbered(sql: str, params: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """SQL for PostgreSQL: what is given by numbers, and in its place all else. So it plans the query once, which took
    it three times as long for a story as to answer, and knows which indexes of some rows serve.
    """
    given: dict[str, Any] = {}

    def filled(value: Any) -> str:
        if not isinstance(value, Given):
            return str(connection.ops.compose_sql("%s", [value]))
        given.setdefault(value.name, value)
        return f"${[*given].index(value.name) + 1}"

    return _filled(sql, params, filled), given


def _filled(sql: str, params: Iterable[Any], fill: Callable[[Any], str]) -> str:
    left = iter(params)
    return re.sub("%[s%]", lambda found: "%" if found[0] == "%%" else fill(next(left)), sql)


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, int):  # whose type would go by how large it is, and with it the plan
        return connection.ops.adapt_integerfield_value(value, "BigIntegerField")
    if isinstance(value, list):
        return json.dumps(value) if connection.vendor == "sqlite" else [*map(_adapted, value)]
    return value
