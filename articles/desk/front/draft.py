"""A draft of the front page, as an address spells it, and the steps that change it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from articles.desk.numbers import number
from articles.layouts import BESIDE, IN_A_SECTION, LEAD, SECTIONS, Layout, Pin, Place, places_of
from articles.models import FAR_FUTURE, Topic

_PIN = re.compile(r"([0-9]{1,18})(?:@([0-9]{1,12}))?", re.ASCII)
_SECTION_KEY = re.compile(r"p([0-9]{1,18})-([0-9])", re.ASCII)
ABOVE = {"lead": LEAD} | {f"b{place.position}": place for place in BESIDE}


def key_of(place: Place) -> str:
    """What a place is called in addresses: ``lead``, ``b2``, ``p17-0``."""
    if place == LEAD:
        return "lead"
    return f"p{place.topic}-{place.position}" if place.topic else f"b{place.position}"


def place_of(key: str) -> Place | None:
    """The place that ``key`` names; None where it names none."""
    if key in ABOVE:
        return ABOVE[key]
    found = _SECTION_KEY.fullmatch(key)
    if not found or not int(found[1]) or int(found[2]) >= IN_A_SECTION:
        return None
    return places_of(int(found[1]))[int(found[2])]


@dataclass(frozen=True)
class Draft:
    """A layout, and the number of the latest arrangement that whoever drafts it knew."""

    layout: Layout
    base: int

    def fields(self) -> list[tuple[str, str]]:
        """Names and values, as a form sends them."""
        pins = [(key_of(place), _spelled(pin)) for place, pin in sorted(self.layout.pins.items())]
        sections = [("s", str(topic.pk)) for topic in self.layout.sections]
        return [("base", str(self.base)), *sections, *pins]

    def standing(self, now: datetime) -> "Draft":
        return replace(self, layout=self.layout.standing(now))

    def query(self) -> str:
        return urlencode(self.fields())

    def place(self, place: Place, pin: Pin) -> "Draft":
        """Pin a story in a place. It leaves any other; what stood there is pinned no more."""
        pins = {at: held for at, held in self.layout.pins.items() if held.story != pin.story}
        return self._with(pins={**pins, place: pin})

    def clear(self, place: Place) -> "Draft":
        return self._with(pins={at: pin for at, pin in self.layout.pins.items() if at != place})

    def end(self, place: Place, until: datetime) -> "Draft":
        if place not in self.layout.pins:
            return self
        return self.place(place, self.layout.pins[place]._replace(until=until))

    def move(self, place: Place, by: int) -> "Draft":
        """Let a pinned story change places with its neighbour: from the lead down the page, or within its section."""
        row = places_of(place.topic) if place.topic else (LEAD, *BESIDE)
        at = row.index(place) + by
        if place not in self.layout.pins or not 0 <= at < len(row):
            return self
        pins = dict(self.layout.pins)
        pin, other = pins.pop(place), pins.pop(row[at], None)
        pins |= {row[at]: pin} | ({place: other} if other else {})
        return self._with(pins=pins)

    def with_sections(self, topics: Sequence[Topic]) -> "Draft":
        """Let these sections stand, in this order; pins of others go. None: the page chooses them."""
        held = {topic.pk for topic in topics}
        pins = {at: pin for at, pin in self.layout.pins.items() if not at.topic or at.topic in held}
        return self._with(sections=tuple(topics)[:SECTIONS], pins=pins)

    def _with(self, **changes: object) -> "Draft":
        return replace(self, layout=replace(self.layout, **changes))  # type: ignore[arg-type]


def read(sent) -> Draft | None:
    """The draft that an address or a form spells, or None where it spells none. What is not understood is left out."""
    if "base" not in sent:
        return None
    asked = list(dict.fromkeys(filter(None, map(number, sent.getlist("s")))))[:SECTIONS]
    found = Topic.objects.in_bulk(asked) if asked else {}
    sections = tuple(found[pk] for pk in asked if pk in found)
    held = {topic.pk for topic in sections}
    draft = Draft(Layout(sections), number(sent["base"]))
    for place, pin in _pins(sent):
        if not place.topic or place.topic in held:
            draft = draft.place(place, pin)
    return draft


def _pins(sent) -> Iterator[tuple[Place, Pin]]:
    for key, value in sent.items():
        place, found = place_of(key), _PIN.fullmatch(value)
        if place and found and int(found[1]):
            yield place, Pin(int(found[1]), _until(found[2]))


def _until(seconds: str | None) -> datetime:
    at = (
        datetime.fromtimestamp(int(seconds), UTC)
        if seconds and int(seconds) < FAR_FUTURE.timestamp()
        else FAR_FUTURE
    )
    return min(at, FAR_FUTURE)


def _spelled(pin: Pin) -> str:
    return str(pin.story) if pin.until == FAR_FUTURE else f"{pin.story}@{int(pin.until.timestamp())}"
