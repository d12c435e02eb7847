"""What is known of a file's lines beside their words: stated roles, and sorts of passages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, SupportsIndex, TypeVar

from articles.text.parsing.story import PassageKind, Role
from articles.text.parsing.units import Unit

_RUNNING = (Role.PARAGRAPH, Role.QUOTE)
_TEXT, _HEADINGS = ("p", "blockquote"), ("h2", "h3")


class _Numbered(Protocol):
    @property
    def number(self) -> int: ...


_Line = TypeVar("_Line", bound=_Numbered)


@dataclass(frozen=True, slots=True)
class Told:
    """By line number: roles that hold whatever the words say, and sorts of passages."""

    fixed: Mapping[int, Role] = field(default_factory=dict)
    kinds: Mapping[int, PassageKind] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fixed or self.kinds)

    def is_gone(self, number: int) -> bool:
        """Whether a line is of the page and of no story: all else is read as if it were not there."""
        return self.fixed.get(number) is Role.FURNITURE

    def cut(self, groups: Iterable[list[_Line]]) -> Iterator[list[_Line]]:
        """The same lines, those apart that are known to be of two pieces."""
        for group in groups:
            start = 0
            for index, (before, line) in enumerate(pairwise(group), 1):
                if self._parts(before.number, line.number):
                    yield group[start:index]
                    start = index
            yield group[start:]

    def _parts(self, before: int, line: int) -> bool:
        stated = self.fixed.get(before) is not self.fixed.get(line)
        return stated or before in self.kinds or line in self.kinds

    def is_one(self, number: int) -> bool:
        """Whether what is known of a line is known of all of it, so that no paragraph begins in its middle."""
        return number in self.kinds or self.fixed.get(number, Role.PARAGRAPH) is not Role.PARAGRAPH

    def mark(self, unit: Unit) -> Unit:
        """A unit with what is known of its lines."""
        number = unit.lines[0]
        stated, kind = self.fixed.get(number), self.kinds.get(number)
        if not (stated or kind):
            return unit
        prose = stated in _RUNNING if stated else _is_running(unit, kind)
        return unit._replace(stated=stated, kind=kind, prose=prose)


def _is_running(unit: Unit, kind: PassageKind | None) -> bool:
    """Whether a unit reads as running text, where its format calls it a paragraph or does not."""
    return (unit.prose or (kind in _TEXT and unit.ends)) and kind not in _HEADINGS


class HeldRoles(list[Role | None]):
    """The roles of a page's units, of which those that were stated do not change."""

    def __init__(self, roles: Iterable[Role | None], held: Iterable[int]) -> None:
        super().__init__(roles)
        self._held = frozenset(held)

    def __setitem__(self, index: SupportsIndex, role: Role | None) -> None:  # type: ignore[override]
        if index not in self._held:
            super().__setitem__(index, role)
