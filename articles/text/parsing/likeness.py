"""How much a title shares with a text: the sign of whether it is that text's own."""

from functools import lru_cache
from itertools import chain

from articles.text.patterns import pattern
from articles.text.wordwise import Wordwise

_TOKEN = pattern(r"[^\W_]{4,}|\d{2,}|[A-Z]{2,}")
_LETTERS = pattern(r"[^\W_]+")
_IDEOGRAPH = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_STEM = 5
_SHORT = 500  # what is kept of longer lines would fill the memory


def stems(*texts: str) -> set[str]:
    """Words of some weight, cut to their first letters; pairs of ideographs for CJK, also from one text to the next."""
    read = list(map(_stems, texts))
    found = set[str]().union(*(words for words, _ in read))
    if signs := "".join([signs for _, signs in read if signs]):
        found.update(signs[i : i + 2] for i in range(len(signs) - 1))
    return found


@lru_cache(maxsize=512)  # each paragraph is asked for its words again and again while its file is read
def _stems(text: str) -> tuple[frozenset[str], str]:
    """The words of one text, and its ideographs."""
    words = frozenset(chain.from_iterable(_STEMS.of(text)))
    return words, "" if text.isascii() else "".join(_IDEOGRAPH.findall(text))


def _stems_in(word: str) -> tuple[str, ...]:
    return tuple(token.casefold()[:_STEM] for token in _TOKEN.findall(word))


_STEMS = Wordwise(_stems_in)


def shared(title: str, body: set[str]) -> float:
    """Share of a title's words that the body has, 0 to 1; a title without any word of weight shares a half."""
    own = stems(title)
    return len(own & body) / len(own) if own else 0.5


def folded(text: str) -> str:
    """Letters and digits only, for finding repeated lines."""
    return _folded(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return " ".join(filter(None, _FOLDED.of(text)))


def _fold_word(word: str) -> str:
    return " ".join(_LETTERS.findall(word.casefold()))


_FOLDED = Wordwise(_fold_word)


# Every line of a page is compared with every title that it may repeat.
_folded = lru_cache(maxsize=4096)(_fold)
