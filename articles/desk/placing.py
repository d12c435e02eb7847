"""Places of a text as forms name them: ``headline``, ``body-3``, ``body-3:12-19``."""

import re

from articles.text.places import Place

_PLACE = re.compile(r"([a-z_]{1,20})(?:-([0-9]{1,6}))?(?::([0-9]{1,7})-([0-9]{1,7}))?", re.ASCII)


def told(place: Place) -> str:
    """The name of a place."""
    passage = place.field if place.block is None else f"{place.field}-{place.block}"
    return passage if place.start is None else f"{passage}:{place.start}-{place.end}"


def place_of(name: str) -> Place | None:
    """The place of that name; None where it is none."""
    found = _PLACE.fullmatch(name)
    if not found:
        return None
    block, start, end = (None if part is None else int(part) for part in found.groups()[1:])
    return Place(found[1], block, start, end)
