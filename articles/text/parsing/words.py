"""What the words of a line say of it: told once, for all who ask.

words_of(text) -> Words                its number of words, the hints that it may have, its stems, its letters
telling(part) -> int                   a bit that is set in the hints of a line which has this part of a word
"""

import re
from functools import lru_cache, reduce
from itertools import chain, islice
from operator import or_
from typing import NamedTuple

from articles.text.patterns import any_of, pattern
from articles.text.wordwise import Wordwise

_FIGURES = "0123456789.,:;%$€£+-–—“”‘’'\"!?"
"""Signs of words that hold nothing else: no hint does, and there is no end of them."""
_LETTER = pattern(r"\w")
_LETTERS = pattern(r"[^\W_]+")
_STEMMED = pattern(r"[^\W_]{4,}|\d{2,}|[A-Z]{2,}")
_STEM = 5
_SHORT = 4_000
"""Characters. What is kept of longer lines would fill the memory."""

_PARTS: dict[str, int] = {}
"""Parts of words in small letters that tell something, each with its bit."""

_Told = tuple[int, int, tuple[str, ...], str]


class Words(NamedTuple):
    """How many there are, as far as blanks part them; which ``telling`` parts are in them; those of some weight, cut to
    their first letters; and all letters and digits in small letters, a blank for what stands between.
    """

    number: int = 0
    hints: int = 0
    stems: frozenset[str] = frozenset()
    letters: str = ""


class _Process:
    """What is known of words, put in place whole: a thread goes on with what it began with."""

    known: Wordwise[_Told]


def words_of(text: str) -> Words:
    """What the words of a text say of it."""
    return _kept(text) if len(text) <= _SHORT else _words_of(text)


def _words_of(text: str) -> Words:
    told = [*_Process.known.of(text)]
    if not told:
        return Words()
    numbers, hints, stems, letters = zip(*told, strict=True)
    return Words(
        sum(numbers),
        reduce(or_, {*hints}),
        frozenset(chain.from_iterable(stems)),
        " ".join(filter(None, letters)),
    )


_kept = lru_cache(maxsize=512)(_words_of)  # a line is asked for again and again while its file is read


def telling(part: str) -> int:
    """The bit of words that have this part, from now on."""
    if part not in _PARTS:
        _PARTS[part] = 1 << len(_PARTS)
        _forget()  # what was seen was not asked for this
    return _PARTS[part]


def _forget() -> None:
    _Process.known = Wordwise(_tell)
    _kept.cache_clear()


def _tell(word: str) -> _Told:
    small = word.casefold()
    stems = {token.casefold()[:_STEM] for token in _STEMMED.findall(word)}
    return (
        int(_LETTER.search(word) is not None),
        _hints_in(small),
        tuple(stems),
        " ".join(_LETTERS.findall(small)),
    )


def _hints_in(word: str) -> int:
    if not word.strip(_FIGURES) or not _any_part(len(_PARTS)).search(word):
        return 0
    return sum(bit for part, bit in _PARTS.items() if part in word)


@lru_cache(maxsize=1)
def _any_part(many: int) -> re.Pattern[str]:
    """What finds any of so many, as there are now."""
    return re.compile(any_of(islice(_PARTS, many)))


_forget()
