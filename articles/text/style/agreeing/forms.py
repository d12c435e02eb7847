"""How numbers, money, ages and ranges are written: in one way throughout a story."""

import re
from collections.abc import Iterator, Mapping

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.near import few, near, words_of
from articles.text.style.reading.money import CHIEF, Money, sums_of_money, ways
from articles.text.style.reading.numbers import WORD
from articles.text.style.registry import Hit, Severity, check

_DIGIT = r"[0-9](?<![\w.,£$€-].)"  # a pattern that begins with what it may begin with is the sooner done
_RATE = {
    "%": pattern(r"%(?<=\d%)|%(?<=\d\s%)"),
    "per cent": pattern(r"[pP]er\scent\b(?<=\w[ -]per\scent)"),
    "percent": pattern(r"[pP]ercent\b(?<=\w[ -]percent)"),
    "pct": pattern(r"pct\b(?:(?<=\dpct)|(?<=\d\spct))"),
}
_PENCE = {
    "5p": pattern(rf"{_DIGIT}[\d.,]{{0,6}}(?<!\b1080)(?<!\b720)(?<!\b480)p\b"),
    "5 pence": pattern(rf"{_DIGIT}[\d.,]{{0,6}}[ -](?:pence|pennies)\b"),
}
_CENTS = {
    "5c": pattern(rf"{_DIGIT}[\d.,]{{0,4}}c\b"),
    "5¢": pattern(rf"{_DIGIT}[\d.,]{{0,4}}\s?¢"),
    "5 cents": pattern(rf"{_DIGIT}[\d.,]{{0,4}}[ -]cents?\b"),
}
_THOUSANDS = {
    "commas": pattern(r"[1-9](?<![\d.,£$€/-].)\d{0,2},\d{3}(?![\d,])"),
    "no commas": pattern(r"[1-9](?<![\d.,£$€/#-].)(?<!\b[Nn]o .)\d{4}(?![\d,./-]|\s?(?:GMT|BST))\b"),
}
_HOURS = {
    "7pm": pattern(r"[0-9](?<!\w.)\d?(?:[:.]\d\d)?[ap]m\b"),
    "7 pm": pattern(r"[0-9](?<!\w.)\d?(?:[:.]\d\d)?\s[ap]m\b"),
    "7 p.m.": pattern(r"[0-9](?<!\w.)\d?(?:[:.]\d\d)?\s?[ap]\.m\."),
    "7 PM": pattern(r"[0-9](?<!\w.)\d?(?:[:.]\d\d)?\s?[AP]M\b"),
}
_REASON = "One story writes the same thing in one way."


@check("number-forms", Severity.WARN, reason=_REASON, example="Sales rose 5% and profits 12 per cent.")
def number_forms(copy: Copy) -> Iterator[Hit]:
    for forms in (_RATE, _THOUSANDS, _HOURS, _PENCE, _CENTS):
        yield from _mixed(copy, forms)


@check("number-forms", Severity.WARN, reason=_REASON, example="It cost £3m, and £4 million to run.")
def money_forms(copy: Copy) -> Iterator[Hit]:
    sums = sums_of_money(copy)
    signed = [money for money in sums if money.sign[0] in "$£€"]
    is_custom = len(signed) > 1 and all(money.is_apart for money in signed)
    for money in signed:
        if money.is_apart and not is_custom:
            end = copy.text.index(money.figure, money.start)
            yield Hit(
                money.start,
                end,
                "A sign of money stands close to its number.",
                copy.text[money.start : end].strip(),
            )
    for money in sums:
        if money.is_twice:
            written = copy.text[money.start : money.end]
            meant = re.sub(r"[\s-][a-z]+\Z", "", written)
            yield Hit(money.start, money.end, f"“{written}” names its money twice.", meant)
    yield from _rarer(copy, sums)


def _rarer(copy: Copy, sums: list[Money]) -> Iterator[Hit]:
    """The sums in figures that are written in a rarer way than others of their currency."""
    used: dict[tuple[str, str], dict[str, list[Money]]] = {}
    for money in sums:
        for respect, way in ways(money) if money.figure[0].isdigit() else ():
            used.setdefault((money.currency, respect), {}).setdefault(way, []).append(money)
    told: set[Money] = set()
    for written in used.values():
        chief = max(written, key=lambda way: _weight(way, written[way]))
        others = [money for money in written[chief] if money not in told]
        for way, found in written.items() if others else ():
            for money in found if way != chief else ():
                if money not in told:
                    told.add(money)
                    other = copy.text[others[0].start : others[0].end]
                    yield Hit(money.start, money.end, _said(copy.text[money.start : money.end], other))


def _weight(way: str, found: list[Money]) -> tuple[int, bool, int]:
    """How much a way of writing counts."""
    return len(found), way in CHIEF, -found[0].start


def _said(written: str, other: str) -> str:
    return f"Written “{written}” here, and “{other}” elsewhere in this story."


def _mixed(copy: Copy, forms: Mapping[str, re.Pattern[str]]) -> Iterator[Hit]:
    """The rarer forms of those that stand in the story, outside quotations."""
    places = {
        name: [
            found
            for found in few(copy.find(form, copy.body), copy)
            if not copy.is_quoted(found.start()) and not (forms is _RATE and _is_in_words(copy, found))
        ]
        for name, form in forms.items()
    }
    used = {name: found for name, found in places.items() if found}
    if len(used) < 2:
        return
    chief = max(used, key=lambda name: (len(used[name]), -used[name][0].start()))
    for name, found in used.items():
        if name != chief:
            other = used[chief][0][0].strip()
            said = _said(found[0][0].strip(), other)
            yield from (Hit(each.start(), each.end(), said) for each in found)


_COUNTED = pattern(rf"(?i:\d|\b(?:{WORD}|hundred|thousand|half|few|quarter|an?|several|point\s\w+))[ -]\Z")
_OPENING_NUMBER = pattern(rf"(?:\A|\n|[.!?:][\"”’]?\s)[\"“‘]?(?i:{WORD})[ -]\Z")


def _is_in_words(copy: Copy, found: re.Match[str]) -> bool:
    """Whether a rate is spelled out because a sentence begins with it, or is none: no number stands before it."""
    if found[0] == "%" or found[0] == "pct":
        return False
    start, place = max(0, found.start() - 32), found.start()
    return bool(
        _OPENING_NUMBER.search(copy.text, start, place) or not _COUNTED.search(copy.text, start, place)
    )


_OLD = frozenset({"old", "olds", "Old", "old's", "old’s"})
_UNHYPHENED = r"\s?[-–‑]\s?|\s"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,2}}(?:\.\d)?(?:\s[mb]illion)?|{WORD}(?:\s(?:hundred|thousand|[mb]illion)|-and-a-half)?"
    r"|(?:one\s)?(?:hundred|thousand))"
)
_ANY_AGE = pattern(
    rf"(?i)(?<![\w.,/£$€-])(?P<low>\d{{1,2}}[-–]|a\s(?=hun|tho))?(?P<n>{_NUMBER})(?P<one>{_UNHYPHENED}|(?<=\d))"
    rf"(?P<unit>years?|yrs?|months?|weeks?|days?|hours?)(?P<two>{_UNHYPHENED})old(?P<s>s?)\b"
)
_STATED = pattern(
    r"(?i)\b(?:is|was|are|were|be|been|being|turned|turns|aged|almost|nearly|only|just|about)\s\Z"
)
_OLDER = pattern(
    r"(?i)(?:^|[\s(])(?:a|an|the|this|that|his|her|their|its|our|another|one|two|three|for|of|by|with)(?:\s(?:now"
    r"|then))?\s$"
)
_HYPHENS = frozenset("-–‑")
_A_NAME = pattern(r"\s[A-Z]")
_NOUN = pattern(
    r"\s(?!and\b|or\b|but\b|when\b|at\b|in\b|on\b|who\b|as\b|with\b|for\b|he\b|she\b|they\b|it\b|we\b|if\b|that\b"
    r"|to\b|before\b|after\b|by\b|now\b|than\b|the\b|was\b|is\b|will\b|had\b|has\b)[a-z]"
)


@check(
    "age",
    Severity.WARN,
    reason="An age before a noun, or in place of one, has its hyphens: a 34-year-old man.",
    example="A 27 year old woman was hurt.",
    spares_quotations=False,
)
def age(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_ANY_AGE, near(copy, words_of(copy, _OLD))):
        is_one = found["n"].lower() in ("1", "one")
        is_plural = found["unit"].lower().endswith("s") and not is_one
        hyphens = (found["one"] in _HYPHENS) + (found["two"] in _HYPHENS)
        if hyphens == 2 and not is_plural and "yr" not in found["unit"].lower():
            continue
        before = copy.text[max(0, found.start() - 12) : found.start()]
        is_before_noun = _NOUN.match(copy.text, found.end()) is not None
        is_spaced = found["one"] == found["two"] == " "
        if (
            is_spaced
            and (is_plural or is_one)
            and not found["s"]
            and not (_OLDER.search(before) and is_before_noun)
        ):
            continue  # she is 27 years old
        unit = found["unit"].lower().removesuffix("s").replace("yr", "year")
        if (
            _STATED.search(before)
            and not is_before_noun
            and not _A_NAME.match(copy.text, found.end())
            and not found["s"]
        ):
            meant = f"{found['n']} {unit}{'' if is_one else 's'} old"
        else:
            meant = f"{found['low'] or ''}{found['n'].replace(' ', '-')}-{unit}-old{found['s']}"
        said = f"An age is written {'with' if '-' in meant else 'without'} hyphens here: “{meant}”."
        yield Hit(
            found.start(), found.end(), said, None if found["low"] and found["low"][0].isdigit() else meant
        )


_GOALS = 10
"""From so many on “from 5-12” is no score."""
_ENDS = frozenset({"between", "Between", "from", "From"})
_END = r"(?:[$£€])?\d{1,6}(?:,\d{3})?(?:\.\d{1,2})?"
_RANGE = pattern(
    rf"(?i)\b(?P<word>between|from)\s(?P<a>{_END})(?:m|bn|%|am|pm)?(?P<joint>\s?[-–—]\s?)(?P<b>{_END})(?!\s?(?:down"
    rf"|up|behind|ahead|lead|win|loss|defeat|victory|draw)\b|[-\d])"
)
_BETWEEN_TO = pattern(
    rf"(?i)\bbetween\s(?:{_END}|{WORD})(?:m|bn|%|am|pm|km|\smillion|\sbillion|\sper\scent|\spercent)?\s(?P<joint>to"
    rf"|or|until)\s(?:{_END}|{WORD})\b"
)


@check(
    "range",
    Severity.WARN,
    reason="“Between” asks for “and”, “from” for “to”; a dash stands for neither.",
    example="It will take between 5-10 days.",
)
def ranges(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_RANGE, near(copy, words_of(copy, _ENDS), before=0)):
        low, high = (float(found[name].strip("$£€").replace(",", "")) for name in "ab")
        if low < high and (found["word"].lower() == "between" or high >= _GOALS):
            joint = "and" if found["word"].lower() == "between" else "to"
            start, end = found.start("joint"), found.start("b")
            meant = f"{copy.text[found.start() : start]} {joint} {copy.text[end : found.end()]}"
            yield Hit(found.start(), found.end(), f"“{found[0]}” is written “{meant}”.", meant)
    for found in copy.find(_BETWEEN_TO, near(copy, words_of(copy, _ENDS), before=0)):
        yield Hit(found.start("joint"), found.end("joint"), "“Between” asks for “and”.", "and")
