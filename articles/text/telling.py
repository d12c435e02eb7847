"""The few terms of a text that tell what it is about: by them stories about one matter find each other.

Names tell most, then words that the headline has, that are long, or that are said again and again; figures, dates and
titles of people tell nothing. How rare a term is among other texts, whoever compares texts has to ask.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from heapq import nlargest
from math import log2

from articles.text.blocks import CJK
from articles.text.blocks import count as words_in
from articles.text.calendars import MONTH_OF, WEEKDAYS
from articles.text.patterns import pattern
from articles.text.terms import fold, terms

TELLING = 12
"""Terms of a text at most."""
SHORT = 20
"""Words. A text of fewer is about nothing that could be told from its words."""

_NAME, _IN_HEADLINE = 3.0, 2.0
_FEWEST_LETTERS, _MANY_LETTERS = 6, 12
"""Of words that are no names: what is shorter is grammar more often than not, but for words of the headline."""
_FEWEST_OF_HEADLINE = 4
_LONGEST_NAME = 4  # words: a longer row of capitals is a title, or shouted
_TITLES = frozenset(
    ["dr", "frau", "herr", "m", "mlle", "mme", "mr", "mrs", "ms", "prof", "sir", "sr", "sra", "st"]
)
_DAYS = pattern(rf"{WEEKDAYS}s?", re.IGNORECASE)
_PAIR = pattern(rf"(?=([{CJK}]{{2}}))")
_GRAMMAR = pattern("[\u3040-\u309f]")  # the script that Japanese writes it in
_WORD = pattern(rf"[^\W\d_{CJK}]+(?:['’-][^\W\d_{CJK}]+)*")
_BEGINS = pattern(r"(?:^|[.!?:…\n])[\s\"'“”‘’«»„(\[–—-]*$")
"""What stands before a word that has its capital because a sentence begins with it."""
_SEEN_BEFORE = 8  # signs


def telling(headline: str, standfirst: str, body: str) -> frozenset[int]:
    """The numbers of the most telling terms, the same on every machine and for good: they are stored.

    ``body`` is plain text, its blocks apart by line breaks. One that is short has none.
    """
    if words_in(body) < SHORT:
        return frozenset()
    return frozenset(map(_number, told_by(headline, standfirst, body)))


def told_by(headline: str, standfirst: str, body: str) -> list[str]:
    """The same as words, folded, the most telling first."""
    text = f"{standfirst}\n{body}"
    titled = f" {' '.join(terms(headline))} "
    names = _whole(Counter(_names(text)))
    weights = {name: _NAME * _heard(count, name, titled) for name, count in names.items()}
    in_names = {word for name in names for word in name.split()}
    for word, count in Counter(_folded(found[0]) for found in _WORD.finditer(text)).items():
        enough = _FEWEST_OF_HEADLINE if f" {word} " in titled else _FEWEST_LETTERS
        if len(word) >= enough and word not in in_names:
            weights[word] = min(len(word), _MANY_LETTERS) / _MANY_LETTERS * _heard(count, word, titled)
    for pair, count in Counter(_PAIR.findall(text)).items():
        if not _GRAMMAR.search(pair):
            weights[pair] = _heard(count, pair, titled)
    told = [term for term in weights if not _is_of_the_calendar(term)]
    return nlargest(TELLING, told, key=lambda term: (weights[term], term))


def _heard(count: int, term: str, titled: str) -> float:
    """How much a reader hears of a term."""
    return (1 + log2(count)) * (_IN_HEADLINE if f" {term} " in titled else 1)


@lru_cache(maxsize=50_000)  # what is written is mostly written in the same words
def _folded(word: str) -> str:
    return fold(word.removesuffix("'s").removesuffix("’s"))


def _names(text: str) -> Iterator[str]:
    """Words in a row that have capitals within a sentence, folded: "desmond pyle". A word that begins a sentence is
    part of a name if the text never writes it without its capital.
    """
    found = list(_WORD.finditer(text))
    small = {_folded(word[0]) for word in found if not word[0][0].isupper()}
    row: list[str] = []
    end, is_certain = 0, False
    for word in found:
        folded = _folded(word[0])
        begins = bool(_BEGINS.search(text, max(0, word.start() - _SEEN_BEFORE), word.start()))
        is_part = word[0][0].isupper() and folded not in _TITLES and not (begins and folded in small)
        if not is_part or text[end : word.start()] != " ":
            yield from _told(row, is_certain=is_certain)
            row, is_certain = [], False
        if is_part:
            row.append(folded)
            is_certain = is_certain or not begins
            end = word.end()
    yield from _told(row, is_certain=is_certain)


def _told(row: list[str], *, is_certain: bool) -> Iterator[str]:
    name = " ".join(row)
    if is_certain and len(row) <= _LONGEST_NAME and len(name) > 1:
        yield name


def _whole(names: Counter[str]) -> Counter[str]:
    """Counted by the whole name where the text goes on with the last word of it: "Pyle" is Desmond Pyle."""
    of_last = {name.rpartition(" ")[2]: name for name, _ in reversed(names.most_common()) if " " in name}
    found: Counter[str] = Counter()
    for name, count in names.items():
        found[name if " " in name else of_last.get(name, name)] += count
    return found


def _is_of_the_calendar(term: str) -> bool:
    return term in MONTH_OF or bool(_DAYS.fullmatch(term))


def _number(term: str) -> int:
    """As a column holds it: two terms in billions share one."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), signed=True)
