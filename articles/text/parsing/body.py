"""The middle of a page: which of the pieces between lead and end are paragraphs, subheads, captions, or strangers."""

import re

from articles.text.parsing.likeness import folded
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_BULLET = re.compile(r"(?:[•▪◦·‣]|[-*+](?=\s))\s*")
_HEADING = re.compile(r"#{1,6}\s+")
_REPEATED = 40


def settle_body(page: Page, lead: int, end: int) -> None:
    """Give every undecided piece of the body its role."""
    _leave_out_repeats(page, lead, end)
    _take_related(page, lead, end)
    for index in range(lead, end):
        if page.roles[index] is Role.DATE or page.roles[index] is Role.BYLINE:
            page.roles[index] = Role.FURNITURE
        if page.free(index):
            page.roles[index] = _role(page, index, lead, end)


def _leave_out_repeats(page: Page, lead: int, end: int) -> None:
    seen = {folded(page.text(i)) for i in page.having(Role.HEADLINE)}
    for index in range(lead, end):
        text = folded(page.text(index))
        if page.free(index) and text in seen:
            page.roles[index] = Role.FURNITURE
        if len(text) >= _REPEATED:
            seen.add(text)


def _take_related(page: Page, lead: int, end: int) -> None:
    """Titles of other stories under a label in the middle of the text, with the blurbs of their cards."""
    titles = {folded(page.text(i)) for i in page.having(Role.RELATED_TITLE, Role.PROMO)}
    for index in range(lead, end):
        before = page.roles[index - 1]
        if not page.free(index):
            continue
        title = page.units[index].words >= 3 and not page.units[index].prose
        if title and (folded(page.text(index)) in titles or before is Role.RELATED_LABEL):
            page.roles[index] = Role.RELATED_TITLE
        elif title and before is Role.RELATED_TITLE and page.free(index + 1) and not page.prose(index + 1):
            page.roles[index] = Role.RELATED_TITLE
        elif (
            before is Role.RELATED_TITLE
            and page.prose(index)
            and not page.prose(index + 1)
            and _card(page, index)
        ):
            page.roles[index] = Role.BOILERPLATE


def _card(page: Page, index: int) -> bool:
    """Whether a sentence under another story's title is its blurb: section names or furniture follow."""
    return index + 1 < len(page) and (not page.free(index + 1) or page.units[index + 1].words <= 2)


def _role(page: Page, index: int, lead: int, end: int) -> Role:
    unit = page.units[index]
    following = page.roles[index + 1] if index + 1 < len(page) else None
    if _BULLET.match(unit.text):
        return Role.LIST_ITEM
    if _HEADING.match(unit.text):
        return Role.SUBHEAD
    if following is Role.PICTURE_CREDIT and unit.words < 40 and index > lead:
        return Role.CAPTION
    if unit.prose or unit.ends or unit.text.endswith((":", ",", ";", "…")) or unit.words > 24:
        return Role.PARAGRAPH
    if index + 1 >= end:
        return Role.PARAGRAPH if unit.words > 3 else Role.FURNITURE
    if page.prose(index + 1):
        return Role.SUBHEAD
    return Role.SUBHEAD if page.free(index + 1) and page.prose(index + 2) and False else Role.PARAGRAPH
