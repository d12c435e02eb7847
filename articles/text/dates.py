"""Dates as copy writes them, with how precisely they are known.

    parse_date(text) -> CopyDate | None      the whole text is one date, with or without a label or a weekday
    find_dates(text) -> list[Found]          every date with a year inside a line, also one glued to its neighbours
    no_day(text) -> str                      the whole text is one date, and no day of the calendar: 31/02/2004

A date without a year is none: copy that says "Feb 26" does not say when. A range is none either.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from articles.text.calendars import MONTH_OF, PUBLISHED, UPDATED, WEEKDAYS, ZONES
from articles.text.clocks import ONLY_CLOCK, clocks, moment_of
from articles.text.dateforms import BEFORE_YEAR, MAYBE, MONTH, forms_in
from articles.text.patterns import pattern

Precision = Literal["year", "month", "day", "minute"]

LONGEST = 400
"""Lines longer than this are prose; nothing looks for a date line in them."""


@dataclass(frozen=True)
class CopyDate:
    """One date found in copy.

    `value` is a datetime only when precision is "minute", and aware only when the copy names a zone.
    A year or a month stands as its first day. `ambiguous`: day and month could be swapped; `value` is then day first.
    """

    value: date | datetime
    precision: Precision
    raw: str
    ambiguous: bool = False

    @property
    def iso(self) -> str:
        """ISO 8601, no more precise than the copy: 2016, 2016-04, 2016-04-07, 2016-04-07T14:05+08:00."""
        if isinstance(self.value, datetime):
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


def swapped(value: date | datetime) -> date | datetime:
    """The same with day and month in each other's places. Raises ValueError where there is no such day."""
    return value.replace(month=value.day, day=value.month)


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands in its line."""

    start: int
    end: int
    date: CopyDate


_NO_DAYS = (  # what the forms above leave, where the figures are too high for a day and a month
    pattern(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d(?!\d)"),
    pattern(r"(?<!\d)(?:19|20)\d\d([/.-])\d{1,2}\1\d{1,2}(?!\d)"),
)
_NO_YEAR = pattern(rf"\b(?:{MONTH})\b\.?\s\d{{1,2}}\b|\b\d{{1,2}}\.?\s(?:{MONTH})\b", re.IGNORECASE)
_DIGIT = pattern(r"\d")
_WEEKDAY_BEFORE = pattern(rf"\b{WEEKDAYS}[.,]{{0,2}}\s(?:(?:on|the|den|le|el|dem)\s)?$", re.IGNORECASE)
_ZONE_AFTER = pattern(r"\s(?:" + "|".join(ZONES) + r")\b", re.IGNORECASE)
_PUBLISHED_LABEL = pattern(rf"\b(?:{PUBLISHED})\b", re.IGNORECASE)
_UPDATED_LABEL = pattern(rf"\b(?:{UPDATED})\b", re.IGNORECASE)
_FILLER = pattern(
    rf"\b(?:{PUBLISHED}|{UPDATED}|{WEEKDAYS}|{'|'.join(ZONES)}|\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m)?"
    rf"|[012]\d[0-5]\d\s(?:{'|'.join(ZONES)})|on|at"
    rf"|am|um|the|of|le|el|il|em|den|vom|from|uhr|time|local time"
    r"|et|ist|pt|ct|h|hrs|م|ص)\b|[\W_]+",
    re.IGNORECASE,
)
_JOINTS = pattern(r"\s(?:am|on|le|el|um|at)$", re.IGNORECASE)
_LABELS = pattern(
    rf"(?:\b(?:artikel|article|story|post)\s)?\b(?:{PUBLISHED}|{UPDATED})\b\W{{0,3}}(?:(?:on|at|am|le|el"
    rf"|em)\b)?|(?<!\()\(+[^\w(]*\)",
    re.IGNORECASE,
)
_ONLY_YEAR = pattern(r"(?:1[789]|20)\d\d")
_EDGES = " ,|/•·-–—():\t"
_RANGE_BEFORE = pattern(r"(?:\d|\b[^\W\d]{3,10})\s?(?:-|–|—|to|until|bis)\s?$", re.IGNORECASE)


def parse_date(text: str) -> CopyDate | None:
    """The date that this text is, if it is nothing but one (and perhaps when it was updated)."""
    text = text.strip()
    if len(text) > 120:
        return None
    if _ONLY_YEAR.fullmatch(text):
        return CopyDate(date(int(text), 1, 1), "year", text)
    found = find_dates(text)
    if not found or _FILLER.sub("", _without(text, found)):
        return None
    if len(found) > 1 and not _UPDATED_LABEL.search(text):
        return None
    return replace(published_first(text, found).date, raw=text)


def no_day(text: str) -> str:
    """A date that is no day of the calendar, where a text is nothing but it: "31/02/2004"; "" for other texts."""
    if len(text) > 120 or not MAYBE.search(text) or find_dates(text):
        return ""
    for form in (*forms_in(text), *_NO_DAYS):
        match = form.search(text)
        if match and not _FILLER.sub("", f"{text[: match.start()]} {text[match.end() :]}"):
            return match[0]
    return ""


def lacks_year(text: str) -> bool:
    """Whether a text is nothing but a labelled day without its year, or a time of day: "Updated May 3, 9:41 AM"."""
    if len(text) > 80 or not _DIGIT.search(text) or MAYBE.search(text):
        return False
    labelled = _PUBLISHED_LABEL.match(text) or _UPDATED_LABEL.match(text)
    return labelled is not None and not _FILLER.sub("", _NO_YEAR.sub(" ", text))


def at_clock(day: CopyDate, text: str) -> CopyDate | None:
    """The same day at the time of day that a text is, if it is nothing else: "15:36 Uhr" under its date."""
    clock = ONLY_CLOCK.fullmatch(text.strip()) if len(text) < 40 else None
    if clock is None or day.precision != "day":
        return None
    moment = moment_of(day.value, clock)
    return replace(day, value=moment, precision="minute", raw=f"{day.raw} {text.strip()}") if moment else None


def published_first(text: str, found: list[Found]) -> Found:
    """Of the dates of one line, the one that says when the story was published."""
    for item, end in zip(found, [0, *(f.end for f in found)], strict=False):
        if not _UPDATED_LABEL.search(text[end : item.start]):
            return item
    return found[0]


def names_month(text: str) -> bool:
    """Whether a text is nothing but a month of a year, without a label."""
    day = parse_date(text)
    return day is not None and day.precision == "month" and not is_labelled(text)


def is_labelled(text: str) -> bool:
    """Whether a line begins with what labels say before the day a story came out: "Published on 3 May 2024"."""
    return bool(_PUBLISHED_LABEL.match(text))


def is_update(text: str) -> bool:
    """Whether a date line says only when something was changed."""
    label = _UPDATED_LABEL.search(text)
    return (
        label is not None
        and not re.search(r"\d", text[: label.start()])
        and not _PUBLISHED_LABEL.search(text)
    )


def rest_of(text: str, found: list[Found]) -> str:
    """What a line says beside its dates, weekdays and date labels; "" for a line that is only a date."""
    outside = _without(text, found)
    if not _FILLER.sub("", outside):
        return ""
    return _JOINTS.sub("", _LABELS.sub(" ", outside).strip(_EDGES)).strip(_EDGES)


def before_label(text: str) -> str:
    """What a line says before "Published"; "" where it has no such label."""
    label = _PUBLISHED_LABEL.search(text)
    return text[: label.start()].strip(_EDGES) if label else ""


def find_dates(text: str) -> list[Found]:
    """Every date with a year, in order, with the time and zone that stand beside it."""
    return list(_dates(text)) if len(text) <= LONGEST and _DIGIT.search(text) else []


@lru_cache(maxsize=4096)  # a line is asked for its dates by every reader that may take it
def _dates(text: str) -> tuple[Found, ...]:
    first = MAYBE.search(text)
    if first is None:
        return ()
    taken: list[Found] = []
    for form in forms_in(text):
        for match in form.finditer(text, max(0, first.start() - BEFORE_YEAR)):
            if any(f.start < match.end() and match.start() < f.end for f in taken):
                continue
            if _RANGE_BEFORE.search(text[: match.start()][-14:]) and re.search(
                r"\d\D{0,12}$", text[: match.start()]
            ):
                continue
            if (found := _dated(text, match)) is not None:
                taken.append(found)
    return tuple(sorted(taken, key=lambda f: f.start))


def _without(text: str, found: list[Found]) -> str:
    pieces, at = [], 0
    for item in found:
        pieces.append(text[at : item.start])
        at = item.end
    return " ".join([*pieces, text[at:]])


def _dated(text: str, match: re.Match[str]) -> Found | None:
    day = _calendar_day(match.groupdict())
    if day is None:
        return None
    found = _widened(text, match, day)
    for clock in clocks(text, match):
        if day.precision == "day" and (moment := moment_of(day.value, clock)) is not None:
            start, end = min(found.start, clock.start()), max(found.end, clock.end())
            return Found(start, end, CopyDate(moment, "minute", text[start:end].strip(), day.ambiguous))
    return found


def _widened(text: str, match: re.Match[str], day: CopyDate) -> Found:
    """A date with the weekday before it and the zone behind it, which belong to it and to nothing else."""
    before = _WEEKDAY_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    start = match.start() - (len(before[0]) if before else 0)
    after = _ZONE_AFTER.match(text, match.end())
    return Found(start, after.end() if after else match.end(), replace(day, raw=match[0]))


def _calendar_day(parts: dict[str, str | None]) -> CopyDate | None:
    year = int(parts["y"] or 0)
    year += 0 if year > 99 else (2000 if year < 70 else 1900)
    ambiguous = False
    if parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        ambiguous = first <= 12 and second <= 12 and first != second and parts["sep"] != "."
        day, month = (second, first) if second > 12 else (first, second)
    else:
        month = MONTH_OF.get((parts["mon"] or "").casefold(), 0) if parts.get("mon") else int(parts["m"] or 0)
        if not month:
            return None
        if not parts.get("d"):
            return CopyDate(date(year, month, 1), "month", "")
        day = int(parts["d"] or 0)
    try:
        return CopyDate(date(year, month, day), "day", "", ambiguous)
    except ValueError:
        return None
