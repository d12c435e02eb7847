"""Stretches of a story in which a pattern is worth a look: most patterns need a word or a sign that few stretches have,
and which is found far sooner than they are."""

import re
from collections.abc import Collection, Iterable, Iterator

from articles.text.style.copy import Copy, Part


def near(copy: Copy, places: Iterable[re.Match[str]], *, before: int = 40, after: int = 40) -> list[Part]:
    """The stretches around places, which are given in their order: each within its part, none within another."""
    found: list[Part] = []
    parts = iter(copy.parts)
    part = next(parts, None)
    for place in places:
        while part is not None and not part.start <= place.start() < part.end:
            part = next(parts, None)
        if part is None:
            break
        start, end = max(part.start, place.start() - before), min(part.end, place.end() + after)
        if found and part.start <= found[-1].start and start <= found[-1].end:
            start = found.pop().start
        found.append(Part(part.kind, start, end))
    return found


def words_of(copy: Copy, these: Collection[str]) -> Iterator[re.Match[str]]:
    """Where one of some words stands, alone or at the end of one that is put together: three-year-old."""
    return (word for word in copy.words if word[0] in these or word[0].rpartition("-")[2] in these)
