"""Figures of one sentence that must agree: shares of a whole, votes of a body, a change and its two ends."""

from collections.abc import Iterator, Sequence

from articles.text.patterns import pattern
from articles.text.style.ballots import (
    Ballot,
    Size,
    ballots,
    bodies,
    impossible,
    is_full,
    is_of_another,
    neither,
    sizes,
)
from articles.text.style.copy import Copy, Span
from articles.text.style.numbers import WORD, number_of
from articles.text.style.rates import tells
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.shares import miscounted

_GOES_ON = pattern(
    r"(?i)\s*(?:a|an|the)?\s*(?:further|another|other|others|rest|remaining|remainder|only|just|some|and|about"
    r"|around|while)?\s*\d"
)
_THE_REST = pattern(r"(?i)\bthe\s(?:rest|remaining|remainder|other)\b[^.;]{0,30}(?:\d|half|third|quarter)")


@check(
    "percentages",
    Severity.WARN,
    reason="Shares of one whole come to 100.",
    example="In the survey 52% said yes, 41% said no and 17% were undecided.",
    spares_quotations=False,
)
def percentages(copy: Copy) -> Iterator[Hit]:
    for span in _runs(copy):
        if shares := miscounted(copy.of(span)):
            sentence = f"These shares come to {shares.total:.3g}%, not 100%."
            yield Hit(span.start + shares.start, span.start + shares.end, sentence)


def _runs(copy: Copy) -> Iterator[Span]:
    """Sentences with shares, each with those after it that go on counting."""
    sentences = [span for span in copy.sentences if tells(copy.of(span))]
    taken = 0
    for number, span in enumerate(sentences):
        if span.start < taken:
            continue
        end = span.end
        for after in sentences[number + 1 : number + 3]:
            if after.start != end or not (
                _GOES_ON.match(copy.text, *after) or _THE_REST.search(copy.text, *after)
            ):
                break
            end = after.end
        taken = end
        yield Span(span.start, end)


_MAJORITY = pattern(
    rf"(?i)\bmajority\sof\s(?P<n>\d{{1,3}}|{WORD})\b(?!\s?(?:%|per\b|percent|-|–)|\s(?:votes\s)?to\b)"
)
_VOTES = (
    "vot", "ballot", "abst", "favo", "against", "ruled", "majority", "motion", "carried", "jury", "jurors", "bench",
    "upheld", "ruling", "deadlock", "split", "divid", "hands", "oppos", "dissent",
    "passed", "dismissed", "tribunal", " yes", "struck", "guilty", "adopted", "approved", "reject", "refused",
    "granted", "convict", "backed", "elected", "agreed", "ayes", "noes",
)  # fmt: skip
_CLAUSE = pattern(r"[^;]+")


@check(
    "votes",
    Severity.WARN,
    reason="Votes for, votes against and abstentions come to the number of those who could vote.",
    example="The nine-member board approved it by six votes to four.",
    spares_quotations=False,
)
def votes(copy: Copy) -> Iterator[Hit]:
    spans = copy.sentences
    nothing = Span(0, 0)
    for before, span, following in zip((nothing, *spans), spans, (*spans[1:], nothing), strict=False):
        if tells(copy.of(span), _VOTES):
            yield from _miscounted(copy.of(before), copy.of(span), copy.of(following), span.start)


def _miscounted(before: str, sentence: str, following: str, offset: int) -> Iterator[Hit]:
    """Votes of a sentence that cannot be, those of each clause held against the members it, or another, tells of."""
    for found in impossible(sentence):
        said = f"There are {found['m']}: {found['n']} is too many."
        yield Hit(offset + found.start(), offset + found.end(), said)
    of_sentence, is_all = list(sizes(sentence)), is_full(sentence)
    for clause in _CLAUSE.finditer(sentence):
        members = list(sizes(clause[0]))
        start = offset + clause.start()
        for vote in ballots(clause[0], members):
            yield from _majority(clause[0], start, vote)
            if members:
                size = _likeliest(
                    [each for each in members if not is_of_another(clause[0], each, vote)], vote
                )
            else:
                size = _likeliest(_elsewhere(before, sentence, of_sentence, vote), vote)
            rest = vote.neither if vote.neither is not None else neither(following)
            if size and (said := _not_all(vote, size, rest, is_all=is_all)):
                yield Hit(start + min(size.start, vote.start), start + vote.end, said)
                break


def _elsewhere(before: str, sentence: str, of_sentence: Sequence[Size], vote: Ballot) -> list[Size]:
    """How many could vote, by what stands not in the clause of a vote, but in those beside it."""
    found = [size for size in of_sentence if size.is_all]
    if not of_sentence and bodies(sentence) <= bodies(before):
        found = list(sizes(before))[-1:]
    return [size._replace(start=vote.start, end=vote.start) for size in found]


def _likeliest(found: Sequence[Size], vote: Ballot) -> Size | None:
    """How many could vote: of several said, those that are said to be all."""
    return min(
        found, key=lambda size: (not size.is_all, size.is_loose, abs(size.start - vote.start)), default=None
    )


def _not_all(vote: Ballot, size: Size, neither_of: int | None, *, is_all: bool) -> str:
    """Why a count cannot be; "" where it may."""
    total = sum(vote.counts) + (neither_of or 0)
    if (size.is_loose and max(vote.counts) > size.number) or total > 2 * size.number + 2:
        return ""
    if total > size.number or (total < size.number and (is_all or size.is_all)):
        parts = " and ".join(str(count) for count in (*vote.counts, neither_of) if count)
        return f"{parts} come to {total}, not to {size.number}."
    return ""


def _majority(said: str, start: int, vote: Ballot) -> Iterator[Hit]:
    stated = _MAJORITY.search(said)
    if stated and len(vote.counts) == 2 and number_of(stated["n"]) != abs(vote.counts[0] - vote.counts[1]):
        at, end = min(stated.start(), vote.start), max(stated.end(), vote.end)
        sentence = (
            f"{vote.counts[0]} to {vote.counts[1]} is a majority of {abs(vote.counts[0] - vote.counts[1])}."
        )
        yield Hit(start + at, start + end, sentence)
