"""The fields of a story while they are gathered from its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.text.dates import CopyDate


@dataclass(slots=True)
class Fields:
    """Values found so far, and the lines each came from. ``held`` are fields that were stated: nothing moves them."""

    values: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, tuple[int, ...]] = field(default_factory=dict)
    published: CopyDate | None = None
    keywords: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()

    def offer(self, name: str, value: str, lines: Sequence[int]) -> None:
        """Set a field that has no value yet."""
        if value and name not in self.values:
            self.values[name] = value
            self.evidence[name] = tuple(lines)
