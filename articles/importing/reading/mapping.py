"""Where words that a format gave stand in the file itself: in HTML beside its tags, in Markdown beside its signs.

Passages are compared by their letters and figures alone. What does not stand there so, or may stand elsewhere, has no
place: none is better than a wrong one.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

_HIDDEN = r"<!--.*?(?:-->|\Z)|<(script|style{})\b.*?(?:</\1\s*>|\Z)|</?[a-z!?][^<>]*>|(?<=\])\([^()\s]*\)"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
LONGEST = 1_000_000
"""Characters of a file in which places are looked for."""
_EDGES = "\n\r<>"
"""What stands between two passages."""


class Source:
    """A file as it was decoded."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _shown(self) -> tuple[str, list[tuple[int, int]], list[int], str]:
        """The signs that are shown, where each stands, which of them are letters or figures, and these alone."""
        told = list(_visible(self.text)) if len(self.text) <= LONGEST else []
        signs = "".join(sign for sign, _, _ in told)
        return signs, [(start, end) for _, start, end in told], _letters(signs), said_by(signs)

    def place(
        self, passage: str, start: int, end: int, *, nth: int = 0, alone: bool = False
    ) -> tuple[int, int] | None:
        """Where a stretch of a passage stands; None where nobody can tell.

        ``nth``: so many passages before it have the same words. ``alone``: these must stand in the file once.
        """
        signs, spans, shown, _ = self._shown
        letters = _letters(passage)
        found = list(self._found(said_by(passage)))
        if start >= end or len(found) <= nth or (alone and len(found) > 1):
            return None
        within = [n for n, at in enumerate(letters) if start <= at < end]
        before = [n for n, at in enumerate(letters) if at < start]
        first, last = (within[0], within[-1]) if within else ((before or [0])[-1],) * 2
        opens, closes = (shown[found[nth] + n] for n in (first, last))
        opens, closes = opens - letters[first] + start, closes - letters[last] + end
        said = signs[max(opens, 0) : closes]
        lead, tail = (
            letters[first] - start if within else end - start,
            end - 1 - letters[last] if within else 0,
        )
        if opens < 0 or said[:lead] != passage[start : start + lead]:
            return None
        if tail and said[-tail:] != passage[end - tail : end]:
            return None
        return spans[opens][0], spans[closes - 1][1]

    def _found(self, said: str) -> Iterator[int]:
        """Where among all letters those of a whole passage stand."""
        every = self._shown[3]
        at = every.find(said) if said else -1
        while at >= 0:
            if self._is_edge(at) and self._is_edge(at + len(said)):
                yield at
            at = every.find(said, at + 1)

    def _is_edge(self, at: int) -> bool:
        """Whether a passage may end before a letter, and another begin."""
        _, spans, letters, _ = self._shown
        if at in (0, len(letters)):
            return True
        between = spans[letters[at - 1]][1], spans[letters[at]][0]
        return any(sign in _EDGES for sign in self.text[slice(*between)])


def said_by(passage: str) -> str:
    """The letters and figures of a passage."""
    return "".join(sign for sign in passage if sign.isalnum())


def _letters(signs: str) -> list[int]:
    return [at for at, sign in enumerate(signs) if sign.isalnum()]


def _visible(text: str) -> Iterator[tuple[str, int, int]]:
    """Each sign that is shown, and where it stands. The title of a page is not, if a heading says it."""
    hidden = _HIDDEN.format("|title" if "<h1" in text.lower() else "")
    at = 0
    for gone in re.finditer(hidden, text, re.IGNORECASE | re.DOTALL):
        yield from _told(text, at, gone.start())
        at = gone.end()
    yield from _told(text, at, len(text))


def _told(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    for entity in _ENTITY.finditer(text, start, end):
        yield from ((text[place], place, place + 1) for place in range(at, entity.start()))
        yield from ((sign, *entity.span()) for sign in unescape(entity[0]))
        at = entity.end()
    yield from ((text[place], place, place + 1) for place in range(at, end))
