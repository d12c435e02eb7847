"""Numbers and names in words that changed: what a copy desk must not miss.

A name is a word with a capital where a capital says something: not the first word of a sentence, nor one in a headline
that is capitalised throughout, unless no other place of the text has that word in small letters. In doubt a word
counts as a name, since a label too many costs a glance, and one too few a correction. Where a language gives every
noun a capital each is a name; where a script has no capitals there are none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Literal, NamedTuple, Protocol

from articles.text.alignment import ends_sentence, tokens

Particular = Literal["number", "name"]

_NUMBERS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million",
    "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens", "half", "twice",
}  # fmt: skip
# What a sentence often begins with: no name, wherever it stands.
OPENERS = {
    "a", "about", "according", "after", "all", "although", "also", "among", "an", "and", "another", "any", "as", "at",
    "because", "before", "both", "but", "by", "despite", "during", "each", "even", "every", "few", "for", "from",
    "he", "her", "here", "his", "how", "however", "if", "in", "it", "its", "just", "last", "later", "many", "more",
    "most", "my", "next", "no", "nobody", "nor", "not", "nothing", "now", "of", "on", "once", "only", "other", "our",
    "over", "several", "she", "since", "so", "some", "still", "such", "than", "that", "the", "their", "then", "there",
    "these", "they", "this", "those", "though", "to", "today", "tomorrow", "under", "until", "we", "were", "what",
    "when", "where", "whether", "which", "while", "who", "why", "will", "with", "within", "without", "yesterday",
    "yet", "you", "your",
}  # fmt: skip
_BEGINS, _ENDS = re.compile(r"[\w$£€¥]"), re.compile(r"[\w%‰°]")
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLED, _LONG = 0.6, 4


class _Hunk(Protocol):
    """As ``text.diff.Hunk``, which is built on rooms below and cannot be named here."""

    @property
    def op(self) -> str: ...
    @property
    def text(self) -> str: ...


class Piece(NamedTuple):
    """A stretch of words that stayed (``kept``), or a place where some went (``old``) and some came (``new``); and
    what of the change to look at twice."""

    kept: str = ""
    old: str = ""
    new: str = ""
    particulars: tuple[Particular, ...] = ()


def pieces(hunks: Iterable[_Hunk], common: AbstractSet[str] = frozenset()) -> list[Piece]:
    """The hunks of a line as what stayed and what changed. ``common`` holds the words of both texts that stand
    somewhere in small letters, as ``common_words`` gives them."""
    hunks = list(hunks)
    is_titled = is_titled_line("".join(hunk.text for hunk in hunks if hunk.op != "delete"))
    found: list[Piece] = []
    before = ""
    for stayed, group in groupby(hunks, key=lambda hunk: hunk.op == "equal"):
        run = list(group)
        if stayed:
            before = "".join(hunk.text for hunk in run)
            found.append(Piece(kept=before))
            continue
        old, new = ("".join(hunk.text for hunk in run if hunk.op == op) for op in ("delete", "insert"))
        opens = is_titled or not before or ends_sentence(before)
        found.append(Piece("", old, new, tuple(_particulars(old, new, common, opens, is_titled))))
    return found


def common_words(texts: Iterable[str]) -> set[str]:
    """The words of these texts that stand somewhere in small letters."""
    found = {token for text in texts for token in text.split() if token.islower()}
    return {bare(token) for token in found}


def bare(token: str) -> str:
    """A word without the punctuation at its ends and without a possessive."""
    begins = _BEGINS.search(token)
    rest = token[begins.start() :] if begins else ""
    ends = _ENDS.search(rest[::-1])  # by a pattern for what stands at an end each place would be tried
    return _POSSESSIVE.sub("", rest[: len(rest) - ends.start()] if ends else "")


def is_number(word: str) -> bool:
    """Whether a bare word has a digit, or spells a number in English."""
    return any(map(str.isnumeric, word)) or not _NUMBERS.isdisjoint(word.lower().split("-"))


def is_capitalised(word: str) -> bool:
    """Whether a bare word has a capital anywhere: Quill, d'Orsay, iPhone. "I" says nothing."""
    return word != "I" and any(map(str.isupper, word))


def _particulars(
    old: str, new: str, common: AbstractSet[str], opens: bool, is_titled: bool
) -> Iterator[Particular]:
    if _numbers(old) != _numbers(new):
        yield "number"
    if _names(old, common, opens, is_titled) != _names(new, common, opens, is_titled):
        yield "name"


def _numbers(text: str) -> Counter[str]:
    return Counter(word for token in tokens(text) if is_number(word := bare(token)))


def _names(text: str, common: AbstractSet[str], opens: bool, is_titled: bool) -> Counter[str]:
    """The names in changed words; ``opens``: they begin a sentence."""
    names = Counter[str]()
    for token in tokens(text):
        word = bare(token)
        if is_capitalised(word) and not _is_common(word, common if opens else frozenset()):
            names[word] += 1
        opens = is_titled or ends_sentence(token)
    return names


def _is_common(word: str, common: AbstractSet[str]) -> bool:
    small = word.lower()
    return word[1:] == small[1:] and (small in common or small in OPENERS)


def is_titled_line(line: str) -> bool:
    """Whether most words of a line have a capital, as headlines of some houses do."""
    long = [word for token in tokens(line) if len(word := bare(token)) >= _LONG and word[0].isalpha()]
    return len(long) >= _LONG and sum(word[0].isupper() for word in long) >= _TITLED * len(long)
