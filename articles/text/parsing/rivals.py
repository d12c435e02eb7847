"""What speaks against a line that was chosen as the headline: its own words, and others that could be it."""

import re

from articles.text.parsing.likeness import folded, shared
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role
from articles.text.parsing.units import is_title_case

_ENDS_IN_DOTS = re.compile(r"(?:…|\.\.)$")
_STOP = re.compile(r"[^\W_]{3}\.$")
_OWN = 0.34
_NEAR = 6
_FEW = 4
_CLOSE = 0.15
_WORSE = 0.5
_SHORT = 14
_LIST, _LONG = 5, 16
_GLUED = re.compile(r"[^\W\d_a-z][a-zß-ÿ]{4,}[A-ZÀ-Þ][a-zß-ÿ]{3,}(?=\s)")
_TOLD, _BESIDE, _DATES = 4, 3, 8


def against(page: Page, index: int, merits: dict[int, float], words: set[str]) -> str:
    """Why a chosen line may not be the headline, to follow "Is line 3 the headline?"; "" where nothing says so."""
    told = _is_told(page, index)
    if not told and shared(page.text(index), words) < _OWN and index > 0:
        return "it shares few words with the text"
    if odd := _odd(page, index, max(merits)):
        return odd
    if (
        _STOP.search(page.text(index))
        and page.units[index].words > _FEW
        and not is_title_case(page.text(index))
    ):
        return "it ends as sentences do"
    if _ENDS_IN_DOTS.search(page.text(index)):
        return "it breaks off, or something of the page stands behind it"
    if (above := _over_particulars(page, index, merits)) is not None:
        return f"line {page.units[above].lines[0]} stands over the date or the writer's name"
    rivals = [
        i
        for i, merit in merits.items()
        if _rivals(i, merit, index, merits[index]) and folded(page.text(i)) != folded(page.text(index))
    ]
    if told:
        rivals = [i for i in rivals if abs(i - index) > _BESIDE and heads_particulars(page, i)]
    if rivals:
        return f"line {page.units[rivals[0]].lines[0]} could be it too"
    return ""


def _odd(page: Page, index: int, last: int) -> str:
    """What is odd about where a line stands, or about its first word."""
    begins = _GLUED.match(page.text(index))
    if begins and not any(begins[0] in page.text(i) for i in range(index + 1, len(page)) if page.prose(i)):
        return "the name of a section may be glued to it"
    told = page.having(Role.DATE, Role.BYLINE)
    below = range(index + 1, min([last + 1, *(i for i in told if i > index)]))
    if sum(_is_as_a_title(page, i) for i in below) >= _LIST:
        return "it stands in a list of titles"
    if _is_over_a_title(page, index):
        return f"line {page.units[index + 1].lines[0]}, under it, is shorter"
    return ""


def _is_over_a_title(page: Page, index: int) -> bool:
    """Whether a long line stands over a shorter one that is written as a title, and that over a longer one again."""
    if index + 2 >= len(page) or page.units[index].words < _LONG or not _is_as_a_title(page, index + 1):
        return False
    own, under, third = (unit.words for unit in page.units[index : index + 3])
    return under < min(own, third)


def _is_as_a_title(page: Page, index: int) -> bool:
    unit = page.units[index]
    return page.free(index) and not unit.prose and _FEW < unit.words <= _SHORT


def _is_told(page: Page, index: int) -> bool:
    """Whether what stands around a line calls it the title: a file begins with it, the page says it again, or the date
    or the writer's name follows, with little but a standfirst between.
    """
    if index == 0 or said_twice(page, index):
        return True
    below = range(index + 1, min(index + _TOLD, len(page) - 1) + 1)
    told = next((i for i in below if page.roles[i] in (Role.DATE, Role.BYLINE)), None)
    return told is not None and len(page.having(Role.DATE)) <= _DATES


def _over_particulars(page: Page, index: int, merits: dict[int, float]) -> int | None:
    """Another line that could be the headline, further away than standfirst and caption are, right over the date."""
    title = folded(page.text(index))
    over = (i for i in merits if abs(i - index) > _NEAR and heads_particulars(page, i))
    return next((i for i in over if folded(page.text(i)) != title and page.units[i].words >= _FEW), None)


def _rivals(other: int, merit: float, index: int, own: float) -> bool:
    """Whether another line is better and apart, or much better, or so nearly as good that either could be it."""
    if other == index:
        return False
    return merit > own + _WORSE or (abs(other - index) > 2 and merit > own - _CLOSE)


def heads_particulars(page: Page, index: int) -> bool:
    """Whether the next line says when the story came out or who wrote it. A standfirst over that has more words, or
    stands under a title that has.
    """
    own = page.units[index]
    if own.words > _SHORT or own.prose or page.role(index + 1) not in (Role.DATE, Role.BYLINE):
        return False
    above = page.units[index - 1] if index else None
    return above is None or above.prose or above.words <= own.words


def said_twice(page: Page, index: int) -> bool:
    """Whether the page prints a line again close by, as one prints its headline."""
    text = folded(page.text(index))
    return any(
        i != index and folded(page.text(i)) == text
        for i in range(max(0, index - 8), min(len(page), index + 9))
    )
