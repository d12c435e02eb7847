"""Days and hours: those that there are none of, those that contradict each other, and how they are written."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from articles.text.calendars import MONTH_OF, MONTHS
from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check

_FULL = tuple(names.split()[0].capitalize() for names in MONTHS)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MON = (
    rf"(?P<mon>(?:{'|'.join([*_FULL, *map(str.upper, _FULL)])})\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_NUM = r"(?P<day>\d{1,2})(?P<ord>st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s(?:in\s)?(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d))?"
_WEEKDAY = (
    r"(?:(?P<wd>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s(?:(?:the|on|morning"
    r"|afternoon|evening|night),?\s)?)?"
)
_DAY_FIRST = pattern(rf"(?<![\w.,:/£$€-]){_WEEKDAY}{_NUM}(?:\s(?P<of>of)\s|\s|-){_MON}(?!\w){_YEAR}")
_MONTH_FIRST = pattern(
    rf"(?<![\w-]){_WEEKDAY}{_MON}\s(?:the\s)?{_NUM}(?![\w%]|[.,:/-]\d|\s?(?:%|per\b|pc\b|percent|[ap]\.?m\b)){_YEAR}"
)
_NUMERIC = pattern(
    r"(?<![\w./-])(?:(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)|(?P<iy>(?:19"
    r"|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))(?![\w/-])"
)
_NO_SUCH_DAY = "There is no such day: a number or the month is wrong."
_MOST = 39
"""What a slip makes of a day; more than that counts something else: "the 60 of June 2006"."""
_ON = pattern(r"\b(?:on|is|was|until|till|by|before|after|since)\s\Z")
_COUNTED = pattern(
    r"\s(?!(?:and|at|in|to|for|on|or|after|by|with|as|when|from|until|but|before|between|following|this|next|last|if"
    r"|because|while|the|a|an|his|her|its|their|he|she|it|they|we|is|was|will|has|had|would|could|should|may|against"
    r"|near|outside|of|that|which|where|who|did|does)\b)[a-z]"
)
"""A word that numbers count: "in February 30 people came" names no day."""


class Day:
    """A day as copy writes it: its numbers, and where they stand."""

    def __init__(self, found: re.Match[str]) -> None:
        self.found = found
        self.start, self.end = found.span()
        self.day, self.ordinal = int(found["day"]), found["ord"] or ""
        self.month = MONTH_OF[found["mon"].lower().rstrip(".")]
        self.year = int(found["year"]) if found["year"] else None
        self.weekday = next(
            (n for n, name in enumerate(_DAYS) if found["wd"] and name.startswith(found["wd"].lower()[:3])),
            None,
        )

    @property
    def exists(self) -> bool:
        return 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def is_day_first(self) -> bool:
        return self.found.start("day") < self.found.start("mon")


@lru_cache(maxsize=2)  # each check of days asks for them
def days(copy: Copy) -> tuple[Day, ...]:
    """The days that a story names with their month, in the order of their places."""
    both = [*copy.find(_DAY_FIRST)]
    taken = {place for found in both for place in range(*found.span())}
    both += [found for found in copy.find(_MONTH_FIRST) if found.start("mon") not in taken]
    return tuple(Day(found) for found in sorted(both, key=lambda found: found.start()))


@check(
    "impossible-date",
    Severity.BLOCK,
    reason=_NO_SUCH_DAY,
    example="The hearing is set for 31 June.",
    spares_quotations=False,
    archive=True,
)
def impossible_date(copy: Copy) -> Iterator[Hit]:
    for day in days(copy):
        if (
            day.exists
            or (day.is_day_first and day.day > _MOST)
            or (day.year is None and not _is_day(copy, day))
        ):
            continue
        start = day.found.start("day" if day.is_day_first else "mon")
        yield Hit(
            start, day.end, f"There is no {_ordinal(day.day)} of {_FULL[day.month - 1]}{_in_year(day)}."
        )


def _is_day(copy: Copy, day: Day) -> bool:
    """Whether a number beside a month's name is meant for a day of it, and counts nothing else."""
    if day.is_day_first:
        before = copy.text[max(0, day.start - 12) : day.start]
        return day.day <= 31 or bool(day.ordinal) or _ON.search(before) is not None
    return bool(day.ordinal) or (day.day <= 31 and not _COUNTED.match(copy.text, day.end))


def _in_year(day: Day) -> str:
    return f" in {day.year}" if day.year and day.month == 2 and day.day == 29 else ""


@check(
    "impossible-date",
    Severity.BLOCK,
    reason=_NO_SUCH_DAY,
    example="It was signed on 31/04/2019.",
    spares_quotations=False,
    archive=True,
    language="",
)
def impossible_numeric_date(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_NUMERIC):
        if found["iy"]:
            readings = [(int(found["iy"]), int(found["im"]), int(found["id"]))]
        else:
            year, one, other = int(found["y"]), int(found["a"]), int(found["b"])
            readings = [(year, one, other), (year, other, one)]
        if not any(1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1] for y, m, d in readings):
            yield Hit(found.start(), found.end(), f"{found[0]} is no day of the calendar.")


@check(
    "weekday",
    Severity.WARN,
    reason="A weekday and a date that contradict each other: one of them is wrong.",
    example="The board met on Monday 14 May 2019.",
    spares_quotations=False,
)
def weekday(copy: Copy) -> Iterator[Hit]:
    for day in days(copy):
        if day.weekday is None or not day.exists:
            continue
        year = day.year or _nearest_year(day, copy.published)
        if year is None or year < 1800:
            continue
        meant = date(year, day.month, min(day.day, monthrange(year, day.month)[1])).weekday()
        if meant != day.weekday:
            name = _DAYS[meant].capitalize()
            said = f"{day.day} {_FULL[day.month - 1]} {year} is a {name}, not a {_DAYS[day.weekday].capitalize()}."
            yield Hit(day.start, day.end, said)


def _nearest_year(day: Day, published: date | None) -> int | None:
    """The year in which a day without one lies nearest to the story's own."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda year: abs((date(year, day.month, min(day.day, 28)) - published).days))


@check(
    "ordinal-date",
    Severity.WARN,
    reason="A day of a month is written as a number without letters: 2 March, March 2.",
    example="The ruling is due on May 3rd.",
)
def ordinal_date(copy: Copy) -> Iterator[Hit]:
    for day in days(copy):
        if day.ordinal and not (day.month == 7 and day.day == 4):
            start, end = day.found.span("day" if day.is_day_first else "mon")[0], day.found.end("ord")
            if day.is_day_first:
                end = day.found.end("mon")
            number, month = str(day.day), day.found["mon"]
            meant = f"{number} {month}" if day.is_day_first else f"{month} {number}"
            yield Hit(start, end, f"“{copy.text[start:end]}” is written “{meant}”.", meant)


_AM = r"(?:a\.?m\b\.?|A\.?M\b\.?)"
_PM = r"(?:p\.?m\b\.?|P\.?M\b\.?)"
_HOUR = r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[:.]\d\d)?"
_O_DAY = r"(?:(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s|tomorrow\s|yesterday\s)"
_TWICE_TOLD = pattern(
    rf"{_HOUR}\s?(?:{_AM},?\s(?:(?:in\s(?:the|early)\s(?:early\s)?|this\s|{_O_DAY})morning\b)"
    rf"|{_PM},?\s(?:(?:in\sthe\s(?:late\s|early\s)?|this\s|{_O_DAY})(?:afternoon|evening)\b|(?:at\s|to|last\s"
    rf"|{_O_DAY})night\b))"
    r"|\b(?i:12(?:[:.]00)?|twelve)\s(?:o['’]clock\s)?(?:noon|midnight|midday)\b"
    rf"|\b(?i:noon|midnight|midday)\s(?:at\s)?(?:12|twelve)\b"
    rf"|\b(?:this\s|in\sthe\s|{_O_DAY})(?:morning)\sat\s{_HOUR}\s?{_AM}"
    rf"|\b(?:(?:this\s|in\sthe\s|{_O_DAY})(?:afternoon|evening)|(?:to|last\s|{_O_DAY})night)\sat\s{_HOUR}\s?{_PM}"
    rf"|\b(?:1[3-9]|2[0-3])[:.][0-5]\d\s?(?:{_AM}|{_PM}|hours\s(?:in\sthe|at)\s(?:afternoon|evening|night)\b)"
    rf"|{_HOUR}\s?(?:{_AM}|{_PM})\s?o['’]clock|{_HOUR}\so['’]clock\s(?:{_AM}|{_PM})"
)


@check(
    "time-twice",
    Severity.WARN,
    reason="An hour says once which half of the day it is in.",
    example="Doors close at 7am in the morning.",
)
def time_twice(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_TWICE_TOLD):
        yield Hit(found.start(), found.end(), f"“{found[0]}” says the time of day twice.")


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
