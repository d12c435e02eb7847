"""The numbers of a story, and whether one of its headline is among them: told otherwise, rounded, or as their sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.text.patterns import pattern
from articles.text.style.reading.numbers import WORD, Amount, amounts, number_of
from articles.text.style.reading.rates import Rate, bound, rates

_SPELL_SLACK = 0.04
_SMALL = 20
"""A number up to which nobody rounds."""
_ROUND = 0.03
"""Of a number in hundreds, what may be left out or added."""
_LISTED_MOST = 4
"""Numbers of a list before its last."""
_STOP = pattern(r"[.;]\s")
_DOUBLE = pattern(r"(?i)\b(?:doubl\w+|twice)\b")
_PEOPLE = pattern(
    r"\s(?:[a-z]+\s)?(?:men|women|people|boys|girls|children|adults|teenagers|pupils|students|soldiers|officers|workers"
    r"|police\w*|passengers|residents|players|civilians|migrants|pensioners|brothers|sisters|others)\b"
)
_OLDER = pattern(
    r"\b(?:will\sbe|turns?|turning|about\sto\sbe|(?:her|his)|would\shave\sbeen)\s(\d{1,3})(?:th|st|nd|rd)?\b"
)
_HOURS = {
    "minute": 1 / 60,
    "hour": 1,
    "day": 24,
    "week": 168,
    "fortnight": 336,
    "month": 730.5,
    "year": 8766,
    "decade": 87660,
}
_SPELL = pattern(
    rf"(?<![\w.,])(?P<n>an?|\d{{1,4}}|{WORD})[ -](?P<unit>minute|hour|day|week|fortnight|month|year|decade)s?\b"
)
_COUNTED = pattern(r"\s(?:[a-z]+\s)?(?!minutes|hours|days|weeks|months|years)[a-z]{3,}s\b")
_SENT_OFF = pattern(r"\b(?:sent\soff|dismiss\w+|red\scards?|reduced)\b")
_LOOKED_AT = 60
"""Numbers of a story of which two may make a fraction."""
_COUNTED_MOST = 400
"""Numbers of a story: what has more is a table."""
_NUMERAL = pattern(rf"\d+|\b{WORD}\b")
_NOUN = pattern(r"[ -]([A-Za-z]+)")
_RECENT = 1975
"""A year from which on a story need not name it."""
_FEW = 3
"""A number up to which a story may name all, and need not count them."""
_OTHERWISE = {
    2: "double|twice|pair|two|couple|both|twin|half|each other", 3: "treble|triple|third|hat-trick|trio|thrice",
    4: "quarter|quadruple|fourth|quartet", 5: "fifth|quintet", 6: "sixth|half-dozen|half a dozen", 7: "seventh",
    8: "eighth", 9: "ninth", 10: "decade|tenth", 11: "eleven|xi", 12: "dozen", 13: "teenager", 20: "score|twentieth",
    24: "dozen", 25: "silver|quarter", 30: "pearl", 40: "ruby", 50: "half|golden?", 60: "diamond", 65: "sapphire",
    70: "platinum", 75: "diamond", 100: "century|hundred|centenary|centenarian", 200: "bicentenary|bicentennial",
    1000: "thousand",
}  # fmt: skip
_TIMES = {
    (7, "day"): "week", (14, "day"): "fortnight|two weeks", (30, "day"): "month", (24, "hour"): "day|round the clock",
    (48, "hour"): "two days|weekend", (60, "minute"): "hour", (12, "month"): "year", (18, "month"): "year and a half",
    (365, "day"): "year",
}  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = pattern(
    rf"(?i)\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d|\s?%)|\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\b"
    r"|\b\d{1,2}:\d\d\s?(?:[ap]\.?m)?\b|\b\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b"
)
_YEAR = pattern(r"\b(?:1[89]|20)\d\d\b(?!,\d|\s?%)")
_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12,
}  # fmt: skip
_ORDINAL = pattern(
    rf"(?i)(?<![\w-])(?<!a )(?<!one )(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<n>\d{{1,2}})(?:st|nd|rd|th))\b"
    rf"(?!s\b|-|\s(?:of\b|quarter|party|parties|world|century|avenue|street|amendment|reich|estate|{_MONTH}))"
)
_IN_A_ROW = pattern(r"(?i)\s(?:\w+\s)?(?:in\sa\srow|straight|running|consecutive|successive)\b")
_OTHERS = pattern(r"(?i)\s(?:others?|more|elsewhere|the\snext|next|later|another|also|in\s[A-Z])")
# Numbers that count nothing in the story: names, lists, editions.
_NAMED = pattern(
    r"(?i)\b(?:top|best|formula|route|channel|class|grade|level|type|area|group|day|week|chapter|part|volume|no\.?|number"
    r"|article|section|catch|apollo|windows|iphone|galaxy|covid|phase|stage|tier|gate|platform|terminal|radio|bbc|itv|ps"
    r"|playstation|xbox|boeing|airbus|ftse|s&p|dow|nasdaq|nikkei|cac|mi|m|a|q|g|f|under|sky|series|season|episode|act"
    r"|model|junction|highway|interstate|studio|pier|bay|unit|room|flight|big|final|world\swar|update)[ -]$"
)
_LISTED = pattern(
    r"(?i)\s(?:\w+\s)?(?:things|ways|reasons|tips|facts|lessons|questions|takeaways|photos|pictures|moments|charts|places"
    r"|favou?rite|hours\sin|days\sin|rules|ideas|recipes|signs|steps|myths|responses|books|films|songs)\b"
)
_NEAR = {"nearly": (0.85, 1), "less": (0.8, 1), "more": (1, 1.3), "about": (0.88, 1.12), "": (1, 1)}
"""What part of a number in the headline, hedged so, one of the story may be."""


@dataclass(frozen=True)
class Body:
    """What a story tells in numbers, each of which is looked for when it is asked for."""

    story: str

    @cached_property
    def text(self) -> str:
        """In small letters."""
        return self.story.lower()

    @cached_property
    def is_table(self) -> bool:
        """Whether there are so many numbers that any would be among them."""
        return len(_NUMERAL.findall(self.text)) > _COUNTED_MOST

    @cached_property
    def counted(self) -> str:
        """In small letters, without dates and times of day."""
        return _DAY.sub(lambda found: " " * len(found[0]), self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        return list(amounts(self.counted))

    @cached_property
    def spells(self) -> list[tuple[float, str]]:
        """How long things last: a number, and of what."""
        return [
            (1 if found["n"] in ("a", "an") else number_of(found["n"]), found["unit"])
            for found in _SPELL.finditer(self.text)
        ]

    @cached_property
    def sums(self) -> list[float]:
        return list(_sums(self))

    @cached_property
    def rates(self) -> list[Rate]:
        return rates(self.counted)

    @cached_property
    def ordinals(self) -> set[int]:
        return {_ordinal(found) for found in _ORDINAL.finditer(self.counted)}


def dated(text: str) -> list[tuple[int, int]]:
    """Where a headline has a day or an hour."""
    return [found.span() for found in _DAY.finditer(text)]


def is_named(text: str, amount: Amount) -> bool:
    """Whether a number of a headline is part of a name, or counts what is listed: Formula 1, 10 things to know."""
    return bool(
        _NAMED.search(text[max(0, amount.start - 12) : amount.start]) or _LISTED.match(text, amount.end)
    )


def tells_of(body: Body, amount: Amount, text: str) -> bool:
    """Whether a story has the number of a headline, which is the ``text``, in some form."""
    hedge, noun = bound(text, 0, amount.start), _NOUN.match(text, amount.end)
    if any(_agree(amount, other, hedge) for other in body.amounts):
        return True
    if _said_otherwise(amount, noun[1] if noun else "", body):
        return True
    if _DOUBLE.search(text) and any(2 * other.value == amount.value for other in body.amounts):
        return True
    if amount.is_rate and any(
        abs(rate.value - amount.value) <= rate.half for rate in body.rates if rate.is_fraction
    ):
        return True
    if amount.value <= _FEW and not any(_FEW - 1 <= other.value <= _SMALL for other in body.amounts):
        return True  # all are named
    return any(abs(total - amount.value) <= amount.half * (amount.value > _SMALL) for total in body.sums)


def _agree(head: Amount, other: Amount, hedge: str) -> bool:
    """Whether a number of the story is that of the headline, or is rounded to it."""
    slack = (
        max(head.half, other.half, _ROUND * head.value if _is_round(head) else 0)
        if head.value > _SMALL
        else 0
    )
    low, high = (part * head.value for part in _NEAR[hedge])
    return low - slack <= other.value <= high + slack and (
        head.is_rate == other.is_rate or head.value == other.value
    )


def _is_round(amount: Amount) -> bool:
    return not amount.is_rate and amount.value % 100 == 0


def _sums(body: Body) -> Iterator[float]:
    """The sums of numbers that the story tells one after the other: eight people, and two others; 70, 20 and 10."""
    run: list[Amount] = []
    for amount in body.amounts:
        between = body.counted[run[-1].end : amount.start] if run else ""
        if not run or run[-1].unit != amount.unit or amount.is_rate:
            run = [amount]
            continue
        run = [*run[-_LISTED_MOST:], amount] if not _STOP.search(between) else [run[-1], amount]
        are_people = run[-1].value <= _SMALL and all(
            _PEOPLE.match(body.counted, each.end) for each in run[-2:]
        )
        if (
            are_people
            or between.endswith((" another ", " further ", " and ", " other ", " remaining "))
            or _OTHERS.match(body.counted, amount.end)
        ):
            values = [each.value for each in run]
            yield from (sum(values[first:]) for first in range(len(values) - 1))


def _said_otherwise(amount: Amount, noun: str, body: Body) -> bool:
    noun = noun.lower().removesuffix("s")
    if (noun == "year" and _YEAR.search(body.text)) or (
        noun in ("man", "men") and _SENT_OFF.search(body.text)
    ):
        return True
    if noun in _HOURS and any(
        abs(count * _HOURS[unit] / (amount.value * _HOURS[noun]) - 1) <= _SPELL_SLACK
        for count, unit in body.spells
    ):
        return True
    if not noun and any(int(found[1]) == amount.value + 1 for found in _OLDER.finditer(body.text)):
        return True  # her age
    words = [_TIMES.get((int(amount.value), noun))]
    if not amount.unit:
        words.append(_OTHERWISE.get(int(amount.value)))
    return any(each and re.search(rf"\b(?:{each})s?\b", body.text) for each in words)


def is_other_spell(text: str, amount: Amount, body: Body) -> bool:
    """Whether the story has a number of years, or days, only of something else, and another number of them."""
    noun = _NOUN.match(text, amount.end)
    unit = noun[1].lower().removesuffix("s") if noun else ""
    if unit not in _HOURS or any(total == amount.value for total in body.sums):
        return False
    told = [each.end for each in body.amounts if each.value == amount.value]
    others = {count for count, of in body.spells if of == unit}
    return (
        bool(told)
        and all(_COUNTED.match(body.counted, end) for end in told)
        and bool(others)
        and amount.value not in others
        and not _said_otherwise(amount, unit, body)
    )


def stands_in(said: str, body: Body, *, dates: bool) -> bool:
    """Whether a number stands in the story just so, and not within another; days count where ``dates`` do."""
    text = body.text if dates else body.counted
    return re.search(rf"(?<![\w.,]){re.escape(said)}(?![\w%]|[.,]\d)", text) is not None


def wrong_year(said: str, body: Body) -> bool:
    """Whether the story has not a year, but one beside it, or with its figures in another order."""
    years = {found[0] for found in _YEAR.finditer(body.text)}
    if said in years or int(said) >= _RECENT:
        return False
    return any(abs(int(year) - int(said)) == 1 or sorted(year) == sorted(said) for year in years)


def wrong_parts(text: str, body: Body) -> Iterator[Rate]:
    """Fractions of a headline that are not those of the story: half, of which it says “one in three”."""
    for rate in rates(text):
        if not rate.is_fraction or not body.rates or _is_part(rate, body):
            continue
        if all(abs(other.value - rate.value) > rate.half + other.half + 2 for other in body.rates):
            yield rate


def _is_part(rate: Rate, body: Body) -> bool:
    """Whether two numbers of the story make a fraction, or a word does."""
    if 48 <= rate.value <= 52 and re.search(r"\bhal(?:f|ve)", body.text):
        return True
    values = [amount.value for amount in body.amounts if not amount.is_rate and amount.value > 0][:_LOOKED_AT]
    return any(abs(100 * one / other - rate.value) <= 4 for one in values for other in values)


def parts_in(text: str) -> list[Rate]:
    """The fractions of a headline."""
    return [rate for rate in rates(text) if rate.is_fraction]


def wrong_ordinals(text: str, body: Body) -> Iterator[tuple[int, int]]:
    """Ordinals of a headline that the story has not, where it has one near it."""
    for found in _ORDINAL.finditer(text):
        number, told, counts = _ordinal(found), body.ordinals, {amount.value for amount in body.amounts}
        if number in told or number in counts or number < _FEW:
            continue
        in_row = _IN_A_ROW.match(text, found.end()) and counts & {number - 1, number + 1}
        if in_row or any(abs(number - other) <= 2 for other in told):
            yield found.span()


def _ordinal(found: re.Match[str]) -> int:
    return int(found["n"]) if found["n"] else _ORDINALS[found["word"].lower()]
