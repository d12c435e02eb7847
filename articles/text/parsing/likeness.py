"""How much a title shares with a text: the sign of whether it is that text's own."""

from functools import lru_cache

from articles.text.keys import ascii_signs, untypeset
from articles.text.patterns import pattern

_TOKEN = pattern(r"[^\W_]{4,}|\d{2,}|[A-Z]{2,}")
_NO_LETTERS = pattern(r"[\W_]+")
_IDEOGRAPH = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_LONG, _STEM = 4, 5
_SHORT = 500  # what is kept of longer lines would fill the memory
_SPACED = ascii_signs(str.isalnum, become=" ")


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
    bare = untypeset(text)
    if not bare.isascii():
        found = _TOKEN.findall(text)
        return frozenset({token.casefold()[:_STEM] for token in found}), "".join(_IDEOGRAPH.findall(text))
    spaced = bare.translate(_SPACED)
    long = {run[:_STEM] for run in spaced.lower().split() if len(run) >= _LONG}
    # Of short words only figures and capitals have some weight.
    short = [run for run in spaced.split() if len(run) < _LONG and not (run.islower() and run.isalpha())]
    if short:
        long.update(token.lower() for token in _TOKEN.findall(" ".join(short)))
    return frozenset(long), ""


def shared(title: str, body: set[str]) -> float:
    """Share of a title's words that the body has, 0 to 1; a title without any word of weight shares a half."""
    own = stems(title)
    return len(own & body) / len(own) if own else 0.5


def folded(text: str) -> str:
    """Letters and digits only, for finding repeated lines."""
    return _folded(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = untypeset(text).casefold()
    if text.isascii():
        return " ".join(text.translate(_SPACED).split())
    return _NO_LETTERS.sub(" ", text).strip()


# Every line of a page is compared with every title that it may repeat.
_folded = lru_cache(maxsize=4096)(_fold)
