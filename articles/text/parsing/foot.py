"""Where the body ends, and what stands below it: credits, related coverage, promos, furniture."""

from articles.text.parsing.likeness import folded
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_STRONG = frozenset({
    Role.RELATED_LABEL, Role.SOURCE, Role.PROOFREADER, Role.EDITOR, Role.TRANSLATOR, Role.AGENCY_CREDIT, Role.KEYWORDS,
    Role.BOILERPLATE, Role.CONTACT, Role.END_MARK, Role.BYLINE, Role.PROMO,
})  # fmt: skip
_WEAK = frozenset({Role.FURNITURE, Role.DATE, Role.PICTURE_CREDIT, Role.EDITORS_NOTE})
_MOST_AFTER = 0.12
_LONG = 260


def find_end(page: Page, lead: int) -> int:
    """The unit after the last of the body."""
    solid = [_solid(page, i) for i in range(len(page))]
    total = sum(solid[lead:]) or 1
    after = total
    end = len(page)
    for index in range(lead, len(page)):
        after -= solid[index]
        if page.roles[index] in _STRONG and index > lead and after <= _MOST_AFTER * total:
            end = index
            break
    return _before_furniture(page, lead, _before_pairs(page, lead, end))


def _solid(page: Page, index: int) -> int:
    """Length of running text that is certainly the body's: beside other such text, or long."""
    if not page.prose(index):
        return 0
    beside = page.prose(index - 1) or page.prose(index + 1)
    return len(page.text(index)) if beside or len(page.text(index)) > _LONG else 0


def _before_pairs(page: Page, lead: int, end: int) -> int:
    """A title with a date under it, below the last paragraph, belongs to another story."""
    last = max((i for i in range(lead, end) if page.prose(i)), default=lead)
    for index in range(last + 1, end):
        if page.roles[index] is Role.DATE and page.free(index - 1) and index - 1 > last:
            return index - 1
    return end


def _before_furniture(page: Page, lead: int, end: int) -> int:
    last = max((i for i in range(lead, end) if page.prose(i)), default=lead)
    return next((i for i in range(last + 1, end) if page.roles[i] in _WEAK | _STRONG), end)


def settle_foot(page: Page, end: int, headline: int | None) -> None:
    """Give everything below the body its role."""
    promos = {folded(page.text(i)) for i in page.having(Role.PROMO)}
    labelled = False
    for index in range(end, len(page)):
        role = page.roles[index]
        if role is Role.RELATED_LABEL:
            labelled = (
                "topic" not in page.text(index).casefold() and "tags" not in page.text(index).casefold()
            )
        elif role is Role.SOURCE and labelled and _dated(page, index):
            page.roles[index] = Role.RELATED_TITLE
        elif role is Role.DATE and index and page.roles[index - 1] in (Role.PROMO, Role.RELATED_TITLE):
            page.roles[index] = Role.PROMO if page.roles[index - 1] is Role.PROMO else Role.RELATED_DATE
        elif role is Role.DATE and labelled:
            page.roles[index] = Role.RELATED_DATE
        elif role is None:
            page.roles[index] = _foot_role(page, index, promos, labelled=labelled)


def _dated(page: Page, index: int) -> bool:
    return index + 1 < len(page) and page.roles[index + 1] is Role.DATE


def _foot_role(page: Page, index: int, promos: set[str], *, labelled: bool) -> Role:
    text, unit = folded(page.text(index)), page.units[index]
    last = index == len(page) - 1
    if text in promos or last and any(len(text) > 12 and title.startswith(text) for title in promos):
        return Role.PROMO
    if (
        labelled
        and last
        and page.roles[index - 1] is Role.RELATED_TITLE
        and len(text) < 12
        and text[:1].isdigit()
    ):
        return Role.RELATED_DATE  # a date that the end of the file cut short
    if not labelled:
        return Role.PROMO if _dated(page, index) or _foot_is_pairs(page, index) else Role.FURNITURE
    if _dated(page, index) or page.roles[index - 1] is Role.RELATED_DATE and last:
        return Role.RELATED_TITLE
    return Role.RELATED_TITLE if unit.words >= 3 and not unit.prose else Role.FURNITURE


def _foot_is_pairs(page: Page, index: int) -> bool:
    """The last title of a file that was cut before its date, after a head that held a promo."""
    return index == len(page) - 1 and bool(page.having(Role.PROMO)) and page.units[index].words >= 3
