"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

from functools import lru_cache

_MOST_WORDS = 50_000
_FIGURES = "0123456789.,:;%$€£+-–—“”‘’'\"!?"
"""Signs of words that hold nothing else: no hint does, and there is no end of them."""

_PARTS: list[tuple[str, ...]] = []
"""Of each of the hints a word; where several are in a row, the longest."""
_SEEN: set[str] = set()
_TELLING: dict[str, int] = {}
"""The words of those seen that may be of a hint, with a bit for each of the hints."""


class Hints:
    """Words and phrases in small letters, one of which is in all that a pattern finds."""

    def __init__(self, *hints: str) -> None:
        self._hints = hints
        self._bit = 1 << len(_PARTS)
        _PARTS.append(tuple(max(hint.split(), key=len) for hint in hints))

    def are_in(self, text: str) -> bool:
        """Whether one is in a text, whatever its case."""
        return bool(_bits(text) & self._bit) and any(map(text.casefold().__contains__, self._hints))


@lru_cache(maxsize=64)  # the same line is asked for several hints, one after the other
def _bits(text: str) -> int:
    words = {*text.casefold().split()}
    for word in words - _SEEN:
        _look_at(word)
    found = 0
    for word in words & _TELLING.keys():
        found |= _TELLING[word]
    return found


def _look_at(word: str) -> None:
    if not word.strip(_FIGURES):
        return
    if len(_SEEN) >= _MOST_WORDS:
        _SEEN.clear()
        _TELLING.clear()
    _SEEN.add(word)
    bits = sum(1 << n for n, parts in enumerate(_PARTS) if any(map(word.__contains__, parts)))
    if bits:
        _TELLING[word] = bits
