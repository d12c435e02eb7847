"""A story's page, and the tombstone of one that was withdrawn."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString

from articles import jsonld, social, versions
from articles.languages import own_names
from articles.models import SILENT, Edition, Kind, Severity, WithdrawalReason, address
from articles.pages import Key, Page, page_of
from articles.related import coverage
from articles.site import common
from articles.site.archive import period_of
from articles.site.base import page, public, root_of
from articles.site.body import body_of, byline_of, pictures_of
from articles.site.teasers import Teasers, cards, latest
from articles.site.whole import look_around, whole
from articles.templatetags.teasers import written
from articles.text.pace import minutes
from articles.told import absolute, description, shortened

MORE, NEWEST = 6, 24
"""Stories under "More from …" before any are loaded on; those that they are chosen from."""

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


def current_or_404(story_id: int, now: datetime) -> Any:
    """What readers are shown of a story, ``whole``: its live edition, or its tombstone."""
    edition = whole(story_id, now)
    if edition is None:
        raise Http404("No such story was published.")
    if edition.withdrawal_reason == WithdrawalReason.NEVER:
        raise Http404("The import of this story was undone.")
    return edition


def gone(request: HttpRequest, edition: Edition, now: datetime) -> HttpResponse:
    """What who asks for a withdrawn story gets: the one that it was merged into, else its tombstone."""
    other = led_to(edition, now)
    return redirect(other, permanent=True) if other else tombstone(request, edition, now)


def story_page(
    request: HttpRequest,
    edition: Any,
    *,
    now: datetime,
    canonical: str = "",
    template: str = "site/story.html",
    **context: Any,
) -> HttpResponse:
    """The page of an edition that is ``whole``. Also of one that is not published yet, with its rows at hand
    (``press.preview``): such a page has no ``canonical`` address and tells search engines to stay away.
    """
    if not hasattr(edition, "holders"):
        look_around(edition, now)
    before, after = edition.before, edition.after
    beside = {other.story_id for other in (before, after) if other}
    related = coverage(edition, besides=beside, now=now, most=RELATED)
    more = _more(
        request,
        now,
        but={edition.story_id, *beside, *(line.edition.story_id for line in related if line.edition)},
    )
    root, row = root_of(request) if canonical else "", vars(edition).get("of_row")
    say = partial(_said, edition, root)
    said = common.of(request, now=now).keep_of(("story", row, root), say) if row else say()
    return page(
        request,
        template,
        now=now,
        canonical=canonical,
        edition=edition,
        before=before,
        after=after,
        related=related,
        more=more,
        lines=lines_of(request, more.rows, now),
        **said,
        **context,
    )


def _said(edition: Any, root: str) -> dict[str, Any]:
    """What a page says of an edition by itself; without a ``root`` not to machines."""
    topics = [row.topic for row in edition.topic_rows.all()]
    pictures, told = pictures_of(edition), _told(edition)
    grave = [row for row in told if row.correction_severity == Severity.GRAVE]
    translated = versions.among(edition.translated, edition)
    return {
        "search_title": shortened(edition.search_title),
        "description": description(edition),
        "versions": _switch(translated),
        "alternates": _alternates(translated, root) if root else [],
        "topics": topics,
        "archived": period_of(edition),
        "section": topics[0] if topics else None,
        "byline": byline_of(edition),
        "lead": pictures.lead,
        "body": body_of(edition, pictures.placed),
        "pictures": pictures.others,
        "minutes": minutes(edition.body),
        "api": address("api", "stories", str(edition.story_id)),
        "report": address("report", str(edition.story_id)),
        "grave": grave,
        "notes": [row for row in told if row not in grave],
    } | (_for_machines(edition, root, told, translated) if root else {})


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
    found = [(row.language, absolute(root, row.get_absolute_url())) for row in translated.all]
    if found and translated.original:
        found.append(("x-default", absolute(root, translated.original.get_absolute_url())))
    return sorted(found)


def _told(edition: Any) -> list[Any]:
    """The corrections of a story, oldest first: they stay when later editions carry none."""
    told = list(edition.corrections)
    if edition.kind == Kind.CORRECTION and edition not in told:
        told.append(edition)  # of a preview
    return sorted(told, key=lambda row: (row.live_from, row.number))


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


def _more(request: HttpRequest, now: datetime, *, but: set[int]) -> Page:
    """The newest other stories, without those that the page names already."""
    newest = common.of(request, now=now).keep("newest", lambda: Teasers(now)[:NEWEST])
    left = [row for row in newest if row.story_id not in but]
    if len(left) > MORE or len(newest) < NEWEST:
        return Page(left[:MORE], older=Key.of(left[MORE - 1]) if len(left) > MORE else None)
    return page_of(cards(Edition.objects.live(now).exclude(story_id__in=but)), size=MORE)


def lines_of(request: HttpRequest, editions: Iterable[Any], now: datetime) -> list[SafeString]:
    """Teasers of some of the newest stories, as many pages have them."""
    known = common.of(request, now=now)
    return [written(edition, 3, known) for edition in editions]
