"""Days and hours: those that there are none of, those that contradict each other, and how they are written."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.reading.dates import (
    MONTH_NAMES,
    WEEKDAYS,
    Day,
    days,
    said_before,
    weekdays_said,
    year_of,
)
from articles.text.style.reading.hours import told_twice
from articles.text.style.registry import Hit, Severity, check

_NUMERIC = pattern(
    r"(?<![\w./-])(?:(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)|(?P<iy>(?:19"
    r"|20)\d\d)(?P<is>[/-])(?P<im>\d\d)(?P=is)(?P<id>\d\d))(?![\w/-])"
)
_NO_SUCH_DAY = "There is no such day: a number or the month is wrong."
_MOST = 39
"""What a slip makes of a day; more than that counts something else: "the 60 of June 2006"."""
_ON = pattern(
    r"\b(?:on|is|was|until|till|by|before|after|since|dated|from|ended|ending|ends|to|through|the|for|and|of|but|due)"
    r"\s\Z"
)
_SURELY_ON = pattern(r"\b(?:on|until|till|dated|ended|ending|ends)\s\Z")
_COUNTED = pattern(
    r"\s(?!(?:and|at|in|to|for|on|or|after|by|with|as|when|from|until|but|before|between|following|this|next|last|if"
    r"|because|while|the|a|an|his|her|its|their|he|she|it|they|we|is|was|are|were|have|will|has|had|would|could|should|may|against"
    r"|near|outside|of|that|which|where|who|did|does|amid|amidst|despite|over|under|through|during|without|within"
    r"|about|so|though|although|only|just|not|also|again|too|then|now|upon|into|off|up|out|inside|beside|pending|due"
    r"|since|till|unless|owing|thanks|inclusive|onwards|rather|instead|still|deadline)\b)[a-z]"
)
"""A word that numbers count: "in February 30 people came" names no day."""
_NO_SUCH = pattern(r"\bno\s(?:such\s(?:day|date|thing)\s(?:as\s)?)?(?:an?\s|the\s)?\Z")
_MANY = pattern(
    r"\s(?!(?:is|was|has|does|as|this|his|its|us|unless|across|always|perhaps|towards|besides|whereas)\b)[a-z]+(?:-[a-z]+)?s\b"
)
_OPENING, _CLOSING = frozenset("\"'“‘"), frozenset("\"'”’")


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
        if day.exists or (day.is_day_first and day.day > _MOST):
            continue
        if not (day.year or _is_day(copy, day)) or _is_title(copy, day):
            continue
        said = f"There is no {_ordinal(day.day)} of {MONTH_NAMES[day.month - 1]}{_in_year(day)}."
        yield Hit(day.start, day.end, said)


def _is_day(copy: Copy, day: Day) -> bool:
    """Whether a number beside a month's name is meant for a day of it, and counts nothing else."""
    begin = max(0, day.start - 12)
    if day.has_letters or day.first or _SURELY_ON.search(copy.text, begin, day.start):
        return day.day <= _MOST
    if day.is_day_first:
        is_on = _ON.search(copy.text, begin, day.start) is not None
        return is_on or (day.day <= 31 and not _MANY.match(copy.text, day.end))
    return day.day <= 31 and not _COUNTED.match(copy.text, day.end)


def _is_title(copy: Copy, day: Day) -> bool:
    """Whether a work is called so, “30th of February”, or it is said that there is no such day."""
    if _NO_SUCH.search(copy.text, max(0, day.start - 30), day.start):
        return True
    return copy.text[day.start - 1 : day.start] in _OPENING and copy.text[day.end : day.end + 1] in _CLOSING


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
        if not _readings(found):
            yield Hit(found.start(), found.end(), f"{found[0]} is no day of the calendar.")


def _readings(found: re.Match[str]) -> list[date]:
    """The days that numbers may stand for: Britain and America do not write them in one order."""
    if found["iy"]:
        meant = [(int(found["iy"]), int(found["im"]), int(found["id"]))]
    else:
        year, one, other = int(found["y"]), int(found["a"]), int(found["b"])
        meant = [(year, one, other), (year, other, one)]
    return [date(y, m, d) for y, m, d in meant if 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]]


@check(
    "weekday",
    Severity.WARN,
    reason="A weekday and a date that contradict each other: one of them is wrong.",
    example="The board met on Monday 14 May 2019.",
    spares_quotations=False,
)
def weekday(copy: Copy) -> Iterator[Hit]:
    for place, day in enumerate(days(copy)):
        for number, said in weekdays_said(copy, day):
            year = year_of(copy, place) or _nearest_year(number, day.month, copy.published)
            if year is None or year < 1800 or not 1 <= number <= monthrange(year, day.month)[1]:
                continue
            meant = WEEKDAYS[date(year, day.month, number).weekday()]
            if not meant.startswith(said.weekday[:3]):
                name = next(name for name in WEEKDAYS if name.startswith(said.weekday[:3]))
                told = f"{number} {MONTH_NAMES[day.month - 1]} {year} is a {meant}, not a {name}."
                start, end = min(day.start, said.start), max(day.end, said.start + len(said.weekday))
                yield Hit(start, end, told)


@check(
    "weekday",
    Severity.WARN,
    reason="A weekday and a date that contradict each other: one of them is wrong.",
    example="It was signed on Monday 14/05/2019.",
    spares_quotations=False,
)
def weekday_of_numbers(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_NUMERIC):
        said, readings = said_before(copy, found.start()), _readings(found)
        names = {WEEKDAYS[day.weekday()] for day in readings}
        if said and readings and not any(name.startswith(said.weekday[:3]) for name in names):
            told = f"{found[0]} is a {' or a '.join(sorted(names))}, not a {said.weekday}."
            yield Hit(said.start, found.end(), told)


def _nearest_year(day: int, month: int, published: date | None) -> int | None:
    """The year in which a day without one lies nearest to the story's own."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - published).days))


_THE = pattern(r"\b[Tt]he\s\Z")
_ARTICLE = pattern(r"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)\s\Z")
_PLACE = pattern(
    r"\s(?:Square|Avenue|Street|Road|Bridge|Stadium|Way|Place|Plaza|Boulevard|Station|Park|Gardens|University|School"
    r"|Hospital|Airport|Base|Movement|Party|Committee|Brigade|Division|Army|Club|Revolution|Regiment|Battalion)\b"
)


@check(
    "ordinal-date",
    Severity.WARN,
    reason="A day of a month is written as a number without letters: 2 March, March 2.",
    example="The ruling is due on May 3rd.",
)
def ordinal_date(copy: Copy) -> Iterator[Hit]:
    for day in days(copy):
        if not day.has_letters or not day.exists or (day.month, day.day) == (7, 4) or _is_name(copy, day):
            continue
        start, end = day.start, day.without_year
        numbers = f"{day.first}{day.joint.removesuffix('the ')}{day.day}" if day.first else str(day.day)
        meant = f"{numbers} {day.written}" if day.is_day_first else f"{day.written} {numbers}"
        the = _THE.search(copy.text, max(0, start - 5), start)
        if the and day.is_day_first and (day.end > end or not _COUNTED.match(copy.text, end)):
            start = the.start()
        yield Hit(start, end, f"“{copy.text[start:end]}” is written “{meant}”.", None if day.inner else meant)


def _is_name(copy: Copy, day: Day) -> bool:
    """Whether a day is called so after which something is named, or counts: the 1st May Square, a 4th May victory."""
    return bool(
        _PLACE.match(copy.text, day.end)
        or (day.is_day_first and _ARTICLE.search(copy.text, max(0, day.start - 6), day.start))
    )


@check(
    "time-twice",
    Severity.WARN,
    reason="An hour says once which half of the day it is in.",
    example="Doors close at 7am in the morning.",
)
def time_twice(copy: Copy) -> Iterator[Hit]:
    for start, end in told_twice(copy):
        yield Hit(start, end, f"“{copy.text[start:end]}” says the time of day twice.")


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
