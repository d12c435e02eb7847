"""What a draft comes to: each place with the story that readers would see in it, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.desk.front.draft import key_of
from articles.layouts import BESIDE, LEAD, Layout, Pin, Place, places_of
from articles.models import FAR_FUTURE, Edition, Kind, Topic
from articles.site.front import Filled, fill
from articles.site.teasers import recent_sections

LABELS = ("Lead", "Second", "Third", "Fourth", "Fifth")


@dataclass(frozen=True)
class Named:
    """A pinned story: its headline, and what keeps readers from it, if anything does."""

    story: int
    headline: str
    language: str
    due_at: datetime | None = None
    is_withdrawn: bool = False

    @property
    def is_live(self) -> bool:
        return not self.due_at and not self.is_withdrawn


@dataclass(frozen=True)
class Shown:
    """A place. ``edition`` is what readers see in it, of a story that is pinned or that the page chose by itself."""

    place: Place
    label: str
    pin: Pin | None
    named: Named | None
    edition: Any
    is_first: bool
    is_last: bool

    @property
    def key(self) -> str:
        return key_of(self.place)

    @property
    def until(self) -> datetime | None:
        return self.pin.until if self.pin and self.pin.until != FAR_FUTURE else None


@dataclass(frozen=True)
class Section:
    topic: Topic
    rows: list[Shown]


@dataclass(frozen=True)
class Page:
    top: list[Shown]
    sections: list[Section]

    @property
    def topics(self) -> list[Topic]:
        return [section.topic for section in self.sections]


def page_of(layout: Layout, now: datetime) -> Page:
    """The places of the front page at ``now``, of pins that stand then. As many queries for any number of stories."""
    filled = fill(layout, recent_sections(now), now)
    names = names_of(list(layout.pinned.values()), now)
    pinned = set(layout.pinned.values())
    top = _rows((LEAD, *BESIDE), LABELS, [filled.lead, *filled.secondary], layout, names, pinned)
    stand = layout.sections or [band.topic for band in filled.bands]
    return Page(top, [Section(topic, _section(topic, filled, layout, names, pinned)) for topic in stand])


def _section(topic: Topic, filled: Filled, layout: Layout, names: Any, pinned: set[int]) -> list[Shown]:
    editions = next((band.editions for band in filled.bands if band.topic == topic), [])
    labels = [str(place.position + 1) for place in places_of(topic.pk)]
    return _rows(places_of(topic.pk), labels, editions, layout, names, pinned)


def _rows(
    places: tuple[Place, ...],
    labels: Any,
    editions: list[Any],
    layout: Layout,
    names: Mapping[int, Named],
    pinned: set[int],
) -> list[Shown]:
    held = {edition.story_id: edition for edition in editions if edition}
    chosen: Iterator[Any] = iter([edition for story, edition in held.items() if story not in pinned])
    rows = []
    for place, label in zip(places, labels, strict=True):
        pin = layout.pins.get(place)
        edition = held.get(pin.story) if pin else None
        edition = edition or next(chosen, None)
        named = names.get(pin.story) if pin else None
        if rows and not (pin or edition or rows[-1].pin or rows[-1].edition):
            continue  # one empty place is enough to choose a story for
        ends = {"is_first": place == places[0], "is_last": place == places[-1]}
        rows.append(Shown(place, label, pin, named, edition, **ends))
    return rows


def names_of(stories: list[int], now: datetime) -> dict[int, Named]:
    """The stories by their numbers, as readers know them or will. One query, none where there are none."""
    if not stories:
        return {}
    rows = Edition.objects.kept().filter(story__in=stories, superseded_at__gt=now)
    found: dict[int, Named] = {}
    light = rows.only("story_id", "headline", "language", "kind", "live_from").order_by("live_from")
    for edition in light:
        is_due, is_gone = edition.live_from > now, edition.kind == Kind.WITHDRAWAL
        before = found.get(edition.story_id)
        # The first of them is what readers see or meet; what is due only counts where there is nothing to see.
        if before and not (before.is_withdrawn and is_due and not is_gone):
            continue
        found[edition.story_id] = Named(
            edition.story_id,
            edition.headline,
            edition.language,
            due_at=edition.live_from if is_due and not is_gone else None,
            is_withdrawn=is_gone,
        )
    return found
