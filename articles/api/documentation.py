"""The description of the API for people: the same tables, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.api.endpoints import ENDPOINTS, SCHEMAS
from articles.api.shapes import Schema

_FORMATS = {"uri": "address", "date-time": "moment", "date": "day"}
_TYPES = {
    "string": "text",
    "integer": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "object",
}


class Line(NamedTuple):
    """A parameter or a field: its name, what kind of value it has, and what it says."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Section:
    """An address, what may be asked there and what it answers. ``is_list``: the fields are those of each result."""

    name: str
    path: str
    words: str
    parameters: list[Line]
    fields: list[Line]
    is_list: bool


def sections() -> Iterator[Section]:
    for endpoint in ENDPOINTS:
        fields = _fields(SCHEMAS[endpoint.schema])
        rows = SCHEMAS[endpoint.schema].get("properties", {}).get("results")
        yield Section(
            name=endpoint.name,
            path=endpoint.path,
            words=endpoint.words,
            parameters=[Line(one.name, _kind(one.schema), one.words) for one in endpoint.parameters],
            fields=_fields(_resolved(rows["items"])) if rows else fields,
            is_list=bool(rows),
        )


def _fields(schema: Schema) -> list[Line]:
    properties = schema.get("properties", {})
    return [Line(name, _kind(one), one.get("description", "")) for name, one in properties.items()]


def _kind(schema: Schema) -> str:
    """ "text", "address, or null", "list of objects"."""
    if choices := schema.get("anyOf"):
        return f"{_kind(choices[0])}, or null"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = _FORMATS.get(schema.get("format", ""), _TYPES[types[0]])
    if kind == "list":
        kind = f"list of {_kind(_resolved(schema['items']))}s"
    if values := schema.get("enum"):
        kind += f": {', '.join(value for value in values if value)}"
    return f"{kind}, or null" if "null" in types else kind


def _resolved(schema: Schema) -> Schema:
    reference = schema.get("$ref", "")
    return SCHEMAS[reference.rpartition("/")[2]] if reference else schema
