"""Times of day as copy writes them beside a date, with their zones."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from articles.text.calendars import WEEKDAYS, ZONES
from articles.text.patterns import pattern

_CLOCK = (
    r"(?:(?P<early>[ap]m|[上下]午|午[前後]|오[전후])\s?)?(?P<H>2[0-3]|[01]?\d)(?!\d)(?:[:hH時시](?P<M>[0-5]\d)(?!\d)(?::[0-5]\d(?:\.\d{1,9})?)?"
    rf"|\.(?P<M2>[0-5]\d)(?=\s?(?:[ap]\.?m|uhr|(?:{'|'.join(ZONES)})\b|$)))?"
    r"\s?(?P<half>[ap]\.?m\b\.?|[ap](?=\s?(?:est|edt|et)\b))?(?:\s?(?:uhr|hrs|分|분)\b)?"
)
_ZONE = (
    r"(?:\s?\(?(?P<zone>" + "|".join(ZONES) + r")\b\)?|\s(?-i:IST|AST|[ECMP]T)\b)?"
    r"(?:\s?\(?(?P<sign>[+-])(?P<oh>\d{1,2}):?(?P<om>\d\d)?(?:\b|(?<=:\d\d))\)?)?"
)
_GAP = (
    rf"(?:\s?[(（][^\W\d_]{{1,3}}[)）]|\s{WEEKDAYS}\b)?[\s,:/|•·⋅@–—-]{{0,6}}"
    r"(?:(?:at|um|à|às|a las|alle(?: ore)?|kl\.?|klo|om|o(?: godz\.)?|в|о|la|saat|pukul|jam|-|T)\s?)?"
)
_TIME_AFTER = pattern(_GAP + _CLOCK + _ZONE, re.IGNORECASE)
_TIME_BEFORE = pattern(
    _CLOCK + _ZONE + r"(?:\s[cemp]t\b)?[\s,/|•·⋅@–—-]{1,4}(?:(?:on|am|the)\s)?(?:\w{3,10}[.,]{0,2}\s)?$",
    re.IGNORECASE,
)

ONLY_CLOCK = pattern(r"(?:(?:at|um|à|às|kl\.?|klo)\s)?" + _CLOCK + _ZONE, re.IGNORECASE)


def clocks(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """What may be the time of day behind a date, and then before it."""
    if after := _TIME_AFTER.match(text, match.end()):
        yield after
    offset = max(0, match.start() - 40)
    for before in re.finditer(r"(?:\b|(?<=[^\W\d_]))\d", text[offset : match.start()]):
        if clock := _TIME_BEFORE.match(text, offset + before.start(), match.start()):
            yield clock


def moment_of(day: date, clock: re.Match[str]) -> datetime | None:
    """Day and time of day; None where the digits are no time (a bare number needs minutes or am/pm)."""
    minute, half = clock["M"] or clock["M2"], _half(clock)
    hour = int(clock["H"])
    if (not minute and not half) or (half and not 1 <= hour <= 12):
        return datetime.combine(day, time(hour, int(minute))) if minute else None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime.combine(day, time(hour, int(minute or 0)), _zone(clock))


def _half(clock: re.Match[str]) -> str:
    """ "a" or "p" where the copy counts to twelve, whether it says so before or behind; else ""."""
    said = (clock["half"] or clock["early"] or "").lower()
    return "p" if said in ("下午", "午後", "오후") else "a" if said in ("上午", "午前", "오전") else said[:1]


def _zone(clock: re.Match[str]) -> timezone | None:
    hours = ZONES.get((clock["zone"] or "").lower())
    if clock["sign"]:
        away = timedelta(hours=int(clock["oh"]), minutes=int(clock["om"] or 0))
        if away >= timedelta(hours=15):
            return None
        return timezone(away if clock["sign"] == "+" else -away)
    return None if hours is None else timezone(timedelta(hours=hours))
