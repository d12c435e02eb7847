"""Which two amounts of a sentence are the ends of a change that it tells of."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text.patterns import pattern
from articles.text.style.agreeing.movement import Move, Quantity, goes_on, is_broken, is_moved
from articles.text.style.reading.dates import PERIOD
from articles.text.style.reading.numbers import Amount

_EXPECTED = pattern(
    r"(?i)\b(?:expect|forecast|predict|estimat|target|consensus|analyst|guidance|budget|looking\sfor)"
)
_COMPARED = pattern(
    r"(?i)\s(?:(?:more|less|fewer|higher|lower|up|down|dearer|cheaper|increase|rise|improvement|drop|fall|decrease"
    r"|reduction|off|larger|smaller|bigger|greater|as\s(?:many|much|high|big|large|long|heavy))\s){0,2}(?:than|above|below|on|over"
    r"|under|from|against|as|compared\swith|compared\sto|the|its|their|his|her|last)\s"
    r"(?:(?!to\b|in\b|by\b|at\b|and\b|or\b|but\b|with\b)[\w'’-]+\s){0,6}"
)
_SINCE = pattern(r"(?i)(?:,|\b(?:up|down))\sfrom\s|\b(?P<against>against|compared|versus|vs)\b")
_OF_ANOTHER = pattern(r"(?i)\bon\s(?:[a-z]+\s){0,2}(?:revenues?|sales|turnover|income)\b")
_ELSEWHERE = pattern(r"\s(?:in|at|for)\s(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:the\s)?[A-Z]")
_ASIDE = pattern(r"[,;:(–—]|\bor\b")
_BESIDES = pattern(
    r"(?i),\s(?:after|as|because|since|with|thanks)\b|\b(?:forecasts?|expectations?|estimates?|beating|missing)\b"
)
_AT_ONCE = pattern(
    r"(?i)\s(?:in\sa\s(?:day|week|month)|overnight|th(?:is|at)\s(?:week|month)|on\s[A-Z]\w+day)\b"
)
_BY = pattern(r"(?i)\bby\s(?:(?:just|about|some|nearly|almost|around|a|over)\s){0,2}$")
_PERIOD = rf"(?:{PERIOD}|fall)"
_TIME = (
    rf"\b(?:(?P<earlier>(?:the\s)?{_PERIOD}\s(?:before|earlier)(?!\slast)|(?:the\s)?(?:previous|preceding|prior)\s{_PERIOD})"
    rf"|(?P<last>last\s{_PERIOD})|(?P<now>now|today|this\s{_PERIOD})|in\s(?P<year>(?:19|20)\d\d))\b"
)
_TIME_AFTER = pattern(rf"(?i)[^,;:.\d]{{0,50}}?{_TIME}")
_TIME_BEFORE = pattern(rf"(?i){_TIME}[^;:.\d]{{0,40}}$")
_FAR = 70
"""Characters that may lie between a rate and its two amounts."""
_SMALL = 9
"""A number that may count something beside two amounts."""
_LIKELY = 5
"""How many times as much the one of two amounts may be, where nothing but their being two tells that they belong."""


class Told(NamedTuple):
    """A sentence, or two, without what is in brackets, and the moves told of in it."""

    said: str
    moves: list[Move]


class Ends(NamedTuple):
    """A change from one amount to another; ``is_plain`` where the words say which is which, ``is_step`` where they
    tell of the second amount and of the step to it, which then is the place of the first."""

    before: Amount
    after: Amount
    is_plain: bool = False
    is_step: bool = False

    @property
    def start(self) -> int:
        return min(self.before.start, self.after.start)

    @property
    def end(self) -> int:
        return max(self.before.end, self.after.end)


def ends_of(told: Told, move: Move, ends: Sequence[Quantity]) -> Ends | None:
    """The two amounts that a move lies between; None where nothing tells."""
    for way in (_plain, _compared, _stepped, only_two):
        if pair := way(told, move, ends):
            return pair
    return None


def _plain(told: Told, move: Move, ends: Sequence[Quantity]) -> Ends | None:
    """The two amounts beside a move of which one is “from”, the other “to”, or is held against it."""
    if move.compares:
        return None
    pairs: list[Ends] = []
    for number, (one, other) in enumerate(pairwise(ends)):
        if pairs and pairs[-1].end > one.start:
            continue
        if one.is_from and other.is_to and not other.is_from:
            before, after = one.amount, other.amount
        elif _is_since(told.said, one, other, ends[number + 2 : number + 3]):
            before, after = other.amount, one.amount
        else:
            continue
        if not is_broken(told.said, one.end, other.start):
            pairs.append(Ends(before, after, is_plain=True))
    near = [
        pair
        for pair in pairs
        if _gap(move, pair) == min(_gap(each, pair) for each in told.moves)
        and _are_beside(told, move, pair, ends)
    ]
    return min(near, key=lambda pair: _gap(move, pair), default=None)


def _is_since(said: str, one: Quantity, other: Quantity, third: Sequence[Quantity]) -> bool:
    """Whether the first of two amounts is what the second became, and not the next one."""
    if not other.is_from or one.is_from or _OF_ANOTHER.search(said, one.end, other.start):
        return False
    if any(each.is_to and said[other.end : each.start].startswith(" to ") for each in third):
        return False
    since = _SINCE.search(said, one.end, other.start)
    if since and since["against"] and _ELSEWHERE.match(said, other.end):
        return False
    return one.is_to or since is not None


def _are_beside(told: Told, move: Move, pair: Ends, ends: Sequence[Quantity]) -> bool:
    """Whether nothing else lies between a move and two amounts."""
    start, end = sorted((min(move.end, pair.end), max(move.start, pair.start)))
    if pair.start <= move.start and move.end <= pair.end:
        return True
    if move.start > pair.end and (
        not _ASIDE.search(told.said, start, end) or _BESIDES.search(told.said, start, end)
    ):
        return False
    if move.end < pair.start and goes_on(told.said, start, end):
        return False
    between = [place for place in _places(told.moves, ends) if start <= place[0] and place[1] <= end]
    return end - start <= _FAR and not between and not is_broken(told.said, start, end)


def _places(told: Sequence[Move], ends: Sequence[Quantity]) -> list[tuple[int, int]]:
    return [(move.start, move.end) for move in told] + [(each.start, each.end) for each in ends]


def _gap(move: Move, pair: Ends) -> int:
    return max(0, pair.start - move.end, move.start - pair.end)


def _compared(told: Told, move: Move, ends: Sequence[Quantity]) -> Ends | None:
    """An amount that is a move more than another: £30m, 20 per cent more than last year’s £25m."""
    for one, other in pairwise(ends):
        if (
            one.end <= move.start
            and move.end <= other.start
            and move.start - one.end <= _FAR
            and (
                one.amount.unit == other.amount.unit
                and not one.is_from
                and _COMPARED.fullmatch(told.said, move.end, other.start)
                and not is_broken(told.said, one.end, move.start)
            )
        ):
            return Ends(other.amount, one.amount, is_plain=True)
    return None


def _stepped(told: Told, move: Move, ends: Sequence[Quantity]) -> Ends | None:
    """An amount, and by how much it moved to it: up by 300 to 2,800."""
    for one, other in pairwise(ends):
        if (
            is_one_kind(one.amount, other.amount)
            and other.is_to
            and not other.is_from
            and (_BY.search(told.said[max(0, one.start - 24) : one.start]) or is_moved(told.said, one.start))
            and not is_broken(told.said, one.end, other.start)
        ):
            step = one.amount.value if move.way == "up" else -one.amount.value
            half = max(one.amount.half, other.amount.half)
            before = other.amount._replace(value=other.amount.value - step, half=half)
            pair = Ends(before._replace(start=one.start, end=one.end), other.amount, is_step=True)
            if _are_beside(told, move, pair, ends) and before.value > 0:
                return pair
    return None


def only_two(told: Told, move: Move, ends: Sequence[Quantity]) -> Ends | None:
    """The only two amounts beside the only move, where each is said to be of another time."""
    if len(ends) > 2:  # money, and two of something beside it
        ends = [each for each in ends if each.amount.unit or each.amount.value > _SMALL]
    if (
        len(told.moves) != 1
        or len(ends) != 2
        or move.compares
        or _EXPECTED.search(told.said)
        or _AT_ONCE.match(told.said, move.end)
    ):
        return None
    one, other = ends
    if one.amount.unit != other.amount.unit:
        return None
    for before, after in ((one, other), (other, one)):
        then = before.is_from or (before.is_past and not before.is_now)
        is_since = before.is_from and before.is_past and before.start > after.end and not after.is_past
        now = after.is_now or (after.is_to and not after.is_past) or is_since
        if then and now and not after.is_from and not (before.is_from and after.is_to):
            low, high = sorted((one.amount.value, other.amount.value))
            ends_of = Ends(before.amount, after.amount, is_plain=before.is_from)
            return ends_of if 0 < high <= _LIKELY * low else None
    return _dated(told, one, other)


def _dated(told: Told, one: Quantity, other: Quantity) -> Ends | None:
    """Two amounts of which each has its time beside it, the one earlier than the other’s."""
    if one.is_from or other.is_from:
        return None
    first = _when(told.said, one, 0, other.start)
    second = _when(told.said, other, one.end, len(told.said))
    if not first or not second or first == second:
        return None
    before, after = (one, other) if first < second else (other, one)
    low, high = sorted((one.amount.value, other.amount.value))
    return Ends(before.amount, after.amount) if 0 < high <= _LIKELY * low else None


def _when(said: str, amount: Quantity, start: int, end: int) -> int:
    """A number that is the greater the later the time that is said of an amount; 0 where none is."""
    found = _TIME_AFTER.match(said, amount.end, min(end, amount.end + _FAR)) or _TIME_BEFORE.search(
        said, max(start, amount.start - _FAR), amount.start
    )
    if not found:
        return 0
    return (
        int(found["year"])
        if found["year"]
        else {"earlier": 1, "last": 9998, "now": 9999}[found.lastgroup or ""]
    )


def is_one_kind(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be of one thing."""
    units = {one.unit, other.unit}
    return len(units) == 1 or "" in units or ("¢" in units and len(units & {"$", "€"}) == 1)
