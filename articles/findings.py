"""What house style finds in a story's text, at which places of it, and which of that somebody has dismissed."""

from collections.abc import Iterable, Sequence
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


_Dismissed = dict[tuple[str, str, Place | None], Dismissal]
"""Dismissals by their rule, the words as they are compared, and where: None is wherever these words stand."""


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
        number = copy.number_of(finding.start)
        passage, part = among[number], copy.parts[number]
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
    held = _by_place(Dismissal.objects.standing().of(story, codes, words), found, text)
    return [one._replace(dismissal=_dismissal(one, held)) for one in found]


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


def _by_place(dismissals: Iterable[Dismissal], found: Sequence[Found], text: Text) -> _Dismissed:
    """Those of what was found. The place of each is looked for once, however many there are of its words."""
    wanted, among = {_said(one) for one in found}, _checked(text)
    held: _Dismissed = {}
    for row in dismissals:
        said, where = (row.code, folded(row.exact)), None
        if said not in wanted:
            continue
        if row.scope == Dismissal.Scope.ONCE:
            quote = Quote(row.exact, row.prefix, row.suffix)
            where = found_again(quote, Place(row.field, row.block, row.start), among)
            if where is None:
                continue
        if row.severity == Severity.BLOCK:  # it stands for what only warns as well
            held[*said, where] = row
        held.setdefault((*said, where), row)
    return held


def _dismissal(one: Found, held: _Dismissed) -> Dismissal | None:
    """Who dismissed it. What has come to block since is dismissed anew, by who may."""
    rows = (held.get((*_said(one), where)) for where in (one.where, None))
    is_grave = one.finding.severity is Severity.BLOCK
    return next((row for row in rows if row and (row.severity == Severity.BLOCK or not is_grave)), None)


def _said(one: Found) -> tuple[str, str]:
    return one.finding.code, folded(one.words)


def folded(words: str) -> str:
    """Words as a dismissal compares them: case makes no difference."""
    return words.casefold()
