"""Choosing the headline among the lines above a story's text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.text.parsing import datelines, names
from articles.text.parsing.captions import names_agency
from articles.text.parsing.labels import leads_to_another
from articles.text.parsing.likeness import folded, shared, stems
from articles.text.parsing.page import Page
from articles.text.parsing.rivals import against, heads_particulars, said_twice
from articles.text.parsing.story import Role
from articles.text.parsing.units import sentences

_LISTED = re.compile(r"(?:\d{1,2}\.|[*+•▪·])\s")
_ITEM = re.compile(r"[-+*•▪·]\s")
_GLUED = re.compile(r"\b\w*[a-zß-ÿ]{3}[A-ZÀ-Ý][a-zß-ÿ]{2}\w*\s(?:.*\s)?\w*[a-zß-ÿ]{3}[A-ZÀ-Ý][a-zß-ÿ]{2}")
_PATH = re.compile(r"[/>»›]\s$")
_FIGURES = frozenset("0123456789½¼¾⅓⅔")
_NUMBERED = re.compile(r"(\d{1,2})\.\s")
_OWN = 0.34
_SOME = 0.3
_LITTLE = 0.15
_ENOUGH = 0.8
_NEAR = 6
_FEW = 4
_FAR = 40
_AROUND = 2
_PARAGRAPHS = 12
_ABOVE = 200
_TITLE = 20
_LONGEST = 160
_RARE = 0.1
_ABOVE_DATE, _SHORT = 0.3, 14


@dataclass(frozen=True, slots=True)
class Choice:
    """Which unit is the headline, and what speaks against being sure of it ("" when nothing does)."""

    index: int | None
    because: str = ""


def choose_headline(page: Page, lead: int, words: set[str]) -> Choice:
    """The line most like the headline of the text that begins at `lead`; none when the file does not hold it."""
    if _stands_alone(page, lead):
        return Choice(0, against(page, 0, {0: 1.0}, words))
    anchor = min((i for i in page.having(Role.DATE, Role.BYLINE) if lead - _FAR < i < lead), default=lead)
    sites = _site_names(page)
    merits = {
        i: _merit(page, i, anchor, words) - 1.0 * (folded(page.text(i)) in sites)
        for i in range(max(0, lead - _ABOVE), lead)
        if page.free(i) and _could_be(page, i)
    }
    best = max(merits, key=lambda i: (merits[i], -i), default=None)
    if best is None or merits[best] < 0:
        return _sentence(page, lead)
    if _ends_path(page, best):
        return Choice(best)
    # Of neighbours that are nearly as good the first: standfirst and caption share more words with the text.
    index = next(i for i in merits if best - i <= _NEAR and 0 <= merits[i] > merits[best] - _enough(page, i))
    index = _unglued(page, index, merits)
    return Choice(index, against(page, index, merits, words))


def first_if_unsure(page: Page, choice: Choice) -> Choice:
    """The first line in place of a choice that is unsure, where it could be a headline."""
    if choice.index == 0 or (choice.index is not None and not choice.because):
        return choice
    if not (page.free(0) and _could_be(page, 0)) or sentences(page.text(0)) > 1:
        return choice
    return Choice(0, "it ends as sentences do" if page.units[0].prose else "")


def _enough(page: Page, index: int) -> float:
    """How much less good than the best a line may be that stands above it: little, if it is as short as a section's."""
    few = page.units[index].words <= _FEW and " " in page.text(index)
    return _ENOUGH / 2 if few else _ENOUGH


def _unglued(page: Page, index: int, candidates: Iterable[int]) -> int:
    """A line that the chosen one ends with, when the page printed its section's name before it without a blank, or the
    way to it.
    """
    title = page.text(index)
    for other in candidates:
        text = page.text(other)
        if index < other <= index + _NEAR and page.units[other].words >= _FEW and title.endswith(text):
            before = title[: -len(text)]
            if _PATH.search(before) or (
                before and not before.endswith((" ", "-", "(", "„", "“", "‘", "'", '"'))
            ):
                return other
    return index


def _could_be(page: Page, index: int) -> bool:
    unit = page.units[index]
    fits = 2 <= unit.words <= 32 and len(unit.text) <= 220
    return fits and not (
        datelines.opens_with_dateline(unit.text) or names_agency(unit.text) or leads_to_another(unit.text)
    )


def _merit(page: Page, index: int, anchor: int, words: set[str]) -> float:
    """How much a line is like the headline of the text below."""
    unit = page.units[index]
    is_sentence = unit.prose and unit.text.endswith(".")  # one is among the words of the text itself
    share = shared(unit.text, _text_below(page, index) if is_sentence else words)
    merit = 2 * share + min(unit.words, 8) / 8 - 0.3
    merit -= (
        (1.0 + unit.text.endswith(".") * (0.8 + 0.6 * (index > 0))) * unit.prose
        + 1.4 * (unit.words < 3)
        + 1.0 * (index > anchor)
    )
    merit -= 0.7 * (unit.words < 4 and bool(names.person(unit.text)))
    merit -= 0.8 * (not share and index > 2) + 0.9 * unit.text.endswith((":", "»", "|", ">"))
    merit -= 0.9 * (not unit.prose and unit.text.endswith(".") and share < _OWN)
    merit -= 1.5 * (unit.words < 5 and bool(_LISTED.match(unit.text))) + 0.8 * _lists_words(unit.text)
    merit -= 1.5 * _counts_on(page, index) - _ABOVE_DATE * heads_particulars(page, index)
    merit -= 0.8 * bool(_ITEM.match(unit.text)) + 0.9 * (_GLUED.search(unit.text) is not None)
    merit += 2.4 * _ends_path(page, index) - 1.2 * _among_figures(page, index)
    return merit - 0.04 * max(0, anchor - index - _NEAR) + 0.4 * said_twice(page, index)


def _counts_on(page: Page, index: int) -> bool:
    """Whether a line is an item of a numbered list that the line above it is of too: "4. Harbour", under "3. News"."""
    own, above = _NUMBERED.match(page.text(index)), _NUMBERED.match(page.text(index - 1))
    return bool(own and above and int(own[1]) == int(above[1]) + 1)


def _among_figures(page: Page, index: int) -> bool:
    """Whether a line is of a list whose items begin with figures: what goes into a dish, what happened when."""
    near = [i for i in range(index - _AROUND, index + _AROUND + 1) if page.text(i)[:1] in _FIGURES]
    return index in near and len(near) > _AROUND


def _ends_path(page: Page, index: int) -> bool:
    """Whether the way to the story, a little further up, ends with a line: "Home / News / 2024 / Harbour to close"."""
    title = page.text(index)
    above = (page.text(i) for i in range(max(0, index - _NEAR), index))
    return any(text.endswith(title) and _PATH.search(text[: -len(title)]) for text in above)


def _text_below(page: Page, index: int) -> set[str]:
    below = [page.text(i)[:1000] for i in range(index + 1, min(len(page), index + _FAR)) if page.prose(i)]
    return stems(*below[:_PARAGRAPHS])


def _lists_words(text: str) -> bool:
    """Whether a line is a row of keywords: "Harbour, Ferries, Orme"."""
    pieces = text.split(", ")
    return len(pieces) >= 3 and all(len(piece.split()) <= 2 for piece in pieces)


def _stands_alone(page: Page, lead: int) -> bool:
    """Whether a file begins with one short line that a blank parts from all the rest, in which there are few blanks."""
    first = page.units[0]
    if (
        lead > 1
        or len(page) < 3
        or not page.units[1].gap
        or first.words > _TITLE
        or len(first.text) > _LONGEST
    ):
        return False
    gaps = sum(unit.gap > 0 for unit in page.units[2:])
    return (page.free(0) or page.role(0) is Role.FURNITURE) and gaps <= _RARE * len(page.units[2:])


def _site_names(page: Page) -> set[str]:
    """Few words that stand on their own at three places or more, far apart: who runs the site."""
    places: dict[str, list[int]] = {}
    for index, unit in enumerate(page.units):
        if unit.words <= _FEW:
            places.setdefault(folded(unit.text), []).append(index)
    return {text for text, at in places.items() if len(at) >= 3 and at[-1] - at[0] > _ABOVE // 2}


def _below_pictures(page: Page, lead: int) -> int:
    """The unit below a first line and the pictures under it."""
    pictures = (Role.CAPTION, Role.PICTURE_CREDIT, Role.PICTURE_FILE)
    return next((i for i in range(lead + 1, len(page)) if page.roles[i] not in pictures), len(page))


def _sentence(page: Page, lead: int) -> Choice:
    """A first line that is one sentence with its full stop, above a much longer paragraph on the same matter."""
    if lead < len(page) and said_twice(page, lead) and page.units[lead].words <= _TITLE:
        return Choice(lead)
    asks = lead < len(page) and page.text(lead)[-1] in "?!"
    below = _below_pictures(page, lead) if asks else lead + 1
    if below >= len(page) or any(page.roles[i] is Role.PROMO for i in range(lead)):
        return Choice(None)
    first, second = page.units[lead], page.units[below]
    if (
        first.stated
        or not page.prose(below)
        or datelines.opens_with_dateline(first.text)
        or first.words > 26
        or len(second.text) < 1.3 * len(first.text)
    ):
        return Choice(None)
    if not asks and (not second.gap or first.words > 22):
        return Choice(None)
    rest = stems(*(page.text(i)[:2000] for i in range(below, min(len(page), lead + 12))))
    if not first.ends or sentences(first.text) > (3 if asks else 1) or first.text[0] in '"“„«':
        return Choice(None)
    if shared(first.text, rest) < (_LITTLE if asks else _SOME):
        return Choice(None)
    is_heading = lead == 0 and asks and first.words <= _SHORT and sentences(first.text) == 1
    return Choice(lead, "" if is_heading else "it reads like a first sentence")
