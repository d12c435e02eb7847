"""The head of a page: promos, headline, standfirst, byline, date, and where the body begins."""

from articles.text.parsing import credits
from articles.text.parsing.likeness import folded, shared, stems
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role

_HEAD = 80
_OWN = 0.5


def body_stems(page: Page) -> set[str]:
    """Words of everything in the file that is running text."""
    return stems(" ".join(page.text(i)[:3000] for i in range(len(page)) if page.prose(i)))


def take_head_promo(page: Page, words: set[str]) -> None:
    """A title and a date above the text are another story's where the foot shows the same and the text shares little."""
    if len(page) < 4 or not page.free(0) or page.roles[1] is not Role.DATE or page.units[0].words > 30:
        return
    title = folded(page.text(0))
    repeated = any(_same(folded(page.text(i)), title, last=i == len(page) - 1) for i in range(2, len(page)))
    if (repeated or _has_pair_at_foot(page)) and shared(page.text(0), words) < _OWN:
        page.roles[0], page.roles[1] = Role.PROMO, Role.PROMO


def _same(text: str, title: str, *, last: bool) -> bool:
    """Whether a line repeats a title; the last line of a file may be cut short."""
    return text == title or last and len(text) > 20 and title.startswith(text)


def _has_pair_at_foot(page: Page) -> bool:
    last = max((i for i in range(len(page)) if page.prose(i)), default=len(page))
    return any(
        page.roles[i] is Role.DATE and page.roles[i - 1] in (None, Role.SOURCE)
        for i in range(last + 2, len(page))
    )


def find_lead(page: Page) -> int:
    """Where the body begins; the number of units when the file has no body."""
    start = _after_anchor(page)
    for index in range(start, len(page)):
        if page.prose(index) and not _is_aside(page, index):
            return index
    return len(page)


def _after_anchor(page: Page) -> int:
    """The unit after the last byline or date of the head; 0 when it has none."""
    seen, anchor = 0, 0
    for index in range(min(len(page), _HEAD)):
        if page.roles[index] in (Role.DATE, Role.BYLINE) or _lone_name(page, index):
            anchor = index + 1
        seen += page.prose(index)
        if seen > 2:
            break
    before = sum(page.prose(i) for i in range(anchor))
    after = sum(page.prose(i) for i in range(anchor, len(page)))
    return anchor if after >= before or before <= 2 and _head_only(page, anchor) else 0


def _head_only(page: Page, anchor: int) -> bool:
    """A page whose text was cut off behind a wall: a title, short sentences, a date, and then no prose at all."""
    return page.free(0) and not page.prose(0) and all(page.units[i].words < 30 for i in range(anchor))


def _lone_name(page: Page, index: int) -> bool:
    near = [page.roles[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(page)]
    return index > 0 and page.free(index) and Role.DATE in near and bool(credits.person(page.text(index)))


def _is_aside(page: Page, index: int) -> bool:
    """A short sentence before the body proper: a caption's or a teaser's."""
    follows = page.roles[index + 1] if index + 1 < len(page) else None
    return follows is Role.PICTURE_CREDIT and page.units[index].words < 40


def take_headline(page: Page, lead: int, words: set[str]) -> int | None:
    """Choose the headline among what stands above the body; None when it is not in the file."""
    anchor = max((i for i in page.having(Role.DATE, Role.BYLINE) if i < lead), default=lead)
    candidates = [i for i in range(lead) if page.free(i) and _could_be_headline(page, i)]
    if not candidates:
        return _sentence_headline(page, lead, words)
    best = max(candidates, key=lambda i: _merit(page, i, anchor, words))
    if _merit(page, best, anchor, words) < 0:
        return None
    page.roles[best] = Role.HEADLINE
    return best


def _could_be_headline(page: Page, index: int) -> bool:
    unit = page.units[index]
    return 2 <= unit.words <= 32 and len(unit.text) <= 220 and not credits.dateline(unit.text)[1]


def _merit(page: Page, index: int, anchor: int, words: set[str]) -> float:
    """How much a line is like the headline of the text below."""
    unit = page.units[index]
    merit = 2 * shared(unit.text, words) + min(unit.words, 8) / 8
    merit -= 0.8 * unit.ends * (not unit.text.endswith(("?", "!"))) + 0.6 * (unit.words < 3)
    merit -= 0.15 * sum(page.free(i) and page.units[i].words > 3 for i in range(index))
    merit -= 1.0 * (index > anchor) + 0.7 * bool(credits.person(unit.text) and unit.words < 4)
    return merit - 0.3


def _sentence_headline(page: Page, lead: int, words: set[str]) -> int | None:
    """A first line that is one sentence with its full stop, above a much longer paragraph on the same matter."""
    if lead + 1 >= len(page) or lead > 0 and any(page.roles[i] is Role.PROMO for i in range(lead)):
        return None
    first, second = page.units[lead], page.units[lead + 1]
    if not page.prose(lead + 1) or first.words > 22 or len(second.text) < 2 * len(first.text):
        return None
    rest = stems(" ".join(page.text(i)[:2000] for i in range(lead + 1, min(len(page), lead + 12))))
    if first.text.count(".") > 3 or shared(first.text, rest) < _OWN or first.text[0] in '"“„«':
        return None
    page.roles[lead] = Role.HEADLINE
    return lead


def settle_head(page: Page, headline: int | None, lead: int) -> None:
    """Give what else stands above the body its role."""
    for index in range(lead):
        if page.free(index):
            page.roles[index] = _head_role(page, index, headline)


def _head_role(page: Page, index: int, headline: int | None) -> Role:
    text, words = page.text(index), page.units[index].words
    after_date = any(page.roles[i] in (Role.DATE, Role.BYLINE) for i in range(index))
    if headline is not None and folded(text) == folded(page.text(headline)):
        return Role.FURNITURE
    if _is_byline(page, index, headline):
        return Role.BYLINE
    if credits.dateline(text + " x")[0]:
        return Role.DATELINE
    if headline is None or index < headline:
        return Role.SECTION if words <= 4 else Role.FURNITURE
    if words <= 3:
        return Role.FURNITURE
    if (
        index + 1 < len(page)
        and page.roles[index + 1] is Role.PICTURE_CREDIT
        or after_date
        and not page.units[index].prose
    ):
        return Role.CAPTION
    return Role.STANDFIRST


def _is_byline(page: Page, index: int, headline: int | None) -> bool:
    if headline is None or index < headline or page.having(Role.BYLINE):
        return False
    near = [page.roles[i] for i in range(max(0, index - 2), min(len(page), index + 3))]
    return Role.DATE in near and bool(credits.person(page.text(index)))
