"""The terms that search goes by: of a text that is to be found, and of what somebody asks for.

A word is folded: case, width, accents and the like. Scripts without spaces between words go by pairs of characters.
Both databases are given these terms, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from articles.text.figures import FILL, POINT, UNSPACED, goes_over_blanks, in_place, settled
from articles.text.keys import untypeset
from articles.text.patterns import pattern
from articles.text.wordwise import Wordwise

PHRASES = 30
"""More are not asked for at once."""
LONGEST = 60
"""Characters of a word that count: no name is as long, and no index holds any length."""

_PAIRED = pattern(rf"[{UNSPACED}]")
_RUN = pattern(rf"[{UNSPACED}]+|[^{UNSPACED}]+")
_OTHER = rf"[^\s\d.{FILL}{UNSPACED}]"
_GLUED = pattern(rf"(\d[\d.{FILL}]*)({_OTHER}+)")
_UNIT = pattern(rf"[{UNSPACED}]|(?<!\S)\d[\d.{FILL}]*(?={_OTHER}+(?!\S))|[^\s{UNSPACED}]+")
_ACCENTS = pattern(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th", "ŋ": "n",
}  # fmt: skip
_ASKED = pattern(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))(?P<more>\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("−–", "-"))


class _Spaced(dict[int, str]):
    """Each character by itself where it is part of a word, else a space: filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if unicodedata.category(character)[0] in "LNM" else " "
        return self[code]


_SPACED = _Spaced({ord(POINT): "."})
_TYPESET = "‘’“”–—…\xa0"
_POINT_IN_TERMS = "q"
"""For a decimal point, since both databases part words at a point: no figure has the letter."""


@dataclass(frozen=True)
class Phrase:
    """Words that are to stand in a row, the last of which may go on where ``is_prefix``.

    ``typed`` is how somebody wrote it, with its quotes and its star.
    """

    folded: str
    is_prefix: bool = False
    typed: str = field(default="", compare=False)

    @property
    def is_quoted(self) -> bool:
        return self.typed.startswith('"')

    @cached_property
    def terms(self) -> tuple[str, ...]:
        found = _joined(self.folded).split()
        # A pair says all that the character at the end of its run says, and what follows is not asked.
        return tuple(found[:-1] if self._ends_unspaced and len(found[-2:][0]) == 2 else found)

    @property
    def goes_on(self) -> bool:
        """Whether the last term is the beginning of what is looked for: of a lone character, pairs begin with it."""
        return self.is_prefix or (self._ends_unspaced and len(self.terms[-1]) == 1)

    @property
    def row(self) -> str:
        """How it stands among terms that blanks part, with a blank before it, and after it unless it goes on."""
        return f" {' '.join(self.terms)}{'' if self.goes_on else ' '}"

    @property
    def _ends_unspaced(self) -> bool:
        return bool(re.search(rf"[{UNSPACED}]$", self.folded))

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(_UNIT.findall(self.folded))

    def __str__(self) -> str:
        """As anybody would type it: in quotes where it is more than a word."""
        is_word = " " not in self.folded and not self.is_quoted
        # Figures that a blank parts are one: "2 and 300" is not "2 300".
        said = self.folded if fold(self.folded) == self.folded else self.folded.replace(" ", "-")
        return (said if is_word else f'"{said}"') + "*" * self.is_prefix


@dataclass(frozen=True)
class Question:
    """What somebody asks for: every phrase of ``wanted``, and none of ``unwanted``."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def __str__(self) -> str:
        """The same for all ways to ask it in other letters, spaces and punctuation."""
        return " ".join([*map(str, self.wanted), *(f"-{phrase}" for phrase in self.unwanted)])


def fold(text: str) -> str:
    """Words apart by one space each, without case, accents, punctuation and the ending of a possessive.

    A figure is a word in which nothing but a decimal point stands, and what is glued to it another: "42.6 m".
    """
    if not goes_over_blanks(text):
        return " ".join(filter(None, _FOLDED.of(text)))
    if "\n" in text:  # which none of those blanks is
        return " ".join(filter(None, map(fold, text.split("\n"))))
    return _fold(text)


def _fold(text: str) -> str:
    text = untypeset(settled(text))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    if text.isascii():
        text = text.lower()
    else:  # a few letters are sooner put in place of others than each is looked up
        for letter in filter(text.__contains__, _LETTERS):
            text = text.replace(letter, _LETTERS[letter])
    words = text.translate(_SPACED).split()
    return " ".join([word[:LONGEST] if word[0] > "9" else _parted(word) for word in words])


def _parted(word: str) -> str:
    """A word that begins with a digit, what is glued to the figure apart from it."""
    glued = _GLUED.fullmatch(word)
    return f"{glued[1][:LONGEST]} {glued[2][:LONGEST]}" if glued else word[:LONGEST]


_FOLDED = Wordwise(_fold)


def terms(text: str) -> list[str]:
    """The terms of ``text``, in its order."""
    return in_a_row(text).split()


def in_a_row(text: str) -> str:
    """The same apart by blanks."""
    return _joined(fold(text))


def _joined(folded: str) -> str:
    folded = folded.replace(".", _POINT_IN_TERMS)
    if folded.isascii() or not _PAIRED.search(folded):
        return folded
    return " ".join([term for run in _runs(folded) for term in _terms_of(run)])


@lru_cache(maxsize=100)  # a page asks again and again what was asked for
def question(asked: str) -> Question:
    """What ``asked`` says: words, "words in a row", begin* and -without, each once. Anything may stand there."""
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    asked = settled(asked).replace(POINT, ".").translate(_QUOTES)  # before blanks part a figure
    for found in list(_ASKED.finditer(asked))[:PHRASES]:
        said = found["phrase"] if found["word"] is None else found["word"]
        folded = fold(said)
        if folded:
            typed = (f'"{said}"' if found["word"] is None else said) + found["more"]
            phrase = Phrase(folded, is_prefix=bool(found["more"]) or said.endswith("*"), typed=typed)
            (unwanted if found["no"] else wanted).append(phrase)
    return Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def found_in(text: str, asked: Question) -> Iterator[tuple[int, int]]:
    """Where the phrases that are asked for stand in ``text``: beginnings and ends, in order."""
    return ((start, end) for start, end, _ in told_in(text, asked))


def told_in(text: str, asked: Question) -> Iterator[tuple[int, int, Phrase]]:
    """The same with the phrase that stands there, the longest one where several do."""
    spaced = _spaced(in_place(text))
    longest = max((len(phrase.units) for phrase in asked.wanted), default=0)
    looked_at, reached = 0, 0
    for at in _beginnings(spaced, asked):
        if at < looked_at:
            continue
        begin, looked_at = spaced.rfind(" ", 0, at) + 1, spaced.find(" ", at)
        looked_at = len(spaced) if looked_at < 0 else looked_at
        places = list(_units(spaced, begin, looked_at, longest))
        words = [_FOLDED[place[0].replace(FILL, "")] for place in places]
        for index, place in enumerate(places):
            long, number = max(
                (_length(phrase, words[index : index + len(phrase.units)]), -number)
                for number, phrase in enumerate(asked.wanted)
            )
            if long and reached <= place.start() < looked_at:
                last = places[index + long - 1]
                reached = last.start() + len(last[0].rstrip(FILL))
                yield place.start(), reached, asked.wanted[-number]


def _spaced(text: str) -> str:
    """Each sign a blank. A text of English has next to no letter that is not in ASCII: so it is many times as quick."""
    for sign in _TYPESET:
        text = text.replace(sign, " ")
    return text.translate(_SPACED)


def _beginnings(spaced: str, asked: Question) -> Iterator[int]:
    """Where a phrase may begin: where letters stand that are asked for, or one that may be folded to such."""
    firsts = "|".join(
        {re.escape(phrase.units[0]): None for phrase in asked.wanted if phrase.units[0].isascii()}
    )
    if spaced.isascii():
        return (found.start() for found in re.finditer(firsts, spaced.lower())) if firsts else iter(())
    found = re.finditer(f"{firsts}|[^\\x00-\\x7f]" if firsts else "[^\\x00-\\x7f]", spaced, re.IGNORECASE)
    return (one.start() for one in found)


def _units(spaced: str, begin: int, end: int, longest: int) -> Iterator[re.Match[str]]:
    """The units that begin from one place to another, and so many more as a phrase may go on for."""
    beyond = 1
    for unit in _UNIT.finditer(spaced, begin):
        beyond += unit.start() >= end
        if beyond > longest:
            return
        yield unit


def _length(phrase: Phrase, words: Sequence[str]) -> int:
    """How many units ``phrase`` takes where it stands at the head of ``words``; 0 where it does not."""
    units = phrase.units
    if len(words) < len(units) or tuple(words[:-1]) != units[:-1]:
        return 0
    is_there = words[-1].startswith(units[-1]) if phrase.is_prefix else words[-1] == units[-1]
    return len(units) if is_there else 0


def _runs(folded: str) -> Iterator[str]:
    for word in folded.split():
        yield from _RUN.findall(word)


def _terms_of(run: str) -> Iterator[str]:
    if not _PAIRED.match(run):
        yield run
        return
    yield from (a + b for a, b in pairwise(run))
    yield run[-1]
