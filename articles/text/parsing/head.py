"""The head of a page: promos, headline, standfirst, byline, date, and where the body begins."""

from articles.text.parsing import captions, datelines, names, readers
from articles.text.parsing.below import is_short_sentence, settle_below
from articles.text.parsing.likeness import folded, shared, stems
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role
from articles.text.parsing.stretch import longest_stretch

_ABOVE = 30
_OWN = 0.5
_DATELINE_WITHIN = 12
_TITLE_WORDS = 4
_MOST_SECTIONS = 3
_MENU = 3
_NOTICE = 8
_BOX = 10
_PARAGRAPH, _FULL = 15, 20
_OF_TEXT = 0.25
_LINE = 5
_BLOCK, _TITLE, _FEW_OF_PAGES = 4, 16, 0.1
_OF_PAGES = (Role.FURNITURE, Role.RELATED_LABEL, Role.RELATED_DATE, Role.BOILERPLATE, Role.BYLINE, Role.DATE)
_PICTURES = (Role.CAPTION, Role.PICTURE_FILE)
_SEVERAL, _OF_STORIES = 2, (Role.DATE, Role.BYLINE, Role.SOURCE, Role.PROOFREADER)


def body_stems(page: Page) -> set[str]:
    """Words of everything in the file that is running text."""
    return stems(*(page.text(i)[:3000] for i in range(len(page)) if page.prose(i)))


def take_head_promo(page: Page, words: set[str]) -> None:
    """Find another story's title and date above the text: the foot shows both again, the text shares little."""
    if len(page) < 4 or not page.free(0) or page.roles[1] is not Role.DATE or page.units[0].words > 30:
        return
    title = folded(page.text(0))
    repeats = [i for i in range(2, len(page)) if _same(folded(page.text(i)), title, last=i == len(page) - 1)]
    told = any(page.role(i + 1) is Role.DATE or i == len(page) - 1 for i in repeats)
    if not (told or _has_pair_at_foot(page)) or shared(page.text(0), words) >= _OWN:
        return
    for index in (0, *repeats):
        page.roles[index] = Role.PROMO
        if page.role(index + 1) is Role.DATE:
            page.roles[index + 1] = Role.PROMO


def _same(text: str, title: str, *, last: bool) -> bool:
    """Whether a line repeats a title; the last line of a file may be cut short."""
    return text == title or (last and len(text) > 20 and title.startswith(text))


def _has_pair_at_foot(page: Page) -> bool:
    last = max((i for i in range(len(page)) if page.prose(i)), default=len(page))
    return any(
        page.roles[i] is Role.DATE and page.roles[i - 1] in (None, Role.SOURCE)
        for i in range(last + 2, len(page))
    )


def leave_out_notices(page: Page) -> None:
    """What a page says of accounts and comments above the story's name or date is none of its text."""
    told = page.having(Role.DATE, Role.BYLINE)
    for index in range(min(len(page), _ABOVE)):
        below = any(index < i <= index + _NOTICE for i in told)
        if below and page.prose(index) and readers.addresses_reader(page.text(index)):
            page.roles[index] = Role.FURNITURE


def find_lead(page: Page, *, plain: bool) -> int:
    """Where the body begins; the number of units when the file has no body.

    Where nothing but a story stands in the file (`plain`), short sentences are a body too.
    """
    for index in range(min(len(page), _DATELINE_WITHIN)):
        if page.free(index) and is_datelined(page, index):
            return index
    start, _ = longest_stretch(page)
    anchor = _after_anchor(page, start)
    if anchor <= start < len(page) and not page.prose(start):
        start = next((i for i in range(start, len(page)) if page.prose(i)), len(page))
    for index in range(max(start, anchor) if anchor else start, len(page)):
        if page.prose(index) and not _is_aside(page, index, plain=plain):
            return _with_cut_off(page, index, anchor, plain=plain)
    return _first_short(page, anchor) if plain else len(page)


def _first_short(page: Page, anchor: int) -> int:
    """Where a body of short sentences begins: below the date if any are there.

    They are several, or in a file that says whose it is or of when, and most of what is undecided.
    """
    free = [i for i in range(1, len(page)) if page.free(i)]
    told = [i for i in free if is_short_sentence(page, i)]
    if 2 * len(told) < len(free) or (len(told) < _SEVERAL and not page.having(*_OF_STORIES)):
        return len(page)
    return next((i for i in told if i >= anchor), min(told, default=len(page)))


def is_titled_block(page: Page) -> bool:
    """Whether a file is one short line and, under a blank, one block of lines without any: a title and its text."""
    if len(page) < _BLOCK or page.units[0].words > _TITLE or not (page.free(0) and page.free(1)):
        return False
    parted = page.units[1].gap > 0 and not any(unit.gap for unit in page.units[2:])
    return parted and sum(role in _OF_PAGES for role in page.roles) <= _FEW_OF_PAGES * len(page)


def _with_cut_off(page: Page, lead: int, anchor: int, *, plain: bool) -> int:
    """A first paragraph between the story's date and a box of advertisements belongs to the text below the box."""
    if not anchor or lead - anchor > _BOX:
        return lead
    text = stems(*(page.text(i)[:1000] for i in range(lead, min(len(page), lead + 12))))
    for index in range(anchor, lead):
        alike = page.prose(index) and page.units[index].words >= _PARAGRAPH and not page.is_box(index)
        alike = alike and not _is_aside(page, index, plain=plain) and _only_box(page, index + 1, lead)
        if alike and shared(page.text(index), text) >= _OF_TEXT:
            return index
    return lead


def _only_box(page: Page, start: int, lead: int) -> bool:
    """Whether nothing but advertisements and labelled titles stands between."""
    label = next((i for i in range(start, lead) if page.roles[i] is Role.RELATED_LABEL), lead)
    told = {page.roles[i] for i in range(start, label)}
    return told <= {None, Role.FURNITURE} and not any(
        page.free(i) and page.units[i].words >= _LINE for i in range(start, label)
    )


def is_datelined(page: Page, index: int) -> bool:
    """Whether a unit begins with a dateline; the first line of a file is never nothing but one."""
    return (
        datelines.opens_with_dateline(page.text(index))
        if index
        else bool(datelines.dateline(page.text(index))[0])
    )


def _after_anchor(page: Page, start: int) -> int:
    """The unit after the last byline or date above the body or among its first sentences; 0 when there is none.

    Days under a label that stands below some of the text are those of other stories.
    """
    seen, anchor = 0, 0
    for index in range(max(0, min(start, len(page)) - _ABOVE), len(page)):
        if seen and anchor and page.roles[index] is Role.RELATED_LABEL:
            break
        if page.roles[index] in (Role.DATE, Role.BYLINE) or _lone_name(page, index):
            anchor = index + 1
        seen += index >= start and page.prose(index) and page.role(index - 1) is not Role.RELATED_TITLE
        if seen > 2:
            break
    before = [i for i in range(start, anchor) if page.prose(i)]
    after = sum(page.prose(i) for i in range(anchor, len(page)))
    return anchor if after >= len(before) or _cut_off(page, before, anchor) else 0


def _cut_off(page: Page, before: list[int], anchor: int) -> bool:
    """A page whose text is behind a wall: a title, short sentences, a date, then nothing but furniture."""
    below = range(anchor, len(page))
    short = all(page.units[i].words < 30 for i in before)
    return (
        short
        and len(before) <= 2
        and len(below) >= 2
        and not any(page.prose(i) for i in below)
        and not page.prose(0)
    )


def _lone_name(page: Page, index: int) -> bool:
    near = [page.roles[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(page)]
    return index > 0 and page.free(index) and Role.DATE in near and bool(names.person(page.text(index)))


def _is_aside(page: Page, index: int, *, plain: bool) -> bool:
    """A short sentence before the body proper, beside a picture's credit or file name."""
    if page.units[index].words >= 40:
        return False
    if page.role(index + 1) is Role.PICTURE_CREDIT:
        return not _is_apart(page, index, plain=plain)
    return page.role(index - 1) is Role.PICTURE_FILE and not page.prose(index + 1)


def _is_apart(page: Page, index: int, *, plain: bool) -> bool:
    """Whether a full paragraph is parted by a blank from the credit below it, which is of a picture elsewhere."""
    unit = page.units[index]
    parted = page.units[index + 1].gap and page.role(index - 1) not in _PICTURES
    told = plain or (unit.words >= _FULL and captions.tells_past(unit.text))
    return bool(parted and unit.ends and told)


def settle_head(page: Page, headline: int | None, lead: int, *, plain: bool) -> None:
    """Give what else stands above the body its role; a `plain` file holds nothing but the story and who wrote it."""
    title = "" if headline is None else folded(page.text(headline))
    _settle_lists(page, lead)
    for index in range(lead):
        if page.free(index) and title and folded(page.text(index)) == title:
            page.roles[index] = Role.FURNITURE
    _settle_above(page, lead if headline is None else headline)
    if headline is not None:
        settle_below(page, headline, lead, plain=plain)


def _settle_lists(page: Page, lead: int) -> None:
    """Titles of other stories under a label."""
    labelled = False
    for index in range(lead):
        labelled = page.roles[index] is Role.RELATED_LABEL or (labelled and page.free(index))
        if (
            labelled
            and page.free(index)
            and page.units[index].words >= _TITLE_WORDS
            and not page.prose(index)
        ):
            page.roles[index] = Role.RELATED_TITLE


def _settle_above(page: Page, end: int) -> None:
    """Above the headline stand section names and furniture. Of many names all but the nearest are a menu."""
    sections = []
    for index in range(end):
        if page.free(index):
            page.roles[index] = _role_above(page, index)
            sections += [index] if page.roles[index] is Role.SECTION else []
    if len(sections) > _MOST_SECTIONS:
        for index in sections[:-1]:
            page.roles[index] = Role.FURNITURE


def _role_above(page: Page, index: int) -> Role:
    if datelines.opens_with_dateline(page.text(index) + " x"):
        return Role.DATELINE
    if datelines.is_service(page.text(index)):
        return Role.SOURCE
    is_menu = page.units[index].words > _TITLE_WORDS or len(names.parts(page.text(index))) >= _MENU
    return Role.FURNITURE if is_menu or datelines.is_paper(page.text(index)) else Role.SECTION
