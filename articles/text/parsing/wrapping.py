"""Which convention a file has for its paragraphs, and the units that follow from it.

Met in copy: a line each; blank lines between wrapped paragraphs; an indent at the first line of each;
two spaces in the middle of a wrapped line. A file that is not wrapped has a line a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.parsing.furniture import is_furniture
from articles.text.parsing.names import byline
from articles.text.parsing.units import Unit, squeezed, starts_lower, unit
from articles.text.parsing.wire import without_codes

_GLUE = re.compile(r"(?<=[.!?\"”)'])  +(?=[\"“('A-Z])")
_HEADER_DASH = re.compile(r"^--(?:\s|$)")
_STOP = re.compile(r"[.!?:;…。！？]['\"”’»)\]]{0,3}$")
_MARKED = re.compile(r"^(?:[-*•▪◦·]\s|\d{1,2}[.)]\s|#{1,6}\s)")
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int
    gap: int
    dashed: bool = False


def to_units(lines: Sequence[str], *, coded: bool = False) -> list[Unit]:
    """Cut a file's lines into units. Every non-blank line is in at least one; two spaces may put it in two."""
    kept = list(_non_blank(lines, coded=coded))
    width = _wrap_width(kept)
    if not width:
        return [
            unit(" ".join(x.text for x in group), [x.number for x in group], group[0].gap)
            for group in _by_line(kept)
        ]
    indents = _indents_mark_paragraphs(kept)
    return [u for group in _wrapped(kept, width, by_indent=indents) for u in _split_glued(group)]


def _non_blank(lines: Sequence[str], *, coded: bool) -> Iterator[_Line]:
    gap, dashed = 0, bool(lines and _HEADER_DASH.match(lines[0]))
    for number, raw in enumerate(lines, 1):
        text = without_codes(raw) if coded else raw.strip()
        header = dashed and bool(_HEADER_DASH.match(text))
        if header:
            text = text[2:].strip() or "--"
        if not squeezed(text):
            if raw.strip():
                yield _Line(number, raw.strip(), 0, gap)
                continue
            gap += 1
            continue
        yield _Line(number, text, len(raw.expandtabs()) - len(raw.expandtabs().lstrip()), gap, header)
        gap = 0


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column that a hard-wrapped file was wrapped at; 0 for one that was not."""
    if len(lines) < 4:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(len(lengths) * 0.6)]
    follows = sum(starts_lower(line.text) and not line.gap for line in lines[1:])
    return width if width <= _WIDEST_WRAP and follows >= 0.2 * len(lines) else 0


def _indents_mark_paragraphs(lines: Sequence[_Line]) -> bool:
    deep = sum(line.indent >= 2 for line in lines)
    lower = sum(line.indent >= 2 and starts_lower(line.text) for line in lines)
    return 0 < deep < 0.7 * len(lines) and lower <= deep * 0.2


def _by_line(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """A line a unit, but a sentence that was broken in its middle is put together again."""
    group: list[_Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(before: _Line, line: _Line) -> bool:
    if len(line.text.split()) < 2 or is_furniture(line.text):
        return False
    return (
        not line.gap
        and len(before.text) >= 45
        and starts_lower(line.text)
        and not _STOP.search(before.text[-8:])
    )


def _wrapped(lines: Sequence[_Line], width: int, *, by_indent: bool) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and _begins(group[-1], line, width, by_indent=by_indent):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(before: _Line, line: _Line, width: int, *, by_indent: bool) -> bool:
    """Whether a line of a wrapped file begins a new paragraph."""
    if any("(" not in near.text and byline(near.text) for near in (before, line)):
        return True
    if line.gap or line.dashed or before.dashed or _MARKED.match(line.text):
        return True
    if by_indent and (
        (line.indent >= 2 and line.indent > before.indent - 2) or (line.indent == 1 and before.indent == 0)
    ):
        return True
    return len(before.text) < 0.62 * width and not starts_lower(line.text)


def _split_glued(group: Sequence[_Line]) -> Iterator[Unit]:
    """The paragraphs of wrapped lines in which only two spaces tell one from the next."""
    pieces: list[tuple[str, list[int]]] = [("", [])]
    for line in group:
        for index, part in enumerate(_GLUE.split(line.text) if len(line.text) < 400 else [line.text]):
            if index:
                pieces.append(("", []))
            text, numbers = pieces[-1]
            pieces[-1] = (f"{text} {part}", [*numbers, line.number])
    for index, (text, numbers) in enumerate(pieces):
        yield unit(text, numbers, 0 if index else group[0].gap)
