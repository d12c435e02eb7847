"""Plain text of one file → ParsedStory or Refusal: a role for every line, a doubt where one is due.

    parse(text, *, name="") -> ParsedStory | Refusal

The way: lines become units (`wrapping`); each unit gets the role that its own words say (`page`, from `credits`,
`labels`, `furniture`); the head, the foot and the body are told apart and settle what is left (`head`, `foot`,
`body`); the fields are gathered from the roles (`gathering`), and `doubts` says what is unsure.
"""

from articles.text.parsing.body import settle_body
from articles.text.parsing.doubts import find_doubts
from articles.text.parsing.foot import find_end, settle_foot
from articles.text.parsing.gathering import gather_fields, gather_left_out, gather_passages, gather_related
from articles.text.parsing.head import body_stems, find_lead, settle_head, take_head_promo, take_headline
from articles.text.parsing.language import guess_language
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
from articles.text.parsing.wrapping import to_units
from articles.text.reading import split_lines

__all__ = ["Doubt", "LeftOut", "ParsedStory", "Passage", "Refusal", "RelatedItem", "Role", "parse"]


def parse(text: str, *, name: str = "") -> ParsedStory | Refusal:
    """Read one file of plain text as one story. Never raises; `name` is the file's name, for what it may tell."""
    lines = split_lines(text)
    if refusal := refuse_by_shape(text, lines):
        return refusal
    page = Page(to_units(lines))
    settle(page)
    story = gather(page)
    return refuse_stub(lines) if is_stub(story) else story


def is_stub(story: ParsedStory) -> bool:
    """Too little for a story: no text and nothing that says one was there, or a few words without a sentence."""
    if not story.passages:
        return not (story.headline and (story.published or story.standfirst))
    text = " ".join(story.paragraphs)
    return len(text.split()) < FEWEST_WORDS and not story.dateline and not has_sentence(text)


def settle(page: Page) -> None:
    """Decide a role for every unit of a page."""
    words = body_stems(page)
    take_head_promo(page, words)
    lead = find_lead(page)
    headline = take_headline(page, lead, words)
    if headline == lead:
        lead += 1
    settle_head(page, headline, lead)
    end = find_end(page, lead) if lead < len(page) else lead
    settle_foot(page, end, words)
    settle_body(page, lead, end, words)


def gather(page: Page) -> ParsedStory:
    """The story that a settled page holds."""
    passages, glued = gather_passages(page)
    found = gather_fields(page, passages, glued)
    values = found.values
    body = " ".join(passage.text for passage in passages[:12])
    return ParsedStory(
        headline=values.get("headline"),
        proposed_headline="" if "headline" in values or not passages else propose_headline(passages[0].text),
        passages=passages,
        roles={
            number: role
            for unit, role in zip(page.units, page.roles, strict=True)
            if role
            for number in unit.lines
        },
        standfirst=values.get("standfirst", ""),
        byline=values.get("byline", ""),
        dateline=values.get("dateline", ""),
        published=found.published,
        source=values.get("source", ""),
        proofreader=values.get("proofreader", ""),
        language=guess_language(body),
        related=gather_related(page),
        left_out=gather_left_out(page),
        doubts=find_doubts(found, passages),
        evidence=found.evidence,
    )
