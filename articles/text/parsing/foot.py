"""Where the body ends, and what stands below it: credits, related coverage, promos, furniture."""

from collections.abc import Iterator

from articles.text.parsing.likeness import folded, shared
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

# Below these no body is expected; the share of the text that may yet stand below one (blurbs, boilerplate).
_STRONG = {
    Role.RELATED_LABEL: 0.12, Role.SOURCE: 0.12, Role.PROOFREADER: 0.2, Role.EDITOR: 0.12, Role.TRANSLATOR: 0.12,
    Role.AGENCY_CREDIT: 0.3, Role.KEYWORDS: 0.12, Role.BOILERPLATE: 0.6, Role.CONTACT: 0.3, Role.END_MARK: 0.2,
    Role.BYLINE: 0.05, Role.PROMO: 0.12,
}  # fmt: skip
_WEAK = frozenset(
    {
        Role.FURNITURE,
        Role.DATE,
        Role.PICTURE_CREDIT,
        Role.PICTURE_FILE,
        Role.EDITORS_NOTE,
        Role.RELATED_TITLE,
        Role.RELATED_DATE,
    }
)
_LONG = 260


def find_end(page: Page, lead: int) -> int:
    """The unit after the last of the body."""
    solid = [_solid(page, i) for i in range(len(page))]
    after = total = sum(solid[lead:]) or 1
    end = len(page)
    for index in range(lead, len(page)):
        after -= solid[index]
        if index > lead and after <= _STRONG.get(page.roles[index] or Role.UNKNOWN, -1) * total:
            end = index
            break
    return _before_furniture(page, lead, _before_pairs(page, lead, end))


def _solid(page: Page, index: int) -> int:
    """Length of running text that is certainly the body's: beside other such text, or long."""
    if not page.prose(index):
        return 0
    beside = page.prose(index - 1) or page.prose(index + 1)
    return len(page.text(index)) if beside or len(page.text(index)) > _LONG else 0


def _last_prose(page: Page, lead: int, end: int) -> int:
    return max((i for i in range(lead, end) if page.prose(i)), default=lead)


def _before_pairs(page: Page, lead: int, end: int) -> int:
    """A title with a date under it, below the last paragraph, belongs to another story."""
    last = _last_prose(page, lead, end)
    for index in range(last + 2, end):
        if page.roles[index] is Role.DATE and page.free(index - 1):
            return index - 1
    return end


def _before_furniture(page: Page, lead: int, end: int) -> int:
    last = _last_prose(page, lead, end)
    return next((i for i in range(last + 1, end) if page.roles[i] in _WEAK or page.roles[i] in _STRONG), end)


def settle_foot(page: Page, end: int, words: set[str]) -> None:
    """Give everything below the body its role."""
    promos = {folded(page.text(i)) for i in page.having(Role.PROMO)}
    for block in _blocks(page, end):
        label = page.text(block[0]).casefold() if page.roles[block[0]] is Role.RELATED_LABEL else ""
        if label and not any(word in label for word in ("topic", "tags", "themen", "comment")):
            _settle_related(page, block)
        _settle_pairs(page, block, labelled=bool(label))
        for index in block:
            if page.free(index):
                page.roles[index] = _stranger(page, index, promos)


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


def _settle_related(page: Page, block: list[int]) -> None:
    """Titles under a label. Where dates part them into cards, the first line of a card is its title, the rest its blurb."""
    parts = sum(page.roles[i] in (Role.DATE, Role.RELATED_DATE) for i in block)
    titled = False
    for index in block[1:]:
        role = page.roles[index]
        if role in (Role.DATE, Role.RELATED_DATE):
            page.roles[index] = Role.RELATED_DATE
            titled = False
        elif (
            role is Role.SOURCE
            and _dated(page, index)
            or role is None
            and not titled
            and _is_title(page, index)
        ):
            page.roles[index] = Role.RELATED_TITLE
            titled = parts >= 2
        elif role is None and _cut_date(page, index):
            page.roles[index] = Role.RELATED_DATE


def _is_title(page: Page, index: int) -> bool:
    after_date = index == len(page) - 1 and page.role(index - 1) is Role.RELATED_DATE
    return _dated(page, index) or after_date or page.units[index].words >= 3 and not page.units[index].prose


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
        if not labelled and page.free(index) and _dated(page, index) and page.units[index].words >= 3:
            page.roles[index] = page.roles[index + 1] = Role.PROMO


def _stranger(page: Page, index: int, promos: set[str]) -> Role:
    last, text = index == len(page) - 1, folded(page.text(index))
    before = page.role(index - 1)
    if text in promos or last and promos and (before in (Role.SOURCE, Role.PROOFREADER, Role.PROMO)):
        return Role.PROMO
    return Role.BOILERPLATE if page.units[index].prose else Role.FURNITURE


def is_stranger_at_end(page: Page, index: int, words: set[str]) -> bool:
    """A title after the last paragraph that has nothing of the story in it."""
    return page.units[index].words >= 4 and shared(page.text(index), words) < 0.34
