"""Figures of one sentence that must agree: shares of a whole, votes of a body."""

from collections.abc import Iterator, Sequence

from articles.text.patterns import pattern
from articles.text.style.agreeing.ballots import (
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
from articles.text.style.agreeing.shares import miscounted
from articles.text.style.copy import Copy, Span
from articles.text.style.reading.numbers import WORD, number_of
from articles.text.style.reading.rates import LONGEST, is_told, telling
from articles.text.style.registry import Hit, Severity, check

_GOES_ON = pattern(
    r"(?i)\s*+(?:(?:a|an|the)\s*+)?(?:(?:further|another|other|others|rest|remaining|remainder|only|just|some|and|about"
    r"|around|while)\s*+)?\d"
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
    sentences = telling(copy)
    taken = 0
    for number, span in enumerate(sentences):
        if span.start < taken:
            continue
        end = span.end
        for after in sentences[number + 1 : number + 3]:
            if (
                after.start != end
                or after.end - span.start > LONGEST
                or not (_GOES_ON.match(copy.text, *after) or _THE_REST.search(copy.text, *after))
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
    "support", "endors", "sided", "signed", "took part", " cast ", " show of ", "wanted", " of its ",
    "passed", "dismissed", "tribunal", " yes", "struck", "guilty", "adopted", "approved", "reject", "refused",
    "granted", "convict", "backed", "elected", "agreed", "ayes", "noes",
)  # fmt: skip
_CASTING = pattern(
    r"(?i)\b(?:casting|deciding|second|tie-?break\w*)\svote\b|\btie-?break|\b(?:broke|breaks?|breaking)\sthe\s(?:tie|deadlock)"
)
_THEIRS = pattern(r"(?i)\b(?:them|its|their|whom)\b")
_TOOK_PART = pattern(
    r"(?i)\b(?:vot(?:ed|ing)|cast|took\spart|taking\spart|present|there|attend\w+|in\s(?:the\s)?(?:hall|room|chamber)"
    r"|abst\w+|counted|turned\sup)\b"
)
_COUNTS = pattern(rf"(?i)(?=[\dzotfsena])(?:\d+|\b(?:{WORD}|none|nobody|no|nil|each|apiece|all)\b)")
_MOST = 6
"""Votes of a clause: what has more is a list of others."""
_NEAR = 12
"""Characters behind a number of members."""
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
    nothing, told = Span(0, 0), set(telling(copy, _VOTES))
    for before, span, following in zip((nothing, *spans), spans, (*spans[1:], nothing), strict=False):
        if span in told and len(_COUNTS.findall(copy.of(span))) > 1:
            beside = (said if is_told(said := copy.of(one)) else "" for one in (before, following))
            yield from _miscounted(copy.of(span), span.start, *beside)


def _miscounted(sentence: str, offset: int, before: str, following: str) -> Iterator[Hit]:
    """Votes of a sentence that cannot be, those of each clause held against the members it, or another, tells of."""
    for found in impossible(sentence):
        said = f"There are {found['m']}: {found['n']} is too many."
        yield Hit(offset + found.start(), offset + found.end(), said)
    if not any(ballots(clause[0], ()) for clause in _CLAUSE.finditer(sentence)):
        return  # quick: nothing is left to hold against how many there are
    of_sentence = list(sizes(sentence))
    for clause in _CLAUSE.finditer(sentence):
        members = list(sizes(clause[0])) if clause[0] != sentence else of_sentence
        start = offset + clause.start()
        found_votes = ballots(clause[0], members)
        if not found_votes or len(found_votes) > _MOST:
            continue
        is_all = is_full(sentence)
        spare = int(any(_CASTING.search(said) for said in (before, sentence, following)))
        for vote in found_votes:
            yield from _majority(clause[0], start, vote)
            if members:
                size = _likeliest(
                    [each for each in members if not is_of_another(clause[0], each, vote)], vote
                )
            else:
                size = _likeliest(_elsewhere(before, sentence, of_sentence, vote), vote)
            if not size and not of_sentence:
                size = _behind(sentence, following, vote)
            rest = vote.neither if vote.neither is not None else neither(following)
            if size and (said := _not_all(vote, size, rest, is_all=is_all, spare=spare)):
                yield Hit(start + min(size.start, vote.start), start + vote.end, said)
                break


def _elsewhere(before: str, sentence: str, of_sentence: Sequence[Size], vote: Ballot) -> list[Size]:
    """How many could vote, by what stands not in the clause of a vote, but in those beside it."""
    found = [size for size in of_sentence if size.is_all]
    if not of_sentence and bodies(sentence) <= bodies(before):
        found = list(sizes(before))[-1:]
    return [size._replace(start=vote.start, end=vote.start) for size in found]


def _behind(sentence: str, following: str, vote: Ballot) -> Size | None:
    """How many could vote, where the next sentence tells that all of them did."""
    here, there = (bodies(said) - {"members"} for said in (sentence, following))
    found = list(sizes(following))
    if len(found) != 1 or ballots(following, found) or not (found[0].is_all or is_full(following)):
        return None
    size, is_one = found[0], not here or not there or here & there
    if not (is_one or _THEIRS.search(following, size.start, size.end + _NEAR)) or not _TOOK_PART.search(
        following
    ):
        return None
    return Size(size.number, vote.start, vote.start, is_all=True, is_loose=False)


def _likeliest(found: Sequence[Size], vote: Ballot) -> Size | None:
    """How many could vote: of several said, those that are said to be all."""
    return min(
        found, key=lambda size: (not size.is_all, size.is_loose, abs(size.start - vote.start)), default=None
    )


def _not_all(vote: Ballot, size: Size, neither_of: int | None, *, is_all: bool, spare: int) -> str:
    """Why a count cannot be; "" where it may."""
    total = sum(vote.counts) + (neither_of or 0)
    if spare and total == size.number + spare:
        return ""
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
