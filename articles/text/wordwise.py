"""What is told of a text word by word. It is told of each word once: most copy is written in the same few thousand."""

from collections.abc import Callable, Iterator
from typing import TypeVar

_MOST, _LONGEST = 30_000, 60
"""Words that are kept, and characters of one: what is longer is no word, and as good as none comes twice."""

_Told = TypeVar("_Told")


class Wordwise(dict[str, _Told]):
    """What a function tells of each word, by what stands between two blanks, its punctuation with it."""

    __slots__ = ("_tell",)

    def __init__(self, tell: Callable[[str], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> _Told:
        told = self._tell(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = told
        return told

    def of(self, text: str) -> Iterator[_Told]:
        """What is told of the words of a text, in their order."""
        return map(self.__getitem__, text.split())
