"""Short questions over the paragraphs that answer them: headings, or what an interviewer asks."""

import re

from articles.text.parsing.page import Page
from articles.text.parsing.units import is_question, starts_lower

_LONGEST = 20
_ANSWER = 12
_OFTEN = 3
_SAID = ('"', "“", "„", "«", "»", "‘", "'", "—", "–", "-", "*")
_GOES_ON = re.compile(
    r"(?:so|and|but|or|yet|then|und|aber|oder|doch|also|y|o|pero|et|mais|ou|e|ma|mas|en|maar)\b|\S{1,12}[:：]\s",
    re.IGNORECASE,
)
"""How a sentence goes on from the one before, and how somebody's turn in a conversation begins."""


def find_questions(page: Page, lead: int, end: int, *, bare: bool) -> frozenset[int]:
    """Units that each are one short question between an answer's paragraphs.

    On a page they are headings. A text may ask in passing too, so where there is nothing else (``bare``) they must be
    told by their first word, or be several: no text does it in paragraphs of one question again and again.
    """
    found = [index for index in range(lead + 1, end - 1) if _may_head(page, index)]
    often = len(found) >= _OFTEN or not bare
    return frozenset(i for i in found if often or is_question(page.units[i]))


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
    below = index + 1
    return page.prose(below) and page.units[below].words >= _ANSWER and not page.text(below).endswith("?")
