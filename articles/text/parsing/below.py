"""What stands between the headline and the body: standfirst, names, places, captions, first words."""

from articles.text.parsing import captions, datelines, names, readers
from articles.text.parsing.likeness import folded, shared, stems
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_MOST_STANDFIRST, _STANDFIRST, _NEAR = 2, 90, 4
_UNDER = 8
_SAME = 0.7
_FEWEST = 2
_PICTURES = {Role.CAPTION, Role.PICTURE_CREDIT, Role.PICTURE_FILE}


def settle_below(page: Page, headline: int, lead: int, *, plain: bool) -> None:
    """Between headline and body stand standfirst, names, captions; in clean copy, a paragraph without its full stop."""
    dated = min(page.having(Role.DATE, Role.BYLINE), default=len(page))
    signed = _is_signed(page, lead)
    for index in range(headline + 1, lead):
        if not page.free(index):
            continue
        page.roles[index] = _role_below(page, index, lead, dated, plain=plain)
        if page.roles[index] is Role.STANDFIRST and not _may_stand_first(page, headline, index):
            page.roles[index] = Role.FURNITURE
        if not signed and _is_byline(page, index, lead):
            page.roles[index] = Role.BYLINE
            signed = True
    _settle_imprint(page, headline, lead)


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


def _role_below(page: Page, index: int, lead: int, dated: int, *, plain: bool) -> Role:
    unit = page.units[index]
    if datelines.opens_with_dateline(unit.text + " x"):
        return Role.DATELINE
    opens = dated < index and not datelines.opens_with_dateline(page.text(lead))
    if opens and _tells(page, index, plain=plain):
        return Role.PARAGRAPH
    if unit.words <= 3:
        return Role.FURNITURE
    if page.role(index + 1) is Role.PICTURE_CREDIT or (dated < index and not unit.prose):
        return Role.CAPTION
    if unit.words >= 12 and dated == len(page) and index == lead - 1:
        return Role.PARAGRAPH
    return Role.STANDFIRST if unit.words < _STANDFIRST else Role.FURNITURE


def _tells(page: Page, index: int, *, plain: bool) -> bool:
    """Whether a sentence of few words tells something and shows nothing: no picture is near, and it tells of the past,
    or stands where a caption hardly would.
    """
    text = page.text(index)
    if page.units[index].prose or not is_short_sentence(page, index):
        return False
    return plain or (captions.tells_past(text) and not readers.is_to_reader(text))


def is_short_sentence(page: Page, index: int) -> bool:
    """Whether a unit ends as a sentence does, however few its words, and stands beside no picture."""
    unit = page.units[index]
    beside = {page.role(index - 1), page.role(index + 1)}
    return unit.ends and unit.words >= _FEWEST and not beside & _PICTURES


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
