"""A change in per cent, held against the two amounts between which it is said to lie."""

from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.agreeing.ends import Ends, Told, ends_of, is_one_kind, only_two
from articles.text.style.agreeing.movement import Move, is_opposed, moves, quantities
from articles.text.style.copy import Copy, Span
from articles.text.style.reading.numbers import Amount
from articles.text.style.reading.rates import WORDS, is_told, telling
from articles.text.style.registry import Hit, Severity, check

_WORDS = (*WORDS, "halv", "twice", "doubl", "trebl", "tripl", "quadrupl", "quintupl", "fold", " times")
# What a change leaves out of account, or spreads over years.
_NOT_PLAIN = pattern(
    r"(?i)constant|like-for-like|organic|underlying|currenc|annuali[sz]ed|compound|real\sterms|adjust|same-store"
    r"|comparable|seasonal|excluding|stripping|inflation|per\sannum|annual(?:ly)?\s(?:rate|growth)|a\syear\sfor"
    r"|capita|swing|yields?\son\b"
)
_YEARLY = pattern(r"(?i)\s(?:a|per|each|every)\s(?:year|month|week)|\son\sthe\s(?:day|week|month|year)\b")
_BEFORE = pattern(r"(\((?:[A-Z]\d\s|FY\s?)?(?:19|20)\d\d:\s)([^()\s]{1,12}(?:\s(?:million|billion))?)\)")
_BRACKETED = pattern(r"\([^()]{0,60}\)")
_GOES_ON = pattern(
    r"(?:It|They|There|That|Those|These|This|Last|The\s(?:figure|total|number|average|price|sum|count))\b|A\syear\sago"
)
_SUCH = pattern(r"(?i)\b(?:the|that|this|an?)\s$")
_NOUN = r"(?:rise|fall|drop|cut|increase|decrease|decline|jump|growth|reduction|gain|leap|slump|surge|dip|improvement)"
_RISE = pattern(rf"(?i)[ -](?:\w+\s)?{_NOUN}\b")
_RISE_OF = pattern(rf"(?i)\b(?:the|that|this|an?)\s(?:\w+\s)?{_NOUN}\sof\s(?:\w+\s){{0,2}}$")
_LEAST = 0.6
"""Points of a percentage that are forgiven whatever was rounded."""
_MOST = 12
"""Amounts of a sentence: what has more is a table."""
_FURTHEST = 30
"""How many times as much one amount may be as the other: beyond that, it is not what the other was."""
_HEDGED = {
    "": (0.9, 1.12),
    "nearly": (0.75, 1.03),
    "more": (0.97, 1.5),
    "about": (0.82, 1.18),
    "less": (0.5, 1.03),
}
"""What part of a fraction in words, and of a rate that is hedged, a change may be."""


@check(
    "change",
    Severity.WARN,
    reason="A change in per cent follows from the two amounts it lies between.",
    example="Profits rose 30% to $24m from $20m.",
    spares_quotations=False,
)
def change(copy: Copy) -> Iterator[Hit]:
    earlier, previous, before = Span(0, 0), Span(0, 0), Told("", [])
    told = set(telling(copy, _WORDS))
    for span in copy.sentences if told else ():
        this, place = _told(copy.of(span)) if span in told else Told(copy.of(span), []), span.start
        hits = list(_wrong_in(this))
        if not hits and previous.end == span.start and len(this.moves) + len(before.moves) == 1:
            hits, place = _wrong_over(before, this), previous.start
            if not hits and not before.moves and earlier.end == previous.start:
                longer = Told(copy.text[earlier.start : previous.end], [])
                hits, place = _wrong_over(longer, this), earlier.start
        yield from (hit._replace(start=place + hit.start, end=place + hit.end) for hit in hits)
        earlier, previous, before = previous, span, this


def _told(said: str) -> Told:
    said = _BEFORE.sub(lambda found: f"{', from '.rjust(len(found[1]))}{found[2]} ", said)
    said = _BRACKETED.sub(lambda found: " " * len(found[0]), said)
    told = [] if _NOT_PLAIN.search(said) else moves(said)
    return Told(said, told if len(told) <= _MOST else [])


def _wrong_in(told: Told) -> Iterator[Hit]:
    """What one sentence tells wrongly of a change."""
    ends = quantities(told.said) if told.moves else []
    for move in told.moves if 1 < len(ends) <= _MOST else ():
        if not _YEARLY.match(told.said, move.end):
            pair = ends_of(told, move, ends)
            if pair and (hit := _wrong(told.said, move, pair)):
                yield hit


def _wrong_over(before: Told, this: Told) -> list[Hit]:
    """The same of two sentences that share a change."""
    both, second = before.said + this.said, len(before.said)
    ends = [] if not is_told(both) or _NOT_PLAIN.search(both) else quantities(both)
    later = [move._replace(start=second + move.start, end=second + move.end) for move in this.moves]
    told = Told(both, before.moves + later)
    move = told.moves[0]
    halves = [
        {place < second for place in places} for places in ([each.start for each in ends], [move.start])
    ]
    if len(ends) != 2 or halves[0] == halves[1] or _YEARLY.match(both, move.end):
        return []
    if len(halves[0]) == 1 and not (_GOES_ON.match(both, second) or _is_named(both, move)):
        return []
    pair = only_two(told, move, ends)
    hit = _wrong(both, move, pair) if pair else None
    return [hit] if hit else []


def _is_named(said: str, move: Move) -> bool:
    """Whether a change is one that was told of: the 25 per cent rise, a drop of a third."""
    lead = said[max(0, move.start - 40) : move.start]
    return bool(_SUCH.search(lead) and _RISE.match(said, move.end)) or _RISE_OF.search(lead) is not None


def _wrong(said: str, move: Move, pair: Ends) -> Hit | None:
    """What to say where the figures of a sentence disagree and are of one kind."""
    before, after = pair.before, pair.after
    if (
        not is_one_kind(after, before)
        or not 1 / _FURTHEST < after.value / max(before.value, 1e-9) < _FURTHEST
    ):
        return None
    words = [said[each.start : each.end] for each in (before, after)]
    joint = f"{'By' if pair.is_step else 'From'} {words[0]} to {words[1]}"
    true = 100 * (after.value - before.value) / before.value
    if true and (true > 0) != (move.way == "up"):
        opposed = is_opposed(said, max(0, min(move.start, pair.start) - 60), max(move.end, pair.end) + 30)
        if not pair.is_plain or opposed:
            return None
        return _hit(move, pair, f"{joint} is a {'rise' if true > 0 else 'fall'}.")
    if _allows(move, before, after):
        return None
    stated = said[move.start : move.end]
    how = (
        f"{after.value / before.value:.2g} times as much"
        if move.rate is None
        else f"a change of {abs(true):.3g}%"
    )
    return _hit(move, pair, f"{joint} is {how}, not {stated}.")


def _hit(move: Move, pair: Ends, sentence: str) -> Hit:
    return Hit(min(move.start, pair.start), max(move.end, pair.end), sentence)


def _allows(move: Move, before: Amount, after: Amount) -> bool:
    """Whether two amounts, rounded as they are, may lie as far apart as is said."""
    lowest, highest = _range(after, before)
    rate = move.rate
    if rate is None:
        low, high = _HEDGED[move.bound]
        return low * move.times <= 1 + highest / 100 and 1 + lowest / 100 <= high * move.times
    low, high = (rate.value * part for part in _HEDGED[rate.bound])
    if not rate.is_fraction and not rate.bound:
        low = high = rate.value
    slack = _LEAST if rate.is_fraction else max(rate.half, _LEAST, 0.03 * highest)
    return low - slack <= highest and lowest <= high + slack


def _range(after: Amount, before: Amount) -> tuple[float, float]:
    """The least and the greatest change that the amounts allow, rounded as the finer of the two."""
    half = min(after.half, before.half)
    if half == 0.5:
        half = half / (10 if max(after.value, before.value) < 100 else 2)  # 40 is seldom a rounded number
    all_ways = [
        abs(100 * (end - start) / start)
        for end in (after.value - half, after.value + half)
        for start in (before.value - half, before.value + half)
        if start > 0
    ]
    return min(all_ways, default=0), max(all_ways, default=0)
