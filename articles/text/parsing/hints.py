"""Words that tell, sooner than a pattern does, what a line cannot be.

A pattern of a hundred phrases is slow, and most lines hold no word of any. Each word is looked at once for all hints,
whatever number of lines it is in.
"""

from articles.text.parsing.words import telling, words_of


class Hints:
    """Words and phrases in small letters, one of which is in all that a pattern finds."""

    def __init__(self, *hints: str) -> None:
        self._hints = hints
        self._bit = telling(max(hint.split(), key=len) for hint in hints)

    def are_in(self, text: str) -> bool:
        """Whether one is in a text, whatever its case."""
        return bool(words_of(text).hints & self._bit) and any(map(text.casefold().__contains__, self._hints))
