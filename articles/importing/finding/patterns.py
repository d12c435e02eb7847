"""Patterns by which names of files and folders say something: ``{year}/{month}/{day}-{slug}``.

A pattern stands for the end of a path, with the ending of the file's name or without. In braces stand year, month, day,
hour, minute, slug and id; ``*`` is anything within one name.

Whatever the pattern is, a path is matched in time in proportion to its length: the syntax of expressions is that of RE2
(https://github.com/google/re2/wiki/Syntax).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import re2

from articles.importing.finding.walking import Found
from articles.importing.formats import Stated
from articles.importing.wording import counted, some
from articles.rules import Refused
from articles.text.calendars import MONTH_OF

LONGEST = 500
_FIELDS: Mapping[str, str] = {
    "year": r"(?:1[789]|20)\p{Nd}{2}",
    "month": r"1[0-2]|0?[1-9]|[\p{L}\p{Nl}\p{No}]{3,12}",
    "day": r"3[01]|[12]\p{Nd}|0?[1-9]",
    "hour": r"2[0-3]|[01]\p{Nd}",
    "minute": r"[0-5]\p{Nd}",
    "slug": r"[^/]+?",
    "id": r"[^/]+?",
}
_NEEDS = {"month": "year", "day": "month", "hour": "day", "minute": "hour"}
_PARTS = re.compile(r"\{([^{}]*)\}|(\*)|([^{}*]+)|([{}])")
_ENDING = r"(?:\.[A-Za-z0-9]{1,8}){0,2}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was understood. ``text`` is as it was given."""

    text: str
    expression: Any

    def __str__(self) -> str:
        return f"The pattern “{self.text}”"

    def stated(self, found: Found) -> Stated:
        """What the path of a file says; nothing where the pattern does not fit, or makes a day that never was.

        Stories of one file have its date in common, and not its name.
        """
        fits = self.expression.search(_whole(f"{found.collection}/{found.file_path}"))
        said = fits.groupdict() if fits else {}
        when = _date(said)
        if said.get("year") and not when:
            return Stated()
        return Stated(published=when, slugline="" if found.part else said.get("id") or said.get("slug") or "")

    def sentences(self, files: Iterable[Found]) -> list[str]:
        """The files that it does not fit."""
        names = [found.name for found in files if self.stated(found) == Stated()]
        return [f"{self} does not fit {counted(len(names), 'file')}: {some(names)}."] if names else []


def understand(text: str) -> Pattern:
    """Understand a pattern. Refuses what says nothing of a date and gives no name."""
    if len(text) > LONGEST:
        raise Refused(f"A pattern has at most {LONGEST} characters: this one has {len(text):,}.")
    names: list[str] = []
    expression = ""
    for name, anything, literal, stray in _PARTS.findall(_whole(text).strip().strip("/")):
        if stray or (name and (name not in _FIELDS or name in names)) or not (name or anything or literal):
            known = ", ".join(f"{{{field}}}" for field in _FIELDS)
            raise Refused(f"“{text}” is no pattern: in braces stand {known}, each once.")
        if name:
            names.append(name)
            expression += f"(?P<{name}>{_FIELDS[name]})"
        else:
            expression += "[^/]*?" if anything else re2.escape(literal)
    if not {"year", "id", "slug"} & {*names}:
        raise Refused(f"“{text}” says nothing of a file: it has no {{year}}, {{id}} or {{slug}} in it.")
    for name in names:
        if (needed := _NEEDS.get(name)) and needed not in names:
            raise Refused(f"“{text}” has a {{{name}}} and no {{{needed}}}: that makes no date.")
    return Pattern(text, re2.compile(rf"(?:^|/){expression}{_ENDING}$"))


def _whole(text: str) -> str:
    """Text as the engine reads it, which cannot have half a character in it."""
    return text.encode(errors="replace").decode()


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
