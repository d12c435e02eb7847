"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from articles.text.parsing.words import telling, words_of


class Hints:
    """Words and phrases in small letters, one of which is in all that a pattern finds."""

    def __init__(self, *hints: str) -> None:
        bits = {hint: telling(max(hint.split(), key=len)) for hint in hints}
        self._phrases = {hint: bit for hint, bit in bits.items() if " " in hint}
        self._words = _all(bit for hint, bit in bits.items() if hint not in self._phrases)
        self._bits = self._words | _all(self._phrases.values())

    def are_in(self, text: str) -> bool:
        """Whether one is in a text, whatever its case."""
        met = words_of(text).hints & self._bits
        if not met or met & self._words:
            return met != 0
        folded = text.casefold()  # of a phrase only its longest word is met so far
        return any(met & bit and hint in folded for hint, bit in self._phrases.items())


def _all(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
