"""Sums of money as copy writes them: of which currency, and in which of the ways that there are to write one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.near import few, near, words_of
from articles.text.style.reading.numbers import FIGURE, SCALES, WORD, number_of

# A currency, its signs, its code, its words.
_CURRENCIES = (
    ("$", "$ US$", "USD", r"(?:US\s|U\.S\.\s|American\s)?dollars?"),
    ("A$", "A$ AU$ Aus$ AUS$", "AUD", r"(?:Australian|Aussie)\sdollars?"),
    ("C$", "C$ CA$ Can$ Cdn$ CDN$", "CAD", r"Canadian\sdollars?"),
    ("NZ$", "NZ$", "NZD", r"New\sZealand\sdollars?"),
    ("HK$", "HK$", "HKD", r"Hong\sKong\sdollars?"),
    ("S$", "S$ SG$", "SGD", r"Singapore(?:an)?\sdollars?"),
    ("£", "£", "GBP", r"(?:pounds?\ssterling|pounds?|quid)"),
    ("€", "€", "EUR", r"euros?"),
    ("¥", "¥", "JPY", r"yen"),
    ("Rs", "₹ Rs Rs.", "INR", r"(?:Indian\s)?rupees?"),
    ("R", "R", "ZAR", r"rand"),
    ("SFr", "SFr Sfr SFr.", "CHF", r"Swiss\sfrancs?"),
    ("yuan", "RMB", "CNY", r"(?:yuan|renminbi)"),
    ("naira", "₦ N", "NGN", r"naira"),
    ("kronor", "", "SEK", r"(?:Swedish\s)?kronor"),
)  # fmt: skip
_OF_SIGN = {sign: row[0] for row in _CURRENCIES for sign in f"{row[1]} {row[2]}".split()}
_CODES = frozenset(row[2] for row in _CURRENCIES)
_NEED_A_SCALE = frozenset({"R", "N"})
_SIGN = "|".join(re.escape(sign) for sign in sorted(_OF_SIGN, key=len, reverse=True))
_LETTERS = frozenset(sign for sign in _OF_SIGN if sign.isalpha())
_SYMBOL = pattern(r"[$£€¥₹₦](?=\s?\d)")
_SYMBOL_BEHIND = pattern(r"[$£€](?:(?<=[\dmnk].)|(?<=[\dmnk]\s.))")
_WORDS_LIST = """
    dollar dollars sterling pound pounds quid euro euros yen rupee rupees rand franc francs yuan renminbi naira kronor
"""
_LAST_WORDS = _CODES | frozenset(_WORDS_LIST.split())
_SCALE = (
    r"(?:(?P<gap>[\s-]?)(?P<scale>(?i:thousand|million|billion|trillion|crores?|cr|lakhs?|lacs?|mill?|mln|mn|bn|bln|trn|tn)"
    r"|[mMbBkK])\b)?"
)
_AFTER = r"(?:\s(?P<code>USD?|CAD|AUD|NZD|HKD|SGD)\b|[\s-](?P<word>dollar|pound|euro|rupee)s?\b)"
_SAID = {"dollar": "$", "pound": "£", "euro": "€", "rupee": "Rs"}
_SIGNED = pattern(
    rf"(?=[$£€¥₹₦A-Z])(?<![\w£$€])(?P<sign>{_SIGN})(?P<space>\s?)(?P<figure>{FIGURE})(?![\d.,]*\d){_SCALE}(?P<after>{_AFTER})?"
)
_WORDS = "|".join(f"(?P<c{number}>{row[3]}|{row[2]})" for number, row in enumerate(_CURRENCIES))
_WORDED = pattern(
    rf"(?<![\w.,£$€₹¥-])(?P<figure>{FIGURE}|(?!(?i:one\b))(?i:{WORD})(?=\s[a-z]*illion)){_SCALE}[\s-](?:{_WORDS})\b"
    r"(?P<of>\sof\s(?!debt|aid|tax|public))?"
)
_BEHIND = pattern(rf"(?<![\w.,£$€-])(?P<figure>{FIGURE}){_SCALE}\s?(?P<sign>[€£$])(?=[\s.,;:!?)]|\Z)(?!\s\d)")
_WEIGHT = re.compile(
    r"\b(?:(?:over)?weigh\w*|heavy|heavier|lighter|ounces?|kilos?|kg|lbs?|diet\w*|slim\w*|fat)\b"
)


class Money(NamedTuple):
    """A sum. ``sign`` is how its currency stands, "words" where it is said; ``scale`` what multiplies the figure, as
    written, and ``gap`` what stands before that. ``is_apart``: a blank follows the sign; ``is_twice``: a word too."""

    start: int
    end: int
    currency: str
    sign: str
    figure: str
    gap: str
    scale: str
    is_apart: bool = False
    is_twice: bool = False

    @property
    def value(self) -> float:
        figure, times = self.figure.replace(",", ""), SCALES[self.scale.lower()] if self.scale else 1
        return times * (float(figure) if figure[0].isdigit() else number_of(figure))


def sums_of_money(copy: Copy) -> list[Money]:
    """The sums that the body of a story names, outside quotations, in order."""
    found = {}
    has_weight = _WEIGHT.search(copy.text) is not None
    has_pounds = "£" in copy.text and not has_weight
    words = near(copy, words_of(copy, _LAST_WORDS), after=9, parts=copy.body)
    for each in few(copy.find(_WORDED, words), copy):
        number = next(number for number in range(len(_CURRENCIES)) if each[f"c{number}"])
        currency = _CURRENCIES[number][0]
        if currency != "£" or _is_sterling(each, has_weight=has_weight, has_pounds=has_pounds):
            code = _CURRENCIES[number][2]
            found[each.start("figure")] = _money(
                each, currency, code if each[f"c{number}"] == code else "words"
            )
    for each in few(
        copy.find(_BEHIND, near(copy, copy.find(_SYMBOL_BEHIND), after=2, parts=copy.body)), copy
    ):
        found[each.start("figure")] = _money(each, each["sign"], "behind")
    signs = sorted([*words_of(copy, _LETTERS), *copy.find(_SYMBOL)], key=re.Match.start)
    for each in few(copy.find(_SIGNED, near(copy, signs, before=4, parts=copy.body)), copy):
        if each["scale"] or each["sign"] not in _NEED_A_SCALE:
            found[each.start("figure")] = _money(each, _OF_SIGN[each["sign"]], each["sign"])
    return sorted(money for money in found.values() if not copy.is_quoted(money.start))


def _is_sterling(found: re.Match[str], *, has_weight: bool, has_pounds: bool) -> bool:
    """Whether pounds are money, and no weight."""
    if "sterling" in found[0] or "GBP" in found[0]:
        return True
    if found["of"] or has_weight:
        return False
    return bool(found["scale"]) or (has_pounds and found[0].endswith(" pounds"))


def _money(found: re.Match[str], currency: str, sign: str) -> Money:
    end, is_twice = found.end(), False
    groups = found.groupdict()
    if "of" in groups:
        end = found.start("of") if found["of"] else found.end()
    elif word := groups.get("word"):
        is_twice = currency.endswith(_SAID[word])
        end = end if is_twice else found.start("after")
    elif code := groups.get("code"):
        currency, sign = _OF_SIGN.get(code, "$"), f"$ {code}"
    elif sign == "US$":
        sign = "$"
    return Money(
        found.start(), end, currency, sign, found["figure"], found["gap"] or "", found["scale"] or "",
        bool(groups.get("space")) and sign[-1] in "$£€", is_twice,
    )  # fmt: skip


CHIEF = frozenset({*_OF_SIGN, "in full"}) - _CODES
"""Ways that are kept where as many sums are written in others."""


def ways(money: Money) -> Iterator[tuple[str, str]]:
    """In which respects a sum is written in one of several ways, and in which of them."""
    yield "currency", money.sign
    scale, value = money.scale.lower(), money.value
    if not scale:
        if value >= 1_000:
            yield (
                f"commas from {10_000 if value >= 10_000 else 1_000}",
                "with" if "," in money.figure else "without",
            )
        if 5_000 <= value < 10**6 and value % 500 == 0:
            yield "thousands", "in full"
        elif value >= 10**6 and value % 10**5 == 0:
            yield "millions", "in full"
    elif scale in ("k", "thousand"):
        yield "thousands", money.scale
    elif scale[0] in "cl":
        yield scale[0], scale.removesuffix("s")
    elif scale[0] == "t":
        return  # a house that writes bn and m has no letters for these
    elif scale.endswith("illion"):
        yield "length", "in words"
        yield "blank", "close" if not money.gap else "apart"
    else:
        yield "length", "in letters"
        yield "letters", "close" if not money.gap else "apart"
        yield scale[0], money.scale
    if scale[:1] in ("m", "b"):
        yield "millions", "scaled"
