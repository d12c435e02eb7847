"""What reading one file of copy gives: a ParsedStory or a Refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from articles.text.dates import CopyDate


class Role(StrEnum):
    """What one non-blank line of a file is. Each has exactly one."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    PICTURE_CREDIT = "picture credit"
    PICTURE_FILE = "picture file"
    SOURCE = "source"
    PROOFREADER = "proofreader"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    AGENCY_CREDIT = "agency credit"
    SLUGLINE = "slugline"
    SECTION = "section"
    KEYWORDS = "keywords"
    EMBARGO = "embargo"
    EDITORS_NOTE = "note to editors"
    CONTACT = "contact"
    BOILERPLATE = "boilerplate"
    END_MARK = "end mark"
    CORRECTION = "correction note"
    RELATED_LABEL = "related label"
    RELATED_TITLE = "related title"
    RELATED_DATE = "related date"
    PROMO = "promo"
    FURNITURE = "page furniture"
    UNKNOWN = "unknown"


KEPT = frozenset({
    Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.DATE, Role.PARAGRAPH, Role.SUBHEAD, Role.QUOTE,
    Role.LIST_ITEM, Role.SOURCE, Role.PROOFREADER, Role.EDITOR, Role.AGENCY_CREDIT, Role.SLUGLINE, Role.RELATED_TITLE,
    Role.RELATED_DATE, Role.PROMO,
})  # fmt: skip
"""Roles whose words end in a field of the story; lines of every other role are left out (law 8)."""

BODY = frozenset({Role.PARAGRAPH, Role.SUBHEAD, Role.QUOTE, Role.LIST_ITEM})
"""Roles whose words are passages of the body."""

PassageKind = Literal["p", "h2", "h3", "blockquote", "li"]
Certainty = Literal["stated", "sure", "likely", "guessed"]
DoubtField = Literal[
    "headline", "source", "proofreader", "byline", "published", "body", "related", "pictures"
]


@dataclass(frozen=True)
class Passage:
    """One block of the body; `lines` are the numbers of the file's lines that it was joined from."""

    kind: PassageKind
    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class RelatedItem:
    """The title of another story, printed with this one; `label` is what called it one in its line: "See also:".

    `printed` is the title with its label, as the file has it.
    `promo`: it stood at the head or foot with the day the page was fetched, so its date says nothing about this story.
    """

    title: str
    date: CopyDate | None
    raw_date: str
    line: int
    promo: bool = False
    label: str = ""
    printed: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A line whose words are in no field, and why."""

    line: int
    text: str
    role: Role


@dataclass(frozen=True)
class Doubt:
    """Something the parser is unsure of. `sentence` is fit to show an editor; no field means the whole file."""

    code: str
    field: DoubtField | None
    line: int | None
    sentence: str


@dataclass(frozen=True)
class Refusal:
    """Why no story was taken from a file."""

    code: str
    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class ParsedStory:
    """One story as its file gives it; names and sources are as printed, without their labels.

    `headline` is None when the file does not hold it; `proposed_headline` is then a provisional one from the lead.
    `evidence` maps a field's name to the lines it came from, `certainty` to how sure it is; `roles` holds every
    non-blank line. `section` and `keywords` are candidates for topics. `shape` says how the file's lines are laid out:
    files of one template have one.
    """

    headline: str | None
    passages: tuple[Passage, ...]
    roles: Mapping[int, Role]
    proposed_headline: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    published: CopyDate | None = None
    source: str = ""
    proofreader: str = ""
    slugline: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    shape: str = ""
    language: str = ""
    related: tuple[RelatedItem, ...] = ()
    captions: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    evidence: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    certainty: Mapping[str, Certainty] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body without its subheads."""
        return tuple(p.text for p in self.passages if p.kind not in ("h2", "h3"))
