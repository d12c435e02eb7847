"""Hours as copy tells them, and those that say twice which half of the day they are in: 9 PM in the evening."""

import re
from collections.abc import Iterator

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.near import near, words_of

_AM = r"(?:a\.?m\b\.?|A\.?M\b\.?|Am\b)"
_PM = r"(?:p\.?m\b\.?|P\.?M\b\.?|Pm\b)"
_MARK = rf"(?:{_AM}|{_PM})"
_SAID = r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_HOUR = rf"(?<![\w.,$£€])(?:\d{{1,2}}(?:[:.]\d\d)?|{_SAID}(?:[ -](?:ten|fifteen|twenty|thirty|forty|fifty)(?:-five)?)?)"
_LATE = (
    r"(?<![\w.,$£€])(?:1[3-9]|2[0-3])(?:[:.][0-5]\d(?:\s?(?:hours|hrs))?|[0-5]\d(?:\s?(?:hours|hrs)"
    r"|(?=[ap]\.?m|\sp\.?m)))"
)
"""An hour of a clock of twenty-four."""
_ZONE = r"(?:\s(?:GMT|BST|IST|CET|[ECMP][SD]?T|local\stime))?"
_O_CLOCK = r"\s?o['’]clock"
_O_DAY = r"(?:(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s|tomorrow\s|yesterday\s)"
_OF_NO_DAY = r"(?!\s(?:session|room|light|sun|mist|fog|rush|traffic|papers?|show|service|news)\b)"
_IN = r"(?:in|during)\sthe\s(?:very\s|wee\s)?(?:early\s|late\s|mid-?)?(?:early\s|late\s)?"
_IN_THE_MORNING = (
    rf"(?:(?:early\s|late\s)?{_IN}morning\b{_OF_NO_DAY}|in\sthe\s(?:early|small|wee)\shours\b|in\sthe\sforenoon\b"
    r"|(?:in\sthe|at)\s(?:dead\sof\s(?:the\s)?night|middle\sof\sthe\snight)\b|before\snoon\b)"
)
_IN_THE_EVENING = (
    rf"(?:(?:early\s|late\s)?{_IN}(?:afternoon|evening)\b{_OF_NO_DAY}|at\snight(?:time)?\b(?!\s(?:school|club|shift|court|class))|in\sthe\snight\b|after\snoon\b"
    r"|(?:in\sthe|at)\s(?:dead\sof\s(?:the\s)?night|middle\sof\sthe\s(?:night|day|afternoon))\b)"
)
_EITHER = rf"(?:{_IN_THE_MORNING}|{_IN_THE_EVENING})"
_AND = r",?\s"
_NOON = r"(?:noon|midday|midnight|noontime|noonday)"
_TWICE = pattern(
    "|".join((
        # 8am in the morning, 9 p.m. tonight, 3pm on Tuesday afternoon
        rf"{_HOUR}\s?{_AM}(?:{_O_CLOCK})?{_ZONE}\s(?:{_IN_THE_MORNING}|this\smorning\b|{_O_DAY}morning\b"
        r"|(?:every|each)\smorning\sin\sthe\smorning\b)", rf"{_HOUR}\s?{_AM}\sat\snight\b",
        rf"{_HOUR}\s?{_PM}(?:{_O_CLOCK})?{_ZONE}{_AND}(?:{_IN_THE_EVENING}|this\s(?:afternoon|evening)\b"
        rf"|{_O_DAY}(?:afternoon|evening|night)\b|(?:to|last\s)night\b)",
        # this morning at 9am
        rf"\b(?:this\s|in\sthe\s|{_O_DAY})morning\sat\s{_HOUR}\s?{_AM}",
        rf"\b(?:(?:this\s|in\sthe\s|{_O_DAY})(?:afternoon|evening)|(?:to|last\s|{_O_DAY})night)\sat\s{_HOUR}\s?{_PM}",
        # six in the evening p.m.
        rf"{_HOUR}(?:{_O_CLOCK})?{_AND}{_EITHER}\s{_MARK}",
        # 21:00 pm, 16:20 in the afternoon, 08.30am
        rf"{_LATE}\s?{_MARK}", rf"{_LATE}{_ZONE}\s{_EITHER}", r"\b0\d(?:[:.][0-5]\d|[0-5]\d\s?)(?:[ap]m\b|[ap]\.m\.)",
        # 8am o'clock
        rf"{_HOUR}\s?{_MARK}{_O_CLOCK}", rf"{_HOUR}{_O_CLOCK}\s{_MARK}",
        # 12 noon, noon midday, midnight at night
        rf"\b(?i:12(?:[:.]?00)?|twelve)(?:\s?{_MARK})?(?:{_O_CLOCK})?,?\s(?i:{_NOON})\b",
        rf"\b(?i:{_NOON})\s(?:at\s)?(?i:12|twelve)\b(?!['’-])",
        rf"\b(?:noon|midday)\s(?:noon|midday|{_MARK}|in\sthe\s(?:middle\sof\sthe\sday|daytime|day|afternoon)\b)",
        rf"\bmidnight\s(?:at\snight|in\sthe\s(?:night|middle\sof\sthe\snight)|{_MARK})",
        r"\b(?:dawn|daybreak|sunrise)\sin\sthe\smorning\b", r"\b(?:dusk|sunset)\sin\sthe\sevening\b",
    ))
)  # fmt: skip


_SIGNS_LIST = """
    m M am pm AM PM Am Pm o'clock o’clock noon midday midnight Noon Midday Midnight dawn daybreak sunrise dusk sunset
"""
_SIGNS = frozenset(_SIGNS_LIST.split())
"""Words of which one stands in all that says the time twice, but for a clock of twenty-four hours."""
_TWENTY_FOUR = pattern(r"[12](?<!\w[12])[0-9](?:[:.][0-5][0-9]|[0-5][0-9]\sh(?:ou)?rs)\b")


def told_twice(copy: Copy) -> Iterator[tuple[int, int]]:
    """The places at which an hour says twice which half of the day it is in."""
    places = sorted([*words_of(copy, _SIGNS), *copy.find(_TWENTY_FOUR)], key=re.Match.start)
    return (found.span() for found in copy.find(_TWICE, near(copy, places)))
