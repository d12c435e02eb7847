"""The middle of a page: which of the pieces between lead and end are paragraphs, subheads, captions, or strangers."""

import re

from articles.text.parsing import captions, names
from articles.text.parsing.boxes import leave_out_boxes
from articles.text.parsing.foot import is_stranger_at_end
from articles.text.parsing.furniture import is_furniture
from articles.text.parsing.likeness import folded, shared
from articles.text.parsing.page import Page
from articles.text.parsing.questions import find_questions
from articles.text.parsing.story import PassageKind, Role
from articles.text.parsing.units import is_attribution, is_question, starts_lower

ROLES: dict[PassageKind, Role] = {
    "p": Role.PARAGRAPH, "h2": Role.SUBHEAD, "h3": Role.SUBHEAD, "blockquote": Role.QUOTE, "li": Role.LIST_ITEM,
}  # fmt: skip
"""What a passage of each kind is."""

_BULLET = re.compile(r"(?:[•▪◦·‣]|[-*+](?=\s))\s*")
_HEADING = re.compile(r"#{1,6}\s+")
_SPEAKER = re.compile(r"[^\W\d_]{1,12}[:：](?=\s?\S)")
_LENGTH = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: min\.?)?")
_LENGTH_BEHIND = re.compile(r"\w\W*\s\d{1,2}:\d\d$")
_CLOSING = ("”", "“", '"', "»", "«", "’")
"""What ends a quotation, in one language or another."""
_REPEATED = 40
_TITLE_WORDS, _LONGEST_TITLE = 4, 24
_CAPTION_WORDS, _CAPTION = 8, 40
_BOX = 20
_BLURB = 35
_SUBHEAD_WORDS = 16


def settle_body(page: Page, lead: int, end: int, words: set[str], *, bare: bool) -> None:
    """Give every undecided piece of the body its role; a `bare` file has nothing of a page between the paragraphs."""
    _leave_out_repeats(page, lead, end)
    page.give(Role.FURNITURE, [index for index in range(lead + 1, end) if page.is_box(index)])
    _take_labelled(page, lead, end)
    if not bare:
        _take_cards(page, lead, end)
    page.give(Role.SUBHEAD, find_questions(page, lead, end, bare=bare))
    for index in range(lead, end):
        if page.roles[index] in (Role.DATE, Role.BYLINE, Role.RELATED_DATE) and not _under_title(page, index):
            page.roles[index] = Role.FURNITURE
        if page.free(index):
            kind = page.units[index].kind
            page.roles[index] = ROLES[kind] if kind else _role(page, index, lead, end, words, bare=bare)
    if not bare:
        leave_out_boxes(page, lead, end)


def _under_title(page: Page, index: int) -> bool:
    return page.roles[index] is Role.RELATED_DATE and page.role(index - 1) is Role.RELATED_TITLE


def _leave_out_repeats(page: Page, lead: int, end: int) -> None:
    seen = {folded(page.text(i)) for i in page.having(Role.HEADLINE)}
    for index in range(lead, end):
        text = folded(page.text(index))
        if page.free(index) and text in seen:
            page.roles[index] = Role.FURNITURE
        if len(text) >= _REPEATED:
            seen.add(text)


def _is_title(page: Page, index: int) -> bool:
    if not page.free(index) or starts_lower(page.text(index)):
        return False
    if not _TITLE_WORDS <= page.units[index].words <= _LONGEST_TITLE:
        return False
    if page.text(index).endswith((":", ".")) and not page.text(index).endswith(".."):
        return False
    return not page.units[index].prose or is_question(page.units[index])


def _is_text(page: Page, index: int) -> bool:
    return page.prose(index) and not is_question(page.units[index])


def _asks_title(page: Page, index: int) -> bool:
    return page.text(index).endswith("?") and _TITLE_WORDS <= page.units[index].words <= _BOX


def _take_labelled(page: Page, lead: int, end: int) -> None:
    """Titles under a label in the middle of the text, up to the next paragraph."""
    for label in (i for i in range(lead, end) if page.roles[i] is Role.RELATED_LABEL):
        for index in range(label + 1, end):
            asks = index == label + 1 and page.free(index) and _asks_title(page, index)
            if (_is_text(page, index) and not asks) or page.roles[index] is Role.RELATED_LABEL:
                break
            if asks or _is_title(page, index):
                page.roles[index] = Role.RELATED_TITLE
            elif page.free(index):
                page.roles[index] = Role.FURNITURE


def _take_cards(page: Page, lead: int, end: int) -> None:
    """Other stories' titles without a label: known from elsewhere in the file, two in a row, or with their writer."""
    titles = {folded(page.text(i)) for i in page.having(Role.RELATED_TITLE, Role.PROMO)}
    for index in range(lead, end):
        before = page.role(index - 1) if index else None
        if _is_title(page, index) and (
            folded(page.text(index)) in titles or _titles_in_row(page, index, lead)
        ):
            page.roles[index] = Role.RELATED_TITLE
        elif _is_title(page, index) and _signed(page, index):
            page.roles[index] = Role.RELATED_TITLE
            page.roles[index + 1] = Role.FURNITURE
        elif (
            before is Role.RELATED_TITLE
            and page.prose(index)
            and not page.prose(index + 1)
            and _blurb(page, index)
        ):
            page.roles[index] = Role.BOILERPLATE


def _titles_in_row(page: Page, index: int, lead: int) -> bool:
    """Two or more titles one after the other; the last of them heads the text below."""
    paragraph_before = index > lead and (
        _is_text(page, index - 1) or page.role(index - 1) is Role.RELATED_TITLE
    )
    kind = page.units[index].kind
    return (
        paragraph_before
        and page.roles[index] is None
        and kind != "li"
        and _is_title(page, index + 1)
        and page.units[index + 1].kind == kind
        and _reads_on(page, index)
    )


def _reads_on(page: Page, index: int) -> bool:
    row = index
    while row - index <= 4 and _is_title(page, row):
        row += 1
    return _is_text(page, row) and not page.text(index - 1).endswith(":")


def _signed(page: Page, index: int) -> bool:
    following = index + 1
    return page.free(following) and page.prose(index + 2) and bool(names.person(page.text(following)))


def _blurb(page: Page, index: int) -> bool:
    """Whether a sentence under another story's title is of its card: furniture follows, or a section's name that heads
    no text.
    """
    below = index + 1
    if below >= len(page) or page.units[index].words > _BLURB or page.text(index)[0] in '"“„«':
        return False
    return not page.free(below) or (page.units[below].words <= 2 and not page.prose(below + 1))


def _role(page: Page, index: int, lead: int, end: int, words: set[str], *, bare: bool) -> Role:
    unit = page.units[index]
    if unit.quoted and unit.prose:
        return Role.QUOTE
    if _BULLET.match(unit.text):
        return Role.LIST_ITEM
    if _HEADING.match(unit.text):
        return Role.SUBHEAD
    if _is_caption(page, index, lead):
        return Role.CAPTION
    if is_question(unit) and page.prose(index + 1) and index > lead:
        return Role.SUBHEAD
    if (
        unit.prose
        or unit.ends
        or starts_lower(unit.text)
        or unit.text.endswith((":", ",", ";", "…"))
        or unit.words > 24
        or index == lead
    ):
        return Role.PARAGRAPH
    return _role_of_short(page, index, lead, end, words, bare=bare)


def _role_of_short(page: Page, index: int, lead: int, end: int, words: set[str], *, bare: bool) -> Role:
    """The role of a line that is no sentence and is not said to be a heading or an item."""
    unit = page.units[index]
    if index + 1 >= end:
        return _last_role(page, index, lead, words, bare=bare)
    if _in_table(page, index, lead) or (_answers(page, index) and not unit.kind):
        return Role.PARAGRAPH
    if page.prose(index + 1) and _is_of_card(page, index):
        return Role.FURNITURE
    if page.prose(index + 1) or _is_cut_last(page, index + 1):
        heads = unit.words <= _SUBHEAD_WORDS and not is_attribution(unit)
        return Role.SUBHEAD if heads else Role.PARAGRAPH
    strange = unit.words <= 3 or _in_list_of_strangers(page, index, words)
    return Role.FURNITURE if strange and not bare else Role.PARAGRAPH


def _is_of_card(page: Page, index: int) -> bool:
    """Whether a line is the title of a film, which says how long that is, or stands under a word in capitals that is
    none of a page's own.
    """
    above = page.text(index - 1)
    if page.role(index - 1) is not Role.FURNITURE:
        return False
    if _LENGTH.fullmatch(above) or _LENGTH_BEHIND.search(page.text(index)):
        return True
    shouts = above.isupper() and len(above) > _TITLE_WORDS and not is_furniture(above)
    return shouts and page.units[index].words >= _TITLE_WORDS and not page.text(index).isupper()


def _answers(page: Page, index: int) -> bool:
    """Whether a line is somebody's answer in a written conversation: "A: Lobster", under "Q: What do you eat?"."""
    asked = page.text(index - 1)
    return asked.endswith("?") and bool(_SPEAKER.match(page.text(index))) and bool(_SPEAKER.match(asked))


def _is_cut_last(page: Page, index: int) -> bool:
    """The last paragraph of a file that was cut in its middle."""
    return index == len(page) - 1 and page.free(index) and page.units[index].words >= 12


def _is_caption(page: Page, index: int, lead: int) -> bool:
    """What stands over a picture's credit, or, where a sentence of the text does, what stands under it."""
    unit = page.units[index]
    if index == lead:
        return False
    if unit.words < _CAPTION and captions.announces_caption(page.text(index - 1)):
        return True
    if unit.words < 25 and page.prose(index + 1) and captions.names_agency(unit.text):
        return True
    if page.role(index + 1) is Role.PICTURE_CREDIT:
        sentence = unit.ends and (page.units[index + 1].gap or _captions_below(page, index + 2))
        return unit.words < 25 and not sentence
    return page.role(index - 1) is Role.PICTURE_CREDIT and _captions_below(page, index)


def _captions_below(page: Page, index: int) -> bool:
    if not page.free(index) or page.units[index].prose or page.units[index].words < _CAPTION_WORDS:
        return False
    bare = not page.text(index - 1)[:1].islower() and ":" not in page.text(index - 1)
    return bare and page.prose(index + 1) and not page.units[index].ends


def _in_table(page: Page, index: int, lead: int) -> bool:
    """Lines of a table under a dateline are paragraphs, not subheads."""
    return not page.units[lead].prose and index - lead < 12


def _in_list_of_strangers(page: Page, index: int, words: set[str]) -> bool:
    """One of several short lines in a row that have nothing of the story in them: a box of jobs, courses, offers."""
    first = last = index
    while index - first < _BOX and page.free(first - 1) and not page.units[first - 1].ends:
        first -= 1
    while last - index < _BOX and page.free(last + 1) and not page.units[last + 1].prose:
        last += 1
    announced = page.role(first - 1) is Role.PARAGRAPH and page.text(first - 1).endswith(":")
    return (
        last - first >= 2
        and not announced
        and shared(" ".join(page.text(i) for i in range(first, last + 1)), words) < 0.4
    )


def _last_role(page: Page, index: int, lead: int, words: set[str], *, bare: bool) -> Role:
    if page.units[lead].prose and is_stranger_at_end(page, index, words):
        return Role.RELATED_TITLE
    said = page.units[index].words > 3 or (bare and is_said(page.text(index))) or says_who(page, index)
    return Role.PARAGRAPH if said else Role.FURNITURE


def says_who(page: Page, index: int) -> bool:
    """Whether a line says whose the words are that are quoted in the line above."""
    return is_attribution(page.units[index]) and page.text(index - 1).endswith(_CLOSING)


def is_said(text: str) -> bool:
    """Whether a few words are none of those that stand alone: a place, a sign of a wire, what brackets hold."""
    return " " in text and text != text.upper() and not text.startswith(("(", "["))
