"""A story's page, and the tombstone of one that was withdrawn."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe

from articles import jsonld, social, versions
from articles.languages import own_names
from articles.models import SILENT, Edition, Kind, Topic, WithdrawalReason, address
from articles.pages import Key, Page, page_of
from articles.related import coverage
from articles.site import common
from articles.site.article import article
from articles.site.base import for_machines, page, public, publisher_of, root_of
from articles.site.lists import lines_of
from articles.site.teasers import Teasers, cards, latest
from articles.site.whole import beside, look_around, whole
from articles.templatetags.teasers import coverage as line_of
from articles.told import absolute, description, shortened

MORE, NEWEST = 6, 24
"""Stories under "More from …" before any are loaded on; those that they are chosen from."""

LED_ON = 10
"""From one merged story to the next at most."""


@public
def story(request: HttpRequest, story_id: int, slug: str = "") -> HttpResponse:
    now = timezone.now()
    # First: where something was taken from readers, it lets go of what is remembered.
    common.of(request, now=now)
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
    if not hasattr(edition, "like"):
        look_around(edition, now)
    known, near = common.of(request, now=now), beside(edition)
    related = coverage(edition, besides=near, now=now)
    named = {edition.story_id, *near, *(line.edition.story_id for line in related if line.edition)}
    said = _said(edition, canonical, root_of(request), known)
    return page(
        request,
        template,
        now=now,
        canonical=canonical,
        section=said.section,
        ready=said.for_machines,
        edition=edition,
        said=said,
        related=[line_of(line, edition.language) for line in related],
        more=_more(known, now, but=named),
        **context,
    )


class Said(NamedTuple):
    """What a page says of an edition by itself, most of it as HTML: in its head, to machines, and to readers."""

    title: str
    head: SafeString
    for_machines: SafeString
    article: SafeString
    section: Topic | None


def _said(edition: Any, canonical: str, root: str, known: common.Common) -> Said:
    """To machines a page without a ``canonical`` address says nothing."""
    publisher = publisher_of(known, root)
    said: Said = known.keep_with(
        edition, (canonical, root, publisher), lambda: _saying(edition, canonical, root, publisher)
    )
    return said


def _saying(edition: Any, canonical: str, root: str, publisher: jsonld.Data) -> Said:
    corrections, translated = _told(edition), versions.among(edition.translated, edition)
    head = [f'<meta name="description" content="{escape(description(edition))}">']
    ready, whole_address = SafeString(), ""
    if canonical:
        whole_address = absolute(root, iri_to_uri(canonical))
        head += _elsewhere(edition, translated, root)
        data = jsonld.of_story(edition, root=root, corrections=corrections, translated=translated)
        ready = for_machines(
            data, social.of_story(edition, root=root), publisher=publisher, address=whole_address
        )
    topics = [row.topic for row in edition.hanging("topic_rows")]
    text = article(edition, topics, told=corrections, versions=_switch(translated), canonical=whole_address)
    title = shortened(edition.search_title)
    return Said(title, mark_safe("\n".join(head)), ready, text, topics[0] if topics else None)  # noqa: S308  escaped


def _elsewhere(edition: Any, translated: versions.Versions, root: str) -> Iterator[str]:
    """Links of a page's head, to the versions of its story in other languages and for programs."""
    for language, way in _alternates(translated, root):
        yield f'<link rel="alternate" hreflang="{escape(language)}" href="{escape(way)}">'
    api = address("api", "stories", str(edition.story_id))
    yield f'<link rel="alternate" type="application/json" href="{api}">'
    yield f'<link rel="alternate" type="application/ninjs+json" href="{api}ninjs/">'


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
        following = (
            Edition.objects.current(now)
            .for_readers()
            .filter(story_id=edition.leads_to_id)
            .defer("body")
            .first()
        )
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


def _more(known: common.Common, now: datetime, *, but: set[int]) -> str:
    """The newest other stories, without those that the page names already: most pages have the same."""
    newest = known.keep("newest", lambda: Teasers(now)[:NEWEST])
    left = [row for row in newest if row.story_id not in but][: MORE + 1]
    if len(left) <= MORE and len(newest) == NEWEST:
        found = page_of(cards(Edition.objects.live(now).exclude(story_id__in=but)), size=MORE)
        return lines_of(found, known)
    found = Page(left[:MORE], older=Key.of(left[MORE - 1]) if len(left) > MORE else None)
    return known.keep(("more", *(row.pk for row in left)), lambda: lines_of(found, known)) if left else ""
