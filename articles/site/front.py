"""The front page: chosen by itself from the newest live stories."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Edition, Topic
from articles.pages import Key
from articles.site import moved
from articles.site.base import SECTIONS, Sections, cards, page, public, recent_sections

NEWEST = 24
LEADING = 6
"""The lead is the newest story with a picture among so many, else the newest."""
SECONDARY = 4
LATEST = 10
IN_A_SECTION = 4


@dataclass(frozen=True)
class Band:
    """A section on the front page with its newest stories that do not stand above it."""

    topic: Topic
    editions: list[Any]


@public
def front(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if answer := moved.answer(request, now=now):  # "/?p=123": many sites had no other addresses
        return answer
    sections = recent_sections(now)
    newest = list(Edition.objects.live(now).newest_first().values_list("pk", flat=True)[:NEWEST])
    wanted = {*newest, *_candidates(sections)}
    editions = {edition.pk: edition for edition in cards(Edition.objects.live(now).filter(pk__in=wanted))}
    stream = [editions[pk] for pk in newest if pk in editions]
    lead = next((edition for edition in stream[:LEADING] if edition.lead_pictures), None)
    lead = lead or (stream[0] if stream else None)
    rest = [edition for edition in stream if edition is not lead]
    secondary, latest = rest[:SECONDARY], rest[SECONDARY : SECONDARY + LATEST]
    shown = {edition.pk for edition in [lead, *secondary, *latest] if edition}
    return page(
        request,
        "site/front.html",
        now=now,
        sections=sections,
        canonical=request.path,
        lead=lead,
        secondary=secondary,
        latest=latest,
        older=Key.of(latest[-1]) if len(rest) > SECONDARY + LATEST else None,
        bands=_bands(sections, editions, shown),
    )


def _candidates(sections: Sections) -> list[int]:
    """Editions enough to fill every section, whatever stands above them."""
    most = IN_A_SECTION + LATEST + SECONDARY + 1
    return [pk for ids in list(sections.values())[:SECTIONS] for pk in ids[:most]]


def _bands(sections: Sections, editions: dict[int, Any], shown: set[int]) -> list[Band]:
    bands = []
    for topic, ids in list(sections.items())[:SECTIONS]:
        left = [editions[pk] for pk in ids if pk in editions and pk not in shown]
        if left:
            bands.append(Band(topic, left[:IN_A_SECTION]))
    return bands
