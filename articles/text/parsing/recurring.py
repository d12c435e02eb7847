"""What a page says again and again, which no story does: the words of its buttons, and the dates of its cards.

leave_out_alt_texts(page)       what a caption says again is of its picture too
leave_out_recurring(page)       a few words on lines of their own at three places or more are furniture
leave_out_contents(page)        a list of the headings that follow in the text is its table of contents
dates_of_cards(page)            the dates that belong to teasers and comments: there are many of them
dates_of_posts(page)            those of them that say "2 hours ago" over a paragraph
"""

import re
from bisect import bisect_right
from collections import Counter

from articles.text.parsing.likeness import folded
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_FEW = 4
_OFTEN = 3
_HEAD = 8
_HEADING, _TEXT = 20, 15
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-–*+•▪·])\s*")
_DATES = (Role.DATE, Role.RELATED_DATE)


def leave_out_recurring(page: Page) -> None:
    """Take "Reply", "Save" and the like out, whatever their language is."""
    short = {
        index: folded(unit.text)
        for index, unit in enumerate(page.units)
        if page.free(index) and unit.words <= _FEW and not unit.ends and not unit.text.endswith(":")
    }
    often = {text for text, times in Counter(short.values()).items() if text and times >= _OFTEN}
    dated = min(page.having(Role.DATE, Role.BYLINE), default=-_HEAD)
    head = range(dated - _HEAD, dated + 2)  # a title that recurs is a title, and so is a writer's name
    page.give(Role.FURNITURE, [index for index, text in short.items() if text in often and index not in head])


def leave_out_alt_texts(page: Page) -> None:
    """Take out what a page says of a picture for those who cannot see it, when its caption below says it again."""
    for index in page.having(Role.CAPTION):
        above = folded(page.text(index - 1))
        if page.free(index - 1) and above and folded(page.text(index)).startswith(above):
            page.roles[index - 1] = Role.CAPTION


def leave_out_contents(page: Page) -> None:
    """Take out three lines or more in a row that come again below in their order, each over text of its own."""
    keys = [_heading_key(unit.text) if unit.words <= _HEADING else "" for unit in page.units]
    over: dict[str, list[int]] = {}
    for index, key in enumerate(keys[:-1]):
        if key and page.free(index) and page.units[index + 1].words >= _TEXT:
            over.setdefault(key, []).append(index)
    page.give(Role.FURNITURE, _first_row(page, keys, over))


def _first_row(page: Page, keys: list[str], over: dict[str, list[int]]) -> range:
    """The first run of lines that nearly all come again in order; one between them may be written otherwise there."""
    below = start = last = times = 0
    for index, key in enumerate(keys):
        places = over.get(key, [])
        place = bisect_right(places, max(below, index + 1))
        again = places[place] if place < len(places) else None
        if again is not None and page.free(index):
            start, last, below, times = (
                (start, index, again, times + 1) if times else (index, index, again, 1)
            )
        elif times and index - last > 1:
            if times >= _OFTEN:
                break
            below = times = 0
    return range(start, last + 1) if times >= _OFTEN and below > last + 1 else range(0)


def _heading_key(text: str) -> str:
    item = _ITEM.match(text)
    return folded(text[item.end() :] if item else text)


def dates_of_posts(page: Page, start: int) -> frozenset[int]:
    """Dates from `start` on that say "2 hours ago" over a paragraph, several times: those of a feed or of comments."""
    ago = [i for i in range(start, len(page)) if page.roles[i] is Role.RELATED_DATE and page.prose(i + 1)]
    return frozenset(ago) if len(ago) >= _OFTEN else frozenset()


def dates_of_cards(page: Page, start: int) -> frozenset[int]:
    """Dates from `start` on, where there are several and they do not head the paragraphs of a chronicle."""
    dates = [i for i in range(start, len(page)) if page.roles[i] in _DATES]
    cards = [i for i in dates if not page.prose(i + 1) or (i > start and not page.prose(i - 1))]
    return frozenset(cards) if len(cards) >= _OFTEN else frozenset()
