"""Stretches of a story in which a pattern is worth a look: most patterns need a word or a sign that few stretches have,
and which is found far sooner than they are."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from articles.text.style.copy import Copy, Part

Found = TypeVar("Found")


def near(
    copy: Copy, places: Iterable[re.Match[str]], *, before: int = 40, after: int = 40,
    parts: Iterable[Part] | None = None,
) -> list[Part]:  # fmt: skip
    """The stretches around places, which are given in their order: each within its part, none within another; those
    of ``parts`` only, where they are given; no more than ``few`` has."""
    found: list[Part] = []
    left = iter(copy.parts if parts is None else parts)
    part = next(left, None)
    for place in few(places, copy):
        while part is not None and part.end <= place.start():
            part = next(left, None)
        if part is None:
            break
        if place.start() < part.start:
            continue
        start, end = max(part.start, place.start() - before), min(part.end, place.end() + after)
        if found and part.start <= found[-1].start and start <= found[-1].end:
            start = found.pop().start
        found.append(Part(part.kind, start, end))
    return found


def words_of(copy: Copy, these: Collection[str]) -> Iterator[re.Match[str]]:
    """Where one of some words stands, alone or at the end of one that is put together: three-year-old."""
    return (word for word in copy.words if word[0] in these or word[0].rpartition("-")[2] in these)


def few(found: Iterable[Found], copy: Copy) -> Iterator[Found]:
    """As many of what is found as a story may hold, one in twenty-five letters: what is made of nothing else, such as a
    page of sums, is looked at only from its beginning, for no text may keep its reader waiting."""
    return islice(found, 50 + len(copy.text) // 25)
