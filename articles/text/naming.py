"""The names that a text says: words with capitals in a row, and what may stand between them.

    named(text, common=...) -> list[Name]    each where it stands, without what only opens a sentence or is a title
    key_of(name) -> str                      equal for a name however case, accents and signs of it are written

In a language that gives every noun a capital, and in a script that has none, this finds nothing of use.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from articles.text.nearness import folded
from articles.text.particulars import OPENERS, bare, common_words

LONGEST = 8
"""Words of a name; what is longer is a list, or is shouted."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GAP = re.compile(r"[ \xa0](?:&[ \xa0])?")
_AFTER_SHORT = re.compile(r"\.[ \xa0]?")
_ENDED = re.compile(r"(?:^|[.!?…:;][\"'”’)\]]{0,3}\s+|\n\s*|[“\"‘(])\Z")
_SHORT = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Jr", "Sr", "Rev", "Sen", "Gov", "Rep", "Sgt", "Capt", "Lt"}
)
_BETWEEN = frozenset({
    "of", "the", "de", "la", "le", "du", "des", "del", "di", "da", "dos", "van", "von", "der", "den", "ter", "bin",
    "ibn", "al", "el", "y", "af", "av", "ap", "zu",
})  # fmt: skip
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "prof", "professor", "rev", "sen", "gov", "rep", "sgt",
    "capt", "lt", "president", "minister", "chancellor", "mayor", "senator", "governor", "judge", "councillor",
    "councilor", "inspector", "sergeant", "detective", "constable", "king", "queen", "prince", "princess", "pope",
    "herr", "frau",
})  # fmt: skip
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "july",
    "september", "october", "november", "december",
})  # fmt: skip


class Word(NamedTuple):
    """A word of a name. ``is_name``: it has a capital, and is none of the small words between such."""

    text: str
    start: int
    end: int
    is_name: bool


class Name(NamedTuple):
    """A name of one word or more, as it stands."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]


def named(text: str, common: AbstractSet[str] | None = None) -> list[Name]:
    """The names of a passage, in their order. ``common`` are words that the whole text has in small letters too, by
    which what opens a sentence is told from a name; None: those of ``text``.
    """
    common = common_words([text]) if common is None else common
    runs: list[list[Word]] = []
    is_open = False
    for match in _WORD.finditer(text):
        typed = match[0]
        is_name = typed[0].isupper() and typed.lower() not in _DAYS
        if not is_name and not (is_open and typed in _BETWEEN):
            is_open = False
            continue
        word, start = bare(typed), match.start()
        if not is_open or not _is_beside(text, runs[-1][-1], start):
            if not is_name:
                is_open = False
                continue
            runs.append([])
        runs[-1].append(Word(word, start, start + len(word), is_name))
        is_open = len(word) == len(typed)  # a possessive ends a name: "Holm's Ferry" are two
    return [name for run in runs if (name := _name(text, run, common))]


def pieces(name: Name) -> list[str]:
    """The names of two words or more that a long one may be: all of it, and what stands before and behind an "of"."""
    found = [list(name.words)]
    first = next((place for place, word in enumerate(name.words) if word.text == "of"), 0)
    if first:
        found += [_trimmed(name.words[:first]), _trimmed(name.words[first:])]
    base = name.start
    return [name.text[some[0].start - base : some[-1].end - base] for some in found if len(some) > 1]


def _trimmed(words: Sequence[Word]) -> list[Word]:
    """Without the small words at its start."""
    return list(dropwhile(lambda word: not word.is_name, words))


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The key of a name; "" of one that has no letters."""
    return folded(name)


def _is_beside(text: str, last: Word, start: int) -> bool:
    gap = text[last.end : start]
    is_short = len(last.text) == 1 or last.text in _SHORT
    return _GAP.fullmatch(gap) is not None or (is_short and _AFTER_SHORT.fullmatch(gap) is not None)


def _name(text: str, run: list[Word], common: AbstractSet[str]) -> Name | None:
    words = list(run)
    opens = _ENDED.search(text[max(0, words[0].start - 8) : words[0].start]) is not None
    if opens and words[0].text.lower() in common:
        del words[0]
    while words and (not words[0].is_name or _is_no_name(words[0].text)):
        del words[0]
    while words and not words[-1].is_name:
        del words[-1]
    is_shouted = len(words) > 1 and all(len(word.text) > 1 and word.text.isupper() for word in words)
    if not words or len(words) > LONGEST or is_shouted:
        return None
    return Name(text[words[0].start : words[-1].end], words[0].start, words[-1].end, tuple(words))


def _is_no_name(word: str) -> bool:
    return word.lower() in _TITLES or word.lower() in OPENERS
