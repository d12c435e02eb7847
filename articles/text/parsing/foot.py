"""Where the body ends, and what stands below it: credits, related coverage, promos, furniture."""

import re
from collections.abc import Iterator
from itertools import takewhile
from statistics import median

from articles.text.dates import is_update
from articles.text.parsing import labels, readers
from articles.text.parsing.likeness import folded, shared
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role
from articles.text.parsing.stretch import begins_comments, stretch_from

_STRAYS = 2
_NEAR = 4
_LIST = 4
_PAIRS, _TURNS, _LONGEST, _MOST_BESIDE = 3, 0.75, 24, 5
_LABEL = 4
_BETWEEN = 10
_GREETING, _FEW = 3, 4
_QUESTION = 20
_SENTENCE, _STOP = 12, re.compile(r"[^\W\d_]{3}[.!?][”\"’»]?\s")


def find_end(page: Page, lead: int, *, clean: bool) -> int:
    """The unit after the last of the body, with a line or two that were cut off behind it.

    ``clean``: nothing but a text stands in the file, so short lines are of it too.
    """
    end = stretch_from(page, lead, short_lines=clean or not page.units[lead].prose)
    end = _before_greeting(page, lead, end)
    strays = end
    while page.free(strays) and not _dated(page, strays):
        strays += 1
    return strays if strays - end <= _STRAYS else end


def _before_greeting(page: Page, lead: int, end: int) -> int:
    """Where a text ends that takes leave of its readers near its end: "Yours,", and a name."""
    for index in range(lead + 2, end):
        leave = page.units[index].words <= _GREETING and page.text(index).endswith(",")
        if leave and page.prose(index - 1) and page.text(index)[0].isupper():
            below = sum(page.prose(i) for i in range(index, end))
            if below <= _FEW and 2 * below < sum(page.prose(i) for i in range(lead, index)):
                return index
    return end


def settle_foot(page: Page, end: int) -> None:
    """Give everything below the body its role."""
    promos = {folded(page.text(i)) for i in page.having(Role.PROMO)}
    _keep_near(page, end)
    for block in _blocks(page, end):
        label = page.text(block[0]).casefold() if page.roles[block[0]] is Role.RELATED_LABEL else ""
        is_list = label and not any(word in label for word in ("topic", "tags", "themen", "comment"))
        if is_list and not _take_turns(page, block):
            _settle_related(page, block)
        _settle_pairs(page, block, labelled=bool(label))
        _settle_next(page, block)
        for index in block:
            if page.free(index):
                page.roles[index] = _stranger(page, index, promos)


def _keep_near(page: Page, end: int) -> None:
    """A name far below the text is not the story's, nor are names and days among what its readers say."""
    for index in range(end + _NEAR, len(page)):
        if page.roles[index] is Role.BYLINE:
            page.roles[index] = Role.FURNITURE
    comments = next((i for i in range(end, len(page)) if begins_comments(page, i)), len(page))
    for index in range(comments, len(page)):
        if page.roles[index] in (Role.DATE, Role.BYLINE):
            page.roles[index] = Role.FURNITURE


def _blocks(page: Page, end: int) -> Iterator[list[int]]:
    """Runs of units, each but the first begun by a label."""
    block: list[int] = []
    for index in range(end, len(page)):
        if block and page.roles[index] is Role.RELATED_LABEL:
            yield block
            block = []
        block.append(index)
    if block:
        yield block


def _settle_next(page: Page, block: list[int]) -> None:
    """The title under "Next post", which is the site's link to the story after or before."""
    for index in block:
        led = index > block[0] and labels.leads_on(page.text(index - 1))
        if led and page.free(index) and _is_title(page, index):
            page.roles[index] = Role.RELATED_TITLE


def _take_turns(page: Page, block: list[int]) -> bool:
    """Take the titles from a list in which long and short lines take turns: the short ones say who wrote, or where."""
    lines = list(takewhile(lambda i: page.free(i) and page.units[i].words <= _LONGEST, block[1:]))
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    for title, beside in ((0, 1), (1, 0)):
        shorter = (len(page.text(pair[beside])) <= _TURNS * len(page.text(pair[title])) for pair in pairs)
        few = all(page.units[pair[beside]].words <= _MOST_BESIDE for pair in pairs)
        if len(pairs) >= _PAIRS and few and all(shorter):
            page.give(Role.RELATED_TITLE, [pair[title] for pair in pairs])
            page.give(Role.FURNITURE, [pair[beside] for pair in pairs])
            return True
    return False


def _settle_related(page: Page, block: list[int]) -> None:
    """Titles under a label.

    Where dates part them into cards, the first line of a card is its title and the rest its blurb.
    """
    parts = sum(page.roles[i] in (Role.DATE, Role.RELATED_DATE) for i in block)
    titled, last = False, block[0]
    for index in block[1:]:
        role = page.roles[index]
        tagged = role is Role.KEYWORDS and last > block[0]
        if tagged or labels.leads_up(page.text(index)) or index - last > _BETWEEN:
            break  # what follows is the page's foot
        if role in (Role.DATE, Role.RELATED_DATE):
            page.roles[index] = Role.RELATED_DATE
            titled = False
        elif (role is Role.SOURCE and _dated(page, index)) or (
            role is None and not titled and _is_title(page, index)
        ):
            page.roles[index] = Role.RELATED_TITLE
            titled, last = parts >= 2, index
        elif role is None and _cut_date(page, index):
            page.roles[index] = Role.RELATED_DATE
    if parts < 2:
        _leave_out_labels(page, [i for i in block if page.roles[i] is Role.RELATED_TITLE])


def _leave_out_labels(page: Page, titles: list[int]) -> None:
    """Few words at the end of a list of long titles head the next box."""
    usual = median(page.units[i].words for i in titles) if len(titles) >= _LIST else 0
    for index in reversed(titles):
        if page.units[index].words > min(_LABEL, usual / 2):
            break
        page.roles[index] = Role.FURNITURE


def _is_title(page: Page, index: int) -> bool:
    if page.text(index).endswith(":") and page.units[index].words <= _LABEL:
        return False
    after_date = index == len(page) - 1 and page.role(index - 1) is Role.RELATED_DATE
    if _dated(page, index) or after_date:
        return True
    unit = page.units[index]
    asks = unit.text.endswith("?") and unit.words <= _QUESTION
    to_reader = readers.addresses_reader(unit.text) or readers.appeals(unit.text)
    return unit.words >= 3 and (asks or not unit.prose) and not to_reader


def _cut_date(page: Page, index: int) -> bool:
    """A date that the end of the file cut short."""
    text = page.text(index)
    return (
        index == len(page) - 1
        and page.role(index - 1) is Role.RELATED_TITLE
        and len(text) < 12
        and text[0].isdigit()
    )


def _dated(page: Page, index: int) -> bool:
    return page.role(index + 1) in (Role.DATE, Role.RELATED_DATE)


def _settle_pairs(page: Page, block: list[int], *, labelled: bool) -> None:
    """A title and a date without a label: the site's link to the story before or after."""
    for index in block:
        dated = _dated(page, index) and not is_update(page.text(index + 1))
        if not labelled and page.free(index) and dated and page.units[index].words >= 3:
            page.roles[index] = page.roles[index + 1] = Role.PROMO


def _stranger(page: Page, index: int, promos: set[str]) -> Role:
    last, text = index == len(page) - 1, folded(page.text(index))
    before = page.role(index - 1)
    if text in promos or (last and promos and (before in (Role.SOURCE, Role.PROOFREADER, Role.PROMO))):
        return Role.PROMO
    return Role.BOILERPLATE if page.units[index].prose else Role.FURNITURE


def is_stranger_at_end(page: Page, index: int, words: set[str]) -> bool:
    """A title after the last paragraph that has nothing of the story in it. What holds the end of a sentence is none:
    an agency's or a photographer's sign may stand behind the last one, "… he said. (c)AFP/Tom Reed".
    """
    unit = page.units[index]
    is_text = unit.words > _QUESTION or (unit.words >= _SENTENCE and _STOP.search(unit.text))
    return unit.words >= 4 and not is_text and shared(unit.text, words) < 0.34
