"""What house style finds in a story's text, at which places of it, and which of that somebody has dismissed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from articles import names, stylebook
from articles.models import Dismissal, Revision, Story
from articles.text.anchoring import Quote
from articles.text.blocks import Text, blocks
from articles.text.places import Passage, Place, found_again, passages
from articles.text.style import Check, Copy, Finding, Part, PartKind, Severity, check, of_fields

CHECKED = ("headline", "standfirst", "body", "captions")
"""Of a text, what house style is about: never titles of other stories, nor credits."""
_KINDS: dict[str, PartKind] = {"h2": "subhead", "h3": "subhead", "blockquote": "quote"}


class Found(NamedTuple):
    """A finding at its place, which has a start and an end; the words there; the passage that they are of, and the
    sentence; and who dismissed it, if anybody did."""

    finding: Finding
    where: Place
    words: str
    passage: Passage
    sentence: Place
    dismissal: Dismissal | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether the text cannot be signed before this is mended or dismissed."""
        return self.finding.severity is Severity.BLOCK and self.dismissal is None


def in_text(text: Text, *, on: date, rules: Iterable[Check] = ()) -> list[Found]:
    """All that the rules find in ``text``, in its order; ``rules`` are the desk's own. A date without a year is read as
    of ``on``.
    """
    among = _checked(text)
    copy = copy_of(text, on=on)
    found = []
    for finding in check(copy, rules=rules):
        passage, part = next(
            (passage, part)
            for passage, part in zip(among, copy.parts, strict=True)
            if part.start <= finding.start < part.end
        )
        where = Place(passage.field, passage.block, finding.start - part.start, finding.end - part.start)
        words = copy.text[finding.start : finding.end]
        found.append(Found(finding, where, words, passage, _sentence(copy, finding, part, where)))
    return found


def copy_of(text: Text, *, on: date | None = None) -> Copy:
    """What of a text is checked, as house style reads it: a part for each passage that says something."""
    among = _checked(text)
    kinds = [block.kind for block in blocks(text.body)]
    return of_fields(
        headline=text.headline,
        standfirst=text.standfirst,
        passages=[
            (_KINDS.get(kinds[one.block or 0], "text"), one.text) for one in among if one.field == "body"
        ],
        captions=[one.text for one in among if one.field == "captions"],
        language=text.language,
        published=on,
    )


def in_revision(revision: Revision, *, now: datetime) -> list[Found]:
    """All that house style finds in a revision, by the desk's rules of its section too, with who dismissed it."""
    text = revision.text()
    found = in_text(text, on=day_of(revision.story, now), rules=rules_for(text, revision.details["topics"]))
    return with_dismissals(revision.story, text, found)


def rules_for(text: Text, topics: Sequence[int]) -> tuple[Check, ...]:
    """The desk's own rules for a text, and the names that it knows. Of a story's topics the first is its section."""
    return (*stylebook.checks(language=text.language, topics=topics[:1]), names.check())


def with_dismissals(story: Story, text: Text, found: list[Found]) -> list[Found]:
    """What was found in a text of ``story``, each with who dismissed it there, if anybody did."""
    if not found:
        return []
    codes, words = {one.finding.code for one in found}, {one.words for one in found}
    dismissals = list(Dismissal.objects.standing().of(story, codes, words))
    among = _checked(text)
    return [one._replace(dismissal=_dismissal(one, dismissals, among)) for one in found]


def day_of(story: Story, now: datetime) -> date:
    """The day as of which the dates of a story are read."""
    return localtime(story.published_at or now).date()


def _sentence(copy: Copy, finding: Finding, part: Part, where: Place) -> Place:
    """The sentence that a finding is in; of headlines, captions and what goes on beyond one, the whole passage."""
    spans = (span for span in copy.sentences if span.start <= finding.start and finding.end <= span.end)
    span = next(spans, None) or part
    end = span.start + len(copy.text[span.start : span.end].rstrip())
    return replace(where, start=span.start - part.start, end=end - part.start)


def _checked(text: Text) -> list[Passage]:
    return [passage for passage in passages(text) if passage.field in CHECKED and passage.text]


def _dismissal(one: Found, dismissals: Sequence[Dismissal], among: Sequence[Passage]) -> Dismissal | None:
    same = (row for row in dismissals if row.code == one.finding.code and alike(row.exact, one.words))
    return next((row for row in same if row.scope != Dismissal.Scope.ONCE or _is_here(row, one, among)), None)


def _is_here(row: Dismissal, one: Found, among: Sequence[Passage]) -> bool:
    quote = Quote(row.exact, row.prefix, row.suffix)
    return found_again(quote, Place(row.field, row.block, row.start), among) == one.where


def alike(one: str, other: str) -> bool:
    """Whether what is dismissed of these words is dismissed of those: case makes no difference."""
    return one.casefold() == other.casefold()
