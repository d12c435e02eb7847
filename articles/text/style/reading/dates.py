"""Days as copy names them, with their month: 3 May, May 3rd, 2019, 3 to 5 May, the third of May; and what weekday is
said of them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.text.calendars import MONTH_OF, MONTHS
from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.near import near, words_of

MONTH_NAMES = tuple(names.split()[0].capitalize() for names in MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = rf"(?:{'|'.join(MONTH_NAMES)})"
"""A pattern: a month by its whole name."""
PERIOD = r"(?:year|season|month|week|spring|summer|autumn|winter|quarter|term|decade)"
"""A pattern: a span of time, of which copy compares one with the last."""
_WHOLE = (*MONTH_NAMES, *map(str.upper, MONTH_NAMES))
_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_MONTH_WORDS = frozenset({*_WHOLE, *_SHORT})
_MON = rf"(?P<mon>(?:{'|'.join(_WHOLE)})\b|(?:{'|'.join(_SHORT)})\b\.?)"
_ORD = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_NUM = rf"(?P<day>\d{{1,2}})(?P<ord>{_ORD})?\b"
_FULL_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d)"
_YEAR = rf"(?:,?\s(?:in\s)?{_FULL_YEAR})?"
_JOINT = r"(?P<joint>\s(?:to|and|or|until|till|through)\s(?:the\s)?|\s?[-–]\s?)"
_WD = (
    r"(?P<wd>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:s|nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|(?<!\b[Tt]he\s)Sun|Sunday)\b\.?"
)
_DAY_FIRST = pattern(
    rf"(?:(?<![\w.,:/£$€-])|(?<=\s\d-)|(?<=\s\d\d-)|(?<=[dht]-)){_NUM}(?:\s(?:day\s)?(?P<of>of)\s|\s|-){_MON}(?!\w){_YEAR}"
)
_FIRST_OF_RANGE = pattern(
    rf"(?<![\w.,:/£$€-])(?P<first>\d{{1,2}})(?P<ord>{_ORD})?{_JOINT}(?:{_WD},?\s(?:the\s)?)?\Z"
)
_MONTH_FIRST = pattern(
    rf"(?<![\w-]){_MON}\s(?:the\s)?{_NUM}(?:{_JOINT}(?P<last>\d{{1,2}})(?P<lastord>{_ORD})?\b)?"
    rf"(?![\w%]|[.,:/-]\d|\s?(?:%|per\b|pc\b|percent|[ap]\.?m\b)){_YEAR}"
)
_SAID_LIST = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first thirty-second
"""
_SAID = {word: number for number, word in enumerate(_SAID_LIST.split(), 1)}
_SAID_FIRST = pattern(
    rf"\b(?P<said>(?i:{'|'.join(sorted(_SAID, key=len, reverse=True))}))\s(?:day\s)?of\s{_MON}(?!\w){_YEAR}"
)
_FEASTS = {
    "new year's day": (1, 1), "new year's eve": (31, 12), "valentine's day": (14, 2), "st patrick's day": (17, 3),
    "australia day": (26, 1), "anzac day": (25, 4), "canada day": (1, 7), "bastille day": (14, 7),
    "halloween": (31, 10), "bonfire night": (5, 11), "armistice day": (11, 11), "christmas eve": (24, 12),
    "christmas day": (25, 12), "boxing day": (26, 12),
}  # fmt: skip
_FEAST_WORDS = frozenset({"Day", "Eve", "Night", "Halloween"})
_FEAST = pattern(
    rf"(?i:\b(?P<feast>{'|'.join(_FEASTS).replace(chr(39), '[' + chr(39) + '’]')})),?\s(?:in\s|of\s)?{_FULL_YEAR}"
)


_THAT_YEAR = pattern(r",?\s(?:of\s)?(?:that|the\ssame)\syear\b")
_YEAR_BEFORE = pattern(rf"\bin\s{_FULL_YEAR},\son\s(?:the\s)?\Z")
_A_YEAR = pattern(r"\b(?:1[89]|20)\d\d\b")
_REACH = 48


class Said(NamedTuple):
    """A weekday as it stands somewhere."""

    weekday: str
    start: int


class Day(NamedTuple):
    """A day, or the last of a few: ``first`` is the first of them, ``joint`` what binds them. ``start`` and ``end``
    hold no weekday, ``inner`` is the one that stands among them; ``written`` is the month as it stands, and the day
    without its year ends at ``without_year``."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    written: str = ""
    is_day_first: bool = True
    has_letters: bool = False
    first: int | None = None
    joint: str = ""
    inner: Said | None = None
    without_year: int = 0

    @property
    def exists(self) -> bool:
        return 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]


@lru_cache(maxsize=2)  # each check of days asks for them
def days(copy: Copy) -> tuple[Day, ...]:
    """The days that a story names with their month, in the order of their places."""
    months = near(copy, words_of(copy, _MONTH_WORDS))
    found = [day for each in copy.find(_DAY_FIRST, months) if (day := _day_first(copy, each))]
    taken = {place for day in found for place in range(day.start, day.end)}
    found += [
        _month_first(copy, each) for each in copy.find(_MONTH_FIRST, months) if each.start("mon") not in taken
    ]
    for each in copy.find(_SAID_FIRST, months):
        number = _SAID[each["said"].lower().replace(" ", "-")]
        is_full = bool(each["year"]) and each["said"].islower()  # The Third of May 1808 is a painting
        found.append(Day(
            *each.span(), number, _month(each), _year(copy, each), each["mon"], has_letters=is_full,
            without_year=each.end("mon"),
        ))  # fmt: skip
    for each in copy.find(_FEAST, near(copy, words_of(copy, _FEAST_WORDS))):
        number, month = _FEASTS[each["feast"].lower().replace("’", "'")]
        found.append(Day(*each.span(), number, month, _year(copy, each)))
    return tuple(sorted(found, key=lambda day: day.start))


def _day_first(copy: Copy, found: re.Match[str]) -> Day | None:
    day = Day(
        *found.span(), int(found["day"]), _month(found), _year(copy, found), found["mon"],
        has_letters=bool(found["ord"]), without_year=found.end("mon"),
    )  # fmt: skip
    before = _FIRST_OF_RANGE.search(copy.text, max(0, day.start - _REACH), day.start)
    if before is None:
        return day
    if not int(before["first"]) < day.day:  # a score, a number of parts, or something else that is counted
        return day if copy.text[day.start - 1] != "-" else None
    return day._replace(
        start=before.start(), has_letters=day.has_letters or bool(before["ord"]), first=int(before["first"]),
        joint=before["joint"], inner=Said(before["wd"], before.start("wd")) if before["wd"] else None,
    )  # fmt: skip


def _month_first(copy: Copy, found: re.Match[str]) -> Day:
    number = "last" if found["last"] else "day"
    letters = found["lastord"] or ("" if found["last"] else found["ord"]) or ""
    return Day(
        *found.span(), int(found[number]), _month(found), _year(copy, found), found["mon"], is_day_first=False,
        has_letters=bool(found["ord"] or found["lastord"]), first=int(found["day"]) if found["last"] else None,
        joint=found["joint"] or "", without_year=found.end(number) + len(letters),
    )  # fmt: skip


def _month(found: re.Match[str]) -> int:
    return MONTH_OF[found["mon"].lower().rstrip(".")]


def _year(copy: Copy, found: re.Match[str]) -> int | None:
    if found["year"] is None and _THAT_YEAR.match(copy.text, found.end()):
        named = _A_YEAR.findall(copy.text, max(0, found.start() - 200), found.start())
        return int(named[-1]) if named else None
    if found["year"] is None:
        before = _YEAR_BEFORE.search(copy.text, max(0, found.start() - 16), found.start())
        return int(before["year"]) if before else None
    return int(found["year"])


_NOUN = (
    r"(?:service|meeting|session|edition|issue|game|match|show|performance|hearing|sitting|debate|vote|market|paper"
    r"|race|card|concert|march|rally|shift|broadcast|programme|bulletin|flight|final|sale|auction|draw|raid|attack)"
)
_PART = r"(?:\s(?:morning|afternoon|evening|night|lunchtime|teatime))?"
_BEFORE = (
    pattern(rf"(?<![\w-]){_WD}{_PART},?\s(?:(?:on|the),?\s)*\Z"),
    pattern(rf"(?<![\w-]){_WD}{_PART}\s?[(–—-]\s?\Z"),
    pattern(rf"\b[Aa]\s{_WD}{_PART}[:;]\s(?:on\s)?\Z"),
    pattern(rf"\b[Tt]he\s{_WD}\s(?:{_NOUN}\s)?(?:of\s(?:the\s)?|on\s)\Z"),
    pattern(rf"\b{_WD}['’]s\s{_NOUN}\sof\s\Z"),
)
_DAYS_IN_A_ROW = pattern(
    r"(?:day|Mon|Tues?|Weds?|Thu(?:rs)?|Fri|Sat|Sun)(?:\s(?:to|and|or|until)\s|\s?[-–]\s?|,\s)\Z"
)
_GOES_ON = r"(?=\s?[,.;:)–—]|\s-\s|\Z|\s(?:when|in|before|after|that|which|as|at|so|because|with|for|the|making|but)\b)"
_AFTER = (
    pattern(rf"(?:,\s|\s\(|\s?[–—]\s?|\s-\s)(?:on\s)?a\s{_WD}{_PART}{_GOES_ON}"),
    pattern(rf"\s\({_WD}\)"),
    pattern(
        rf"\.\s(?:It|That|The\sday|That\sday)\s(?:was|is|will\sbe|fell\son|falls\son)\s(?:on\s)?an?\s{_WD}{_PART}{_GOES_ON}"
    ),
    pattern(
        rf"(?:[,;:]|\s?[–—])?\s(?:which\s|and\sit\s|it\s|that\s)?(?:is|was|will\sbe|would\sbe|being|falls?|fell"
        rf"|falling|landed)\s(?:on\s)?an?\s{_WD}{_PART}(?:{_GOES_ON}|\sand\b)"
    ),
)


def said_before(copy: Copy, place: int) -> Said | None:
    """The weekday that is said of what stands at a place."""
    begin = max(0, place - _REACH)
    for form in _BEFORE:
        if found := form.search(copy.text, begin, place):
            is_one_of_many = _DAYS_IN_A_ROW.search(copy.text, max(0, found.start() - 12), found.start())
            return None if is_one_of_many else Said(found["wd"], found.start("wd"))
    return None


def weekdays_said(copy: Copy, day: Day) -> Iterator[tuple[int, Said]]:
    """The weekdays that stand beside a day, each with the number of the day that it is said of."""
    if day.inner:
        yield day.day, day.inner
    if said := said_before(copy, day.start):
        yield day.first or day.day, said
    for form in _AFTER if day.first is None else ():
        if found := form.match(copy.text, day.end):
            yield day.day, Said(found["wd"], found.start("wd"))
            break


_TO_ANOTHER = pattern(rf",?\s?(?:to|until|till|and|or|through|[–-])?\s?(?:on\s)?(?:{_WD},?\s)?(?:the\s)?")


def year_of(copy: Copy, place: int) -> int | None:
    """The year of one of the days of a story; of one in a row with another, that of the other."""
    every = days(copy)
    day = every[place]
    if day.year:
        return day.year
    for other in every[max(0, place - 1) : place + 2]:
        one, two = sorted((day, other), key=lambda each: each.start)
        if other.year and one.month <= two.month and _TO_ANOTHER.fullmatch(copy.text, one.end, two.start):
            return other.year
    return None
