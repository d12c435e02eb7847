"""The few texts that share much with a copy, of the many that share a number or two of its sketch.

Of each text that a run meets the marks of its bodies are kept, as long as there is room. So nearly all that copies are
compared with is neither fetched nor taken apart again, however many batches meet it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from articles.text.blocks import plain
from articles.text.likeness import Marks, marks, may_share_much

MOST = 10_000
"""Texts whose marks are kept: some 8 MB, of stories of the usual length."""

Key = tuple[str, int]
"""A story by its number, or a file of a dry run."""


class _Held(NamedTuple):
    """Of each body of a text, and the revision of its story that was looked at."""

    revision: int
    bodies: Sequence[Marks]


class Sieve:
    """What is known of texts in one run. A story that was saved since is unknown again."""

    def __init__(self) -> None:
        self._held: dict[Key, _Held] = {}

    def unknown(self, revisions: Mapping[Key, int]) -> set[Key]:
        """Those of some texts, each with the revision that it has now, of which nothing is known."""
        return {
            key
            for key, revision in revisions.items()
            if (held := self._held.get(key)) is None or held.revision != revision
        }

    def add(self, key: Key, bodies: Iterable[Marks], *, revision: int = 1) -> None:
        """Keep the marks of a text's bodies. What was met first makes room."""
        self._held.pop(key, None)
        if len(self._held) >= MOST:
            del self._held[next(iter(self._held))]
        self._held[key] = _Held(revision, tuple(bodies))

    def add_bodies(self, given: Mapping[Key, Sequence[str]], revisions: Mapping[Key, int]) -> None:
        """The same of bodies as HTML."""
        for key, bodies in given.items():
            self.add(key, [marks(plain(body)) for body in bodies], revision=revisions[key])

    def near(self, body: Marks, keys: Iterable[Key]) -> Iterator[Key]:
        """Those of some texts that are known and may share much with the body that has these marks."""
        return (
            key
            for key in keys
            if (held := self._held.get(key)) and any(may_share_much(body, other) for other in held.bodies)
        )
