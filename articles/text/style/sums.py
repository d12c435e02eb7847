"""Figures of one sentence that must agree: shares of a whole, votes of a body, a change and its two ends."""

import re
from collections.abc import Iterator, Sequence

from articles.text.patterns import pattern
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


_COUNT = rf"(?:\d{{1,3}}|{WORD})"
_BODY = (
    r"(?:member|strong|seat|person|man|woman|judge|juror|justice|delegate|councill?or|trustee|director|governor"
    r"|nation|country|state|commissioner|senator|lawmaker|alderm[ae]n)"
)
_SIZE = pattern(
    rf"(?i)(?<![\w.,-])(?P<n>{_COUNT})[- ](?:{_BODY})s?\b(?=[- ](?:[\w-]+\s){{0,3}}?(?:council|board|committee|panel"
    rf"|court|jury|commission|assembly|body|cabinet|parliament|senate|group|bench|executive|trustees?|chamber|house"
    rf"|team|bloc|federation|union|club)\b)"
    rf"|\b(?:all|of\sthe|the|its|council's|board's|committee's)\s(?P<m>{_COUNT})\s(?:{_BODY})s?\b"
    rf"|\b(?:board|council|committee|panel|court|jury|commission|body|bench)(?:\sof|,?\s(?:which|that)\s(?:has"
    rf"|numbers)|\shas)"
    rf"\s(?P<k>{_COUNT})\b(?!\s(?:men|women)\b)"
)
_VOTES = pattern(
    rf"(?i)(?<![\w.,/-])(?:(?P<a>{_COUNT})(?:\svotes?)?(?:\s(?:in\sfavou?r|for))?\s?(?:to|-|–"
    rf"|—)\s?(?P<b>{_COUNT})\b(?:\s(?:votes?|against|majority|in\sfavou?r))?"
    rf"|(?P<c>{_COUNT})\s(?:[a-z]+\s){{0,2}}?(?:voted\s)?(?:in\sfavou?r|for|yes|backed|supported"
    rf"|approved)\b[^.;]{{0,60}}?\b(?P<d>{_COUNT})\s(?:[a-z]+\s){{0,2}}?(?:voted\s)?(?:against|opposed|no|objected"
    rf"|dissented|rejected)\b)"
)
_ABSTAINED = pattern(
    rf"(?i)\b(?P<n>{_COUNT}|no|a\ssingle|an)\s(?:[a-z]+\s){{0,2}}?(?:abstentions?|abstain(?:ed|ing)|abstainers?"
    rf"|absent|absence|did\snot\svote|absentees?)\b|\b(?P<none>nobody|no\s?one|none"
    rf"|without)\s(?:[a-z]+\s){{0,1}}?(?:abstain(?:ed|ing)|abstentions?)\b"
)
_VOTING = pattern(
    r"(?i)\b(?:vot(?:e|es|ed|ing)|ballot|majority|abstain\w*|abstentions?|ruled|ruling|approved|backed|rejected"
    r"|passed|motion|carried|elected|split|divided)\b"
)
_SAID = pattern(r"(?i)vote|favour|favor|against|majority|opposed|object|dissent")
_MAJORITY = pattern(rf"(?i)\bmajority\sof\s(?P<n>{_COUNT})\b(?!\s?(?:%|per\b|percent))")


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
        vote = next(
            (each for each in _VOTES.finditer(copy.text, *span) if _is_vote(copy.text, each, span)), None
        )
        if vote is None:
            continue
        counts = [number_of(vote[name]) for name in "abcd" if vote[name]]
        size = _size(copy, before, span, vote)
        yield from _majority(copy, span, vote, counts)
        if size is None:
            continue
        members, start = size
        absent = _abstained(copy, span, following)
        total = sum(counts) + (absent or 0)
        if total > members or (absent is not None and total < members):
            parts = " and ".join(str(count) for count in (*counts, absent) if count)
            said = f"{parts} come to {total}, not to {members}."
            yield Hit(max(span.start, min(start, vote.start())), vote.end(), said)


def _is_vote(text: str, found: re.Match[str], span: Span) -> bool:
    """Whether two numbers are votes, and not goals: they say so, or a word before or behind them does."""
    if _SAID.search(found[0]):
        return True
    return bool(_VOTING.search(text, max(span.start, found.start() - 35), found.start())) or bool(
        _VOTING.match(text, min(found.end() + 1, len(text)))
    )


def _size(copy: Copy, before: Span, span: Span, vote: re.Match[str]) -> tuple[int, int] | None:
    """How many could vote, and where that stands: in the sentence of the vote, or in the one before."""
    for where in (span, before):
        for found in _SIZE.finditer(copy.text, *where):
            number = number_of(found["n"] or found["m"] or found["k"])
            if number > 2 and not (vote.start() <= found.start() < vote.end() and found["n"] is None):
                return number, found.start()
    return None


def _abstained(copy: Copy, span: Span, following: Span) -> int | None:
    """How many did not vote; None where nothing says so."""
    for where in (span, following):
        found = list(_ABSTAINED.finditer(copy.text, *where))
        if found:
            return sum(_of_word(each["n"] or "no") for each in found)
    return None


def _of_word(word: str) -> int:
    return {"no": 0, "a single": 1, "an": 1}.get(word.lower(), number_of(word))


def _majority(copy: Copy, span: Span, vote: re.Match[str], counts: Sequence[int]) -> Iterator[Hit]:
    stated = _MAJORITY.search(copy.text, *span)
    if stated and len(counts) == 2 and number_of(stated["n"]) != abs(counts[0] - counts[1]):
        start, end = min(stated.start(), vote.start()), max(stated.end(), vote.end())
        yield Hit(start, end, f"{counts[0]} to {counts[1]} is a majority of {abs(counts[0] - counts[1])}.")
