"""How much a title shares with a text: the sign of whether it is that text's own."""

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]{4,}|\d{2,}|[A-Z]{2,}")
_NO_LETTERS = re.compile(r"[\W_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_STEM = 5
_SHORT = 500  # what is kept of longer lines would fill the memory


def stems(text: str) -> set[str]:
    """Words of some weight, cut to their first letters; pairs of ideographs for CJK."""
    found = {token.casefold()[:_STEM] for token in _TOKEN.findall(text)}
    if text.isascii():
        return found
    signs = "".join(_IDEOGRAPH.findall(text))
    return found | {signs[i : i + 2] for i in range(len(signs) - 1)}


def shared(title: str, body: set[str]) -> float:
    """Share of a title's words that the body has, 0 to 1; a title without any word of weight shares a half."""
    own = stems(title)
    return len(own & body) / len(own) if own else 0.5


def folded(text: str) -> str:
    """Letters and digits only, for finding repeated lines."""
    return _folded(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _NO_LETTERS.sub(" ", text.casefold()).strip()


_folded = lru_cache(maxsize=4096)(
    _fold
)  # every line of a page is compared with every title that it may repeat
