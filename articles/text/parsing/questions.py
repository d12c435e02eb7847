"""Short questions over the paragraphs that answer them: headings, or what an interviewer asks."""

import re

from articles.text.parsing.page import Page
from articles.text.parsing.units import is_question, starts_lower

_LONGEST = 20
_ANSWER = 12
_OFTEN = 3
_HEADING = 8
_SAID = ('"', "“", "„", "«", "»", "‘", "'", "—", "–", "-", "*")
_GOES_ON = re.compile(
    r"(?:so|and|but|or|yet|then|und|aber|oder|doch|also|y|o|pero|et|mais|ou|e|ma|mas|en|maar)\b|\S{1,12}[:：]\s",
    re.IGNORECASE,
)
"""How a sentence goes on from the one before, and how somebody's turn in a conversation begins."""


def find_questions(page: Page, lead: int, end: int, *, bare: bool) -> frozenset[int]:
    """Units that each are one short question between an answer's paragraphs.

    On a page they are headings. A text may ask in passing too, so where there is nothing else (``bare``) they must be
    told by their first word, or be several, or stand in a text that has other headings: no text does it in paragraphs
    of one question again and again.
    """
    found = [index for index in range(lead + 1, end - 1) if _may_head(page, index)]
    often = len(found) >= _OFTEN or not bare
    often = often or (bool(found) and any(_heads(page, i) for i in range(lead + 1, end - 1)))
    return frozenset(i for i in found if often or is_question(page.units[i]))


def _heads(page: Page, index: int) -> bool:
    """Whether a few words without a full stop stand between two paragraphs."""
    unit = page.units[index]
    short = 2 <= unit.words <= _HEADING and not unit.text.endswith((":", ",", ";")) and unit.text[0].isupper()
    if not (short and page.free(index)) or unit.ends or unit.quoted or unit.kind:
        return False
    return _answers(page, index - 1) and _answers(page, index + 1)


def _answers(page: Page, index: int) -> bool:
    """Whether a unit is running text, of some length."""
    return page.prose(index) and page.units[index].words >= _ANSWER


def _may_head(page: Page, index: int) -> bool:
    unit, text = page.units[index], page.text(index)
    if (
        not (page.free(index) and text.endswith("?") and 2 <= unit.words <= _LONGEST)
        or unit.quoted
        or unit.kind
    ):
        return False
    if text.startswith(_SAID) or starts_lower(text) or _GOES_ON.match(text):
        return False
    return _answers(page, index + 1) and not page.text(index + 1).endswith("?")
