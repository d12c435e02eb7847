"""Words that are taken for others which sound like them, and phrases that contradict themselves."""

import re
from collections.abc import Iterator
from functools import lru_cache

from articles.text.patterns import pattern
from articles.text.style.copy import Copy
from articles.text.style.near import few, near, words_of
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.words import mistaken
from articles.text.style.words.confusables import CONFUSED

_REACH = 40
Row = tuple[str, re.Pattern[str], re.Pattern[str]]
"""What is meant, what then stands before the word, and after it."""
_OPENING = pattern(r"[.!?:][\"”’]?\s[\"“‘]?\Z")


@check(
    "confusable",
    Severity.WARN,
    reason="Words that sound alike are the slips that no list of words can see.",
    example="A man who's wife was hurt.",
    spares_quotations=False,
)
def confusable(copy: Copy) -> Iterator[Hit]:
    for found, rows in few(_suspects(copy), copy):
        start, end = found.span()
        for meant, before, after in rows:
            if after.match(copy.text, end) and before.search(copy.text, max(0, start - _REACH), start):
                said = f"“{found[0]}” is taken for “{meant}” here."
                yield Hit(start, end, said, _as_written(found[0], meant))
                break


def _suspects(copy: Copy) -> Iterator[tuple[re.Match[str], tuple[Row, ...]]]:
    """The words that may be taken for others, each with its rows."""
    table = _mistaken()
    for found in copy.words:
        word = found[0]
        small = word.lower().replace("’", "'")
        rows = CONFUSED.get(small, ())
        if small in table and (word == small or _opens(copy, found.start())):
            rows = (*rows, *table[small])  # with a capital elsewhere it is often a name
        if rows:
            yield found, rows


def _opens(copy: Copy, place: int) -> bool:
    """Whether a sentence begins here."""
    return place in copy.starts or _OPENING.search(copy.text, max(0, place - 4), place) is not None


@lru_cache(maxsize=1)
def _mistaken() -> dict[str, tuple[Row, ...]]:
    """The rows of the words of meaning, by the word as it is written."""
    table: dict[str, tuple[Row, ...]] = {}
    for written, meant, before, after in mistaken.rows():
        table[written] = (*table.get(written, ()), (meant, before, after))
    return table


def _as_written(word: str, meant: str) -> str:
    """The right word with the capital and the apostrophe of the wrong one."""
    meant = meant.replace("'", "’") if "’" in word else meant
    return f"{meant[0].upper()}{meant[1:]}" if word[0].isupper() else meant


_ANNUAL = frozenset(
    {"annual", "Annual", "ANNUAL", "yearly", "Yearly", "biennial", "Biennial", "biannual", "triennial"}
)
_FIRST = pattern(
    r"\b(?P<word>(?:very\s)?first|1st|inaugural|debut|maiden)[ -](?:ever[ -])?(?P<often>annual|yearly|biennial|biannual"
    r"|triennial)\b|\b(?P<word2>inaugural),\s(?P<often2>annual)\b",
    re.IGNORECASE,
)
_RECKONED = pattern(
    r"\s(?:[a-z-]+\s)?(?:leave|loss|profits?|rise|fall|increase|decline|drop|growth|results?|deficit|surplus|reports?"
    r"|general|figures|earnings|income|gains?|decrease|net|pre-?tax|sales|revenues?|payments?|fees?|rent|premium"
    r"|instal+ments?|charges?|subscription|bill|budget|address|message|pay|salary|bonus|dividend|returns?|accounts"
    r"|statement|target|quota|limit|cap|allowance|tax|subsidy|contraction|expansion|slump|downturn|slide|jump|surge"
    r"|dip|turnover|output|total|average|rate|inflation|costs?|prices?|check|check-up|review|audit|inspection"
    r"|appraisal|plan|holiday|vacation|migration|meetings?\sof|shareholders?['’]?|stockholders?['’]?|cash|trading|operating|interest"
    r"|production|consumption|spending|survey\sto)\b|(?:\s[\w'’-]+){0,8}\s(?:since|in\s[\w-]+\s(?:years|decades))\b",
    re.IGNORECASE,
)
_A_BOOK = pattern(r"\s(?:that|which|was|is|of|published|appeared|to\sbe)\b|[.;](?:\s|\Z)")
_WAS_THE = pattern(r"\b(?:was|is|are|were|be|became|becomes?)\sthe\s\Z")
_TO_DO = pattern(r"(?:\s[\w'’-]+){1,6}\sto\s(?!be\b)[a-z]")


@check(
    "first-annual",
    Severity.WARN,
    reason="What happens for the first time is not yet annual.",
    example="Crowds came to the first annual lantern walk.",
)
def first_annual(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_FIRST, near(copy, words_of(copy, _ANNUAL))):
        start, end = found.span()
        if _RECKONED.match(copy.text, end) or _A_BOOK.match(copy.text, end):
            continue  # by the year: the first annual loss, the first annual dinner in ten years
        if _WAS_THE.search(copy.text, max(0, start - 16), start) and _TO_DO.match(copy.text, end):
            continue  # of several, the first to do something
        often = found["often"] or found["often2"]
        yield Hit(start, end, f"“{found[0]}”: nothing is {often.lower()} before its second time.")
