"""Numbers as copy writes them, with how precisely: 12, 1,250, 3.4m, seven, twenty-one, £2bn."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
SCALES = {
    "dozen": 12, "hundred": 100, "k": 10**3, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5,
    "lacs": 10**5, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mill": 10**6, "million": 10**6,
    "cr": 10**7, "crore": 10**7, "crores": 10**7, "b": 10**9, "bn": 10**9, "bln": 10**9, "billion": 10**9,
    "tn": 10**12, "trn": 10**12, "trillion": 10**12,
}  # fmt: skip
"""What a number is multiplied by that one of these stands behind, in small letters."""
_UNITS = {
    "dollars": "$", "dollar": "$", "us$": "$", "dlrs": "$", "euros": "€", "euro": "€", "pounds": "£", "pound": "£",
    "pence": "£", "p": "£", "yen": "¥", "rupees": "₹", "rupee": "₹", "rs": "₹", "rs.": "₹", "cents": "¢", "cent": "¢",
}  # fmt: skip
_HUNDREDTHS = {"pence", "p", "cents", "cent"}
_TENS_WORD = "|".join(_TENS)
_ONES_WORD = "|".join(sorted(_ONES, key=len, reverse=True))
WORD = rf"(?:(?:{_TENS_WORD})(?:[ -](?:{_ONES_WORD}))?|{_ONES_WORD})"
"""A pattern: a number below a hundred in words."""
HUNDREDS = rf"(?:{WORD}|a)\shundred(?:\sand\s{WORD})?"
"""A pattern: one from a hundred on, likewise."""
FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?"
"""A pattern: a number in figures."""
MAGNITUDE = (
    r"(?:(?:k|m|mn|mln|bn?|tn|trn)\b|[ -](?:thousand|million|billion|trillion|bn|mn|mln|m|dozen|hundred|lakh"
    r"|crore)\b)"
)
"""A pattern: what a number is multiplied by."""
CURRENCY = r"(?:(?:US|A|C|NZ|HK|S)?\$|£|€|¥|₹|(?<![a-z])Rs\.?)"
_AMOUNT = re.compile(
    r"(?=[\d$£€¥₹zotfsenuachr])"  # quick: what else begins none
    rf"(?:(?P<cur>{CURRENCY})\s?|(?<![\w.,]))(?:(?P<fig>{FIGURE})"
    rf"|(?P<word>{WORD}\shundred\sand\s{WORD}|{WORD})\b)(?P<mag>{MAGNITUDE})?"
    r"(?P<unit>\s?(?:%|per\scent\b|percent\b|pct\b|pc\b))?"
    r"(?P<after>\s(?:euros?|dollars?|pounds?|yen|rupees?|dlrs|pence|cents?)\b|(?<=\d)p\b)?",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """A number of a text: ``half`` is half of the unit of its last figure; ``unit`` is "%", the sign of a currency, or
    ""; pence are counted in pounds, cents (of what, nobody says) in "¢", a hundred of them 1."""

    start: int
    end: int
    value: float
    half: float
    unit: str

    @property
    def is_rate(self) -> bool:
        return self.unit == "%"


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The numbers of a stretch of text, in order."""
    for found in _AMOUNT.finditer(text, start, len(text) if end is None else end):
        yield _amount(found)


def _amount(found: re.Match[str]) -> Amount:
    times: float = SCALES[found["mag"].strip(" -").lower()] if found["mag"] else 1
    if found["fig"]:
        figure = found["fig"].replace(",", "")
        value, decimals = float(figure), len(figure.partition(".")[2])
        half = 0.5 * 10**-decimals * times
    else:
        value, half = float(number_of(found["word"])), 0.5 * times
    money = (found["cur"] or found["after"] or "").strip().lower()
    if not found["cur"] and money in _HUNDREDTHS:
        times, half = times / 100, half / 100
    unit = "%" if found["unit"] else _UNITS.get(money, money)
    return Amount(found.start(), found.end(), value * times, half, unit)


def number_of(word: str) -> int:
    """The number that a word, or figures without a point, stand for; -1 for other words."""
    word = word.lower().replace(",", "")
    if word.isdecimal():
        return int(word)
    head, hundred, rest = word.partition(" hundred")
    if hundred:
        return 100 * WORDS.get(head, 1) + max(0, number_of(rest.removeprefix(" and ")))
    first, _, second = word.replace("-", " ").partition(" ")
    if first not in WORDS or (second and second not in WORDS):
        return -1
    return WORDS[first] + (WORDS[second] if second else 0)
