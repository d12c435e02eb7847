"""What house style finds in a story's text, at which places of it, and which of that somebody has dismissed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from articles import names, stylebook
from articles.models import Dismissal, Revision, Story
from articles.text.anchoring import Quote
from articles.text.blocks import Text
from articles.text.places import Passage, Place, found_again, passages
from articles.text.style import Copy, Finding, Part, PartKind, Severity, check, of_fields

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


def in_text(text: Text, *, topics: Sequence[int], on: date) -> list[Found]:
    """All that the rules find in ``text``, in its order, those of the desk and the names that it knows among them.

    Of a story's ``topics`` the first is its section. A date without a year is read as of ``on``.
    """
    among = _checked(text)
    copy = _copy(text, among, on)
    rules = (*stylebook.checks(language=text.language, topics=topics[:1]), names.check())
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
    return _copy(text, _checked(text), on)


def in_revision(revision: Revision, *, now: datetime) -> list[Found]:
    """All that house style finds in a revision, with who dismissed it."""
    text = revision.text()
    found = in_text(text, topics=revision.details["topics"], on=day_of(revision.story, now))
    return with_dismissals(revision.story, text, found)


def with_dismissals(story: Story, text: Text, found: list[Found]) -> list[Found]:
    """What was found in a text of ``story``, each with who dismissed it there, if anybody did."""
    if not found:
        return []
    codes, words = {one.finding.code for one in found}, {one.words for one in found}
    dismissals = list(Dismissal.objects.standing().of(story, codes, words))
    among = _checked(text) if dismissals else []
    return [one._replace(dismissal=_dismissal(one, dismissals, among)) for one in found]


def day_of(story: Story, now: datetime) -> date:
    """The day as of which the dates of a story are read."""
    return localtime(story.published_at or now).date()


def _sentence(copy: Copy, finding: Finding, part: Part, where: Place) -> Place:
    """The sentence that a finding is in, as a place of its passage."""
    span = copy.sentence_of(finding.start, finding.end) or part
    end = span.start + len(copy.text[span.start : span.end].rstrip())
    return replace(where, start=span.start - part.start, end=end - part.start)


def _checked(text: Text) -> list[Passage]:
    return [passage for passage in passages(text) if passage.field in CHECKED and passage.text]


def _copy(text: Text, among: Sequence[Passage], on: date | None) -> Copy:
    return of_fields(
        headline=text.headline,
        standfirst=text.standfirst,
        passages=[(_KINDS.get(one.kind, "text"), one.text) for one in among if one.field == "body"],
        captions=[one.text for one in among if one.field == "captions"],
        language=text.language,
        published=on,
    )


def _dismissal(one: Found, dismissals: Sequence[Dismissal], among: Sequence[Passage]) -> Dismissal | None:
    same = (
        row for row in dismissals if row.code == one.finding.code and folded(row.exact) == folded(one.words)
    )
    return next((row for row in same if row.scope != Dismissal.Scope.ONCE or _is_here(row, one, among)), None)


def _is_here(row: Dismissal, one: Found, among: Sequence[Passage]) -> bool:
    quote = Quote(row.exact, row.prefix, row.suffix)
    return found_again(quote, Place(row.field, row.block, row.start), among) == one.where


def folded(words: str) -> str:
    """Words as a dismissal compares them: case makes no difference."""
    return words.casefold()
