"""Whether an answer keeps a JSON Schema: those keywords that the API's schemas use, and no others."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

KNOWN = {
    "type", "format", "enum", "items", "properties", "required", "additionalProperties", "anyOf", "$ref", "description",
    "minimum", "maximum", "default", "externalDocs",
}  # fmt: skip
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}
FORMATS = {
    "uri": lambda text: bool(urlsplit(text).scheme),
    "date": lambda text: bool(date.fromisoformat(text)),
    "date-time": lambda text: datetime.fromisoformat(text).tzinfo is not None,
}


def faults(value: Any, schema: dict, schemas: dict, at: str = "") -> Iterator[str]:
    """A sentence for every place where ``value`` breaks ``schema``, whose references are to ``schemas``."""
    if reference := re.fullmatch(r"#/components/schemas/(\w+)", schema.get("$ref", "")):
        schema = schemas[reference[1]]
    yield from (f"{at}: {keyword} is no known keyword" for keyword in schema.keys() - KNOWN)
    if "anyOf" in schema and all(list(faults(value, one, schemas)) for one in schema["anyOf"]):
        yield f"{at}: {value!r} is none of those"
    types = schema.get("type", [])
    wanted = [TYPES[name] for name in ([types] if isinstance(types, str) else types)]
    if wanted and type(value) not in wanted:
        yield f"{at}: {value!r} is no {types}"
    if isinstance(value, str) and "format" in schema and not FORMATS[schema["format"]](value):
        yield f"{at}: {value!r} is no {schema['format']}"
    if value not in schema.get("enum", [value]):
        yield f"{at}: {value!r} is not in {schema['enum']}"
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from faults(item, schema["items"], schemas, f"{at}/{place}")
    if isinstance(value, dict):
        yield from _faults_of(value, schema, schemas, at)


def _faults_of(value: dict, schema: dict, schemas: dict, at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{at}: {name} is not described" for name in value.keys() - properties.keys())
    for name in value.keys() & properties.keys():
        yield from faults(value[name], properties[name], schemas, f"{at}/{name}")
