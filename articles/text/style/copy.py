"""A story as its checks read it: one text, and which stretches of it are headline, paragraph, caption."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from articles.text.particulars import bare
from articles.text.style.quotations import Fault, Quotations, read_quotations

PartKind = Literal["headline", "standfirst", "text", "subhead", "quote", "caption"]
BODY: frozenset[PartKind] = frozenset({"standfirst", "text", "quote"})
"""Parts that are sentences of the story, in which its figures and names are looked for."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9£$€])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘-])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Jr|Sr|No|vs|Inc|Corp|Co"
    r"|Ltd|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])+)\.$"
)


class Part(NamedTuple):
    """A stretch of the text, and what it is."""

    kind: PartKind
    start: int
    end: int


class Span(NamedTuple):
    start: int
    end: int


def within(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Whether a place lies within one of ``spans``."""
    ordered = sorted(spans)
    starts, ends = [span.start for span in ordered], list(accumulate((span.end for span in ordered), max))

    def is_within(place: int) -> bool:
        number = bisect_right(starts, place) - 1
        return number >= 0 and place < ends[number]

    return is_within


class Bare(NamedTuple):
    """A word without a possessive, and where it begins."""

    word: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.word)


@dataclass(frozen=True)
class Copy:
    """A story to check. Offsets of findings count in ``text``; what lies in no part of it is not looked at.

    ``language`` is a BCP 47 tag, "" where nobody knows; ``published`` the day by which a date without a year is read.
    """

    text: str
    parts: tuple[Part, ...]
    language: str = "en"
    published: date | None = None

    def is_in(self, language: str) -> bool:
        """Whether it is written in a language, see ``is_within``."""
        return is_within(self.language, language)

    @cached_property
    def body(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind in BODY)

    @cached_property
    def headline(self) -> Part | None:
        return next((part for part in self.parts if part.kind == "headline"), None)

    @cached_property
    def quotations(self) -> Quotations:
        return read_quotations(self.text, [(part.start, part.end, part.kind in BODY) for part in self.parts])

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.quotations.faults

    @cached_property
    def starts(self) -> frozenset[int]:
        """The places at which parts begin."""
        return frozenset(part.start for part in self.parts)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body."""
        return tuple(span for part in self.body for span in self._sentences(part))

    @cached_property
    def words(self) -> tuple[re.Match[str], ...]:
        """The words of all parts, with their places."""
        return tuple(self.find(WORD))

    @cached_property
    def bare_words(self) -> "tuple[Bare, ...]":
        """The same without the possessives at their ends."""
        return tuple(Bare(bare(found[0]), found.start()) for found in self.words)

    def number_of(self, place: int) -> int:
        """That of the part which a place lies in, among ``parts``."""
        return bisect_right(self._part_starts, place) - 1

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def find(self, pattern: re.Pattern[str], parts: Iterable[Part] | None = None) -> Iterator[re.Match[str]]:
        """Where a pattern matches within a part."""
        for part in self.parts if parts is None else parts:
            yield from pattern.finditer(self.text, part.start, part.end)

    def of(self, span: Part | Span) -> str:
        """The words of a stretch."""
        return self.text[span.start : span.end]

    def sentence_of(self, start: int, end: int) -> "Span | Part | None":
        """The sentence that a stretch is in; of headlines, captions and what goes on beyond one, the whole part."""
        for starts, stretches in self._stretches:
            number = bisect_right(starts, start) - 1
            if number >= 0 and end <= stretches[number].end:
                return stretches[number]
        return None

    @cached_property
    def _stretches(self) -> "tuple[tuple[list[int], Sequence[Span | Part]], ...]":
        """Sentences and parts in order, with the places at which they begin."""
        parts = sorted(self.parts, key=lambda part: part.start)
        return tuple(([one.start for one in some], some) for some in (self.sentences, parts))

    @cached_property
    def is_quoted(self) -> Callable[[int], bool]:
        """Whether a place lies within somebody's words."""
        return within(self.quoted)

    @cached_property
    def quoted(self) -> list[Span]:
        """Quotations and what is set off as one, in order, none within another."""
        blocks = [Span(part.start, part.end) for part in self.parts if part.kind == "quote"]
        merged: list[Span] = []
        for span in sorted([*blocks, *(Span(*pair) for pair in self.quotations.spans)]):
            if merged and span.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return merged

    def _sentences(self, part: Part) -> Iterator[Span]:
        start = part.start
        for end in _BREAK.finditer(self.text, part.start, part.end):
            if not _ABBREVIATION.search(self.text, max(start, end.start() - 12), end.start() + 1):
                yield Span(start, end.end())
                start = end.end()
        if start < part.end:
            yield Span(start, part.end)


def is_within(language: str, other: str) -> bool:
    """Whether a language is another, or a kind of it: ``en-GB`` is within ``en``, all is within ""."""
    return not other or f"{language.lower()}-".startswith(f"{other.lower()}-")


def of_fields(
    *, headline: str = "", standfirst: str = "", passages: Iterable[tuple[PartKind, str]] = (),
    captions: Iterable[str] = (), language: str = "en", published: date | None = None,
) -> Copy:  # fmt: skip
    """The fields of a story as one text, a part a line. Titles of other stories and credits are never given."""
    fields: list[tuple[PartKind, str]] = [("headline", headline), ("standfirst", standfirst), *passages]
    fields += [("caption", caption) for caption in captions]
    parts, texts, start = [], [], 0
    for kind, text in fields:
        if text:
            parts.append(Part(kind, start, start + len(text)))
            texts.append(text)
            start += len(text) + 1
    return Copy("\n".join(texts), tuple(parts), language, published)
