"""What hangs on the rows of a query, gathered by the same query: topics, pictures and the like as one value a row."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Subquery
from django.db.models.base import ModelState
from django.db.models.functions import JSONArray

_decoded = json.JSONDecoder().scan_once
"""What json.loads() comes to where nothing stands around a value."""


class _Gathered(Subquery):
    """The rows of a query, in its order, as a list of what each has in ``row_``; ``in_sqlite`` is how that is said of
    values that SQLite has as text.
    """

    in_sqlite = "row_"

    def __init__(self, rows: Any, *, output_field: models.Field | None = None) -> None:
        super().__init__(rows.values("row_"), output_field=output_field or _Lists())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT json_group_array(%(one)s) FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template, one=self.in_sqlite, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT jsonb_agg(row_) FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template, **context)


class Values(_Gathered):
    """The rows of a query, in its order, as a list with a list of some of their values each: of columns and numbers,
    texts and ``Values`` that they are annotated with.
    """

    in_sqlite = "json(row_)"

    def __init__(self, queryset: Any, *names: str, output_field: models.Field | None = None) -> None:
        super().__init__(queryset.annotate(row_=JSONArray(*names)), output_field=output_field)


class Column(_Gathered):
    """One column of the rows of a query, in its order, as a list: where they are many, a fraction of the work."""

    def __init__(self, queryset: Any, name: str) -> None:
        super().__init__(queryset.annotate(row_=F(name)))


class Rows(Values):
    """The same as objects that know their key and the fields named.

    Edition.objects.annotate(pictures=Rows(EditionPicture.objects.filter(edition=OuterRef("pk")), "file", "alt"))

    ``joined`` names fields of what a row points at: ``topic=("slug", "name")``.
    """

    def __init__(self, queryset: Any, *names: str, **joined: tuple[str, ...]) -> None:
        columns = ["pk", *names, *(f"{to}__{name}" for to, some in joined.items() for name in ("pk", *some))]
        super().__init__(queryset, *columns, output_field=_Objects(queryset.model, names, joined))


class _Lists(models.Field):
    """Lists, read from JSON."""

    def get_internal_type(self) -> str:
        return "JSONField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[Any]:
        return _decoded(value, 0)[0] if value and value != "[]" else []


class _Objects(_Lists):
    """Objects of a model, read from such a list."""

    def __init__(self, model: Any, names: tuple[str, ...], joined: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._parts = [("", *_reader(model, names))]
        for to, some in joined.items():
            self._parts.append((to, *_reader(model._meta.get_field(to).related_model, some)))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[Any]:
        return [self._read(row) for row in super().from_db_value(value, expression, connection)]

    def _read(self, row: list[Any]) -> Any:
        found, start = None, 0
        for to, many, read in self._parts:
            one = read(row[start : start + many])
            if found is None:
                found = one
            else:
                vars(found)["_state"].fields_cache[to] = one
            start += many
        return found


def as_row(model: Any, values: dict[str, Any]) -> Any:
    """An object of a row of which some columns were fetched, made as an unpickled one is: without asking each field of
    its model, which takes longer than the database takes to find the row.
    """
    found = model.__new__(model)
    state = ModelState()
    state.adding = False
    vars(found).update(values, _state=state)
    return found


def _reader(model: Any, names: tuple[str, ...]) -> tuple[int, Callable[[list[Any]], Any]]:
    """How many values an object is made of, and what makes it of them."""
    fields = [model._meta.pk, *(model._meta.get_field(name) for name in names)]
    attnames = [field.attname for field in fields]
    readers = [
        (n, _READERS[kind])
        for n, field in enumerate(fields)
        if (kind := field.get_internal_type()) in _READERS
    ]

    def read(row: list[Any]) -> Any:
        for n, as_value in readers:
            if row[n] is not None:
                row[n] = as_value(row[n])
        return as_row(model, dict(zip(attnames, row, strict=True)))

    return len(fields), read


def _moment(value: str) -> datetime:
    """As either database writes one in JSON: SQLite without its zone, which is UTC."""
    at = datetime.fromisoformat(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


_READERS: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": _moment,
    "DateField": date.fromisoformat,
    "BooleanField": bool,
}
