"""The words of English: whether one is known, how common it is, and what a slip of the keys was meant to be.

The list is that of the package pyspellchecker (MIT): 160,000 words with how often they are met, as America spells them;
what Britain spells otherwise is told by ``british``. It is read when the first word is asked for.
"""

import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from articles.text.spelling import is_likely, slips
from articles.text.style.words.british import spelling_of
from articles.text.style.words.newer import WORDS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COMMON, _USUAL = 300, 2_000
_RARE, _TELLING = 50, 7
"""How often a word of so many letters is met that may be meant: it is near to few others."""
_SHORTEST, _HALF = 5, 4
_LONG = 9
"""Letters from which a word may hold two slips."""
_PREFIXES_LIST = """
    anti counter cyber eco euro hyper inter mega micro mid mini multi neuro non out over post pre pro pseudo semi
    sub super techno tele trans ultra under
"""
_PREFIXES = tuple(_PREFIXES_LIST.split())
_CHANGING = ("un", "re", "de")
_CHANGED = ("ed", "ing", "able", "al", "ly", "ful")
_MAKING = (
    "maker",
    "makers",
    "goer",
    "goers",
    "holder",
    "holders",
    "ware",
    "wide",
    "less",
    "like",
    "ness",
    "builder",
    "builders",
)
_BRITISH = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ers?|ations?)\Z)"), "iz"),
    (re.compile(r"our(?=(?:e[drs]?|ing|ful|less|able|s|ites?)?\Z)"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|ers?)\Z)"), "l"),
    (re.compile("ae|oe"), "e"),
)
_WRONG = frozenset({"heros", "mournfull", "publically", "writting"})
"""In the list, and no words."""


@lru_cache(maxsize=1)
def _list() -> dict[str, int]:
    packed = files("spellchecker").joinpath("resources", "en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    return words


@lru_cache(maxsize=1)
def _by_start() -> dict[str, list[str]]:
    """The common words by their first letter."""
    found: dict[str, list[str]] = {}
    for word, times in _list().items():
        if times >= _COMMON and len(word) >= _LONG - 1:
            found.setdefault(word[0], []).append(word)
    return found


def times(word: str) -> int:
    """How often a word in small letters is met, as America or as Britain spells it; 0 where it is not in the list."""
    if word in _WRONG:
        return 0
    known = _list().get(word, 0)
    if not known and (spelling := spelling_of(word)):
        known = _list().get(spelling.other, 0)
    return known or max((_list().get(other, 0) for other in _americanised(word)), default=0)


def _americanised(word: str) -> Iterator[str]:
    """What a word that Britain may spell so may be in America: materialised, materialized."""
    for pattern, other in _BRITISH:
        if (changed := pattern.sub(other, word)) != word:
            yield changed


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether a word in small letters is one: in the list, or made of two that are, as English makes words."""
    if times(word) or word in WORDS or _is_prefixed(word) or _is_compound(word):
        return True
    single = word.removesuffix("s")
    return (
        single != word
        and not single.endswith("s")
        and (single in WORDS or (len(single) >= _HALF and times(single) > 0))
    )


def _is_prefixed(word: str) -> bool:
    for prefix in (*_PREFIXES, *_CHANGING):
        rest = word.removeprefix(prefix)
        if (
            rest != word
            and len(rest) >= _SHORTEST
            and times(rest)
            and (prefix in _PREFIXES or rest.endswith(_CHANGED))
        ):
            return True
    return False


def _is_compound(word: str) -> bool:
    for end in _MAKING:
        start = word.removesuffix(end)
        if start != word and len(start) > 2 and times(start):
            return True
    halves = ((word[:place], word[place:]) for place in range(_HALF, len(word) - _HALF + 1))
    return any(times(one) >= _USUAL and times(other) >= _USUAL for one, other in halves)


@lru_cache(maxsize=2_000)
def meant_by(word: str) -> str:
    """The commonest word that is one slip away, two for a long one; "" where there is none that is common."""
    near = max(_one_away(word), key=times, default="")
    if len(word) < _HALF:
        return near if sorted(near) == sorted(word) and times(near) >= _USUAL else ""
    if times(near) >= _COMMON or (times(near) >= _RARE and _is_telling(word, near)):
        return near
    if len(word) < _LONG:
        return ""
    two = (
        other
        for other in _by_start().get(word[0], ())
        if abs(len(other) - len(word)) < 2 and slips(word, other, most=2) == 2
    )
    return max(two, key=times, default="")


def _is_telling(word: str, near: str) -> bool:
    """Whether a word is long enough, and slipped as fingers slip, for one that is seldom met to be meant by it."""
    return len(word) >= _TELLING and word[0] == near[0] and is_likely(word, near)


def _one_away(word: str) -> Iterator[str]:
    known = _list()
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        made = [f"{head}{tail[1:]}", f"{head}{tail[1:2]}{tail[:1]}{tail[2:]}"]
        made += [f"{head}{letter}{rest}" for letter in _LETTERS for rest in (tail, tail[1:])]
        yield from (each for each in made if each != word and (each in known or spelling_of(each)))
    yield from (each for each in _doubled_elsewhere(word) if each in known)


def _doubled_elsewhere(word: str) -> Iterator[str]:
    """A word with another of its letters doubled: bacillus, which was typed as baccilus."""
    for place in range(1, len(word)):
        if word[place] == word[place - 1]:
            single = word[:place] + word[place + 1 :]
            yield from (single[:at] + single[at - 1 :] for at in range(1, len(single)) if at != place)
