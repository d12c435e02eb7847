"""Shares as copy tells of them: which are of one whole, and whether they are said to be all of it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from articles.text.patterns import pattern
from articles.text.style.reading.dates import MONTH
from articles.text.style.reading.numbers import number_of
from articles.text.style.reading.rates import Rate, rates

Whole = Literal["all", "list", "part", ""]
"""Shares of one whole: said to be all of it, told as a list of its parts, or some of its parts; "" where unknown."""

_WHOLE = pattern(
    r"(?i)\b(?:asked|polled|surveyed|questioned|respondents?|poll|survey|ballot|votes?|voted|voters?|election"
    r"|referendum|share|shares\sof|electorate"
    r"|agreed|disagreed|opposed|supported|backed|favou?red|in\sfavou?r|against|undecided|unsure|not\ssure"
    r"|did\snot\s(?:know|answer|say|respond|vote)|no\sanswer|didn['’]t\sknow|don['’]t\sknow|no\sopinion|abstained|said\s(?:yes|no)|approved?|disapproved?"
    r"|rejected|respectively|made\sup|make\sup|makes\sup|account(?:s|ed)?\sfor|consists?|contains?|comprises?"
    r"|breakdown|budget|spent|spends|goes\son|split|divided|apportioned|pie|cake|remaining|the\srest|of\sthe\scosts?|of\seach|of\severy|of\sthe\s(?:seats|votes?|places|shares)"
    r"|funded|composed|composition|blend|mixture|mix|population|by\sweight|by\svolume|revenues?|turnover|income"
    r"|(?:came|comes|coming)\sfrom|went\sto|goes\sto|going\sto|turned\sout)\b"
)
_REST = pattern(
    r"(?i)\b(?:undecided|unsure|not\ssure|not\s(?:know|answer|say|respond)|no\sanswer|didn['’]t\sknow|don['’]t\sknow|no\sopinion|no\sview|remaining"
    r"|remainder|abstained|neither|spoil(?:ed|t)|others)\b"
)
_UNNUMBERED = pattern(
    r"(?i)\b(?:the\srest|others|the\sremainder|the\sothers)\b(?![^.;]{0,40}(?:\d|half|third|quarter|tenth))"
)
_ALL = pattern(
    r"(?i)\b(?:nothing\selse|no\sothers|every\s\w+\s(?:answered|replied|voted)|no\s(?:ballots|votes|papers)\swere\sspoil\w+"
    r"|two-way|two-horse|head-to-head|straight\sfight|in\stotal|all\stold|between\sthem|nobody\sabstain\w+"
    r"|none\sabstain\w+|no\s(?:abstentions|undecideds)|(?:entirely|wholly|solely|exclusively)\s(?:from|of|by|on|to|in))\b"
)
_IN_SO_MANY = pattern(
    r"(?i)\b(?:only|just|(?:split|divided|shared)\s(?:\w+\s)?(?:between|among|into))\s(?P<n>two|three|four|five)\s[a-z]"
)
_NO_WHOLE = pattern(r"(?i)\b(?:more|over|above|least|reached|pass(?:ed)?|exceeded|average|half|season)\b")
_TWO_SIDES = pattern(r"(?i)\b(?:possession|territory)\b")
_ANOTHER = pattern(r"(?i)\b(?:another|a\sfurther)\s$")
_CLOSED = pattern(
    r"(?i)\b(?:shared|split\sbetween|divided|apportioned|all\sothers?|other\sgroups"
    r"|every(?:one|where|thing|body)\selse|some(?:thing|where|one)\selse|or\smore)\b|\bshare\sit\b"
)
_EITHER = tuple(
    (pattern(rf"(?i)\b(?:{one})\b"), pattern(rf"(?i)\b(?:{other})\b"))
    for one, other in (
        (
            r"for|in\sfavou?r|yes|agreed?|approved?|support(?:ed|s)?|backed|back|remain|stay|satisfied|happy|keep",
            r"against|opposed?|no|disagreed?|disapproved?|rejected|leave|go|dissatisfied|unhappy|scrap",
        ),
        (r"men|boys|male|males|fathers", r"women|girls|female|females|mothers"),
        (r"own|owned|owner-occupied|owners|homeowners", r"rent|rented|renting|tenants"),
        (r"done|finished|complete|completed", r"to\sdo|unfinished|outstanding|to\sbe\sdone|to\scome"),
        (r"urban|cities|towns?", r"rural|countryside"),
        (r"public", r"private"),
        (r"exports?|abroad|overseas|foreign", r"home\smarket|domestic|at\shome"),
        (r"guilty|convicted", r"not\sguilty|acquitted"),
        (r"full-time", r"part-time"),
        (r"passed", r"failed"),
        (r"good|excellent|better|improved", r"poor|bad|worse|worsened"),
        (r"won", r"lost"),
    )
)
_PARTS = pattern(r"(?i)\b(?:made\sup|makes?\sup|account(?:s|ed)\sfor|consist\w*|compris\w+|split)\b")
# What a rate is, if not a share: how much something moves, is taxed, or may err.
_MOVED = pattern(
    r"(?i)\b(?:rose|risen|rises?|rising|f[ae]ll|fallen|falls|falling|gr[eo]w|grown|growth|gain(?:ed|s)?|drop(?:ped|s)?"
    r"|slid|slump(?:ed)?|climb(?:ed|s)?|jump(?:ed|s)?|(?<!made )(?<!make )(?<!makes )up|down|increase[sd]?|increasing"
    r"|decrease[sd]?|decline[sd]?|cut|yield(?:ed|s)?|swing|discount|by|inflation|unemployment|growing|surged"
    r"|interest)\s(?:by\s|of\s|is\s|was\s|to\s|at\s|reached\s)?(?:(?:about|around|nearly|almost|some|an?|just|over|more"
    r"|less|than|another|further)\s){0,3}$"
)
_MOVING = pattern(
    r"(?i)\s(?:more|less|fewer|higher|lower|increase|rise|fall|drop|decrease|decline|cut|growth|jump|reduction|discount"
    r"|swing|interest|points?|above|below|up|down|off|chance|pay\srise|return|dearer|cheaper|stakes?|tariffs?|tax|vat)\b"
)
_BESIDE = pattern(
    r"(?i)\b(?:margin\sof\serror(?:\sof|\swas|\sis)?|turnout[^,;.]{0,30}|including|of\swhom|of\swhich|among\sthem|humidity"
    r"[^,;.]{0,12}|rate(?:\sof|\sis|\swas|\sat)?|at\sleast|from|confidence)\s(?:about\s|some\s|plus\sor\sminus\s)?$"
)
_NOT_ONE = pattern(
    r"(?i)\b(?:more\sthan\sone\sanswer|could\s(?:give|name|choose|pick|tick)|multiple|both|also|as\swell|respectively"
    r"|rounding|compared|a\syear\s(?:ago|earlier|before)|previous(?:ly)?|of\sthe\s\d[\d.]*\s?(?:%|per\s?cent)|up\sfrom|down\sfrom|named|mentioned|cited"
    r"|listed|worried|concerned|liked|swing|turnout|chance|yields?|trust(?:s|ed)?|watch\w*|reads?|use[ds]?|drink|eat|bought|buy)\b"
    r"|(?:%|cent|half|thirds?|quarters?|fifths?)\sof\s(?:these|them|whom|which|those\s(?:under|over|in|aged|with))\b"
    r"|(?:%|per\scent|percent)\s(?:or|to)\s\d"
)
_TIMED = pattern(
    rf"(?i)(?:%|cent)(?:\s[a-z]+){{0,3}}?\s(?:last\s\w+|in\s(?:(?:19|20)\d\d|{MONTH})|on\s\w+day|earlier)\b"
)
_OF = pattern(r"(?i)\s+of\s(?:all\s|the\s|its\s|their\s|his\s|her\s|our\s|those\s|these\s)?([\w-]+)")
_OF_EACH = pattern(r"(?i)(?:^|[;.,]\s|\b(?:and|while|but)\s)(?:of|among|for)\s(?:the\s)?([a-z]+),?\s")
_PLACED = pattern(
    r"\b(?:[Ii]n|[Aa]t|[Aa]mong|[Ff]or|[Oo]n)\s(?:the\s)?[\w’'-]+(?:\s[\w’'-]+)?(?:\s(?:it|this)\s(?:is|was))?,?\s$"
)
_IN_PLACE = pattern(r"\s(?:in|at|among|for)\s(?:the\s)?[A-Z]")
_COMPLEMENT = pattern(
    r"(?i)(?:\b(?:the|a)\s(?:rest|remaining|remainder|other|final|balance|last)\b[,:(–—]?\s(?:[\w’'-]+\s){0,4}"
    r"|\bleaving\s(?:[\w’'-]+\s){0,3}|\bthe\s(?:rest|remainder|balance)\s(?:\w+\s){0,3}[(,–—]\s?)$"
)
_BOUGHT = pattern(
    r"(?i)\b(?:stakes?|acquir\w+|buy\w*|bought|purchas\w+|options?|takeover|holdings?|increas\w+|rais\w+)\b"
)
_ROUNDING = 1.5
_MOST = 145
"""Per cent that slips come to: what comes to more was never meant to be one whole."""


class Shares(NamedTuple):
    """Shares of one whole: all together ``total`` per cent, give or take ``slack``."""

    start: int
    end: int
    total: float
    slack: float


def miscounted(said: str) -> Shares | None:
    """The shares of a stretch of text that are of one whole and cannot be."""
    found = [rate for rate in rates(said) if not _is_beside(said, rate)]
    if len(found) < 2 or any(_is_moved(said, rate) for rate in found):
        return None
    if complement := _left(said, found):
        return complement
    if _NOT_ONE.search(said) or _TIMED.search(said) or _are_of_several(said, found):
        return None
    shares = _added(found)
    whole = _whole(said, found)
    if not whole or any(rate.bound == "less" for rate in found):
        return None
    is_over = 100 + shares.slack < shares.total <= _MOST
    is_under = 60 < shares.total < 100 - shares.slack - 0.5 and (
        whole == "all"
        or (len(found) > 2 and whole == "part" and bool(_REST.search(said)) and not _UNNUMBERED.search(said))
    )
    return shares if is_over or is_under else None


def _added(found: Sequence[Rate]) -> Shares:
    slack = _ROUNDING + sum(rate.half for rate in found if rate.is_fraction or rate.half < 0.5)
    slack += sum(2 for rate in found if rate.bound in ("about", "nearly"))
    return Shares(found[0].start, found[-1].end, sum(rate.value for rate in found), slack)


def _whole(said: str, found: Sequence[Rate]) -> Whole:
    """What tells that shares are of one whole."""
    counted = _IN_SO_MANY.search(said)
    is_counted = counted is not None and number_of(counted["n"]) == len(found)
    is_between = len(found) == 2 and _TWO_SIDES.search(said) is not None
    if _ALL.search(said) or ((is_counted or is_between) and not _NO_WHOLE.search(said)):
        return "all"
    if len(found) > 2 and any(_is_another(said, rate) for rate in found[1:]):
        return "part"
    if _CLOSED.search(said) or _are_opposed(said, found):
        return "part"
    if len(found) == 2:
        return "part" if _PARTS.search(said) else ""
    return "part" if _WHOLE.search(said) or _is_list(said, found) else ""


def _is_another(said: str, rate: Rate) -> bool:
    """Whether a share is said to be one more of a whole that was told of."""
    return _ANOTHER.search(said[max(0, rate.start - 12) : rate.start]) is not None


def _are_opposed(said: str, found: Sequence[Rate]) -> bool:
    """Whether shares are those of two sides: of only two, each with words of its own side beside it."""
    if len(found) > 2:
        return any(one.search(said) and other.search(said) for one, other in _EITHER)
    (first, second), size = found, len(said)
    behind = (said[first.end : second.start], said[second.end : min(size, second.end + _NEAR)])
    before = (said[max(0, first.start - _NEAR) : first.start], said[first.end : second.start])
    return any(_are_sides(*words, *sides) for words in (behind, before) for sides in _EITHER)


def _are_sides(first: str, second: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    sides = [(bool(one.search(words)), bool(other.search(words))) for words in (first, second)]
    return sorted(sides) == [(False, True), (True, False)]


_NEAR = 60
_NOUNS = pattern(
    r"\s(?!was\b|were\b|is\b|are\b|had\b|have\b|has\b|in\b|of\b)[a-z-]+(?:\s[a-z-]+){0,2}(?:,\s(?:and\s)?|\sand\s)"
)
_PREPOSED = pattern(
    r"(?:\s(?:of\s)?(?:[\w’'-]+\s){0,5}?)(to|from|for|on)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+(?:,\s(?:and\s)?|\sand\s)"
    r"(?:[\w’'-]+\s){0,2}"
)


def _is_list(said: str, found: Sequence[Rate]) -> bool:
    """Whether shares stand in one list: 60% oats, 30% rye and 20% bran; 60% to him, 30% to her and 20% to charity."""
    gaps = [said[one.end : other.start] for one, other in pairwise(found)]
    if all(_NOUNS.fullmatch(gap) for gap in gaps):
        return True
    preposed = [_PREPOSED.fullmatch(gap) for gap in gaps]
    return all(preposed) and len({each[1] for each in preposed if each}) == 1


def _left(said: str, found: Sequence[Rate]) -> Shares | None:
    """Shares whose last is said to be what the others leave, and is not."""
    for number, rate in enumerate(found):
        if (
            number
            and _COMPLEMENT.search(said[max(0, rate.start - 60) : rate.start])
            and not _BOUGHT.search(said)
        ):
            before = found[:number]
            sums = [sum(each.value for each in before[first:]) for first in range(number)]
            sums.append(abs(before[-1].value - before[0].value) or before[0].value)
            shares = _added(found[: number + 1])
            if all(abs(total + rate.value - 100) > shares.slack for total in sums) and not before[-1].bound:
                return shares if shares.total <= _MOST else None
    return None


def _is_beside(said: str, rate: Rate) -> bool:
    return _BESIDE.search(said[max(0, rate.start - 50) : rate.start]) is not None


def _is_moved(said: str, rate: Rate) -> bool:
    """Whether a rate tells how much something moves."""
    if _MOVING.match(said, rate.end):
        return True
    return _MOVED.search(said[max(0, rate.start - 40) : rate.start]) is not None


def _are_of_several(said: str, found: Sequence[Rate]) -> bool:
    """Whether shares are of different things: of men and of women, here and there."""
    of = {
        named[1].lower()
        for rate in found
        if not _is_another(said, rate) and (named := _OF.match(said, rate.end))
    }
    each = {named[1].lower() for named in _OF_EACH.finditer(said)}
    placed = sum(_PLACED.search(said[max(0, rate.start - 40) : rate.start]) is not None for rate in found)
    in_place = sum(_IN_PLACE.match(said, rate.end) is not None for rate in found)
    return len(of) > 1 or len(each) > 1 or placed > 1 or in_place > 1 or _is_whole_before(said, found)


def _is_whole_before(said: str, found: Sequence[Rate]) -> bool:
    """Whether the shares before a semicolon, or behind it, are all of a whole already."""
    for number in range(1, len(found)):
        if ";" in said[found[number - 1].end : found[number].start]:
            halves = (found[:number], found[number:])
            if any(len(half) > 1 and abs(sum(each.value for each in half) - 100) <= 1 for half in halves):
                return True
    return False
