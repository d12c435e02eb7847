"""Marks that programs put into text: numbers of links, signs of lists and quotations, blanks of forms."""

import re
from collections.abc import Sequence
from itertools import pairwise

_LINK = re.compile(r"(?<![^\s'“‘„«(*+#-])\[\d{1,4}\](?=\S|\s|$)")
_ANY_LINK = re.compile(r"\[\d{1,4}\]")
_FEWEST = 8
_BULLET = re.compile(r"(?:[•▪◦·‣]\s?|[-*+]\s)\s{0,9}")
_POINTER = re.compile(r"^[–—»›→►▶]\s{0,9}(?=\S)")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s{1,9}(?=\S)")
_QUOTED = re.compile(r">{1,3}\s(?=\S)")
_BLANK = re.compile(r"\{[|*{%].{0,300}[|*}%]\}")


def numbers_links(text: str) -> bool:
    """Whether a text browser wrote this: every link has its number before it, counted up from one."""
    if "[1]" not in text and "[2]" not in text:
        return False
    numbers = [int(mark[0][1:-1]) for mark in _LINK.finditer(text)]
    rising = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST and numbers[0] <= 2 and rising > 0.7 * len(numbers)


def without_numbers(line: str) -> str:
    """A line without the numbers of its links."""
    return _ANY_LINK.sub("", line).strip()


def without_bullet(text: str) -> str:
    """What an item of a list says."""
    bullet = _BULLET.match(text)
    return text[bullet.end() :] if bullet else text


def without_list_marks(items: Sequence[str]) -> list[str]:
    """What the items of one list say: without bullets, dashes and arrows, and without numbers that count them."""
    said = [_POINTER.sub("", without_bullet(item), count=1) for item in items]
    numbers = [_NUMBER.match(item) for item in said]
    counted = [int(found[1]) for found in numbers if found]
    if len(said) > 1 and counted == list(range(1, len(said) + 1)):
        return [_NUMBER.sub("", item, count=1) for item in said]
    return said


def is_quoted(text: str) -> bool:
    """Whether a line is marked as mail marks what it quotes: "> The mole will be mended"."""
    return text.startswith(">") and bool(_QUOTED.match(text))


def without_quote_mark(text: str) -> str:
    """A quoted line's own words."""
    return _QUOTED.sub("", text, count=1) if is_quoted(text) else text


def has_blanks(text: str) -> bool:
    """Whether a line is a form that the page was to fill in: "{| name |}", "{{ name }}"."""
    return len(text) < 400 and bool(_BLANK.search(text))
