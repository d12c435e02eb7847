"""A place in a text that is found again after the text was edited: by its words, and by those around them.

The form is that of the W3C's TextQuoteSelector. Texts are plain: one field, or one paragraph of a body. Places count
characters as Python does, from 0.
"""

from typing import NamedTuple

CONTEXT = 32
"""Characters kept on either side of the words."""

# Words that stand alone with none of their context left are the same only if they are unmistakable.
_UNMISTAKABLE = 12
_LEAST = 4


class Quote(NamedTuple):
    """Words, and what stood before and after them; less than ``CONTEXT`` there is where the text began or ended."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, start: int, end: int) -> Quote:
    """The words of ``text[start:end]`` as a quote. Raises ValueError where that is nothing."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"There are no words from {start} to {end} in a text of {len(text)} characters.")
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(quoted: Quote, text: str, near: int | None = None) -> tuple[int, int] | None:
    """Where the words stand in a later text, from and to.

    Of several places it is the one whose surroundings are most like those of the quote, and of equals the one closest
    to ``near``. None where the words are gone, stand in quite another place, or could be meant in two.
    """
    if near is not None and _stands(quoted, text, near):
        return near, near + len(quoted.exact)
    exact, text = _level(quoted.exact), _level(text)
    found = []
    start = text.find(exact) if exact else -1
    while start >= 0:
        found.append((_likeness(quoted, text, start), start))
        start = text.find(exact, start + 1)
    best = max((likeness for likeness, _ in found), default=0)
    places = [start for likeness, start in found if likeness == best]
    if not places or (best < _least(quoted) and len(exact) < _UNMISTAKABLE):
        return None
    if len(places) > 1:
        places = _closest(places, near)
    return (places[0], places[0] + len(exact)) if len(places) == 1 else None


def _stands(quoted: Quote, text: str, start: int) -> bool:
    """Whether the words stand at a place with all that stood around them: no other is more like it, nor closer."""
    before, end = start - len(quoted.prefix), start + len(quoted.exact)
    return (
        bool(quoted.exact)
        and text[max(0, before) : end + CONTEXT] == f"{quoted.prefix}{quoted.exact}{quoted.suffix}"
        and (before == 0 or (before > 0 and len(quoted.prefix) == CONTEXT))
    )


def _level(text: str) -> str:
    """The text with every kind of white space a plain space, each character in its place."""
    return "".join(" " if character.isspace() else character for character in text)


def _likeness(quoted: Quote, text: str, start: int) -> int:
    """How many characters around a place are those around the quote. That a text begins or ends there counts as
    one."""
    end = start + len(quoted.exact)
    before = _common(_edged(quoted.prefix[::-1]), text[max(0, start - CONTEXT) : start][::-1] + "\0")
    after = _common(_edged(quoted.suffix), text[end : end + CONTEXT] + "\0")
    return before + after


def _edged(context: str) -> str:
    return _level(context) + ("\0" if len(context) < CONTEXT else "")


def _common(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _least(quoted: Quote) -> int:
    return min(_LEAST, len(_edged(quoted.prefix)) + len(_edged(quoted.suffix)))


def _closest(places: list[int], near: int | None) -> list[int]:
    if near is None:
        return places
    least = min(abs(place - near) for place in places)
    return [place for place in places if abs(place - near) == least]
