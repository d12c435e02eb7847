"""Words that are taken for others which sound like them, and phrases that contradict themselves."""

import re
from collections.abc import Iterator

from articles.text.style.confusables import CONFUSED, WRITTEN
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check

_REACH = 40


@check(
    "confusable",
    Severity.WARN,
    reason="Words that sound alike are the slips that no list of words can see.",
    example="A man who's wife was hurt.",
    spares_quotations=False,
)
def confusable(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(WRITTEN):
        start, end = found.span()
        for meant, before, after in CONFUSED[found[0].lower().replace("’", "'")]:
            if after.match(copy.text, end) and before.search(copy.text, max(0, start - _REACH), start):
                yield Hit(
                    start, end, f"“{found[0]}” is taken for “{meant}” here.", _as_written(found[0], meant)
                )
                break


def _as_written(word: str, meant: str) -> str:
    """The right word with the capital and the apostrophe of the wrong one."""
    meant = meant.replace("'", "’") if "’" in word else meant
    return f"{meant[0].upper()}{meant[1:]}" if word[0].isupper() else meant


_FIRST_ANNUAL = re.compile(r"\b(?P<word>first|1st|inaugural|first-ever|first ever|debut"
    r"|maiden)[ -](?:ever\s)?(?P<often>annual|yearly|biennial|monthly|weekly)\b(?!\s(?:leave|loss|profit|rise|fall"
    r"|increase|decline|drop|growth|results?|deficit|surplus|report|general|figures|earnings|income|gain"
    r"|decrease|net|pre-tax|pretax|sales|revenue))", re.IGNORECASE)  # fmt: skip


@check(
    "first-annual",
    Severity.WARN,
    reason="What happens for the first time is not yet annual.",
    example="Crowds came to the first annual lantern walk.",
)
def first_annual(copy: Copy) -> Iterator[Hit]:
    for found in copy.find(_FIRST_ANNUAL):
        yield Hit(*found.span(), f"“{found[0]}”: nothing is {found['often']} before its second time.")
