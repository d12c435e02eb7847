"""A story's page, and the tombstone of one that was withdrawn."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from articles import jsonld, social, versions
from articles.languages import own_names
from articles.models import SILENT, Edition, EditionTopic, EditionWriter, Kind, Severity, WithdrawalReason
from articles.pages import Key, Page, page_of
from articles.related import Related, resolve, similar
from articles.site.archive import period_of
from articles.site.base import page, public, root_of
from articles.site.body import body_of, byline_of, pictures_of
from articles.site.teasers import latest
from articles.text.pace import minutes

MORE = 6
"""Stories under "More from …" before any are loaded on."""

RELATED = 5
"""Lines of related coverage up to which stories join them that the desk did not choose."""

LED_ON = 10
"""From one merged story to the next at most."""


@public
def story(request: HttpRequest, story_id: int, slug: str = "") -> HttpResponse:
    now = timezone.now()
    edition = current_or_404(story_id, now)
    if edition.kind == Kind.WITHDRAWAL:
        return gone(request, edition, now)
    if slug != edition.slug:
        query = request.GET.urlencode()
        return redirect(edition.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    return story_page(request, edition, now=now, canonical=edition.get_absolute_url())


def current_or_404(story_id: int, now: datetime) -> Edition:
    """What readers are shown of a story: its live edition, or its tombstone. It knows whether there are corrections to
    print, and other versions to compare it with.
    """
    others = Edition.objects.versions(now).filter(story_id=OuterRef("story_id"))
    current = Edition.objects.current(now).with_origin().select_related("source", "proofreader")
    told = others.filter(
        kind__in=[Kind.UPDATE, Kind.CORRECTION]
    )  # a refresh brings headlines for other places alone
    known = current.annotate(
        is_corrected=Exists(_corrections(now)),
        has_versions=Exists(others.exclude(digest=OuterRef("digest"))) & Exists(told)
        | Exists(others.exclude(genre=OuterRef("genre"))),
    )
    edition = get_object_or_404(known, story_id=story_id)
    if edition.withdrawal_reason == WithdrawalReason.NEVER:
        raise Http404("The import of this story was undone.")
    return edition


def gone(request: HttpRequest, edition: Edition, now: datetime) -> HttpResponse:
    """What who asks for a withdrawn story gets: the one that it was merged into, else its tombstone."""
    other = led_to(edition, now)
    return redirect(other, permanent=True) if other else tombstone(request, edition, now)


def story_page(
    request: HttpRequest,
    edition: Edition,
    *,
    now: datetime,
    canonical: str = "",
    template: str = "site/story.html",
    **context: Any,
) -> HttpResponse:
    """The page of an edition. Also of one that is not published yet, with its rows at hand (``press.preview``): such a
    page has no ``canonical`` address and tells search engines to stay away.
    """
    before, after = _neighbours(edition, now)
    related = _related(edition, now, besides=[before, after])
    more = _more(edition, now, besides=[before, after, *[line.edition for line in related]])
    _fetch_rows(edition, more.rows)
    topics = [row.topic for row in edition.topic_rows.all()]
    pictures = pictures_of(edition)
    notes = _notes(edition, now)
    told = sorted(chain.from_iterable(notes.values()), key=lambda row: (row.live_from, row.number))
    translated = versions.of(edition, now=now)
    return page(
        request,
        template,
        now=now,
        canonical=canonical,
        edition=edition,
        versions=_switch(translated),
        alternates=_alternates(translated, root_of(request)) if canonical else [],
        topics=topics,
        archived=period_of(edition),
        section=topics[0] if topics else None,
        byline=byline_of(edition),
        lead=pictures.lead,
        body=body_of(edition, pictures.placed),
        pictures=pictures.others,
        before=before,
        after=after,
        related=related,
        more=more,
        minutes=minutes(edition.body),
        **(_for_machines(edition, root_of(request), told, translated) if canonical else {}),
        **notes,
        **context,
    )


def _for_machines(
    edition: Edition, root: str, corrections: list[Edition], translated: versions.Versions
) -> dict[str, Any]:
    data = jsonld.of_story(edition, root=root, corrections=corrections, translated=translated)
    return {"data": data, "card": social.of_story(edition, root=root)}


def _switch(translated: versions.Versions) -> list[tuple[Edition, str]]:
    """The other versions, each with what its language is called in itself."""
    names = own_names([edition.language for edition in translated.all])
    return [(edition, names[edition.language]) for edition in translated.others]


def _alternates(translated: versions.Versions, root: str) -> list[tuple[str, str]]:
    """Languages with the absolute addresses of their versions, this one's too: every version gives the same. Readers of
    any other language are led to the original, by "x-default".
    """
    found = [(row.language, urljoin(root, row.get_absolute_url())) for row in translated.all]
    if found and translated.original:
        found.append(("x-default", urljoin(root, translated.original.get_absolute_url())))
    return sorted(found)


def _related(edition: Edition, now: datetime, besides: Iterable[Edition | None]) -> list[Related]:
    """What the desk chose, then what is about the same matter, up to ``RELATED`` in all."""
    prefetch_related_objects([edition], "related_rows")
    chosen = resolve(edition.related_rows.all(), of=edition.story_id, now=now)
    shown = {other.story_id for other in [*besides, *(line.edition for line in chosen)] if other}
    return chosen + similar(edition, besides=shown, now=now, most=max(RELATED - len(chosen), 0))


def _corrections(now: datetime) -> Any:
    """What readers of a story were told of its errors, by editions past and present."""
    return Edition.objects.history(now).filter(kind=Kind.CORRECTION, story_id=OuterRef("story_id"))


def _notes(edition: Any, now: datetime) -> dict[str, list[Edition]]:
    """The corrections of a story, oldest first, by where they stand: they stay when later editions carry none.

    One query, none where ``edition`` is known to have no corrections.
    """
    told: list[Edition] = []
    if getattr(edition, "is_corrected", True):
        rows = Edition.objects.history(now).filter(kind=Kind.CORRECTION, story_id=edition.story_id)
        told += rows.only("correction", "correction_severity", "live_from", "number").order_by(
            "live_from", "number"
        )
    if edition.kind == Kind.CORRECTION and edition not in told:
        told.append(edition)  # of a preview
    grave = [row for row in told if row.correction_severity == Severity.GRAVE]
    return {"grave": grave, "notes": [row for row in told if row not in grave]}


def _neighbours(edition: Edition, now: datetime) -> tuple[Edition | None, Edition | None]:
    """The live stories before and after this one, in one query."""
    live = Edition.objects.live(now)
    older = live.older_than(edition).newest_first().values("pk")[:1]
    newer = live.newer_than(edition).oldest_first().values("pk")[:1]
    found = live.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).defer("body")
    place = Key.of(edition)
    by_side = {Key.of(row) < place: row for row in found}
    return by_side.get(True), by_side.get(False)


def led_to(edition: Edition, now: datetime) -> Edition | None:
    """The live edition that readers of a merged story are sent to, however often it was merged on."""
    seen = {edition.story_id}
    while edition.kind == Kind.WITHDRAWAL and edition.leads_to_id and len(seen) <= LED_ON:
        if edition.leads_to_id in seen:
            return None
        seen.add(edition.leads_to_id)
        following = Edition.objects.current(now).filter(story_id=edition.leads_to_id).defer("body").first()
        if following is None:
            return None
        edition = following
    return None if edition.kind == Kind.WITHDRAWAL else edition


def tombstone(request: HttpRequest, edition: Edition, now: datetime) -> HttpResponse:
    """The page of a story that was withdrawn. It names the story, says why, and which versions of it stand in other
    languages, where it may: what is wrong in one language, readers are not sent to read in another.
    """
    is_silent = edition.withdrawal_reason in SILENT
    is_unfit = is_silent or edition.withdrawal_reason == WithdrawalReason.ERROR
    return page(
        request,
        "site/tombstone.html",
        now=now,
        status=410,
        edition=edition,
        latest=latest(now),
        is_silent=is_silent,
        versions=[] if is_unfit else _switch(versions.of(edition, now=now)),
        words="" if is_silent else edition.headline,
        reason="" if is_silent else edition.withdrawal_reason,
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
