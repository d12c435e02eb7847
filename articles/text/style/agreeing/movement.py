"""The words of a change: how much of it there is said to be, which way it goes, and from what to what.

A sentence is read as tokens: quantities, each with what is said of its time, and moves, “12%”, “a third”, “doubled”.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from articles.text.patterns import pattern
from articles.text.style.reading.dates import MONTH, PERIOD
from articles.text.style.reading.numbers import WORD, Amount, amounts, number_of
from articles.text.style.reading.rates import Rate, bound, rates

Way = Literal["up", "down", ""]
_UP = (
    r"rose|risen|rises?|rising|grew|grown?|grows|growth|growing|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?"
    r"|increas(?:e|ed|es|ing)|gain(?:ed|s|ing)?|up|surg(?:e|ed|es|ing)|soar(?:ed|s|ing)?|leapt|leaped|leaps?"
    r"|advanc(?:e|ed|es|ing)|swelled|swollen|swelling|swell|higher|more|ahead|improv(?:e|ed|es|ing|ement)|hik(?:e|ed|es)"
    r"|rais(?:e|ed|es|ing)|expan(?:d|ded|ds|ding|sion)|rall(?:y|ied)|widen(?:ed|ing|s)?|bigger|larger|dearer|greater"
    r"|above|rebound(?:ed|s)?|recover(?:ed|y|s|ing)|rocketed|shot|ballooned|upturn|uplift|upswing|boost(?:ed)?"
    r"|strengthened|pricier|appreciat(?:ed|ion)|mushroomed|bounced|spike[ds]?|extra|mark-?up|added|adding"
)
_DOWN = (
    r"fell|fallen|falls?|falling|drop(?:ped|s|ping)?|declin(?:e|ed|es|ing)|decreas(?:e|ed|es|ing)|down"
    r"|slid|slides?|sliding|sank|sunk|sinking|shr[aiu]nk|shrunken|shrinking|shrinkage|slump(?:ed|s|ing)?"
    r"|plung(?:e|ed|es|ing)|plummet(?:ed|s|ing)?|tumbl(?:e|ed|es|ing)|cuts?|cutting|lower(?:ed)?|less|fewer"
    r"|slip(?:ped|s|ping)?|dip(?:ped|s)?|eas(?:ed|ing)|reduc(?:e|ed|es|ing|tion)|contract(?:ed|ion)|dived|dwindled"
    r"|shed|narrow(?:ed|ing)|slash(?:ed|es|ing)?|cheaper|below|off|trimmed|crashed|collapsed|savings?|discount"
    r"|smaller|lost|losing|loss|dent(?:ed)?|downturn|weakened|depreciat(?:ed|ion)|knocked|pared|short"
)
_MOVE = pattern(rf"(?i)\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!-)")
_NAMED = pattern(rf"(?i)[ -](?:[a-z-]+\s)?(?:{_UP}|{_DOWN})\b")
_UP_OR_DOWN_THAN = pattern(
    r"(?i)\b(?:more|less|fewer|no\shigher|no\slower)\sthan\s$|\b(?:above|below|up\sto|over)\s$"
)
_BREAK = pattern(
    r"(?i);|,\s(?:and|but|while|whereas|although|though|with)\s|\s(?:then|but|while|whereas|whose)\s|\s(?:before|after)\s\w+ing\b|\band\s(?!to\b|is"
    r"\b|now\b|was\b|were\b|stands?\b|are\b|\d|by\b)"
)
_TIMES = {
    "doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6, "twice": 2, "half": 1.5,
}  # fmt: skip
_MULTIPLE = pattern(
    rf"(?i)\b(?:(?P<halved>halved|halving)|(?P<verb>doubl|trebl|tripl|quadrupl|quintupl|sextupl)(?:ed|es|ing)\b"
    rf"|(?P<fold>{WORD}|\d{{1,3}})[- ]?fold\b|(?P<half>half)\sas\s(?:much|many)\sagain"
    rf"|(?P<than>(?:doubl|trebl|tripl|quadrupl)(?=e)|twice)e?(?=\s)|(?P<n>{WORD}|\d{{1,3}})\stimes\b)"
)
_SOME = (
    r"(?:just|nearly|almost|about|around|some|an?|the|more|less|than|over|under|record|total|of|roughly|only|well|high"
    r"|low|average|its|their|his|her|current|barely|as|many|much|few|approximately|below|above|estimated|new|peak|level"
    r"|figure|close|back|still|today['’]s|today|present|nearer|expected|projected|sek|nok|dkk|usd|eur|gbp|inr|pln|this|year['’]s|season['’]s)\s"
)
_TO = pattern(
    rf"(?i)\b(?:to|at|reach(?:ed|es|ing)?|hit|hitting|total(?:s|led|ling)?|now)\s(?:{_SOME}){{0,4}}$"
)
_OTHER = r"(?:(?!to\b|in\b|by\b|at\b|and\b|or\b|but\b|with\b|which\b|who\b|for\b)[\w'’-]+\s)"
_FROM = pattern(rf"(?i)\b(?:from|against|versus|vs\.?|compared\s(?:to|with))\s{_OTHER}{{0,5}}$")
_PERIOD = rf"(?:{PERIOD}|time|century|night|day|{MONTH})"
_PAST_AFTER = pattern(
    rf"(?i)^[^,;:.\d]{{0,24}}\b(?:ago|earlier|before|previously|last\s{_PERIOD}|the\s(?:previous|preceding|prior)\s"
    rf"{_PERIOD}|in\s(?:1[89]|20)\d\d|at\sthe\s(?:start|beginning|turn))\b|^[^,;:.\d]{{0,24}}\bin\s{MONTH}\b"
)
_PAST_BEFORE = pattern(
    rf"(?i)\b(?:ago|earlier|previously|last\s{_PERIOD}|once|used\sto\s\w+|had\sbeen|originally|formerly|in\s(?:1[89]|20)"
    rf"\d\d|that\s(?:cost|was|sold\sfor)|were|was|had)\b[^;:.\d]{{0,40}}$"
)
_NOW_AFTER = pattern(
    rf"(?i)^[^,;:.\d]{{0,24}}\b(?:now(?=\s?[,.;:)–—])|today|this\s{_PERIOD}|currently|at\spresent"
    r"|these\sdays|by\s(?:19|20)\d\d)\b"
)
_NOW_BEFORE = pattern(
    rf"(?i)\b(?:now|today|this\s{_PERIOD}|currently|since|reach(?:ed|es)|recovered|stands?|by\s(?:19|20)\d\d)\b"
    r"[^;:.\d]{0,40}$"
)
_NO_QUANTITY_AFTER = pattern(
    r"(?i)(?:-|\s)(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|seasons?|quarters?|decades?)\b|\s?[ap]\.?m\b"
    rf"|-[a-z]|\s{MONTH}\b|(?:st|nd|rd|th)\b|:\d|/\d|\sper\s?cent(?:age)?\s?points?|\s(?:percentage\s)?points?\b"
    r"|\stimes\b|\s(?:in|out\sof)\s(?:\d|two|three|four|five|ten|every)\b|-?fold|\sof\s(?:the|its|those|these|them)\b"
)
_AGO = pattern(r"(?i)-?\s?\w+\s(?:ago|earlier|before|later|old)\b")
_CUED_SPAN = pattern(r"(?i)\b(?:from|to|than|against)\s$")
_NO_QUANTITY_BEFORE = pattern(rf"(?:\b[A-Z][A-Za-z&.]*|{MONTH}\.?|[#/-]|\bNo\.?|\bpages?)\s?$")
_CODE = pattern(r"\b(?:[A-Z]{2}[KDRF]|USD|EUR|GBP|INR|JPY|PLN|RM|KSh|Sh)\s?$")
_OPENING = pattern(
    r"(?:^|[.!?:;“\"]\s?)(?:The|A|An|At|From|To|In|Only|Some|About|Nearly|Almost|Around|Of|By|Against)\s$"
)
_SHARED = pattern(r"(?i)\s(?:of|are|were|is|was|have|had)\s")
_MEASURED = pattern(
    r"(?i)\b(?:rise|fall|cut|drop|increase|decrease|reduction|decline|gain|jump|that|by)(?:\sof)?\s(?:\w+\s)?$"
)
_STILL = pattern(
    r"(?i)\b(?:barely|hardly|scarcely|little|unchanged|unmoved|flat|steady|stead(?:ied|ily)|stall(?:ed|s)|stagnat\w+"
    r"|levelled|leveled|plateau\w*|stood\sstill|stuck)\b"
)
_BROUGHT = pattern(
    r"(?i)\b(?:lift|push|help|driv|tak|send|bring|boost|propel|nudg|swell|rais|cutt|trimm|squeez|dragg|turn)(?:e?d|ing)\s"
    r"(?!(?:it|them|that|this|these|those|him|her|us)\b|(?:(?:the|its|their|a|an)\s)?(?:[\w-]+\s){0,2}?(?:total|tally|figure|number"
    r"|average|count|sum|price|cost|bill|level|value|amount|headcount|rate|median|mean)\b)(?P<what>[^,.;:\d]{3,60}?)\s(?:to|from)\s"
)
_NOUN = pattern(r"[ -](?:[a-z-]+\s)?")
_LONG_WORD = pattern(r"[a-z]{4,}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


class Quantity(NamedTuple):
    """An end of a change: whether it is said to be its start (“from”), its end (“to”), or of another time."""

    amount: Amount
    is_from: bool
    is_to: bool
    is_past: bool
    is_now: bool

    @property
    def start(self) -> int:
        return self.amount.start

    @property
    def end(self) -> int:
        return self.amount.end


class Move(NamedTuple):
    """How much a thing is said to move: by ``rate`` per cent, or to ``times`` as much. ``compares`` where it can only
    stand before what it is held against: twice the 40."""

    start: int
    end: int
    way: Way
    rate: Rate | None
    times: float = 0
    bound: str = ""
    compares: bool = False


def quantities(text: str) -> list[Quantity]:
    """The numbers of a sentence that count or measure something: no years, dates, ages, times, names."""
    kept = [each for each in amounts(text) if not each.is_rate and _is_quantity(text, each)]
    ends = [0, *(each.end for each in kept)]
    starts = [*(each.start for each in kept[1:]), len(text)]
    return [_quantity(text, *one) for one in zip(kept, ends, starts, strict=False)]


def _quantity(text: str, amount: Amount, after: int, before: int) -> Quantity:
    lead, rest = (
        text[max(after, amount.start - 70) : amount.start],
        text[amount.end : min(before, amount.end + 60)],
    )
    if after and (told := _PAST_AFTER.match(lead) or _NOW_AFTER.match(lead)):
        lead = lead[told.end() :]  # of the one before
    return Quantity(
        amount,
        _FROM.search(lead) is not None,
        _TO.search(lead) is not None,
        _PAST_AFTER.search(rest) is not None or _PAST_BEFORE.search(lead) is not None,
        _NOW_AFTER.search(rest) is not None or _NOW_BEFORE.search(lead) is not None,
    )


def _is_quantity(text: str, amount: Amount) -> bool:
    if amount.unit:
        return True
    said, before = text[amount.start : amount.end], text[max(0, amount.start - 24) : amount.start]
    if _YEAR.match(said) or said.lower() in ("one", "zero") or text[amount.end : amount.end + 1].isalpha():
        return False
    if (
        _NO_QUANTITY_BEFORE.search(before)
        and not _CODE.search(before)
        and not _OPENING.search(text, max(0, amount.start - 12), amount.start)
    ):
        return False
    if _NO_QUANTITY_AFTER.match(text, amount.end):
        return bool(_CUED_SPAN.search(before)) and not _AGO.match(text, amount.end)
    return True


def moves(text: str) -> list[Move]:
    """What a sentence says of how much things move, in order."""
    found = [*_multiples(text), *_changed(text)]
    return sorted(found, key=lambda move: move.start)


def _multiples(text: str) -> Iterator[Move]:
    for found in _MULTIPLE.finditer(text):
        hedge = bound(text, 0, found.start())
        if found["halved"]:
            rate = Rate(*found.span(), 50, 2.5, hedge, is_fraction=True)
            yield Move(*found.span(), "down", rate)
        elif count := found["fold"] or found["n"]:
            if (times := number_of(count)) > 1:
                yield Move(*found.span(), "up", None, times, hedge, found["n"] is not None)
        else:
            stem = (found["verb"] or found["half"] or found["than"]).lower()
            yield Move(*found.span(), "up", None, _TIMES[stem], hedge, found["than"] is not None)


def _changed(text: str) -> Iterator[Move]:
    for rate in rates(text):
        way = _way(text, rate)
        is_share = _SHARED.match(text, rate.end) and not _MEASURED.search(
            text[max(0, rate.start - 20) : rate.start]
        )
        if way and not is_share:
            yield Move(rate.start, rate.end, way, rate)


def _way(text: str, rate: Rate) -> Way:
    """Which way a rate goes: by the words right behind it, by the last ones before it, or those further behind."""
    behind = _NOUN.match(text, rate.end)
    if behind and (found := _MOVE.match(text, rate.end + 1) or _MOVE.match(text, behind.end())):
        return _named(found)
    lead = _UP_OR_DOWN_THAN.sub("", text[max(0, rate.start - 60) : rate.start])
    before = list(_MOVE.finditer(lead))
    if before and not _BREAK.search(f"{lead}0", before[-1].end()):
        return _named(before[-1])
    after = _MOVE.search(text, rate.end, min(len(text), rate.end + 40))
    return _named(after) if after and not _DIGIT.search(text, rate.end, after.start()) else ""


def _named(found: re.Match[str]) -> Way:
    return "up" if found["up"] else "down"


def is_broken(text: str, start: int, end: int) -> bool:
    """Whether another clause begins between two places."""
    return _BREAK.search(text, start, end) is not None


def is_opposed(text: str, start: int, end: int) -> bool:
    """Whether a stretch moves both ways."""
    found = list(_MOVE.finditer(text, start, end))
    return any(each["up"] for each in found) and any(each["down"] for each in found)


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a stretch behind a rate begins another movement: fell 2% last year and is to fall."""
    named = _NAMED.match(text, start, end)
    if _STILL.search(text, start, end) or _is_of_another(text, start, end):
        return True
    return any(
        not each[0].lower().endswith("ing") and each[0].lower() not in ("up", "down", "more", "extra", "lost")
        for each in _MOVE.finditer(text, named.end() if named else start, end)
    )


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Whether a stretch behind a rate tells of what that brought: sales rose 2%, lifting profit to."""
    brought = _BROUGHT.search(text, start, end)
    return brought is not None and not any(
        word in text[:start].lower() for word in _LONG_WORD.findall(brought["what"].lower())
    )


def is_moved(text: str, place: int) -> bool:
    """Whether the amount at a place is what something moves by: fell 45p."""
    words = text[max(0, place - 24) : place].rstrip().rpartition(" ")[2]
    return _MOVE.fullmatch(words) is not None
