"""How much a title shares with a text: the sign of whether it is that text's own."""

from functools import lru_cache

from articles.text.parsing.words import words_of
from articles.text.patterns import pattern

_IDEOGRAPH = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHORT = 500  # what is kept of longer lines would fill the memory


def stems(*texts: str) -> set[str]:
    """Words of some weight, cut to their first letters; pairs of ideographs for CJK, also from one text to the next."""
    found = set[str]().union(*(words_of(text).stems for text in texts))
    if signs := "".join([sign for text in texts if not text.isascii() for sign in _IDEOGRAPH.findall(text)]):
        found.update(signs[i : i + 2] for i in range(len(signs) - 1))
    return found


def shared(title: str, body: set[str]) -> float:
    """Share of a title's words that the body has, 0 to 1; a title without any word of weight shares a half."""
    own = stems(title)
    return len(own & body) / len(own) if own else 0.5


def folded(text: str) -> str:
    """Letters and digits only, for finding repeated lines."""
    return _folded(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return words_of(text).letters


# Every line of a page is compared with every title that it may repeat.
_folded = lru_cache(maxsize=4096)(_fold)
