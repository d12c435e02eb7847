"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

import re
from functools import lru_cache

from articles.text.patterns import any_of

_MOST_WORDS = 50_000
_LONGEST = 100
"""Characters of a word that is remembered. What is longer is data, of which no two lines have the same."""
_FIGURES = "0123456789.,:;%$€£+-–—“”‘’'\"!?"
"""Signs of words that hold nothing else: no hint does, and there is no end of them."""

_PARTS: list[tuple[str, ...]] = []
"""Of each of the hints a word; where several are in a row, the longest."""


class _Words:
    """Those that were ``seen``, and which of them may be of a hint, with a bit for each of the hints."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.telling: dict[str, int] = {}


class _Process:
    """Its words, put in place whole: a thread goes on with those that it began with."""

    words = _Words()


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
    _Process.words = _Words()
    _bits.cache_clear()


@lru_cache(maxsize=64)  # the same line is asked for several hints, one after the other
def _bits(text: str) -> int:
    words = {*text.casefold().split()}
    if len(_Process.words.seen) >= _MOST_WORDS:
        _forget()
    known = _Process.words
    found = 0
    for word in words - known.seen:
        found |= _look_at(word, known)
    for word in words & known.telling.keys():
        found |= known.telling[word]
    return found


def _look_at(word: str, known: _Words) -> int:
    if not word.strip(_FIGURES):
        return 0
    told = 0
    if _any_part(len(_PARTS)).search(word):
        parts = enumerate(_PARTS)
        told = sum(1 << number for number, some in parts if any(map(word.__contains__, some)))
    if len(word) <= _LONGEST:
        if told:
            known.telling[word] = told
        known.seen.add(word)  # last: another thread that sees it finds what it tells
    return told


@lru_cache(maxsize=1)
def _any_part(many: int) -> re.Pattern[str]:
    """What finds a part of any of so many hints, as there are now."""
    return re.compile(any_of({part for parts in _PARTS[:many] for part in parts}))
