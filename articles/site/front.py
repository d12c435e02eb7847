"""The front page: as editors arranged it, and what they left open chosen from the newest live stories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from articles import jsonld, social
from articles.layouts import BESIDE, IN_A_SECTION, LEAD, SECONDARY, SECTIONS, Layout, layout_at, places_of
from articles.models import Among, Edition, EditionTopic, Prepared, Topic
from articles.pages import Key
from articles.search.published import language_of
from articles.site import common, moved
from articles.site.asks import NOTHING, Strangers, asking
from articles.site.base import page, public, root_of
from articles.site.corrections import told
from articles.site.teasers import AS_CARDS, Sections, recent_sections

NEWEST = 24
LEADING = 6
"""Where no lead is pinned it is the newest with a picture among so many in the site's language, else the newest."""
LATEST = 10
CORRECTIONS = 3
ABOVE = 1 + SECONDARY + LATEST


@dataclass(frozen=True)
class Band:
    """A section on the front page, with its stories that do not stand elsewhere on it."""

    topic: Topic
    editions: list[Any]


@dataclass(frozen=True)
class Filled:
    """What stands where. ``latest_is_cut`` where there are more stories than it shows."""

    lead: Any
    secondary: list[Any]
    latest: list[Any]
    bands: list[Band]
    latest_is_cut: bool

    def editions(self) -> list[Any]:
        """All that stand on the page, in its order."""
        top = [self.lead, *self.secondary, *self.latest] if self.lead else []
        return [*top, *(edition for band in self.bands for edition in band.editions)]


@public
@asking(others=Strangers.HEARD)
def front(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if answer := moved.answer(request, now=now):  # "/?p=123": many sites had no other addresses
        return answer
    if NOTHING.strangers(request.GET):
        return redirect(request.path)
    known = common.of(request, now=now)
    sections = known.keep("sections", lambda: recent_sections(now))
    filled = known.keep("front", lambda: fill(layout_at(now), sections, now))
    return front_page(request, filled, sections, now=now, canonical=request.path)


def front_page(
    request: HttpRequest,
    filled: Filled,
    sections: Sections,
    *,
    now: datetime,
    canonical: str = "",
    template: str = "site/front.html",
    **context: Any,
) -> HttpResponse:
    """The front page as it was filled for ``now``. A preview has no ``canonical`` address."""
    root, words = root_of(request), "The latest stories, by section."
    known = common.of(request, now=now)
    known.keep("sections", lambda: sections)
    return page(
        request,
        template,
        now=now,
        canonical=canonical,
        data=jsonld.of_front(root=root),
        card=social.of_page(settings.SITE_NAME, words, editions=filled.editions(), root=root),
        lead=filled.lead,
        secondary=filled.secondary,
        latest=filled.latest,
        older=Key.of(filled.latest[-1]) if filled.latest_is_cut else None,
        bands=filled.bands,
        corrections=known.keep("corrections", lambda: list(told(now)[:CORRECTIONS])),
        **context,
    )


def fill(layout: Layout, sections: Sections, now: datetime, *, is_preview: bool = False) -> Filled:
    """Put a live story in every place: the pinned one, else the newest that does not stand on the page yet. The lead
    and the places beside it take those in the site's own language first; what is older than the page has them again.

    A story that is not live leaves its place to the next; none stands twice. Three queries, two where ``layout`` names
    no sections. Of a preview the editions are its own, and nothing is remembered of them.
    """
    live, most = Edition.objects.live(now), IN_A_SECTION + ABOVE + len(layout.pins)
    shown = {topic: sections[topic][:most] for topic in list(sections)[:SECTIONS]}
    if layout.sections:
        shown = _newest_of(layout.sections, live, most)
    places = {LEAD, *BESIDE, *(place for topic in shown for place in places_of(topic.pk))}
    pinned = {place: story for place, story in layout.standing(now).pinned.items() if place in places}
    newest = list(live.newest_first().values_list("pk", flat=True)[: NEWEST + len(pinned)])
    wanted = {*newest, *(pk for ids in shown.values() for pk in ids)}
    ask = _either.afresh if is_preview else _either
    found = ask(now=now, editions=sorted(wanted), stories=sorted(pinned.values()))
    editions = {edition.pk: edition for edition in found}
    by_story = {edition.story_id: edition for edition in found}
    held = {place: by_story[story] for place, story in pinned.items() if story in by_story}
    return _placed(held, shown, [editions[pk] for pk in newest if pk in editions], editions)


def _of_either(now: Any, editions: Any, stories: Any) -> Any:
    wanted = Q(Among(F("pk"), editions)) | Q(Among(F("story_id"), stories))
    return AS_CARDS.add(Edition.objects.live(now).filter(wanted), now)


_either = Prepared(_of_either, remembers=AS_CARDS.memory)


def _placed(held: dict[Any, Any], shown: Sections, newest: list[Any], editions: dict[int, Any]) -> Filled:
    taken = {edition.pk for edition in held.values()}
    stream = [edition for edition in newest if edition.pk not in taken]
    ours = [edition for edition in stream if not _is_foreign(edition)]
    lead = held.get(LEAD) or _lead_of(ours or stream) or next(iter(held.values()), None)
    held = {place: edition for place, edition in held.items() if edition is not lead}
    best = [edition for edition in sorted(stream, key=_is_foreign) if edition is not lead]
    secondary = _filled([held.get(place) for place in BESIDE], iter(best))
    left = [row for row in stream if row not in (lead, *secondary)]
    latest = left[:LATEST]
    taken |= {edition.pk for edition in [lead, *secondary, *latest] if edition}
    bands = []
    for topic, ids in shown.items():
        free = iter([editions[pk] for pk in ids if pk in editions and pk not in taken])
        if stories := _filled([held.get(place) for place in places_of(topic.pk)], free):
            bands.append(Band(topic, stories))
    return Filled(lead, secondary, latest, bands, latest_is_cut=len(left) > LATEST)


def _is_foreign(edition: Any) -> bool:
    """Whether it is in another language than the site, as translations are: one opens the page by itself only where
    none of the newest is in the site's own."""
    return language_of(edition.language) != language_of(settings.SITE_LANGUAGE)


def _lead_of(stream: Sequence[Any]) -> Any:
    pictured = (edition for edition in stream[:LEADING] if edition.lead_pictures)
    return next(pictured, stream[0] if stream else None)


def _filled(places: Sequence[Any], free: Iterator[Any]) -> list[Any]:
    """The stories of ``places``, in order, those without one filled from ``free``; places that stay empty close up."""
    return [edition for edition in (held or next(free, None) for held in places) if edition]


def _newest_of(topics: Sequence[Topic], live: Any, most: int) -> Sections:
    """The newest live editions of each section, in one query: of a section that is named here, older ones count too."""
    parts = []
    for topic in topics:
        rows = EditionTopic.objects.filter(topic=topic, position=0)
        newest = live.filter(pk__in=rows.values("edition")).newest_first().values("pk")[:most]
        parts.append(rows.filter(edition__in=newest).order_by())
    values = [
        part.values_list("topic_id", "edition_id", "edition__published_at", "edition__story_id")
        for part in parts
    ]
    found: dict[int, list[Any]] = {topic.pk: [] for topic in topics}
    for topic_id, pk, *place in values[0].union(*values[1:], all=True):
        found[topic_id].append((place, pk))
    return {topic: [pk for _, pk in sorted(found[topic.pk], reverse=True)] for topic in topics}
