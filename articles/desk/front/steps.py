"""The steps that buttons take with a draft: ``place:lead:12``, ``up:b1``, ``clear:p17-0``, ``section-down:17``."""

from articles.desk.front.draft import Draft, key_of, place_of
from articles.desk.numbers import number
from articles.layouts import Pin
from articles.models import FAR_FUTURE, Topic


def take(draft: Draft, step: str, shown: list[Topic]) -> tuple[Draft, str]:
    """The draft after a step, and the part of the page that was changed. A step that is none changes nothing.

    ``shown`` are the sections that the page shows now: a step within sections fixes those that it chose by itself.
    """
    verb, _, rest = step.partition(":")
    first, _, second = rest.partition(":")
    if verb in _SECTIONS:
        return _section(draft, verb, number(first), shown), "sections"
    place = place_of(first)
    if place is None:
        return draft, ""
    if place.topic and not draft.layout.sections:
        draft = draft.with_sections(shown)
    if verb == "place" and number(second):
        stands = not place.topic or place.topic in {topic.pk for topic in draft.layout.sections}
        draft = draft.place(place, Pin(number(second))) if stands else draft
    elif verb == "clear":
        draft = draft.clear(place)
    elif verb == "keep":
        draft = draft.end(place, FAR_FUTURE)
    elif verb in ("up", "down"):
        pin = draft.layout.pins.get(place)
        draft = draft.move(place, -1 if verb == "up" else 1)
        place = next((at for at, held in draft.layout.pins.items() if held == pin), place)
    return draft, f"place-{key_of(place)}"


_SECTIONS = ("section-up", "section-down", "section-add", "section-drop", "section-auto")


def _section(draft: Draft, verb: str, pk: int, shown: list[Topic]) -> Draft:
    if verb == "section-auto":
        return draft.with_sections(())
    topics = list(draft.layout.sections or shown)
    at = next((at for at, topic in enumerate(topics) if topic.pk == pk), None)
    if verb == "section-add" and at is None and (topic := Topic.objects.filter(pk=pk).first()):
        topics.append(topic)
    elif verb == "section-drop" and at is not None:
        del topics[at]
    elif at is not None and verb in ("section-up", "section-down"):
        to = at - 1 if verb == "section-up" else at + 1
        if 0 <= to < len(topics):
            topics[at], topics[to] = topics[to], topics[at]
    return draft.with_sections(topics)
