"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

from functools import lru_cache, reduce
from operator import or_

_MOST_WORDS = 50_000
_FIGURES = "0123456789.,:;%$€£+-–—“”‘’'\"!?"
"""Signs of words that hold nothing else: no hint does, and there is no end of them."""

_PARTS: list[tuple[str, ...]] = []


class _Words(dict[str, int]):
    """For each word a bit for each of the hints that it may be of, filled as words are met."""

    def __missing__(self, word: str) -> int:
        if not word.strip(_FIGURES):
            return 0
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = sum(
            1 << number for number, parts in enumerate(_PARTS) if any(map(word.__contains__, parts))
        )
        return self[word]


_WORDS = _Words()


class Hints:
    """Words and phrases in small letters, one of which is in all that a pattern finds."""

    def __init__(self, *hints: str) -> None:
        self._bit = 1 << len(_PARTS)
        _PARTS.append(tuple(max(hint.split(), key=len) for hint in hints))

    def may_be_in(self, text: str) -> bool:
        """False where none is in a text, whatever its case."""
        return bool(_bits(text) & self._bit)


@lru_cache(maxsize=64)  # the same line is asked for several hints, one after the other
def _bits(text: str) -> int:
    return reduce(or_, map(_WORDS.__getitem__, set(text.casefold().split())), 0)
