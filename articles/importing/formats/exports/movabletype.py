"""What Movable Type exports, and TypePad and others in the same form: entries of sections, in plain text.

    TITLE: Ferry returns
    DATE: 04/07/2009 02:05:00 PM
    -----
    BODY:
    …
    -----
    --------

movabletype.org/docs/mtimport.html. Readers' comments and pings are counted, and not read.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import takewhile

from articles.importing.formats.decoding import decoded
from articles.importing.formats.exports.posttext import to_html
from articles.importing.formats.items import Item, not_public, pieces_of
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import Attached, Piece
from articles.text import reading

_START = re.compile(r"(?:[A-Z][A-Z ]{2,30}:.*\r?\n)+-----\r?\n(?:EXTENDED )?BODY:[ \t]*\r?\n")
_VALUE = re.compile(r"([A-Z][A-Z ]{2,30}):[ \t]*(.*)")
_KEY = re.compile(r"[A-Z][\w ]{1,40}:")
_SECTION = re.compile(r"([A-Z][A-Z ]{2,30}):\s*")
_END_OF_ENTRY, _END_OF_SECTION = "--------", "-----"
_FORMS = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S")
_PASSED = {"COMMENT": "readers’ comments", "PING": "pings of other sites"}
_NOT_PUBLIC = {
    "draft": "This was a draft there, not published.",
    "future": "This was scheduled there, not yet out.",
}
_NAMED = {
    "AUTHOR", "TITLE", "BASENAME", "STATUS", "DATE", "CATEGORY", "PRIMARY CATEGORY", "TAGS", "UNIQUE URL", "IMAGE",
    "CONVERT BREAKS", "ALLOW COMMENTS", "ALLOW PINGS",
}  # fmt: skip
_TEXTS = ("BODY", "EXTENDED BODY")
_SECTIONS = frozenset({*_TEXTS, "EXCERPT", "KEYWORDS", *_PASSED})
"""All that the format knows. What stands below a line of hyphens under another name is text with such a line in it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The values of an entry, in their order, its sections by name, how many there are of those passed over, and the
    lines of others.
    """

    values: Sequence[tuple[str, str]]
    sections: dict[str, str]
    passed: Counter[str]
    others: Sequence[str]

    def all(self, name: str) -> list[str]:
        return [value for own, value in self.values if own == name and value]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def matches(data: bytes, name: str) -> bool:
    return bool(_START.match(opening(data)))


def pieces(data: bytes, name: str) -> list[Piece]:
    read = decoded(data)
    entries = list(_entries(reading.split_lines(read.text.lstrip("\ufeff"))))
    items: list[Callable[[], Item]] = [partial(_item, entry) for entry in entries]
    first, *others = pieces_of(
        items, "blog", what="export of a blog", encoding=read.encoding, notes=doubts_of(read.notes)
    )
    return [replace(first, passed=sum((entry.passed for entry in entries), Counter())), *others]


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    """The entries of an export. What stands below the mark of an end and begins none goes on with the one before."""
    held: list[str] = []
    for part in _parted(lines, _END_OF_ENTRY):
        if not any(line.strip() for line in part):
            continue
        if held and _is_headed(part):
            yield _entry(held)
            held = []
        held += [_END_OF_ENTRY, *part] if held else part
    if held:
        yield _entry(held)


def _parted(lines: Sequence[str], mark: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.rstrip() == mark:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _is_headed(part: Sequence[str]) -> bool:
    """Whether it begins with the values of an entry, one at least under a name of the format."""
    head = [line for line in takewhile(lambda line: line.rstrip() != _END_OF_SECTION, part) if line.strip()]
    named = [found[1] for line in head if (found := _VALUE.match(line))]
    return bool(_KEY.match(head[0])) and not _NAMED.isdisjoint(named) if head else False


def _entry(lines: Sequence[str]) -> _Entry:
    head, *sections = _parted(lines, _END_OF_SECTION)
    values = [(found[1], found[2].strip()) for line in head if (found := _VALUE.match(line))]
    held: dict[str, list[str]] = {}
    passed: Counter[str] = Counter()
    others: list[str] = []
    kind = ""
    for section in filter(None, sections):
        named = _SECTION.fullmatch(section[0])
        if named and named[1] in _SECTIONS and (named[1] in _PASSED or named[1] not in held):
            kind = named[1]
            if kind in _PASSED:
                passed[_PASSED[kind]] += 1
            held[kind] = "\n".join(section[1:]).strip("\n").split("\n")
        elif kind in _TEXTS or kind in _PASSED:  # the line above it is one of the text
            held[kind].extend((_END_OF_SECTION, *section))
        else:
            others += section
    return _Entry(values, {kind: "\n".join(lines) for kind, lines in held.items()}, passed, others)


def _item(entry: _Entry) -> Item:
    state, author = entry.first("STATUS").lower(), entry.first("AUTHOR")
    is_name, is_public = " " in author, state in ("", "publish")
    sections = list(dict.fromkeys([*entry.all("PRIMARY CATEGORY"), *entry.all("CATEGORY")]))
    tags = [*_listed(entry.first("TAGS")), *_listed(entry.sections.get("KEYWORDS", ""))]
    body = "\n\n".join(filter(None, (entry.sections.get(name, "") for name in _TEXTS)))
    others = [f"Log-in name of the author: {author}"] if author and not is_name else []
    others += [f"{name}: {value}" for name, value in entry.values if name not in _NAMED and value]
    others += entry.others
    sentence = _NOT_PUBLIC.get(state, f"The blog had this as “{state[:40]}”, not as published.")
    return Item(
        key=entry.first("BASENAME"),
        headline=entry.first("TITLE"),
        standfirst=entry.sections.get("EXCERPT", ""),
        byline=author if is_name else "",
        published=_moment(entry.first("DATE")) if is_public else "",
        section=next(iter(sections), ""),
        keywords=(*sections[1:], *tags),
        address=entry.first("UNIQUE URL") if is_public else "",
        body=body if entry.first("CONVERT BREAKS") == "0" else to_html(body),
        others=tuple(others),
        pictures=tuple(map(Attached, entry.all("IMAGE"))),
        doubts=() if is_public else (not_public(sentence),),
    )


def _listed(text: str) -> list[str]:
    """Words that commas part; quoted ones may hold commas."""
    try:
        words = [word for row in csv.reader([" ".join(text.split())], skipinitialspace=True) for word in row]
    except csv.Error:  # a word longer than any
        words = text.split(",")
    return [word.strip() for word in words if word.strip()]


def _moment(text: str) -> str:
    """A date as these exports write it, the month first, as ISO 8601."""
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(text, form).isoformat()  # noqa: DTZ007  # no zone is said
    return text
