"""Plain text of one file → ParsedStory or Refusal: a role for every line, a doubt where one is due.

    parse(text, *, name="") -> ParsedStory | Refusal

The way: lines become units (`wrapping`); each unit gets the role that its own words say (`page`, from
`credits`, `names`, `captions`, `labels`, `furniture`); head, foot and body are told apart and settle what is
left (`layout`); the fields are gathered from the roles (`gathering`), and `doubts` says what is unsure.
"""

from collections.abc import Callable, Sequence

from articles.text.parsing.doubts import find_doubts
from articles.text.parsing.gathering import (
    gather_cuts,
    gather_fields,
    gather_left_out,
    gather_passages,
    gather_related,
    gather_roles,
)
from articles.text.parsing.language import guess_language
from articles.text.parsing.layout import Layout, settle
from articles.text.parsing.marks import numbers_links, without_numbers
from articles.text.parsing.page import Page
from articles.text.parsing.proposal import propose_headline
from articles.text.parsing.refusals import FEWEST_WORDS, has_sentence, refuse_by_shape, refuse_stub
from articles.text.parsing.story import (
    Doubt,
    LeftOut,
    ParsedStory,
    Passage,
    Refusal,
    RelatedItem,
    Role,
)
from articles.text.parsing.wire import has_codes, without_codes
from articles.text.parsing.wrapping import to_units
from articles.text.reading import split_lines

__all__ = ["Doubt", "LeftOut", "ParsedStory", "Passage", "Refusal", "RelatedItem", "Role", "parse"]


def parse(text: str, *, name: str = "") -> ParsedStory | Refusal:
    """Read one file of plain text as one story. Never raises; `name` is the file's name, for what it may tell."""
    lines = split_lines(text)
    if refusal := refuse_by_shape(text, lines):
        return refusal
    page = Page(to_units(lines, _cleaning(text)))
    story = gather(page, settle(page), lines)
    return refuse_stub(lines) if is_stub(story) else story


def _cleaning(text: str) -> Callable[[str], str]:
    """What takes a program's marks off the lines of this file."""
    if has_codes(text):
        return without_codes
    return without_numbers if numbers_links(text) else str.strip


def is_stub(story: ParsedStory) -> bool:
    """Too little for a story: no text and nothing that says one was there, or a few words without a sentence."""
    if not story.passages:
        return not (story.headline and (story.published or story.standfirst))
    text = " ".join(story.paragraphs)
    return len(text.split()) < FEWEST_WORDS and not story.dateline and not has_sentence(text)


def gather(page: Page, layout: Layout, lines: Sequence[str]) -> ParsedStory:
    """The story that a settled page holds."""
    passages, glued = gather_passages(page)
    found = gather_fields(page, layout, passages, glued)
    values, roles = found.values, gather_roles(page)
    return ParsedStory(
        headline=values.get("headline"),
        proposed_headline="" if "headline" in values or not passages else propose_headline(passages[0].text),
        passages=passages,
        roles=roles,
        standfirst=values.get("standfirst", ""),
        byline=values.get("byline", ""),
        dateline=values.get("dateline", ""),
        published=found.published,
        source=values.get("source", ""),
        proofreader=values.get("proofreader", ""),
        slugline=values.get("slugline", ""),
        language=guess_language(" ".join(passage.text for passage in passages[:12])),
        related=gather_related(page),
        captions=tuple(unit.text for unit, role in page.pairs() if role is Role.CAPTION),
        left_out=(*gather_left_out(roles, lines), *gather_cuts(page, glued)),
        doubts=find_doubts(page, layout, found, passages),
        evidence=found.evidence,
    )
