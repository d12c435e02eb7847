"""What a page says again and again, which no story does: the words of its buttons, and the dates of its cards.

leave_out_alt_texts(page)       what a caption says again is of its picture too
leave_out_recurring(page)       a few words on lines of their own at three places or more are furniture
dates_of_cards(page)            the dates that belong to teasers and comments: there are many of them
dates_of_posts(page)            those of them that say "2 hours ago" over a paragraph
"""

from collections import Counter

from articles.text.parsing.likeness import folded
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_FEW = 4
_OFTEN = 3
_HEAD = 8
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


def dates_of_posts(page: Page, start: int) -> frozenset[int]:
    """Dates from `start` on that say "2 hours ago" over a paragraph, several times: those of a feed or of comments."""
    ago = [i for i in range(start, len(page)) if page.roles[i] is Role.RELATED_DATE and page.prose(i + 1)]
    return frozenset(ago) if len(ago) >= _OFTEN else frozenset()


def dates_of_cards(page: Page, start: int) -> frozenset[int]:
    """Dates from `start` on, where there are several and they do not head the paragraphs of a chronicle."""
    dates = [i for i in range(start, len(page)) if page.roles[i] in _DATES]
    cards = [i for i in dates if not page.prose(i + 1) or (i > start and not page.prose(i - 1))]
    return frozenset(cards) if len(cards) >= _OFTEN else frozenset()
