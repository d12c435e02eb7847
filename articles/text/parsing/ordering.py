"""Whether day or month stands first in dates in figures, told by other dates, or by the language that a text is in."""

import re
from collections.abc import Iterable
from dataclasses import replace

from articles.text.dates import CopyDate, swapped

_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(?:\d\d)?\d\d(?!\d)")
_WHOLE = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_LONGEST = 160
"""Characters. In longer lines figures may be of anything."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"
_SAY_DAY_FIRST = frozenset({
    "de", "fr", "it", "pt", "nl", "sv", "da", "nb", "pl", "fi", "tr", "ro", "cs", "sq", "el", "ru", "uk",
})  # fmt: skip
"""Languages in which a date in figures that does not begin with the year begins with the day, wherever they are
written. Spanish is none of them: in America some papers put the month first.
"""


def order_of(raw: str, form: re.Pattern[str] = _FIGURES) -> str:
    """Whether day or month stands first in a date in figures; "" where that cannot be told."""
    match = form.search(raw)
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    if max(first, second) <= 12 or min(first, second) > 12:
        return ""
    return DAY_FIRST if first > second else MONTH_FIRST


def only_order(raws: Iterable[str]) -> str:
    """The order that those of some dates in figures have which tell one; "" where none does, or they differ."""
    told = _told(raws, _FIGURES)
    return told.pop() if len(told) == 1 else ""


def _told(raws: Iterable[str], form: re.Pattern[str]) -> set[str]:
    return {order for raw in raws if (order := order_of(raw, form))}


def ordered(day: CopyDate, order: str) -> CopyDate:
    """A date whose day and month could be swapped, with them in this order."""
    return replace(day, value=swapped(day.value) if order == MONTH_FIRST else day.value, ambiguous=False)


def in_order(day: CopyDate, lines: Iterable[str], language: str) -> CopyDate:
    """The same day as its file's other lines have theirs; where they do not say, as its language has."""
    if not day.ambiguous:
        return day
    told = _told((line for line in lines if len(line) <= _LONGEST), _WHOLE)
    if not told and language in _SAY_DAY_FIRST:
        return ordered(day, DAY_FIRST)
    return ordered(day, told.pop()) if len(told) == 1 else day
