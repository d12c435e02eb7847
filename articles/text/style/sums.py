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
from articles.text.style.numbers import WORD, Amount, amounts, number_of
from articles.text.style.registry import Hit, Severity, check

_WHOLE = pattern(
    r"(?i)\b(?:asked|polled|surveyed|questioned|respondents?|poll|survey|ballot|votes?|voted|voters?|election"
    r"|referendum|share|shares\sof|electorate"
    r"|agreed|disagreed|opposed|supported|backed|favou?red|in\sfavou?r|against|undecided|unsure|not\ssure"
    r"|did\snot\sknow|didn['’]t\sknow"
    r"|don['’]t\sknow|no\sopinion|abstained|said\s(?:yes|no)|approved?|disapproved?|rejected|respectively|made\sup"
    r"|account(?:s|ed)?\sfor|consists?|breakdown|budget|spent|goes\son|split|remaining|the\srest)\b"
)
_REST = pattern(
    r"(?i)\b(?:undecided|unsure|not\ssure|not\sknow|didn['’]t\sknow|don['’]t\sknow|no\sopinion|no\sview|the\srest"
    r"|remaining|remainder|abstained|neither|"
    r"spoil(?:ed|t)|others)\b"
)
_MOVES = pattern(
    r"(?i)\b(?:rose|risen|rise|rises|fell|fall|falls|fallen|grew|grow|grown|growth|gain(?:ed|s)?|los[et]|drop(?:ped"
    r"|s)?|slid|slump(?:ed)?|climb(?:ed|s)?|jump(?:ed|s)?|(?<!made\s)(?<!make\s)(?<!makes\s)up|down"
    r"|increase[sd]?|increasing|decrease[sd]?|decline[sd]?|cut|higher|lower|yield(?:ed|s)?|rate[s]?|inflation|from"
    r"|compared|than|swing|points?|margin|chance|least|turnout|interest|discount)\b"
)
_GOES_ON = pattern(
    r"(?i)\s*(?:a|an|the)?\s*(?:further|another|other|others|rest|remaining|remainder|only|just|some|and|about"
    r"|around|while)?\s*\d"
)
_ROUNDING = 1.5


@check(
    "percentages",
    Severity.WARN,
    reason="Shares of one whole come to 100.",
    example="In the survey 52% said yes, 41% said no and 17% were undecided.",
    spares_quotations=False,
)
def percentages(copy: Copy) -> Iterator[Hit]:
    for span in _runs(copy):
        said = copy.of(span)
        shares = [amount for amount in amounts(copy.text, *span) if amount.is_rate]
        if len(shares) < 2 or not _WHOLE.search(said) or _MOVES.search(_between(copy.text, shares, span)):
            continue
        if len({found[1].lower() for found in _WHOLE_OF.finditer(said)}) > 1:
            continue
        total = sum(share.value for share in shares)
        rounding = _ROUNDING + sum(share.half for share in shares if share.half < 0.5)
        over = total > 100 + rounding and (len(shares) > 2 or _is_either_or(said))
        under = total < 100 - rounding - 0.5 and total > 60 and len(shares) > 2 and _REST.search(said)
        if over or under:
            sentence = f"These shares come to {total:g}%, not 100%."
            yield Hit(shares[0].start, shares[-1].end, sentence)


def _runs(copy: Copy) -> Iterator[Span]:
    """Sentences with shares, each with those after it that go on counting."""
    sentences = [span for span in copy.sentences if _RATE.search(copy.text, *span)]
    taken = 0
    for number, span in enumerate(sentences):
        if span.start < taken:
            continue
        end = span.end
        for after in sentences[number + 1 : number + 3]:
            if after.start != end or not _GOES_ON.match(copy.text, *after):
                break
            end = after.end
        taken = end
        yield Span(span.start, end)


_RATE = pattern(r"(?i)\d\s?(?:%|per\scent|percent|pct|pc\b)")
_EITHER = (
    pattern(r"(?i)\b(?:for|in\sfavou?r|yes|agreed|approved?|supported|backed|men|boys|remain)\b"),
    pattern(r"(?i)\b(?:against|opposed|no|disagreed|disapproved?|rejected|women|girls|leave)\b"),
)  # fmt: skip


_WHOLE_OF = pattern(r"(?i)(?:%|per\scent|percent)\sof\s(?:all\s|the\s|its\s|their\s|those\s)?([a-z]+)")
_PARTS = pattern(r"(?i)\b(?:made\sup|makes?\sup|account(?:s|ed)\sfor|consist\w*|compris\w+|split)\b")


def _is_either_or(said: str) -> bool:
    """Whether two shares are those of one whole: they are for and against, or what it is made of."""
    return _PARTS.search(said) is not None or all(side.search(said) for side in _EITHER)


def _between(text: str, shares: Sequence[Amount], span: Span) -> str:
    """The words from a little before the first share to a little after the last."""
    end = min(span.end, shares[-1].end + 25)
    return text[max(span.start, shares[0].start - 25) : end]


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
_LONGEST = 1_500
"""Characters of a sentence: what has more is a table."""


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
        small = copy.of(span).lower()
        if len(small) <= _LONGEST and any(word in small for word in _VOTES):
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
