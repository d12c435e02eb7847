"""The proof page's rows: each passage of the text with what is to be settled of it, in the margin beside its words."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from articles.copyediting import is_recast
from articles.desk.imports.giving import SWAPPED, nothing_held, offered, readings
from articles.desk.imports.words import value_of, when
from articles.desk.placing import told
from articles.desk.showing import SETTLED, Row, with_pictures
from articles.models import Doubt
from articles.text.blocks import ELSEWHERE
from articles.text.marking import Range
from articles.text.places import FOOT, Passage
from articles.text.style import Severity

HEAD = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline", "published")
MOST = 200
"""Findings that are shown at once."""
NAMED, SHORT = 3, 30
"""Changes that a button for several names, and characters of each side of one."""
GUESSED = {"unknown-word"}
"""Rules whose proposals are guesses, each at its own word: looked at one by one."""
SEVERITIES = {Severity.BLOCK: "Blocks", Severity.WARN: "Look", Severity.INFO: "Hint"}


@dataclass
class DoubtCard:
    """What the importer was unsure of, with what it is answered by."""

    doubt: Doubt
    key: str
    value: str = ""
    give: dict[str, Any] | None = None
    is_empty: bool = False
    headlines: list[str] = field(default_factory=list)
    readings: tuple[Any, Any] = (None, None)
    kind = "doubt"
    range = None


@dataclass
class Together:
    """Findings of one rule that are accepted at once, by one form of the page, whichever card has its button."""

    key: str
    code: str
    is_kind: bool
    """Whether it is all that the rule proposes, other words than those looked at among them."""
    places: list[str] = field(default_factory=list)
    changes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """The words that stand there, and those proposed, each pair once."""

    def add(self, found):
        words = found.words, found.finding.replacement
        self.places.append(told(found.where))
        self.changes.setdefault((words[0].casefold(), words[1].casefold()), words)

    @cached_property
    def shown(self):
        """Some of the changes, short: cut once, for all cards that have the button; and whether they are but signs,
        which nobody reads within quotation marks.
        """
        some = list(self.changes.values())[:NAMED]
        return [(*map(_short, words), not any(map(str.isalnum, "".join(words)))) for words in some]

    @property
    def more(self):
        return max(0, len(self.changes) - NAMED)


@dataclass
class FindingCard:
    """What house style found, with what it proposes, and what can be accepted at once with it: the ``same`` change of
    the same words, and all ``of_kind``."""

    found: Any
    key: str
    same: Together | None = None
    of_kind: Together | None = None
    kind = "finding"

    @property
    def range(self):
        where = self.found.where
        return Range(where.start, where.end, self.key)

    @property
    def severity(self):
        return self.found.finding.severity.value

    @property
    def label(self):
        return SEVERITIES[self.found.finding.severity]

    @property
    def where(self):
        return told(self.found.where)

    @property
    def sentence(self):
        """The place of the sentence to recast, and its words; nothing where it is too long for that."""
        place = self.found.sentence
        return (told(place), self.found.passage.text[place.start : place.end]) if is_recast(place) else None


def _short(words):
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def finding_cards(found):
    """A card for each finding that nobody dismissed, in the order of the text: for ``MOST`` of them at once, those
    before others that keep the text from being signed.
    """
    standing = at_once([one for one in found if one.dismissal is None], MOST, lambda one: not one.is_blocking)
    numbers = {severity: count(1) for severity in Severity}
    cards = [
        FindingCard(one, f"{one.finding.severity.value}-{next(numbers[one.finding.severity])}")
        for one in standing
    ]
    _put_together([card for card in cards if card.found.finding.replacement is not None])
    return cards


def at_once(some, most, is_later):
    """So many of some at most, in their order: those that come later only where the others leave room."""
    firsts = sorted(range(len(some)), key=lambda number: is_later(some[number]))[:most]
    return [some[number] for number in sorted(firsts)]


def _put_together(cards):
    """Give each of the cards that propose something those that can be accepted at once with it. Guesses at words that
    nobody knows have nothing in common but that.
    """
    groups = {}
    for card in cards:
        code, words, new = card.found.finding.code, card.found.words, card.found.finding.replacement
        same = (code, words.casefold(), new.casefold())
        card.same, card.of_kind = (
            groups.setdefault(key, Together(f"all-{len(groups)}", code, is_kind=len(key) == 1))
            for key in (same, (code,))
        )
        card.same.add(card.found)
        card.of_kind.add(card.found)
    for card in cards:
        is_wider = len(card.of_kind.places) > len(card.same.places)
        card.of_kind = card.of_kind if is_wider and card.found.finding.code not in GUESSED else None
        card.same = card.same if len(card.same.places) > 1 else None


def together(cards):
    """The groups of several cards, each once."""
    groups = [group for card in cards for group in (card.same, card.of_kind) if group]
    return list({group.key: group for group in groups}.values())


def doubt_cards(story, doubts, headlines):
    """A card for each open doubt."""
    return [
        DoubtCard(
            doubt,
            f"doubt-{n}",
            value_of(story, doubt.field) if doubt.field else "",
            offered(doubt),
            nothing_held(doubt),
            headlines if doubt.field == "headline" else [],
            readings(doubt) if doubt.code == SWAPPED else (None, None),
        )
        for n, doubt in enumerate(doubts, 1)
    ]


def rows_of(story, revision, rows, findings, doubts):
    """The page's rows in their order, with the cards of each; and the doubts that are about none of them."""
    rows = _with_empty(rows, when(story.published_at, story.published_precision))
    by_place = {(row.passage.field, row.passage.block): row for row in rows}
    first = next((row for row in rows if row.passage.field == "body"), None)
    whole = []
    for card in doubts:
        row = first if card.doubt.field == "body" else by_place.get((card.doubt.field, None))
        (row.cards if row else whole).append(card)
    for card in findings:
        where = card.found.where
        by_place[where.field, where.block].cards.append(card)
    return with_pictures(rows, revision), whole


def _with_empty(rows, date):
    """The rows, and one for each field of ``SETTLED`` that says nothing; the date is no passage of a text."""
    held = {row.passage.field: row for row in rows if row.passage.block is None}
    held["published"] = Row(Passage("published", None, date))
    for name in SETTLED:
        held.setdefault(name, Row(Passage(name, None, "")))
    text = [row for row in rows if row.passage.block is not None]
    return (
        [held[name] for name in HEAD if name in held] + text + [held[name] for name in FOOT if name in held]
    )
