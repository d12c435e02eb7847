"""A story's page, and the tombstone of one that was withdrawn."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from articles.models import Edition, EditionTopic, EditionWriter, Kind
from articles.pages import Page, page_of
from articles.related import resolve
from articles.site.base import page, public
from articles.site.body import body_of, byline_of, pictures_of

MORE = 6
"""Stories under "More from …" before any are loaded on."""


@public
def story(request: HttpRequest, story_id: int, slug: str = "") -> HttpResponse:
    now = timezone.now()
    current = Edition.objects.current(now).select_related("source", "proofreader")
    edition = get_object_or_404(current, story_id=story_id)
    if edition.kind == Kind.WITHDRAWAL:
        return page(request, "site/tombstone.html", now=now, edition=edition, status=410)
    if slug != edition.slug:
        return redirect(edition, permanent=True)
    more = _more(edition, now)
    _fetch_rows(edition, more.rows)
    pictures = pictures_of(edition)
    return page(
        request,
        "site/story.html",
        now=now,
        canonical=edition.get_absolute_url(),
        edition=edition,
        topics=[row.topic for row in edition.topic_rows.all()],
        byline=byline_of(edition),
        lead=pictures.lead,
        body=body_of(edition, pictures.placed),
        pictures=pictures.others,
        before=Edition.objects.live(now).older_than(edition).newest_first().first(),
        after=Edition.objects.live(now).newer_than(edition).oldest_first().first(),
        related=resolve(edition.related_rows.all(), of=story_id, now=now),
        more=more,
    )


def _more(edition: Edition, now: datetime) -> Page:
    """The newest other stories."""
    others = Edition.objects.live(now).exclude(story_id=edition.story_id)
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
        [edition], Prefetch("writer_rows", EditionWriter.objects.select_related("writer")), "related_rows"
    )
