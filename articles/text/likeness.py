"""How alike two bodies are, and the few numbers by which those that are alike find each other among a million.

A body is plain text here, blocks apart by white space. Case, accents, punctuation and layout count for nothing.
"""

import hashlib
import re
import unicodedata
from heapq import nsmallest
from zlib import crc32

from articles.text.blocks import CJK

ALIKE = 0.8
"""Two bodies are copies of one text from here on. One word in fifteen may be another, a third may be cut or added."""
PRINTS = 8
"""Numbers in a sketch. A pair just alike shares none of them in one of 10,000 cases, and each is a row to write."""

_RUN = 3
_PRINTED_RUN = 5
"""Longer than what is compared: runs of three words are phrases, which half of all copy shares."""
_SHORT = 50
"""Words. In a body of fewer, one figure is what it tells."""
_FEW_FIGURES = 3
# A word, or one sign of a script that sets no space between words.
_WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
_ASCII_WORD = re.compile(r"\w+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")


def prints(body: str) -> tuple[int, ...]:
    """The sketch of a body: ``PRINTS`` of its runs of five words, those with the least sum, as numbers in order.

    Equal texts have equal sketches, on every machine and for good: they are stored. A body without words has none.
    """
    found = _words(body)
    if not found:
        return ()
    codes = {word: crc32(word.encode()).to_bytes(4) for word in set(found)}
    row = b"".join(map(codes.__getitem__, found))
    last = max(len(row) - _PRINTED_RUN * 4, 0)
    runs = {row[start : start + _PRINTED_RUN * 4] for start in range(0, last + 1, 4)}
    # Which are kept is told by the quickest sum there is; what is stored of them tells a million stories apart.
    return tuple(sorted(map(_number, nsmallest(PRINTS, runs, key=crc32))))


def _number(run: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(run, digest_size=8).digest(), signed=True)


def likeness(a: str, b: str) -> float:
    """How much of two bodies is the same, from 0 to 1: the runs of three words that both have, among all of both.

    Reports that are written to one pattern are not copies of each other: where most of the figures differ, that is
    told by the figures, and in a short body by a single one.
    """
    return alike(Body(a), Body(b))


class Body:
    """A body made ready to be compared with many."""

    __slots__ = ("figures", "runs", "words")

    def __init__(self, text: str):
        found = _words(text)
        self.words = len(found)
        self.figures = {word for word in found if word.isdigit()}
        self.runs = set(zip(found, found[1:], found[2:], strict=False)) or {tuple(found)} - {()}


def alike(a: Body, b: Body) -> float:
    """``likeness`` of two bodies that were made ready."""
    if not a.runs or not b.runs:
        return 0.0
    return 2 * len(a.runs & b.runs) / (len(a.runs) + len(b.runs)) * _same_figures(a, b)


def body_key(body: str) -> str:
    """SHA-256 of a body's words, equal for all settings of the same words; empty where there are none."""
    found = _words(body)
    return hashlib.sha256(" ".join(found).encode()).hexdigest() if found else ""


def _same_figures(a: Body, b: Body) -> float:
    """1 where the figures do not speak against it, else the share that both have of those that the poorer one has."""
    fewer = min(len(a.figures), len(b.figures))
    same = len(a.figures & b.figures)
    if min(a.words, b.words) < _SHORT:
        return 1.0 if same == fewer else same / fewer
    return 1.0 if fewer < _FEW_FIGURES or 2 * same >= fewer else same / fewer


def _words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _WORD.findall(unicodedata.normalize("NFC", _ACCENTS.sub("", folded)))
