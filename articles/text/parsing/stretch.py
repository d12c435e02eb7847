"""Where the story's own text stands on its page: the stretch of units that reads most like a story.

Every unit counts for (its words) or against (what pages print around stories); the body is the stretch with the
greatest sum, so that a label or an advertisement between two paragraphs does not end it, and a list of teasers does.
"""

import re

from articles.text.dates import find_dates
from articles.text.parsing import readers
from articles.text.parsing.page import Page
from articles.text.parsing.recurring import dates_of_cards, dates_of_posts
from articles.text.parsing.story import BODY, Role

_COUNTS = {
    Role.CAPTION: -1, Role.PICTURE_CREDIT: -1, Role.PICTURE_FILE: -1, Role.END_MARK: -5, Role.FURNITURE: -6,
    Role.DATE: -4,
    Role.BYLINE: -8, Role.RELATED_LABEL: -12, Role.RELATED_TITLE: -4, Role.RELATED_DATE: -8, Role.SOURCE: -25,
    Role.EDITOR: -25, Role.TRANSLATOR: -25, Role.KEYWORDS: -25, Role.CONTACT: -30, Role.AGENCY_CREDIT: -60,
    Role.PROOFREADER: -60, Role.BOILERPLATE: -80, Role.PROMO: -40,
}  # fmt: skip
_BETWEEN = (Role.FURNITURE, Role.CAPTION, Role.PICTURE_CREDIT, Role.PICTURE_FILE)
_READ_ON = (Role.FURNITURE, Role.RELATED_LABEL)
_AT_MOST = 8
_UNDECIDED = -3
_BOX = -20
_CARD = -25
_POST = -60
_TEASER = -10
_PARTED = 3
_MOST = 60
_ALONE = 0.3
_LONG = 40
_STATED = 20
_COPY, _COPY_SIGNS = -40, ("©", "(c", "(C", "Copyright", "COPYRIGHT", "copyright")
_STORY = 150
_THREAD = 3
_SIGNED = 60
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,80}\b(?:19|20)\d\d\b", re.IGNORECASE)
"""A notice of whose the page is, as stands at its foot; a picture's names no year."""
_ITEM = re.compile(r"(?:[•▪◦·‣–]|-(?=\s))\s*\S")
"""What text browsers put before the items of menus, "*" and "+", is none of these."""


def longest_stretch(page: Page, *, short_lines: bool = False) -> tuple[int, int]:
    """First unit of the body and the one after its last; `short_lines`: its paragraphs may be lines of a table."""
    best, start, total = 0.0, 0, 0.0
    found = (len(page), len(page))
    cards = dates_of_cards(page, min(page.having(Role.DATE), default=0) + 1)
    thread = sum(begins_comments(page, i) for i in range(len(page))) >= _THREAD
    listed = items_of_text(page)
    for index in range(len(page)):
        if total <= 0:
            total, start = 0.0, index
        if best >= (_MOST if thread else _STORY) and begins_comments(page, index):
            break
        if best >= _MOST and counts_comments(page, index):
            break
        total += _CARD if index in cards else _count(page, index, short_lines=short_lines or index in listed)
        if total > best:
            best, found = total, (start, index + 1)
    return found


def items_of_text(page: Page) -> frozenset[int]:
    """Items of lists that a line with a colon announces: of the text as that line is."""
    found: set[int] = set()
    for index in range(1, len(page)):
        announced = index - 1 in found or page.text(index - 1).endswith(":")
        if announced and page.free(index) and _ITEM.match(page.text(index)):
            found.add(index)
    return frozenset(found)


def begins_comments(page: Page, index: int) -> bool:
    """Whether what readers say begins here, or one of them answers another."""
    return page.roles[index] is Role.BOILERPLATE and readers.is_comments_label(page.text(index))


def counts_comments(page: Page, index: int) -> bool:
    """Whether a line says how many comments stand below it, where the page's own lines part it from the text; or that
    they do, over the day of the first.
    """
    text = page.text(index)
    if readers.heads_comments(text) and _is_day_of_comment(page.text(index + 1)):
        return True
    if not readers.is_comments_count(text) or page.prose(index - 1):
        return False
    near = range(max(0, index - _PARTED), index)
    return not any(page.units[i].prose for i in near) or not (page.prose(index + 1) or page.prose(index + 2))


def _is_day_of_comment(text: str) -> bool:
    return len(text) < _SIGNED and any(found.date.precision == "minute" for found in find_dates(text))


def stretch_from(page: Page, lead: int, *, short_lines: bool) -> int:
    """The unit after the last of a body that begins at `lead`."""
    best, total, end = 0.0, 0.0, lead + 1
    cards, posts, listed = dates_of_cards(page, lead), dates_of_posts(page, lead), items_of_text(page)
    for index in range(lead, len(page)):
        if best >= _MOST and counts_comments(page, index):
            break
        if best >= _STORY and begins_comments(page, index):
            break
        dated = _POST if index in posts else _CARD if index in cards else 0
        total += dated or _count(page, index, short_lines=short_lines or index in listed)
        if total > best:
            best, end = total, index + 1
    return end


def _count(page: Page, index: int, *, short_lines: bool) -> float:
    role, unit = page.roles[index], page.units[index]
    if role in BODY:  # so early only where it was stated
        return max(min(unit.words, _MOST), _STATED)
    if role is Role.FURNITURE and unit.text.startswith(_COPY_SIGNS) and _COPYRIGHT.match(unit.text):
        return _COPY
    if role is not None:
        return _COUNTS.get(role, -6)
    breaks_off = unit.text.endswith(("…", "..."))
    if unit.prose and breaks_off and page.role(index + 1) in _READ_ON:
        return _TEASER
    if unit.prose and page.is_box(index):
        return _BOX
    if unit.prose:
        alone = unit.words < _LONG and not (_beside(page, index, -1) or _beside(page, index, 1))
        return min(unit.words, _MOST) * (_ALONE if alone and not short_lines else 1)
    if short_lines or unit.text.endswith(":") or (unit.ends and not breaks_off):
        return unit.words
    return _UNDECIDED if unit.kind in (None, "p") else 0


def _beside(page: Page, index: int, step: int) -> bool:
    """Whether the next unit that way is running text, an advertisement or a picture between not counted."""
    for _ in range(_AT_MOST):
        index += step
        if page.role(index) not in _BETWEEN:
            break
    return page.prose(index)
