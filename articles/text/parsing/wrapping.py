"""Which convention a file has for its paragraphs, and the units that follow from it.

Met in copy: a line each; blank lines between wrapped paragraphs; an indent at the first line of each;
two spaces in the middle of a wrapped line. A file that is not wrapped has a line a paragraph.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text.dates import find_dates, parse_date
from articles.text.parsing.credits import source
from articles.text.parsing.furniture import is_furniture
from articles.text.parsing.marks import is_quoted, without_quote_mark
from articles.text.parsing.names import byline
from articles.text.parsing.told import Told
from articles.text.parsing.units import Unit, squeezed, starts_lower, unit

_GLUE = re.compile(r"(?<=[.!?\"”)'])  +(?=[\"“('A-Z])")
_HEADER_DASH = re.compile(r"^--(?:\s|$)")
_STOP = re.compile(r"[.!?:;…。！？]['\"”’“‘»«›‹)\]]{0,3}$")
_MARKED = re.compile(
    r"^(?:[-+*•▪◦·]\s|\d{1,3}[.)]\s|#{1,6}\s|\(BUTTON\)|(?:Image|Photo|Picture|Foto|Bild):\s)"
)
_UNFINISHED = re.compile(
    r"(?:\b(?:on|in|by|of|from|since|until|before|after|the|and|to|dated)|,)$", re.IGNORECASE
)
_RUNNING = 4  # words; shorter lines, and addresses, say nothing of where a file is wrapped
_NARROWEST_WRAP, _WIDEST_WRAP = 30, 100
_LONGER = 1.4
_DATED_BYLINE = re.compile(r"(?:by|von|par|por)\s.{2,80}$", re.IGNORECASE)
_DASHED_DATE = re.compile(r"\s[-–—|•·]\s")
_INSET = 4
_CREDIT = 80
_BUTTON = 24
_APART = 0.15


class _Line(NamedTuple):
    number: int
    text: str
    indent: int
    gap: int
    length: int = 0
    dashed: bool = False
    quoted: bool = False
    parted: bool = False


def to_units(
    lines: Sequence[str], clean: Callable[[str], str] = str.strip, told: Told | None = None
) -> list[Unit]:
    """Cut a file's lines, each cleaned of marks, into units.

    Every non-blank line is in at least one; two spaces may put it in two. What is told of lines parts and marks them.
    """
    told = told or Told()
    return list(map(told.mark, _units(lines, clean, told))) if told else list(_units(lines, clean, told))


def _units(lines: Sequence[str], clean: Callable[[str], str], told: Told) -> Iterator[Unit]:
    kept = list(_non_blank(lines, clean, told))
    width = _wrap_width(kept)
    indents = bool(width) and _indents_mark_paragraphs(kept)
    inset = 0 if indents else _inset(kept)
    apart = sum(line.gap > 0 for line in kept) > _APART * len(kept)
    groups = _wrapped(kept, width, by_indent=indents) if width else _by_line(kept)
    for group in told.cut(groups) if told else groups:
        quoted = _is_quotation(group, inset)
        if width and not told.is_one(group[0].number):
            yield from _split_glued(group, quoted=quoted, apart=apart)
        else:
            text = " ".join(line.text for line in group)
            yield unit(text, [line.number for line in group], group[0].gap, quoted=quoted)


def _inset(lines: Sequence[_Line]) -> int:
    """The indent from which lines are set as quotations; 0 where a file has no margin of its own."""
    margin, often = Counter(line.indent for line in lines).most_common(1)[0] if lines else (0, 0)
    return margin + _INSET if often >= 0.6 * len(lines) else 0


def _is_quotation(group: Sequence[_Line], inset: int) -> bool:
    if all(line.quoted for line in group):
        return True
    return bool(inset) and not _MARKED.match(group[0].text) and all(line.indent >= inset for line in group)


def _non_blank(lines: Sequence[str], clean: Callable[[str], str], told: Told) -> Iterator[_Line]:
    """The lines that are there, each with the blank ones before it: of those around one that is gone the more."""
    gap, before, parted = 0, 0, False
    filled = (line for number, line in enumerate(lines, 1) if line.strip() and not told.is_gone(number))
    dashed = bool(_HEADER_DASH.match(next(filled, "")))
    for number, raw in enumerate(lines, 1):
        if told and told.is_gone(number):
            gap, before, parted = 0, max(gap, before), True
            continue
        text = clean(raw)
        quoted = is_quoted(text)
        text = without_quote_mark(text) if quoted else text
        header = dashed and bool(_HEADER_DASH.match(text))
        if header:
            text = text[2:].strip() or "--"
        if not text or not (text.isprintable() or squeezed(text)):
            if raw.strip():
                yield _Line(number, raw.strip(), 0, gap, len(raw.strip()))
                continue
            gap += 1
            continue
        shown = raw.expandtabs()
        indent = len(shown) - len(shown.lstrip())
        yield _Line(number, text, indent, max(gap, before), len(raw.strip()), header, quoted, parted)
        gap, before, parted = 0, 0, False


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column that a hard-wrapped file was wrapped at; 0 for one that was not."""
    if len(lines) < 4:
        return 0
    running = [line.length for line in lines if len(line.text.split()) >= _RUNNING]
    width = sorted(running)[int(len(running) * 0.6)] if running else 0
    follows = sum(
        starts_lower(line.text) and not line.gap and before.length >= 0.5 * width
        for before, line in pairwise(lines)
    )
    longer = sum(length > _LONGER * width for length in running)
    few = follows >= max(3, 0.2 * len(running)) and longer < 0.1 * len(running)
    wrapped = few or follows >= max(2, 0.2 * len(lines))
    return width if wrapped and _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _indents_mark_paragraphs(lines: Sequence[_Line]) -> bool:
    deep = sum(line.indent >= 2 for line in lines)
    lower = sum(line.indent >= 2 and starts_lower(line.text) for line in lines)
    going_on = sum(starts_lower(line.text) for line in lines)
    return 0 < deep < 0.7 * len(lines) and lower <= min(deep * 0.2, going_on * 0.5)


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
    return (
        not line.gap
        and len(before.text) >= 45
        and starts_lower(line.text)
        and not _STOP.search(before.text[-8:])
        and len(line.text.split()) >= 2
        and not is_furniture(line.text)
        and not _says_who_or_when(line.text)
    )


def _says_who_or_when(text: str) -> bool:
    """Whether a line that begins small is a name or a date under a title: "by Mary Malone", "admin - May 3, 2024"."""
    if len(text) >= _CREDIT:
        return False
    dashed = _DASHED_DATE.search(text) and not _STOP.search(text[-8:])
    return bool(byline(text) or parse_date(text) or (dashed and find_dates(text)))


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
    if line.gap or line.dashed or before.dashed or line.quoted != before.quoted or _MARKED.match(line.text):
        return True
    if line.parted and _STOP.search(before.text[-8:]):
        return True
    if _DATED_BYLINE.match(line.text) and find_dates(line.text):
        return True
    if (
        len(line.text) < _BUTTON
        and line.text[-1] != "."
        and _STOP.search(before.text[-8:])
        and is_furniture(line.text)
    ):
        return True
    if _is_date_of_its_own(before, line) or (_STOP.search(before.text[-8:]) and source(line.text)):
        return True
    if by_indent and (
        (line.indent >= 2 and line.indent > before.indent - 2) or (line.indent == 1 and before.indent == 0)
    ):
        return True
    return before.length < 0.62 * width and not starts_lower(line.text)


def _is_date_of_its_own(before: _Line, line: _Line) -> bool:
    """A line that is nothing but a date and no sentence's end: the day of the title above it."""
    if len(line.text) > 60 or line.text.endswith(".") or _UNFINISHED.search(before.text):
        return False
    day = parse_date(line.text)
    return day is not None and day.precision in ("day", "minute")


def _split_glued(group: Sequence[_Line], *, quoted: bool, apart: bool) -> Iterator[Unit]:
    """The paragraphs of wrapped lines in which only two spaces tell one from the next.

    Where blank lines keep paragraphs apart, they tell only a credit from its paragraph.
    """
    pieces: list[tuple[str, list[int]]] = [("", [])]
    for line in group:
        for index, part in enumerate(_GLUE.split(line.text) if len(line.text) < 400 else [line.text]):
            if index and (not apart or source(part)):
                pieces.append(("", []))
            text, numbers = pieces[-1]
            pieces[-1] = (f"{text} {part}", [*numbers, line.number])
    for index, (text, numbers) in enumerate(pieces):
        yield unit(text, numbers, 0 if index else group[0].gap, quoted=quoted)
