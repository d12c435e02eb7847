"""What changed in a story since it was published: its versions, and between two of them the words that changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from articles.models import Edition, Kind
from articles.site.asks import asking
from articles.site.base import page, public
from articles.site.story import current_or_404, gone
from articles.text.blocks import Text
from articles.text.diff import BlockChange, Hunk, compare

VERSIONS = 100
"""The newest that are listed."""
LONGEST = 300_000
"""Characters of two bodies that are compared while a reader waits: half a second at most."""

_SAID = {Kind.UPDATE: "Updated", Kind.CORRECTION: "Corrected"}
_FIELDS = {
    "headline": "Headline", "standfirst": "Standfirst", "byline": "Byline", "dateline": "Dateline",
    "language": "Language", "source": "Source", "captions": "Captions and credits",
}  # fmt: skip
"""Of a text, as the page names them. A correction is printed whole beside its version."""


@dataclass(frozen=True)
class Version:
    """An edition that readers saw change, and the one that they saw ``before`` it, if its words were others."""

    edition: Any
    says: str
    before: Any = None


@dataclass
class Row:
    """A field or paragraph that changed: the words that stayed, went or came, each with the space after them; or how
    many paragraphs in a row stayed as they were.
    """

    says: str = ""
    pieces: list[tuple[str, str, str]] = field(default_factory=list)
    unchanged: int = 0


@public
@asking("version")
def changes(request: HttpRequest, story_id: int, slug: str) -> HttpResponse:
    now = timezone.now()
    edition = current_or_404(story_id, now)
    if edition.kind == Kind.WITHDRAWAL:
        return gone(request, edition, now)
    if slug != edition.slug:
        return redirect("site:changes", story_id, edition.slug, permanent=True)
    versions, is_cut = versions_of(edition, now)
    changed = [version for version in versions if version.before]
    asked = request.GET.get("version", "")
    chosen = next((one for one in changed if str(one.edition.number) == asked), next(iter(changed), None))
    return page(
        request,
        "site/changes.html",
        now=now,
        canonical=edition.get_absolute_url(),
        edition=edition,
        versions=versions,
        is_cut=is_cut,
        chosen=chosen,
        rows=_compared(chosen) if chosen else [],
    )


def versions_of(edition: Edition, now: datetime) -> tuple[list[Version], bool]:
    """The versions of a live story that readers may compare, newest first, and whether there are older ones that are
    not listed. Two queries.
    """
    rows = (
        Edition.objects.versions(now)
        .for_readers()
        .filter(story_id=edition.story_id)
        .order_by("-live_from", "-number")
    )
    shown = list(rows.defer("body").prefetch_related("picture_rows")[: VERSIONS + 1])
    is_cut = len(shown) > VERSIONS
    found: list[Version] = []
    before = shown.pop() if is_cut else None
    for row in reversed(shown):
        if before is None:
            found.append(Version(row, "Published" if row.kind == Kind.FIRST else "Published again"))
        elif row.digest != before.digest and row.kind != Kind.REFRESH:  # or headlines for other places alone
            found.append(Version(row, _SAID.get(row.kind, "Updated"), before))
        elif says := _beside_the_words(before, row):
            found.append(Version(row, says))
        before = row
    return found[::-1], is_cut


def _beside_the_words(before: Any, after: Any) -> str:
    """What readers saw change while the words stayed; "" where they saw nothing."""
    said = []
    if before.is_flash and not after.is_flash:
        said.append("no longer marked as developing")
    if before.genre != after.genre:
        said.append(f"marked as {after.get_genre_display().lower()}")
    if _pictures(before) != _pictures(after):
        said.append("pictures changed")
    if before.proofreader_credit != after.proofreader_credit:
        said.append("proofreader’s credit changed")
    return ", ".join(said).capitalize()


def _pictures(edition: Any) -> list[tuple[str, str]]:
    return [(row.sha256, row.alt) for row in edition.picture_rows.all()]


def _compared(version: Version) -> list[Row] | None:
    """The changes of a version amid what stayed; None where the two are too long to be compared. Two queries."""
    pair = Edition.objects.for_readers().filter(pk__in=[version.before.pk, version.edition.pk])
    texts = {row.pk: row.text() for row in pair.prefetch_related("picture_rows")}
    return rows_of(texts[version.before.pk], texts[version.edition.pk])


def rows_of(old: Text, new: Text) -> list[Row] | None:
    if len(old.body) + len(new.body) > LONGEST:
        return None
    comparison = compare(old, new)
    rows = [
        Row(_FIELDS[change.field], _pieces(change.hunks))
        for change in comparison.fields
        if change.field in _FIELDS
    ]
    if any(change.op != "equal" for change in comparison.blocks):
        rows += _paragraphs(comparison.blocks)
    return rows


def _paragraphs(changes: tuple[BlockChange, ...]) -> Iterator[Row]:
    unchanged = 0
    for change in changes:
        if change.op == "equal":
            unchanged += 1
        elif (
            change.op != "join" or change.new
        ):  # those that were joined are told of with the one that they became
            if unchanged:
                yield Row(unchanged=unchanged)
            unchanged = 0
            yield Row(_said(change), _pieces(change.hunks))
    if unchanged:
        yield Row(unchanged=unchanged)


def _said(change: BlockChange) -> str:
    """What the words alone do not show."""
    if (change.new or change.old).kind == "figure":  # type: ignore[union-attr]  a change has one of the two
        return {"insert": "Picture put in", "delete": "Picture taken out"}.get(change.op, "Picture moved")
    said = {"move": "Moved here", "split": "One paragraph cut in parts" if change.old else "",
            "join": "Paragraphs joined"}.get(change.op, "")  # fmt: skip
    if change.op == "change" and all(hunk.op == "equal" for hunk in change.hunks):
        return "Links or emphasis changed"
    return said


def _pieces(hunks: tuple[Hunk, ...]) -> list[tuple[str, str, str]]:
    pieces = []
    for op, text in hunks:
        words = text.rstrip()
        pieces.append((op, words, text[len(words) :]))
    return pieces
