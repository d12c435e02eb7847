"""The last lines of a body: what pages print there without a label, and who wrote a story that only its end signs."""

import re
from itertools import takewhile

from articles.text.parsing import names, readers
from articles.text.parsing.body import is_said, says_who
from articles.text.parsing.likeness import folded, stems
from articles.text.parsing.page import Page
from articles.text.parsing.story import BODY, Role

_NAME_WORD = re.compile(r"[^\W\d_a-z](?=[^\W\d_]*[a-zß-ÿа-яα-ω]|\.)[^\W\d_]*(?:[’'-][^\W\d_]+)*\.?")
_PAGE_WORD = re.compile(
    r"(?:us|now|here|more|news|top|home|our|your|me|up|in|on|the|all|new|register|work|share|read|view"
    r"|watch|story|stories|daily|post|times|mehr|alle|themen|artikel|zum|zur)",
    re.IGNORECASE,
)
_LABEL_WORDS = 7
_STRAY_WORDS = 3
_BIO_VERBS = frozenset({
    "is", "was", "has", "covers", "writes", "reports", "works", "can", "joined", "edits", "leads", "teaches",
})  # fmt: skip
_BIO_WORDS = 90
_BIO = 500
_ADDRESS = re.compile(r"\bwww\.\w|https?://\w|\b[\w.+-]{1,40}@\w[\w-]{1,40}\.\w|\s@\w{3,30}\b", re.IGNORECASE)
_SIGN_WORDS = 6
_SIGNS = re.compile(
    r"\W{0,2}(?:red|[a-z]{2,4}|APA|dpa|AFP)\s?[,/]\s?[\w.-]{1,40}(?:\s?[,/]\s?[\w.-]{1,40}){0,6}\W{0,2}",
    re.IGNORECASE,
)
"""Initials and whom they write for: "red, wexley.example/agencies"."""
_NAME_WORDS = 6
_BOX = 4
_SIGNED_WITHIN, _COMMENTS = 3, 12
_TOLD = 4
_FEW = 8
_MOST = 0.8
_SENTENCES = 4


def settle_tail(page: Page, lead: int, end: int, *, bare: bool) -> None:
    """Take from the body's end what cannot be its end: labels, subheads without text, words about the writer."""
    writer = _writer(page)
    _leave_out_strays(page, lead, end)
    for index in range(min(end, len(page)) - 1, lead, -1):
        if page.roles[index] not in BODY:
            continue
        said = is_said(page.text(index)) and not is_name(page.text(index))
        clean = (bare and said) or not page.units[lead].prose
        if role := _not_the_end(page, index, writer, clean=clean):
            page.roles[index] = role
        else:
            break


def _leave_out_strays(page: Page, lead: int, end: int) -> None:
    """One or two short lines without a full stop, between a text of sentences and more of the page, are the page's."""
    body = [i for i in range(lead, min(end, len(page))) if page.roles[i] in BODY]
    if end >= len(page) or not any(page.units[i].words for i in range(end, len(page))):
        return
    strays = list(takewhile(lambda i: _is_stray(page, i), reversed(body)))
    above = body[: len(body) - len(strays)]
    sentences = sum(page.units[i].ends for i in above)
    if len(strays) <= 2 and sentences >= max(_SENTENCES, _MOST * len(above)) and page.units[above[-1]].ends:
        for index in strays:
            page.roles[index] = Role.FURNITURE


def _is_stray(page: Page, index: int) -> bool:
    unit = page.units[index]
    plain = page.roles[index] is Role.PARAGRAPH and not (unit.stated or unit.kind)
    short = not unit.ends and not unit.text.endswith(":") and unit.words <= _FEW
    return plain and short and not says_who(page, index)


def find_writers_box(page: Page, lead: int, end: int) -> int:
    """Where the body ends if, near its end, its writer's name stands alone over a few words about him or her; or if a
    paragraph says who the writer is, which no story does in its middle.
    """
    writer = _writer(page)
    if len(writer.split()) < 2:
        return end
    told = 0
    for index in range(lead, end):
        if told >= _TOLD and page.free(index) and is_biography(page.text(index), writer):
            return index
        told += page.prose(index)
    named = (
        i
        for i in range(lead + 1, end)
        if page.units[i].words <= _NAME_WORDS and folded(page.text(i)) == writer
    )
    last = max(named, default=end)
    above = sum(page.prose(i) for i in range(lead, last))
    return last if sum(page.prose(i) for i in range(last, end)) <= min(_BOX, above - 1) else end


def _writer(page: Page) -> str:
    bylines = page.having(Role.BYLINE)
    by = names.byline(page.text(bylines[0])) if bylines else None
    return folded(by.name if by else names.person(page.text(bylines[0]))) if bylines else ""


def _not_the_end(page: Page, index: int, writer: str, *, clean: bool) -> Role | None:
    """The role of a last piece that is none of the story's; None for one that is.

    ``clean``: nothing of a page stands around the text, or its lines are those of a table.
    """
    unit = page.units[index]
    if unit.stated:
        return None
    if page.roles[index] is Role.SUBHEAD or (unit.text.endswith((":", ":*")) and unit.words <= _LABEL_WORDS):
        return Role.FURNITURE
    stray = unit.words <= _STRAY_WORDS and not (unit.ends or clean or says_who(page, index))
    if page.roles[index] is Role.PARAGRAPH and stray:
        return Role.FURNITURE
    if unit.words <= _SIGN_WORDS and not unit.ends and _SIGNS.fullmatch(unit.text):
        return Role.AGENCY_CREDIT
    if is_biography(unit.text, writer) and unit.words <= _BIO_WORDS:
        return Role.BOILERPLATE
    asks = readers.asks_readers(unit.text) or readers.appeals(unit.text)
    return Role.BOILERPLATE if asks else None


def is_biography(text: str, writer: str) -> bool:
    """Whether a paragraph begins by saying who its writer is, "Mary Malone is a reporter at the Post", or how to reach
    her: "Letters to the Harbour is written by Mary Malone, www.malone.example"."""
    if len(writer.split()) < 2:
        return False
    if len(text) < _BIO and writer in folded(text) and _ADDRESS.search(text):
        return True
    if writer.partition(" ")[0] not in text[:200].casefold():  # which is told of most paragraphs sooner
        return False
    start = folded(text[:200])
    return start.startswith(f"{writer} ") and start.removeprefix(writer).split()[0] in _BIO_VERBS


def sign_at_end(page: Page, lead: int, end: int) -> None:
    """A name alone under the last paragraph, or under a date close below, that the story does not mention is its
    writer's.
    """
    paragraphs = [i for i in range(lead, min(end, len(page))) if page.roles[i] is Role.PARAGRAPH]
    below = paragraphs[-1] + 1 if paragraphs else len(page)
    if page.having(Role.BYLINE):
        return
    dated = [i + 1 for i in range(below, below + _COMMENTS) if page.role(i) is Role.DATE]
    # Where more dates follow they are those of comments, and the names under them.
    near = dated if len(dated) == 1 and dated[0] <= below + _SIGNED_WITHIN else ()
    for index in (below, *near):
        if _is_lone_name(page, index) and not stems(page.text(index)) & _told_in(page, lead, below):
            page.roles[index] = Role.BYLINE
            return


def _is_lone_name(page: Page, index: int) -> bool:
    alone = page.role(index) is Role.FURNITURE and not is_name(page.text(index + 1))
    return alone and is_name(page.text(index))


def _told_in(page: Page, lead: int, below: int) -> set[str]:
    return stems(*(page.text(i)[:3000] for i in range(lead, below)))


def is_name(text: str) -> bool:
    """Two to four words written as names are; menus and labels are not told apart by less."""
    words = text.strip(" —–-").split()
    return (
        2 <= len(words) <= 4
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and not any(_PAGE_WORD.fullmatch(word) for word in words)
    )
