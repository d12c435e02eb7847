"""Figures and possessives as search takes them: 1,234.50, 1 234,50 and 1.234,50 are one, and Orrin's is Orrin.

A point before three digits is a decimal point unless another sign in the figure says otherwise: it is in English, and
nothing tells that a text is not.
"""

import re

from articles.text.blocks import CJK
from articles.text.patterns import pattern

UNSPACED = rf"{CJK}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # and Thai, Lao, Burmese, Khmer
"""Scripts without spaces between words."""
POINT, FILL = "\x1f", "\u0640"
"""What stands for a decimal point, and where something is left out: no text has the one, no word needs the other."""

_COMMA, _STOP, _BLANK, _MARK = ",，\u066c", ".．\u066b", " \xa0\u2007\u2009\u202f", "'’"
_APOSTROPHE = "'’‘`´′＇ʼ"
_BEFORE = rf"[^\W{UNSPACED}]"
_SEPARATED = pattern(rf"\d[{_COMMA}{_STOP}{_BLANK}{_MARK}]\d")
_OVER_BLANKS = pattern(rf"\d(?:[{_APOSTROPHE}][sS]?)?[{_BLANK}{POINT}]\d")
# What stands before is looked at after the first sign: to look for a sign is many times as fast.
_FIGURE = pattern(
    rf"""
    (?P<whole> \d (?<!{_BEFORE}\d) (?<!\d[{_COMMA}{_STOP}{_MARK}]\d) (?:
        \d{{0,2}} (?:[{_COMMA}]\d{{2,3}})* [{_COMMA}]\d{{3}}
        | \d{{0,2}} (?:[{_STOP}]\d{{3}})+ (?=[{_COMMA}]\d)
        | \d{{0,2}} (?:[{_STOP}]\d{{3}}){{2,}}
        | (?<!0)(?<!\d[{_BLANK}]\d) \d{{0,2}} (?:[{_BLANK}]\d{{3}})+ (?![{_BLANK}]\d)
        | \d{{0,2}} (?:[{_MARK}]\d{{3}})+
        | \d* (?=[{_STOP}]\d | [{_COMMA}]\d{{1,2}}(?!\d))
        | (?<=0)(?=[{_COMMA}]\d)
    ))
    (?: [{_COMMA}{_STOP}] (?P<part>\d+) )?
    (?! [{_COMMA}{_STOP}{_MARK}]?\d )
    """,
    re.VERBOSE,
)
_POSSESSIVE = pattern(rf"[{_APOSTROPHE}](?<=[^\W_].)(?:[sS]|(?<=ʼ))(?!\w)")
_NO_DIGIT = pattern(r"\D")


def settled(text: str) -> str:
    """The text without the endings of possessives, and its figures without signs, but for ``POINT``."""
    return _settle(text, fill="")


def goes_over_blanks(text: str) -> bool:
    """Whether blanks may part the figures of one number: all else is settled word by word."""
    return _OVER_BLANKS.search(text) is not None


def in_place(text: str) -> str:
    """The same at its length: ``FILL`` stands for each sign that is left out."""
    return _settle(text, fill=FILL)


def _settle(text: str, *, fill: str) -> str:
    def figure(found: re.Match[str]) -> str:
        part = "" if found["part"] is None else f"{POINT}{found['part']}"
        return _NO_DIGIT.sub(fill, found["whole"]) + part

    text = _POSSESSIVE.sub(lambda found: fill * len(found[0]), text.replace(POINT, " "))
    return _FIGURE.sub(figure, text) if _SEPARATED.search(text) else text
