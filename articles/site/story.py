"""A story's page, and the tombstone of one that was withdrawn."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, Subquery, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from articles.models import Edition, EditionTopic, EditionWriter, Kind, WithdrawalReason
from articles.pages import Key, Page, page_of
from articles.related import resolve
from articles.site.base import LATEST, cards, page, public
from articles.site.body import body_of, byline_of, pictures_of

MORE = 6
"""Stories under "More from …" before any are loaded on."""

UNNAMED = {WithdrawalReason.LEGAL, WithdrawalReason.UNDONE}
"""Where a story was withdrawn for one of these, not even its headline is left."""


@public
def story(request: HttpRequest, story_id: int, slug: str = "") -> HttpResponse:
    now = timezone.now()
    current = Edition.objects.current(now).select_related("source", "proofreader")
    edition = get_object_or_404(current, story_id=story_id)
    if edition.kind == Kind.WITHDRAWAL:
        return _tombstone(request, edition, now)
    if slug != edition.slug:
        return redirect(edition, permanent=True)
    before, after = _neighbours(edition, now)
    prefetch_related_objects([edition], "related_rows")
    related = resolve(edition.related_rows.all(), of=story_id, now=now)
    more = _more(edition, now, besides=[before, after, *[line.edition for line in related]])
    _fetch_rows(edition, more.rows)
    topics = [row.topic for row in edition.topic_rows.all()]
    pictures = pictures_of(edition)
    return page(
        request,
        "site/story.html",
        now=now,
        canonical=edition.get_absolute_url(),
        edition=edition,
        topics=topics,
        section=topics[0] if topics else None,
        byline=byline_of(edition),
        lead=pictures.lead,
        body=body_of(edition, pictures.placed),
        pictures=pictures.others,
        before=before,
        after=after,
        related=related,
        more=more,
    )


def _neighbours(edition: Edition, now: datetime) -> tuple[Edition | None, Edition | None]:
    """The live stories before and after this one, in one query."""
    live = Edition.objects.live(now)
    older = live.older_than(edition).newest_first().values("pk")[:1]
    newer = live.newer_than(edition).oldest_first().values("pk")[:1]
    found = live.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).defer("body")
    place = Key.of(edition)
    by_side = {Key.of(row) < place: row for row in found}
    return by_side.get(True), by_side.get(False)


def _tombstone(request: HttpRequest, edition: Edition, now: datetime) -> HttpResponse:
    """The page of a story that was withdrawn. It names the story where it may."""
    latest = list(cards(Edition.objects.live(now)).newest_first()[:LATEST])
    words = "" if edition.withdrawal_reason in UNNAMED else edition.headline
    return page(
        request, "site/tombstone.html", now=now, status=410, edition=edition, latest=latest, words=words
    )


def _more(edition: Edition, now: datetime, besides: Iterable[Edition | None]) -> Page:
    """The newest other stories, without those that the page names already."""
    shown = {edition.story_id, *[other.story_id for other in besides if other]}
    others = Edition.objects.live(now).exclude(story_id__in=shown)
    return page_of(others.defer("body"), size=MORE)


def _fetch_rows(edition: Edition, more: list[Any]) -> None:
    """What hangs on the story, and what the teasers of the others show, together: a query a table."""
    prefetch_related_objects(
        [edition, *more],
        Prefetch("topic_rows", EditionTopic.objects.select_related("topic")),
        "picture_rows",
    )
    for other in more:
        other.section_rows = list(other.topic_rows.all())[:1]
        other.lead_pictures = list(other.picture_rows.all())[:1]
    prefetch_related_objects(
        [edition], Prefetch("writer_rows", EditionWriter.objects.select_related("writer"))
    )
