"""What of a story is looked up before it is signed: each name, figure, date and quotation that it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Literal

from articles.text.calendars import MONTHS
from articles.text.naming import Name, named
from articles.text.particulars import common_words
from articles.text.style.copy import Copy, Span, within
from articles.text.style.words.lexicon import times

FactKind = Literal["name", "figure", "date", "quotation"]
KINDS: tuple[FactKind, ...] = ("name", "figure", "date", "quotation")
_FULL = [names.split()[0].capitalize() for names in MONTHS]
_MONTH = rf"(?:{'|'.join(_FULL)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"\b(?:(?:{_DAY},?\s)?(?:{_NUMBERED}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
    rf"|{_MONTH}\s{_NUMBERED}\b(?:,\s{_YEAR})?|{_MONTH}\s{_YEAR})"
    rf"|\d{{1,2}}[:.]\d\d\s?[ap]\.?m\b\.?|\d{{1,2}}\s?[ap]\.?m\b\.?|\d{{1,2}}:\d\d"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{_DAY}|{_YEAR}s?)\b(?![,.]\d)"
)
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|per\scent|percent|%|bn|tn|[mk]\b))?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = (
    rf"(?:(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:a|one|half\sa)\s(?:dozen|hundred|thousand|million|billion)|dozens|hundreds|thousands|millions|billions)"
)
_FIGURE = re.compile(
    rf"(?<![\w.,])(?:[$£€¥]\s?)?\d+(?:[.,:–-]\d+)*{_SCALE}|(?<![\w-]){_WORDS}{_SCALE}(?![\w-])", re.IGNORECASE
)

_A_WORD = 300
"""How often a word is met that is no name where a sentence begins with it."""
_A_SENTENCE, _AROUND = 2_000, 100
"""Characters that a sentence may have, and of a longer one those on either side of a fact that are told with it: else
a text of one sentence that is all facts would be told as often as it has them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at its first place. ``sentence`` is where it stands: the whole passage in headlines and captions, and of
    what is too long to be a sentence what stands around it."""

    kind: FactKind
    words: str
    start: int
    end: int
    sentence: str

    @property
    def digest(self) -> str:
        """Of exactly these words in this sentence."""
        return sha256(f"{self.kind}\n{self.words}\n{self.sentence}".encode()).hexdigest()[:32]


def facts(copy: Copy) -> list[Fact]:
    """All of a story, kind by kind, in the order of their places. A name is told once, other facts in each sentence.

    A surname is no fact of its own where the full name is one, nor is a number that is part of a date.
    """
    dates = [Span(*found.span()) for found in copy.find(_DATE)]
    is_dated = within(dates)
    figures = [Span(*found.span()) for found in copy.find(_FIGURE) if not is_dated(found.start())]
    spans: dict[FactKind, list[Span]] = {
        "name": list(_names(copy, [*dates, *figures])),
        "figure": figures,
        "date": dates,
        "quotation": _quotations(copy),
    }
    found = (_fact(copy, kind, span) for kind in KINDS for span in spans[kind])
    return list({fact.digest: fact for fact in reversed(list(found))}.values())[::-1]


def _names(copy: Copy, others: list[Span]) -> Iterator[Span]:
    common = common_words(copy.of(part) for part in copy.parts)
    told = [(part, name) for part in copy.parts for name in named(copy.of(part), common)]
    long = set(chain.from_iterable(_words(name) for _, name in told if len(name.words) > 1))
    seen = set(long)  # surnames among them
    is_other = within(others)
    for part, name in told:
        span = Span(part.start + name.start, part.start + name.end)
        if name.text in seen or is_other(span.start) or _only_opens(copy, name, span):
            continue
        seen.add(name.text)
        yield span


def _only_opens(copy: Copy, name: Name, span: Span) -> bool:
    """Whether an ordinary word has its capital from the sentence that it begins."""
    if len(name.words) > 1 or times(name.text.lower()) < _A_WORD:
        return False
    before = copy.text[max(0, span.start - 3) : span.start].rstrip(" \"“'‘(\n")
    return span.start in copy.starts or before == "" or before[-1] in ".!?…:"


def _words(name: Name) -> Iterator[str]:
    return (word.text for word in name.words)


def _quotations(copy: Copy) -> list[Span]:
    """Words of somebody, not a title or a term between quotation marks."""
    return [span for span in copy.quoted if len(copy.of(span).split()) > 2]


def _fact(copy: Copy, kind: FactKind, span: Span) -> Fact:
    sentence = copy.sentence_of(span.start, span.end) or span
    if sentence.end - sentence.start > _A_SENTENCE:
        around = (span.start - _AROUND, span.end + _AROUND)
        sentence = Span(max(sentence.start, around[0]), min(sentence.end, around[1]))
    return Fact(kind, copy.of(span), span.start, span.end, copy.of(sentence).strip())
