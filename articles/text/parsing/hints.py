"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

import re
from functools import lru_cache, reduce
from operator import or_

from articles.text.patterns import any_of
from articles.text.wordwise import Wordwise

_FIGURES = "0123456789.,:;%$€£+-–—“”‘’'\"!?"
"""Signs of words that hold nothing else: no hint does, and there is no end of them."""

_PARTS: list[tuple[str, ...]] = []
"""Of each of the hints a word; where several are in a row, the longest."""


def _told_by(word: str) -> int:
    """A bit for each of the hints that a word may be of."""
    word = word.casefold()
    if not word.strip(_FIGURES) or not _any_part(len(_PARTS)).search(word):
        return 0
    return sum(1 << number for number, some in enumerate(_PARTS) if any(map(word.__contains__, some)))


class _Process:
    """Its words, put in place whole: a thread goes on with those that it began with."""

    words = Wordwise(_told_by)


class Hints:
    """Words and phrases in small letters, one of which is in all that a pattern finds."""

    def __init__(self, *hints: str) -> None:
        self._hints = hints
        self._bit = 1 << len(_PARTS)
        _PARTS.append(tuple(max(hint.split(), key=len) for hint in hints))
        _forget()  # what was seen was not asked for these

    def are_in(self, text: str) -> bool:
        """Whether one is in a text, whatever its case."""
        return bool(_bits(text) & self._bit) and any(map(text.casefold().__contains__, self._hints))


def _forget() -> None:
    _Process.words = Wordwise(_told_by)
    _bits.cache_clear()


@lru_cache(maxsize=64)  # the same line is asked for several hints, one after the other
def _bits(text: str) -> int:
    return reduce(or_, {*_Process.words.of(text)}, 0)


@lru_cache(maxsize=1)
def _any_part(many: int) -> re.Pattern[str]:
    """What finds a part of any of so many hints, as there are now."""
    return re.compile(any_of({part for parts in _PARTS[:many] for part in parts}))
