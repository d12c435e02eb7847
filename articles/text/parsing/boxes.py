"""Boxes that a page puts between two paragraphs: rows of short lines, many of which are the page's own."""

from collections.abc import Iterator

from articles.text.parsing.page import Page
from articles.text.parsing.story import BODY, Role

_FEWEST, _OWN = 4, 0.4
_OF_PAGES = (
    Role.FURNITURE, Role.RELATED_LABEL, Role.RELATED_TITLE, Role.RELATED_DATE, Role.DATE, Role.BYLINE, Role.PROMO,
)  # fmt: skip


def leave_out_boxes(page: Page, lead: int, end: int) -> None:
    """Take out all of a row that is a box, but for a heading of the text below it."""
    for row in _rows(page, lead, end):
        own = [i for i in row if page.roles[i] in _OF_PAGES and page.units[i].words]
        if len(row) < _FEWEST or len(own) < _OWN * len(row) or len(own) < 2:
            continue
        if page.roles[row[-1]] is Role.SUBHEAD:
            row.pop()
        for index in row:
            if page.roles[index] in BODY:
                page.roles[index] = Role.FURNITURE


def _rows(page: Page, lead: int, end: int) -> Iterator[list[int]]:
    """Lines in a row that are no sentences, between two paragraphs and not announced by the first with a colon."""
    row: list[int] = []
    for index in range(lead, min(end, len(page))):
        unit = page.units[index]
        if not (unit.prose or unit.stated or unit.kind or unit.text.endswith(":")):
            row.append(index)
            continue
        if row and unit.prose and row[0] > lead and not page.text(row[0] - 1).endswith(":"):
            yield row
        row = []
