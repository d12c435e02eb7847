"""The front page as a layout: which story is pinned where, and which sections stand in which order.

A layout says nothing of the stories themselves. What readers see in a place is the live edition of the story that is
pinned there, else what the page chooses by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from articles.models import FAR_FUTURE, Arrangement, FrontSection, Slot, Topic

SECONDARY = 4
"""Stories beside the lead."""
SECTIONS = 8
IN_A_SECTION = 4


class Place(NamedTuple):
    """A place on the front page. ``topic`` is the number of its section, 0 above the sections."""

    kind: str
    topic: int = 0
    position: int = 0


LEAD = Place(Slot.Place.LEAD.value)
BESIDE = tuple(Place(Slot.Place.SECONDARY.value, 0, position) for position in range(SECONDARY))


class Pin(NamedTuple):
    """A story, by its number, that keeps its place until a time."""

    story: int
    until: datetime = FAR_FUTURE


@dataclass(frozen=True)
class Layout:
    """``sections`` are those that stand, in order; where there are none, the page chooses them too."""

    sections: tuple[Topic, ...] = ()
    pins: Mapping[Place, Pin] = field(default_factory=dict)

    @property
    def pinned(self) -> dict[Place, int]:
        """The numbers of the stories that are pinned, by their places."""
        return {place: pin.story for place, pin in self.pins.items()}

    def standing(self, now: datetime) -> "Layout":
        """What is left of it at ``now``: without the pins that have ended by then."""
        return replace(self, pins={place: pin for place, pin in self.pins.items() if pin.until > now})


def places_of(topic: int) -> tuple[Place, ...]:
    """The places of a section, which is given by its number."""
    return tuple(Place(Slot.Place.SECTION.value, topic, position) for position in range(IN_A_SECTION))


def layout_at(now: datetime) -> Layout:
    """What is in force at ``now``, an empty layout where nothing is. Two queries."""
    return next(iter(_read(Arrangement.objects.current(now)).values()), Layout()).standing(now)


def layouts_of(arrangements: Iterable[Arrangement]) -> dict[int, Layout]:
    """The layout of each, by its key. Two queries however many."""
    arrangements = list(arrangements)
    found = _read(arrangements)
    return {row.pk: found.get(row.pk, Layout()) for row in arrangements}


def _read(arrangements: Any) -> dict[int, Layout]:
    sections: dict[int, list[Topic]] = defaultdict(list)
    pins: dict[int, dict[Place, Pin]] = defaultdict(dict)
    for row in FrontSection.objects.filter(arrangement__in=arrangements).select_related("topic"):
        sections[row.arrangement_id].append(row.topic)
    for slot in Slot.objects.filter(arrangement__in=arrangements):
        place = Place(slot.place, slot.topic_id or 0, slot.position)
        pins[slot.arrangement_id][place] = Pin(slot.story_id, slot.until)
    return {pk: Layout(tuple(sections[pk]), pins[pk]) for pk in {*sections, *pins}}
