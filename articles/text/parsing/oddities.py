"""What is odd about a body that was taken out of a page: the signs that a line too many or too few is in it.

Counted over pages read by eye, each stands on one in eight or fewer, and most bodies that have one are wrong somewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from articles.text.parsing import datelines
from articles.text.parsing.layout import Layout
from articles.text.parsing.likeness import folded, shared, stems
from articles.text.parsing.page import Page, own_role
from articles.text.parsing.readers import addresses_reader, asks_readers, is_to_reader
from articles.text.parsing.story import BODY, Doubt, Role
from articles.text.parsing.units import is_attribution, starts_lower
from articles.text.patterns import pattern

_STRANGE = (
    Role.FURNITURE, Role.RELATED_LABEL, Role.RELATED_TITLE, Role.RELATED_DATE, Role.BOILERPLATE, Role.PROMO,
)  # fmt: skip
_LEFT_OUT = (Role.FURNITURE, Role.BOILERPLATE)
_PICTURES = (Role.CAPTION, Role.PICTURE_CREDIT, Role.PICTURE_FILE)
_FEWEST, _MANY = 4, 6
_STRANGERS, _SHARE = 3, 2.2
_SEVERAL = 2
_NOTHING = 0.1
_OF_TEXT = 0.25
_LONG, _PARAGRAPH = 20, 15
_NEAR = 12
# A sentence's end, perhaps with a tag or with its writer's initials behind it.
_ENDED = pattern(r"[.!?…:。！？।؟]\W*(?:/\w+>\W*)?(?:\(\w{2,6}(?:/\w{2,6}){0,2}\)\W*)?$")
_ADDRESS = pattern(r"\bwww\.|https?://|\w@\w")
_POINTS = pattern(
    r"\b(?:downloads?|(?:herunter|runter)laden|télécharge\w*|descarg\w+|scarica\w*|baixar|pdf)\b",
    re.IGNORECASE,
)
_LAST = 120
"""Characters. A line may hold thousands of signs, and no end of a sentence is so long."""
_WORDS = 6
# Scripts whose words no blanks tell apart, or that few words stand in twice alike.
_UNSPACED = pattern(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff]")
_MOST = 1500


def find_oddities(page: Page, layout: Layout) -> Iterator[Doubt]:
    """Doubts about a body by its ends, by what stands between its paragraphs, and by what was left out around it."""
    end = min(layout.end, len(page))
    body = [i for i in range(layout.lead, end) if page.roles[i] is Role.PARAGRAPH]
    if not body or page.stated(*BODY):
        return
    yield from _about_middle(page, body, range(layout.lead, body[-1]))
    yield from _about_lines(page, layout, body)
    yield from _about_ends(page, layout, body, end)
    if (index := _left_out_above(page, layout, body)) is not None:
        line = page.units[index].lines[0]
        yield Doubt("text-above", "body", line, f"Line {line} was left out: is it the first paragraph?")


def _about_middle(page: Page, body: list[int], span: range) -> Iterator[Doubt]:
    strange = (i for i in span if page.roles[i] in _STRANGE and page.units[i].words)
    strangers = [i for i in strange if own_role(page.text(i)) is None]
    if len(strangers) >= _STRANGERS and _SHARE * len(strangers) >= len(body):
        line = page.units[strangers[0]].lines[0]
        sentence = f"From line {line} on {len(strangers)} lines between the paragraphs were left out."
        yield Doubt("mixed-body", "body", line, sentence)
        return
    for index in span:
        unit = page.units[index]
        if unit.prose and unit.words >= _LONG and page.roles[index] in _LEFT_OUT and _tells(unit.text):
            line = unit.lines[0]
            yield Doubt(
                "text-between",
                "body",
                line,
                f"Line {line}, between two paragraphs, was left out of the text.",
            )
            return


def _tells(text: str) -> bool:
    """Whether a line that was left out could be of a story: it does not ask its readers for anything."""
    return not (asks_readers(text) or addresses_reader(text))


def _about_lines(page: Page, layout: Layout, body: list[int]) -> Iterator[Doubt]:
    """Paragraphs that are no sentences, and short ones that come twice: of text that a page was around."""
    if page.is_bare or not page.units[layout.lead].prose:
        return
    seen = Counter(folded(page.text(i)) for i in body)
    body = [i for i in body if not is_attribution(page.units[i])]
    odd = [i for i in body if _is_no_sentence(page, i) or seen[folded(page.text(i))] > 1]
    if len(odd) >= _SEVERAL:
        first, last = (page.units[i].lines[0] for i in (odd[0], odd[-1]))
        sentence = f"Some lines of the text, from line {first} to line {last}, are no sentences. Are they of the story?"
        yield Doubt("odd-lines", "body", first, sentence)


def _is_no_sentence(page: Page, index: int) -> bool:
    unit = page.units[index]
    return not (unit.prose or unit.ends or unit.kind or unit.text.endswith((":", ",", ";")))


def _about_ends(page: Page, layout: Layout, body: list[int], end: int) -> Iterator[Doubt]:
    first, last = (page.units[i].lines[0] for i in (body[0], body[-1]))
    if odd := _odd_start(page, layout, body):
        yield Doubt("odd-start", "body", first, f"Line {first}, the first of the body, {odd}")
    if odd := _odd_end(page, body, end):
        yield Doubt("odd-end", "body", last, f"Line {last}, the last of the body, {odd}")


def _odd_start(page: Page, layout: Layout, body: list[int]) -> str:
    """What is odd about the first paragraph; "" where nothing is."""
    if starts_lower(page.text(body[0])):
        return "begins with a small letter."
    parted = len(body) > 1 and page.role(body[0] + 1) in _PICTURES
    if parted and not page.having(Role.STANDFIRST):
        return "is parted from the rest by a picture: is it the standfirst?"
    if len(body) < _MANY:
        return ""
    if _is_apart(page, body[0], body[1:]):
        return "shares next to no word with the rest."
    if _is_elsewhere(page, layout, body):
        return "shares no word with the headline and the lines below."
    if _breaks_off(page, body[0]) and all(page.units[i].ends for i in body[1:_MANY]):
        return "does not end as sentences do."
    return ""


def _odd_end(page: Page, body: list[int], end: int) -> str:
    """What is odd about the last paragraph; "" where nothing is, and in the shortest texts."""
    if len(body) < _FEWEST:
        return ""
    if len(body) >= _MANY and _is_apart(page, body[-1], body[:-1]):
        return "shares next to no word with the rest."
    if _turns_to_reader(page, body, end):
        return "speaks of the page or to its reader."
    if not _is_ended(page, body[-1]) and page.units[body[0]].prose and end < len(page):
        return "does not end as sentences do."
    return ""


def _is_ended(page: Page, index: int) -> bool:
    return _ENDED.search(page.text(index)[-_LAST:]) is not None


def _breaks_off(page: Page, index: int) -> bool:
    return not (_is_ended(page, index) or page.text(index).endswith((",", ";")))


def _is_elsewhere(page: Page, layout: Layout, body: list[int]) -> bool:
    """Whether a first paragraph has nothing of the headline and of the three paragraphs below it."""
    if layout.headline.index is None or _UNSPACED.search(page.text(body[0])):
        return False
    own = stems(page.text(body[0])[:_MOST])
    return len(own) >= _WORDS and not own & _stems(page, [layout.headline.index, *body[1:4]])


def _turns_to_reader(page: Page, body: list[int], end: int) -> bool:
    """Whether the last paragraph, and none before it, speaks of the page or to its reader; or does with an address."""
    text = page.text(body[-1])
    if page.units[body[-1]].words <= _PARAGRAPH and _POINTS.search(text):
        return True
    if end >= len(page) or not is_to_reader(text):
        return False
    return _ADDRESS.search(text) is not None or not any(is_to_reader(page.text(i)) for i in body[:-1])


def _is_apart(page: Page, index: int, others: list[int]) -> bool:
    """Whether a paragraph has next to nothing of the others in it."""
    text = page.text(index)[:_MOST]
    own = stems(text)
    # Most paragraphs go on from the one beside them.
    near = sorted(others, key=lambda other: abs(other - index))
    for part in (near[:1], near[1:]):
        if len(own) < _WORDS or len(own & _stems(page, part)) >= _NOTHING * len(own):
            return False
    return not _UNSPACED.search(text) and not datelines.opens_with_dateline(text)


def _left_out_above(page: Page, layout: Layout, body: list[int]) -> int | None:
    """A paragraph under the headline that is of the same matter as the body and was not taken into it."""
    above = [
        i
        for i in range(layout.lead)
        if page.roles[i] in _LEFT_OUT and page.units[i].prose and page.units[i].words >= _PARAGRAPH
    ]
    words = _stems(page, body[:_NEAR]) if above else set()
    alike = (i for i in above if shared(page.text(i), words) > _OF_TEXT)
    return next(chain(alike, (i for i in range(layout.lead) if _may_be_no_caption(page, i))), None)


def _may_be_no_caption(page: Page, index: int) -> bool:
    """Whether only its place says that a line is a caption: no picture is near, and it is a sentence, or nothing of a
    page is.
    """
    if page.role(index) is not Role.CAPTION or own_role(page.text(index)) is Role.CAPTION:
        return False
    full = (
        page.units[index].prose and page.is_plain
    )  # over a credit it may be the first paragraph all the same
    near = (page.role(index - 1), None if full else page.role(index + 1))
    return not {*near} & {*_PICTURES} and (page.units[index].ends or page.is_plain)


def _stems(page: Page, indexes: list[int]) -> set[str]:
    return stems(*(page.text(i)[:_MOST] for i in indexes))
