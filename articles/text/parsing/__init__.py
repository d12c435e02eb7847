"""Plain text of one file → ParsedStory or Refusal: a role for every line, a doubt where one is due.

    split(text) -> list[Part]                   a file that holds several stories, cut where that is sure
    parse(text, *, name="", fixed={}, kinds={}, habits={}) -> ParsedStory | Refusal

The way: lines become units (`wrapping`), marked with what is known of them beside their words (`told`); each unit gets
the role that its own words say (`page`, from `credits`, `names`, `captions`, `labels`, `furniture`); head, foot and
body are told apart and settle what is left (`layout`); the fields are gathered from the roles (`gathering`, `related`,
`stating`), `doubts` says what is unsure, `certainty` how sure each field is, `shape` how the file is laid out, and
`habits` where that is unlike nearly all files of its folder.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Never

from articles.text.parsing.certainty import weigh
from articles.text.parsing.doubts import find_doubts
from articles.text.parsing.gathering import (
    gather_credits,
    gather_cuts,
    gather_fields,
    gather_left_out,
    gather_passages,
    gather_roles,
)
from articles.text.parsing.habits import FIRST, NO_HABITS, Habits, heed
from articles.text.parsing.labelled import labelled_head
from articles.text.parsing.language import guess_language
from articles.text.parsing.layout import Layout, settle
from articles.text.parsing.marks import numbers_links, without_numbers
from articles.text.parsing.ordering import in_order
from articles.text.parsing.page import Page, own_role
from articles.text.parsing.proposal import propose_headline
from articles.text.parsing.refusals import (
    FEWEST_WORDS,
    has_sentence,
    refuse_by_length,
    refuse_by_shape,
    refuse_stub,
)
from articles.text.parsing.related import gather_labels, gather_related
from articles.text.parsing.shape import shape
from articles.text.parsing.splitting import Part, split_by
from articles.text.parsing.story import (
    BODY,
    KEPT,
    Certainty,
    Doubt,
    LeftOut,
    ParsedStory,
    Passage,
    PassageKind,
    Refusal,
    RelatedItem,
    Role,
)
from articles.text.parsing.told import Told
from articles.text.parsing.wire import has_codes, without_codes
from articles.text.parsing.wrapping import to_units
from articles.text.reading import split_lines

__all__ = [
    "KEPT", "Certainty", "Doubt", "LeftOut", "ParsedStory", "Part", "Passage", "PassageKind", "Refusal", "RelatedItem",
    "Role", "own_role", "parse", "split",
]  # fmt: skip
_NOTHING: Mapping[int, Never] = {}
_OF_PLAIN_TEXT = ("format", "several-stories")


def parse(
    text: str,
    *,
    name: str = "",
    fixed: Mapping[int, Role] = _NOTHING,
    kinds: Mapping[int, PassageKind] = _NOTHING,
    habits: Habits = NO_HABITS,
) -> ParsedStory | Refusal:
    """Read one file of plain text as one story. Never raises; `name` is the file's name, for what it may tell.

    `fixed` are roles that hold whatever a line's words say (a format states them, or a person), and all else is read
    around them, of page furniture as if it were not there; `kinds` the sorts of passages that lines are if they are of
    the body. Both go by line number. `habits` is what nearly all files of its folder do.
    """
    if refusal := refuse_by_length(text):
        return refusal
    lines = split_lines(text)
    refusal = refuse_by_shape(text, lines)
    if refusal and not ((fixed or kinds) and refusal.code in _OF_PLAIN_TEXT):
        return refusal
    told = Told({**labelled_head(lines), **fixed}, kinds)
    page = Page(to_units(lines, _cleaning(text), told))
    if not page:
        return refuse_stub(lines)
    first = habits.get("headline")
    layout = settle(page, headline_first=first is not None and first.way == FIRST)
    story = gather(page, layout, lines, told)
    return refuse_stub(lines) if is_stub(story) and not page.stated(*BODY) else heed(story, habits, fixed)


def split(text: str) -> list[Part]:
    """The stories of a file of plain text, in its order; nearly always one. Together they hold every line."""
    return split_by(text, parse)


def _cleaning(text: str) -> Callable[[str], str]:
    """What takes a program's marks off the lines of this file."""
    if has_codes(text):
        return without_codes
    return without_numbers if numbers_links(text) else str.strip


def is_stub(story: ParsedStory) -> bool:
    """Too little for a story: no text and nothing that says one was there, or a few words without a sentence."""
    if not story.passages:
        return not (story.headline and (story.published or story.standfirst))
    if story.dateline or any(words >= FEWEST_WORDS for words in accumulate(map(_words, story.paragraphs))):
        return False
    return not has_sentence(" ".join(story.paragraphs))


def _words(text: str) -> int:
    return len(text.split())


def gather(page: Page, layout: Layout, lines: Sequence[str], told: Told) -> ParsedStory:
    """The story that a settled page holds."""
    passages, glued = gather_passages(page)
    found = gather_fields(page, layout, passages, glued)
    values, roles, related = found.values, gather_roles(page, told, lines), gather_related(page, found)
    found.heed(lines)
    language = guess_language(" ".join(passage.text for passage in passages[:12]))
    found.published = found.published and in_order(found.published, lines, language)
    doubts = find_doubts(page, layout, found, passages)
    in_body = [number for passage in passages for number in passage.lines]
    placed = {*in_body, *chain.from_iterable(found.evidence.values())}
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
        language=language,
        section=values.get("section", ""),
        keywords=found.keywords,
        shape=shape(page, layout),
        related=related,
        captions=tuple(unit.text for unit, role in page.pairs() if role is Role.CAPTION),
        left_out=(
            *gather_left_out(roles, placed, lines),
            *gather_credits(glued, lines),
            *gather_cuts(page, roles, lines),
            *gather_labels(related),
        ),
        doubts=doubts,
        evidence=found.evidence,
        certainty=weigh(page, found.evidence, in_body, doubts),
    )
