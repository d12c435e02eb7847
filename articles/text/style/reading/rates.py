"""Parts of a whole as copy writes them: 38%, 38 per cent, two thirds, a quarter of, half of, three in ten."""

from collections.abc import Iterator
from typing import NamedTuple

from articles.text.patterns import pattern
from articles.text.style.copy import Copy, Span
from articles.text.style.reading.numbers import WORD, amounts, number_of

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_FEW = "two|three|four|five|six|seven|eight|nine"
# What follows a fraction, where “a third” counts no places and “half” no time.
_FOLLOWS = (
    r"(?=\s(?:of|in|on|to|from|since|after|over|by|for|at|as|and|or|but|while|that|who|between|against|compared|than"
    r"|more|less|fewer|higher|lower|last|this|were|was|are|is|am|be|being|been|said|says?|had|have|has|did|do|does"
    r"|would|could|will|want(?:ed)?|not|cannot|never|came?|live[ds]?|work(?:ed)?|went|go|goes|use[ds]?|thought|think"
    r"|felt|feel|back(?:ed)?|oppose[ds]?|vote[ds]?|support\w*|prefer\w*|favou?r\w*|walk\w*|travel\w*|own\w*|rent\w*"
    r"|agree[ds]?|disagree[ds]?|believe[ds]?|cut|rise|fall|increase|drop|reduction|jump|decline|recovered|unchanged"
    r"|got|get|voting|saying)\b|[,.;:)]|\s[–—-]\s|$)"
)
_FRACTION = pattern(
    rf"(?i)(?=[\dzotfsenahq])(?<![\w-])"
    rf"(?:(?P<n>{_FEW})[ -](?P<many>thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)\b"
    rf"|(?:(?:an?|one)[ -]|(?<=remaining ))(?P<one>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b{_FOLLOWS}"
    rf"|(?<!first )(?<!second )(?<!last )(?<!other )(?<!and a )(?<!opening )(?<!-)(?:one[ -])?(?P<half>half)\b"
    rf"(?!\sas\b){_FOLLOWS}"
    rf"|(?P<few>{WORD}|\d{{1,2}})\s(?:(?!and\b|or\b|in\b)[a-z]+\s){{0,2}}?(?:in|out\sof)\s(?:every\s)?(?P<every>two|three|four|five|six"
    r"|seven|eight|nine|ten|twenty|[2-9]|10|20|100)(?![\w.,-]\d)\b(?!\s(?:minutes?|hours?|days?|weeks?|months?|years?"
    r"|games?|match(?:es)?|goals?|starts?|overs?|innings|attempts?|seasons?|races?|rounds?|million|thousand|hundred"
    r"|places?|cities|countries|states|towns)\b))"
)
_SLACK = 0.05
"""How far from a fraction in words its figure may lie."""
_BOUNDS = pattern(
    r"(?i)\b(?:(?P<more>(?<!no )(?:more\sthan|over|above|upwards\sof|at\sleast|exceeding|well\sover|just\sover))"
    r"|(?P<less>less\sthan|fewer\sthan|under|below|up\sto|at\smost|no\smore\sthan)"
    r"|(?P<nearly>nearly|almost|close\sto|just\sunder|approaching|not\squite|some\w*\sunder)"
    r"|(?P<about>about|around|some|roughly|approximately|an\sestimated|more\sor\sless|or\sso))\s(?:by\s)?(?:an?\s)?$"
)
_RANGE = pattern(rf"(?i)(?:[\d.]|\b{WORD})(?:%|\sper\scent|\spercent)?\s?(?:-|–|to\s|or\s)$")
_RESTATED = pattern(r"\s?(?:\(|,\sor\s|\s[–—-]\s)(?:about\s|some\s)?$")


WORDS = (
    "%", "per cent", "percent", "pct", "pc", "half", "halves", "third", "quarter", "fifth", "tenth",
    " in ten", " in five", " in 10",
)  # fmt: skip
"""Without one of these, nothing tells of a part of a whole."""
LONGEST = 750
"""Characters of a sentence: what has more is a table."""
_MOST = 40
"""Numbers of a sentence: likewise."""
_MOST_IN_ALL = 400
"""Numbers of the sentences of a story that are looked at."""
_NUMBER = pattern(
    rf"(?=[\dzotfsenhqd])(?:\d+|\b{WORD}\b|\b(?:hal(?:f|ves)|third|quarter|fifth|tenth)"
    r"|\b(?:doubl|trebl|tripl|quadrupl|halv|twice))"
)


class Rate(NamedTuple):
    """``value`` in per cent, give or take ``half``; ``bound`` is "more", "less", "nearly", "about", or ""."""

    start: int
    end: int
    value: float
    half: float
    bound: str
    is_fraction: bool


def is_told(text: str) -> bool:
    """Whether it may be a sentence, or two, with numbers, and is no table."""
    return len(text) <= LONGEST and 0 < len(_NUMBER.findall(text.lower())) <= _MOST


def telling(copy: Copy, words: tuple[str, ...] = WORDS) -> list[Span]:
    """The sentences of a story that have one of some words and are no table; none where there are too many numbers."""
    left, told = _MOST_IN_ALL, []
    for span in copy.sentences:
        small = copy.of(span).lower()
        if any(word in small for word in words) and is_told(small):
            left -= len(_NUMBER.findall(small))
            told.append(span)
        if left < 0:
            return []
    return told


def rates(text: str, start: int = 0, end: int | None = None) -> list[Rate]:
    """The parts of a whole that a stretch of text tells of, in order; of one said twice (“nine in ten (88%)”) the
    figures. Ranges are none."""
    end = len(text) if end is None else end
    said = [
        Rate(each.start, each.end, each.value, each.half, bound(text, start, each.start), is_fraction=False)
        for each in amounts(text, start, end)
        if each.is_rate
    ]
    both = sorted([*said, *_fractions(text, start, end)])
    return [
        each
        for number, each in enumerate(both)
        if not (each.is_fraction and number + 1 < len(both) and _is_restated(text, each, both[number + 1]))
        and not (not each.is_fraction and is_range(text, start, each.start))
    ]


def _is_restated(text: str, one: Rate, other: Rate) -> bool:
    return _RESTATED.fullmatch(text, one.end, other.start) is not None


def is_range(text: str, start: int, place: int) -> bool:
    """Whether the number at a place is the end of “10 to 12”."""
    before = text[max(start, place - 34) : place].lower()
    return _RANGE.search(before) is not None and "from" not in before


def bound(text: str, start: int, place: int) -> str:
    """How a number is hedged by the words before it, see ``Rate``."""
    found = _BOUNDS.search(text[max(start, place - 26) : place])
    return found.lastgroup or "" if found else ""


def _fractions(text: str, start: int, end: int) -> Iterator[Rate]:
    for found in _FRACTION.finditer(text, start, end):
        if found["few"]:
            part, whole = number_of(found["few"]), number_of(found["every"])
        elif found["many"]:
            part, whole = number_of(found["n"]), _PARTS[found["many"].lower().removesuffix("s")]
        else:
            part, whole = 1, _PARTS[(found["one"] or found["half"]).lower()]
        if 0 < part < whole:
            value = 100 * part / whole
            hedge = bound(text, start, found.start())
            yield Rate(*found.span(), value, _SLACK * value, hedge, is_fraction=True)
