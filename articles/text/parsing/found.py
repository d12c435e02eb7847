"""The fields of a story while they are gathered from its page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.text.dates import CopyDate

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Fields:
    """Values found so far, and the lines each came from. ``held`` are fields that were stated: nothing moves them.

    ``is_loose``: the byline is a name that no label calls one.
    """

    values: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, tuple[int, ...]] = field(default_factory=dict)
    published: CopyDate | None = None
    keywords: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    is_loose: bool = False

    def offer(self, name: str, value: str, lines: Sequence[int]) -> None:
        """Set a field that has no value yet."""
        if value and name not in self.values:
            self.values[name] = value
            self.evidence[name] = tuple(lines)

    def heed(self, lines: Sequence[str]) -> None:
        """Of several lines that a value was read in, let only those be its evidence that have a word of it.

        Where a file is wrapped a name or a date may share its piece with lines that say something else.
        """
        day = self.published.raw if self.published else ""
        for name, said in (*self.values.items(), ("published", day)):
            numbers = self.evidence.get(name, ())
            if len(numbers) > 1:
                words = set(_WORD.findall(said))
                heard = tuple(n for n in numbers if words.intersection(_WORD.findall(lines[n - 1])))
                self.evidence[name] = heard or numbers
