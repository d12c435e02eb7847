"""The block of "Key: value" lines that stands before a text. It is no YAML: ``title: Mayor: no`` is a title."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.formats.labels import meaning
from articles.importing.formats.lines import Lines
from articles.importing.formats.piece import Attached, Stated
from articles.text.parsing import Role

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?)\s*[:=](?:\s+(?P<value>.*)|$)")
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)")
_ROLES = {
    "headline": Role.HEADLINE, "standfirst": Role.STANDFIRST, "byline": Role.BYLINE, "dateline": Role.DATELINE,
    "published": Role.DATE, "source": Role.SOURCE, "proofreader": Role.PROOFREADER, "section": Role.SECTION,
    "keywords": Role.KEYWORDS, "slugline": Role.SLUGLINE,
}  # fmt: skip
_MOST_LINES = 200


def split(source: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of a front matter without its fences, and those of the text below it."""
    first = next((number for number, line in enumerate(source) if line.strip()), 0)
    ends = _FENCES.get(source[first].strip()) if source else None
    if not ends:
        return [], list(source)
    for number in range(first + 1, min(first + _MOST_LINES, len(source))):
        if source[number].strip() in ends:
            block = list(source[first + 1 : number])
            is_one = any(_ENTRY.match(line) for line in block[:1]) or not any(line.strip() for line in block)
            return (block, list(source[number + 1 :])) if is_one else ([], list(source))
    return [], list(source)


def add_front_matter(lines: Lines, block: Sequence[str]) -> tuple[Stated, list[Attached]]:
    """Add the lines of a front matter, each in its role; gives what they state. What has no field is furniture."""
    stated, pictures = Stated(), []
    for key, values in _entries(block):
        means = meaning(key)
        text = ", ".join(values)
        if means == "pictures":
            pictures += [Attached(value) for value in values]
        elif hasattr(stated, means) and not getattr(stated, means):
            words = values[0] if means == "section" and values else text
            stated = replace(stated, **{means: tuple(values) if means == "keywords" else words})
            if means in _ROLES:
                lines.add(text, _ROLES[means], close=True)
                continue
        lines.add(f"{key}: {text}", Role.FURNITURE, close=True)
    return stated, pictures


def _entries(block: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Keys with their values: on the same line, between brackets, or as items below."""
    entries: list[tuple[str, list[str]]] = []
    for line in block:
        entry, item = _ENTRY.match(line), _ITEM.match(line)
        if item and entries:
            entries[-1][1].append(_bare(item["value"]))
        elif entry:
            entries.append((entry["key"], _values(entry["value"] or "")))
        elif line.strip() and entries:  # a value that runs on
            had = entries[-1][1]
            had[:] = [f"{had[0]} {line.strip()}".strip() if had else line.strip(), *had[1:]]
        elif line.strip():
            entries.append(("", [line.strip()]))
    return entries


def _values(value: str) -> list[str]:
    value = value.strip()
    if value in ("|", ">", "|-", ">-", ""):
        return []
    if value.startswith("[") and value.endswith("]"):
        return [bare for part in value[1:-1].split(",") if (bare := _bare(part))]
    return [_bare(value)]


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    return value[1:-1].replace(f"\\{value[0]}", value[0]) if quoted else value
