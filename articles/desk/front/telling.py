"""What changes from one front page to another, a sentence each."""

from collections.abc import Iterator, Mapping

from articles.desk.front.showing import LABELS, Named
from articles.desk.words import joined
from articles.layouts import BESIDE, LEAD, Layout, Place
from articles.models import Topic


def differences(
    old: Layout, new: Layout, names: Mapping[int, Named], topics: Mapping[int, Topic]
) -> list[str]:
    """``names`` hold the stories of both, ``topics`` their sections."""
    return list(_told(old, new, names, topics))


def _told(old: Layout, new: Layout, names: Mapping[int, Named], topics: Mapping[int, Topic]) -> Iterator[str]:
    for place in sorted({*old.pins, *new.pins}, key=_order):
        was, is_now = old.pins.get(place), new.pins.get(place)
        if was == is_now:
            continue
        label = _label(place, topics)
        if was and is_now and was.story == is_now.story:
            yield f"{label}: “{_name(is_now.story, names)}” keeps its place for another time"
        elif is_now:
            yield f"{label}: “{_name(is_now.story, names)}”" + (
                f", was “{_name(was.story, names)}”" if was else ""
            )
        elif was:
            yield f"{label}: fills itself, was “{_name(was.story, names)}”"
    if old.sections != new.sections:
        listed = joined(topic.name for topic in new.sections)
        yield f"Sections: {listed}" if listed else "Sections: chosen by the page itself"


def _order(place: Place) -> tuple[int, int, int]:
    return (place.topic > 0, place.topic, 0 if place == LEAD else place.position + 1)


def _label(place: Place, topics: Mapping[int, Topic]) -> str:
    if not place.topic:
        return LABELS[(LEAD, *BESIDE).index(place)]
    topic = topics.get(place.topic)
    return f"{topic.name if topic else 'A section'}, {place.position + 1}"


def _name(story: int, names: Mapping[int, Named]) -> str:
    return names[story].headline if story in names else f"story {story}"
