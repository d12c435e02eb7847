"""How alike two bodies are, and the few numbers by which those that are alike find each other among a million.

A body is plain text here, blocks apart by white space. Case, accents, punctuation and layout count for nothing.

The method is Broder's (On the resemblance and containment of documents, 1997): a text is the set of its runs of
words, two texts are alike as far as their sets are, and the few runs of each set that a hash puts first are a sample:
where the sets are alike, so are the samples.
"""

import hashlib
import unicodedata
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import NamedTuple
from zlib import crc32

from articles.text.blocks import CJK
from articles.text.keys import ascii_signs, untypeset
from articles.text.patterns import pattern
from articles.text.wordwise import Wordwise

ALIKE = 0.8
"""Two bodies are copies of one text from here on. One word in 27 may be another, a fifth may be cut or added."""
MUCH = 0.5
"""Share of the shorter of two bodies from which on somebody should look whether they are one story."""
PRINTS = 8
"""Numbers in a sketch. A pair just alike shares none of them in one of 10,000 cases, and each is a row to write."""
SHORT = 25
"""Words. Two bodies of fewer may well be the same by chance: "The story follows." is a copy of nothing."""

_BRIEF = 50
"""Words. In a body of fewer nearly the same is not enough: it takes the very same words."""
_SAME_PARTICULARS = 0.95
_RUN = 3
_PRINTED_RUN = 5
"""Longer than what is compared: runs of three words are phrases, which half of all copy shares."""
_PRINTED_SIZE = _PRINTED_RUN * 4
_LOW = 4 * PRINTS  # runs of a body whose sums are expected to be low
_LEAST_WIDTH = 4096  # bits: in fewer, all that is long would have much of what is short
_SET = ord("1")
# A word, or one sign of a script that sets no space between words.
_WORD = pattern(rf"[{CJK}]|[^\W{CJK}]+")
_SPACED = ascii_signs(lambda sign: sign.isalnum() or sign == "_", become=" ")
_PARTICULAR = pattern(r"\b(?=[^\W_a-z])\w+")
_ACCENTS = pattern(r"[\u0300-\u036f]+")


def prints(body: str) -> tuple[int, ...]:
    """The sketch of a body: ``PRINTS`` of its runs of five words, those with the least sum, as numbers in order.

    Equal texts have equal sketches, on every machine and for good: they are stored. A body that is too short to be
    known by its words has none.
    """
    row = _row(body)
    if len(row) < SHORT * 4:
        return ()
    starts = range(0, len(row) - _PRINTED_SIZE + 1, 4)
    # Which are kept is told by the quickest sum there is; what is stored of them tells a million stories apart. Nearly
    # always those that are kept are among the few whose sums are low at all.
    low = (1 << 32) * _LOW // len(starts)
    all_runs = [row[start : start + _PRINTED_SIZE] for start in starts]
    runs = {run for run, number in zip(all_runs, map(crc32, all_runs), strict=True) if number < low}
    if len(runs) < PRINTS:
        runs = {*all_runs}
    return tuple(sorted(map(_number, nsmallest(PRINTS, runs, key=crc32))))


class Marks(NamedTuple):
    """A body in a few hundred bytes, the same in every process: how many runs of three words it has, and a strip of
    bits of which each run sets one, some of them the same. So those of thousands of bodies can be held.
    """

    runs: int
    width: int
    strip: int


def marks(body: str) -> Marks:
    """Those of a body: ``may_share_much`` asks for them."""
    row, size = _row(body), _RUN * 4
    runs = {*map(crc32, [row[start : start + size] for start in range(0, len(row) - size + 1, 4)])}
    width = max(_LEAST_WIDTH, 1 << (4 * len(runs)).bit_length())
    strip, last = bytearray(b"0") * width, width - 1
    for run in runs:
        strip[run & last] = _SET
    return Marks(len(runs), width, int(strip, 2))


def may_share_much(a: Marks, b: Marks) -> bool:
    """Whether ``MUCH`` of the shorter of two bodies may be in the other: where it is, this is certainly true, and of
    two that have little in common nearly never.
    """
    short, long = (a, b) if a.runs <= b.runs else (b, a)
    strip, width = long.strip, long.width
    while (
        width > short.width
    ):  # folded in the middle, each run sets the bit that it sets in the narrower strip
        width //= 2
        strip = strip >> width | strip & ((1 << width) - 1)
    hidden = short.runs - short.strip.bit_count()  # behind others
    return short.runs > 0 and (short.strip & strip).bit_count() + hidden >= MUCH * short.runs


@lru_cache(maxsize=2)  # of a new story both its sketch and its marks are asked for
def _row(body: str) -> bytes:
    """The words of a body one after the other, four bytes each."""
    return b"".join(_CODES.of(body))


def _codes_in(word: str) -> bytes:
    return b"".join(crc32(part.encode()).to_bytes(4) for part in _words(word))


_CODES = Wordwise(_codes_in)


def _number(run: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), signed=True)


class Body:
    """A body made ready to be compared with many."""

    def __init__(self, text: str):
        self._text = text
        self.words = _words(text)
        # By number: hundreds of bodies are held at once, and 64 bits tell their runs apart.
        self.runs = set(map(hash, zip(self.words, self.words[1:], self.words[2:], strict=False)))

    @cached_property
    def particulars(self) -> set[str]:
        """Its figures and names. Few bodies are so much alike that they are asked for."""
        return {word.casefold() for word in _PARTICULAR.findall(self._text) if _says_what(word)}


def likeness(a: Body, b: Body) -> float:
    """How much of two bodies is the same, from 0 to 1: the runs of three words that both have, among all of both."""
    if a.words == b.words:
        return 1.0 if a.words else 0.0
    shared = len(a.runs & b.runs)
    return shared / (len(a.runs) + len(b.runs) - shared) if shared else 0.0


def overlap(a: Body, b: Body) -> float:
    """How much of the shorter body is in the other, from 0 to 1."""
    fewer = min(len(a.runs), len(b.runs))
    return len(a.runs & b.runs) / fewer if fewer else 0.0


def is_brief(body: Body) -> bool:
    """Whether a body is too short for what it shares with another to tell much."""
    return len(body.words) < _BRIEF


def are_copies(a: Body, b: Body) -> bool:
    """Whether two bodies are copies of one text.

    Reports that are written to one pattern are not copies of each other: the words of a price list, a fixture or a
    court case stay while its figures and names change. So of the particulars of the one that has fewer of them nearly
    all must be in the other.
    """
    if min(len(a.words), len(b.words)) < SHORT:
        return False
    if a.words == b.words:
        return True
    if is_brief(a) or is_brief(b) or likeness(a, b) < ALIKE:
        return False
    fewer = min(len(a.particulars), len(b.particulars))
    return len(a.particulars & b.particulars) >= _SAME_PARTICULARS * fewer


def _says_what(word: str) -> bool:
    """A figure, or a word with a capital: a name, the start of a sentence or, where such have capitals, a noun."""
    return word[0].isdigit() or word[0].isupper()


def _words(text: str) -> list[str]:
    text = untypeset(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return text.lower().translate(_SPACED).split() if text.isascii() else _WORD.findall(text)
