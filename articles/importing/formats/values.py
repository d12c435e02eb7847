"""Values of JSON from anywhere, as words: what is not of the sort that was looked for is none.

first(data, "byline", "by"), names(data, "subject"), by_role(data, "headlines", "main")
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BETWEEN = re.compile(r"[,;]")


def words(value: Any) -> str:
    """A value in words; "" for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return _UNSEEN.sub("", str(value)).strip()


def first(data: Mapping[str, Any], *keys: str) -> str:
    """The first value under one of these keys, in words: its name where it is a thing, all of a list."""
    return next(filter(None, (", ".join(_said(data.get(key))) for key in keys)), "")


def names(data: Mapping[str, Any], *keys: str) -> Iterator[str]:
    """All names under these keys: in a list, or in one string."""
    for key in keys:
        value = data.get(key)
        yield from _said(_BETWEEN.split(value) if isinstance(value, str) else value)


def by_role(data: Mapping[str, Any], key: str, *roles: str) -> str:
    """Of values with roles, the one in the first of these roles; "" stands for any."""
    found = [(words(row.get("role")).lower(), words(row.get("value"))) for row in rows(data.get(key))]
    return next((text for role in roles for own, text in found if text and role in ("", own)), "")


def rows(value: Any) -> list[dict[str, Any]]:
    """The things in a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def width(row: Mapping[str, Any]) -> int:
    value = row.get("width")
    return value if isinstance(value, int) else 0


def _said(value: Any) -> Iterator[str]:
    for inner in value if isinstance(value, list) else [value]:
        if text := words(inner.get("name") or inner.get("literal") if isinstance(inner, dict) else inner):
            yield text
