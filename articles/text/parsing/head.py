"""The head of a page: promos, headline, standfirst, byline, date, and where the body begins."""

from articles.text.parsing import datelines, names, readers
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
_MOST_STANDFIRST, _STANDFIRST, _NEAR = 2, 90, 4
_NOTICE = 8
_UNDER = 8
_SAME = 0.7
_BOX = 10
_PARAGRAPH = 15
_OF_TEXT = 0.25
_LINE = 5
_BLOCK, _TITLE, _FEW_OF_PAGES = 4, 16, 0.1
_OF_PAGES = (Role.FURNITURE, Role.RELATED_LABEL, Role.RELATED_DATE, Role.BOILERPLATE, Role.BYLINE, Role.DATE)


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


def find_lead(page: Page) -> int:
    """Where the body begins; the number of units when the file has no body."""
    for index in range(min(len(page), _DATELINE_WITHIN)):
        if page.free(index) and is_datelined(page, index):
            return index
    start, _ = longest_stretch(page)
    anchor = _after_anchor(page, start)
    if anchor <= start < len(page) and not page.prose(start):
        start = next((i for i in range(start, len(page)) if page.prose(i)), len(page))
    for index in range(max(start, anchor) if anchor else start, len(page)):
        if page.prose(index) and not _is_aside(page, index):
            return _with_cut_off(page, index, anchor)
    return len(page)


def is_titled_block(page: Page) -> bool:
    """Whether a file is one short line and, under a blank, one block of lines without any: a title and its text."""
    if len(page) < _BLOCK or page.units[0].words > _TITLE or not (page.free(0) and page.free(1)):
        return False
    parted = page.units[1].gap > 0 and not any(unit.gap for unit in page.units[2:])
    return parted and sum(role in _OF_PAGES for role in page.roles) <= _FEW_OF_PAGES * len(page)


def _with_cut_off(page: Page, lead: int, anchor: int) -> int:
    """A first paragraph between the story's date and a box of advertisements belongs to the text below the box."""
    if not anchor or lead - anchor > _BOX:
        return lead
    text = stems(*(page.text(i)[:1000] for i in range(lead, min(len(page), lead + 12))))
    for index in range(anchor, lead):
        alike = page.prose(index) and page.units[index].words >= _PARAGRAPH and not page.is_box(index)
        alike = alike and not _is_aside(page, index) and _only_box(page, index + 1, lead)
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


def _is_aside(page: Page, index: int) -> bool:
    """A short sentence before the body proper, beside a picture's credit or file name."""
    if page.units[index].words >= 40:
        return False
    if page.role(index + 1) is Role.PICTURE_CREDIT:
        return True
    return page.role(index - 1) is Role.PICTURE_FILE and not page.prose(index + 1)


def settle_head(page: Page, headline: int | None, lead: int) -> None:
    """Give what else stands above the body its role."""
    title = "" if headline is None else folded(page.text(headline))
    _settle_lists(page, lead)
    for index in range(lead):
        if page.free(index) and title and folded(page.text(index)) == title:
            page.roles[index] = Role.FURNITURE
    _settle_above(page, lead if headline is None else headline)
    if headline is not None:
        _settle_below(page, headline, lead)
        _settle_imprint(page, headline, lead)


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


def _settle_below(page: Page, headline: int, lead: int) -> None:
    """Between headline and body stand standfirst, names, captions; in clean copy, a paragraph without its full stop."""
    dated = min(page.having(Role.DATE, Role.BYLINE), default=len(page))
    signed = _is_signed(page, lead)
    for index in range(headline + 1, lead):
        if not page.free(index):
            continue
        page.roles[index] = _role_below(page, index, lead, dated)
        if page.roles[index] is Role.STANDFIRST and not _may_stand_first(page, headline, index):
            page.roles[index] = Role.FURNITURE
        if not signed and _is_byline(page, index, lead):
            page.roles[index] = Role.BYLINE
            signed = True


def _settle_imprint(page: Page, headline: int, lead: int) -> None:
    """A paper's name right under the writer's is where the story is from, if nothing else says so."""
    if page.having(Role.SOURCE):
        return
    for index in range(headline + 1, lead):
        left = page.roles[index] in (Role.FURNITURE, Role.STANDFIRST, Role.CAPTION)
        signed = left and Role.BYLINE in (page.role(index - 1), page.role(index - 2))
        if signed and datelines.is_imprint(page.text(index)):
            page.roles[index] = Role.SOURCE
            return


def _is_signed(page: Page, lead: int) -> bool:
    """Whether a line says who wrote the story; several names that all stand below its lead are of other stories."""
    signed = page.having(Role.BYLINE)
    return any(index < lead for index in signed) or len({folded(page.text(index)) for index in signed}) == 1


def _may_stand_first(page: Page, headline: int, index: int) -> bool:
    """Whether a line is among the first under the headline and no second form of it."""
    before = [i for i in range(headline + 1, index) if page.roles[i] is Role.STANDFIRST]
    apart = before and index - before[-1] > 1
    told = (
        page.units[index].prose and not any(page.units[i].prose for i in before) and index - headline <= _NEAR
    )
    if (apart or len(before) >= _MOST_STANDFIRST) and not told:
        return False
    return index - headline <= _UNDER and not _says_again(page.text(index), page.text(headline))


def _says_again(text: str, title: str) -> bool:
    return len(text) < 1.4 * len(title) and shared(title, stems(text)) > _SAME


def _role_below(page: Page, index: int, lead: int, dated: int) -> Role:
    unit = page.units[index]
    if datelines.opens_with_dateline(unit.text + " x"):
        return Role.DATELINE
    if unit.words <= 3:
        return Role.FURNITURE
    if page.role(index + 1) is Role.PICTURE_CREDIT or (dated < index and not unit.prose):
        return Role.CAPTION
    if unit.words >= 12 and dated == len(page) and index == lead - 1:
        return Role.PARAGRAPH
    return Role.STANDFIRST if unit.words < _STANDFIRST else Role.FURNITURE


def _is_byline(page: Page, index: int, lead: int) -> bool:
    """A name alone on its line, beside the date or right above the body."""
    if page.role(index + 1) in (Role.PICTURE_CREDIT, Role.CAPTION) or not names.person(page.text(index)):
        return False
    if names.is_account(page.text(index + 1)):
        return True
    if names.is_job(page.text(index + 1)) or names.without_job(page.text(index)):
        return True
    below = stems(*(page.text(i)[:1000] for i in range(lead, min(len(page), lead + 12))))
    own = stems(page.text(index))
    if {Role.DATE, Role.RELATED_DATE}.intersection(page.roles[max(0, index - 2) : index + 3]):
        return not own or not own <= below
    # Among the last lines above the body, naming somebody whom the body does not: its writer.
    return index >= lead - 3 and not own & below
