"""The shapes of what the API tells: a table of fields says how a thing is written, and what JSON Schema it has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

from django.urls import reverse

Schema = dict[str, Any]
"""A JSON Schema of the dialect of OpenAPI 3.1 (2020-12)."""

TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
ADDRESS_OR_NONE: Schema = {"type": ["string", "null"], "format": "uri"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


@dataclass(frozen=True)
class Where:
    """Where the site is asked: ``root`` is the address of its front page, with scheme and host."""

    root: str

    def page(self, row: Any) -> str:
        return urljoin(self.root, row.get_absolute_url())

    def url(self, name: str, *args: Any, **query: Any) -> str:
        address = urljoin(self.root, reverse(f"site:api-{name}", args=args))
        return f"{address}?{urlencode(query, safe=',')}" if query else address


@dataclass(frozen=True)
class Field:
    """``value`` is called with the thing and where the site is asked."""

    name: str
    schema: Schema
    words: str
    value: Callable[[Any, Where], Any]


Fields = tuple[Field, ...]


def write(fields: Fields, thing: Any, where: Where) -> dict[str, Any]:
    return {field.name: field.value(thing, where) for field in fields}


def schema_of(fields: Fields) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: field.schema | {"description": field.words} for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


NEXT = ADDRESS_OR_NONE | {"description": "The page of what comes after these; null at the end."}
PREVIOUS = ADDRESS_OR_NONE | {"description": "The page of what comes before these; null at the beginning."}


def page_of(schema: str, **ways: Schema) -> Schema:
    """Of a list that is cut into pages; ``ways`` lead to others."""
    properties = ways | {"results": list_of({"$ref": f"#/components/schemas/{schema}"})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def problem_of(**more: Schema) -> Schema:
    """Of what went wrong (RFC 9457), with the members that only some have."""
    errors = list_of({"type": "object", "properties": {"parameter": TEXT, "detail": TEXT}})
    known = {"type": TEXT, "title": TEXT, "status": NUMBER, "detail": TEXT, "errors": errors}
    return {
        "type": "object",
        "description": "What went wrong, as of RFC 9457.",
        "properties": known | more,
        "required": ["type", "title", "status"],
        "additionalProperties": False,
    }
