"""Patterns by which names of files and folders say something: ``{year}/{month}/{day}-{slug}``.

A pattern stands for the end of a path, without the ending of the file's name. In braces stand year, month, day, hour,
minute, slug and id; ``*`` is anything within one name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from articles.importing.formats import Stated
from articles.text.calendars import MONTH_OF

_FIELDS: Mapping[str, str] = {
    "year": r"(?:1[789]|20)\d\d",
    "month": r"1[0-2]|0?[1-9]|[^\W\d_]{3,12}",
    "day": r"3[01]|[12]\d|0?[1-9]",
    "hour": r"2[0-3]|[01]\d",
    "minute": r"[0-5]\d",
    "slug": r"[^/]+?",
    "id": r"[^/]+?",
}
_PARTS = re.compile(r"\{([^{}]*)\}|(\*)|([^{}*]+)|([{}])")
_ENDING = r"(?:\.[A-Za-z0-9]{1,8}){0,2}"


class BadPattern(ValueError):
    """Why a pattern is none, in a sentence fit to show."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was understood. ``text`` is as it was given."""

    text: str
    expression: re.Pattern[str]

    def stated(self, path: str) -> Stated:
        """What a path says by this pattern; nothing where it does not fit."""
        found = self.expression.search(path)
        if found is None:
            return Stated()
        said = found.groupdict()
        return Stated(published=_date(said), slugline=said.get("id") or said.get("slug") or "")


def understand(text: str, *, needs: str) -> Pattern:
    """Understand a pattern, which must have ``needs`` in it: a year for dates, an id or a slug for ids."""
    names: list[str] = []
    expression = ""
    for name, anything, literal, stray in _PARTS.findall(text.strip().strip("/")):
        if stray or (name and (name not in _FIELDS or name in names)) or not (name or anything or literal):
            known = ", ".join(f"{{{field}}}" for field in _FIELDS)
            raise BadPattern(f"“{text}” is no pattern: in braces stand {known}, each once.")
        if name:
            names.append(name)
            expression += f"(?P<{name}>{_FIELDS[name]})"
        else:
            expression += "[^/]*?" if anything else re.escape(literal)
    if not {*needs.split(" or ")} & {*names}:
        wanted = " or ".join(f"{{{name}}}" for name in needs.split(" or "))
        raise BadPattern(f"“{text}” has no {wanted} in it.")
    return Pattern(text, re.compile(rf"(?:^|/){expression}{_ENDING}$"))


def _date(said: Mapping[str, str | None]) -> str:
    """The date in a path as ISO 8601, as far as it goes; "" where it is none."""
    month = said.get("month") or ""
    year, number = said.get("year"), int(month) if month.isdecimal() else MONTH_OF.get(month.casefold(), 0)
    if not year or not number:
        return year if year and not month else ""
    try:
        day = date(int(year), number, int(said.get("day") or 1))
    except ValueError:
        return ""
    if not said.get("day"):
        return f"{day:%Y-%m}"
    if said.get("hour"):
        return datetime.combine(day, time(int(said["hour"] or 0), int(said.get("minute") or 0))).isoformat()
    return day.isoformat()
