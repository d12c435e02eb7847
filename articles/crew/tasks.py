"""What is given to the processes, and what comes of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, Protocol, TypeVar

_TRIES = 2
"""How often a work is given out whole, if who does it is killed each time."""

_Done = TypeVar("_Done")


class Work(Protocol[_Done]):
    """Something to be done by one process, to which it is sent.

    What comes of it by the thousand has no slots: objects that are frozen and have some are packed field by field.
    """

    def do(self, alive: Callable[[], None]) -> Iterable[_Done]:
        """What comes of it; ``alive`` is called after each step that may take its time."""

    def parts(self) -> Sequence["Work[_Done]"]:
        """The same in parts, each to be done by itself; none of what is as small as can be."""

    def undone(self, within: float | None) -> list[_Done]:
        """What stands for it where it ends whoever does it or, if that is a number, hangs for so many seconds."""


@dataclass(slots=True, eq=False)
class Task(Generic[_Done]):
    """A work that was begun, with the number of processes that it ended, and what came of it."""

    work: Work[_Done]
    ended: int = 0
    done: list[_Done] | None = None
    parts: list["Task[_Done]"] = field(default_factory=list)

    def answer(self) -> list[_Done] | None:
        """What came of it; None where it is not done yet."""
        if not self.parts:
            return self.done
        answers = [part.done for part in self.parts]
        return None if None in answers else list(chain.from_iterable(filter(None, answers)))

    def again(self, within: float | None) -> "list[Task[_Done]]":
        """What is to be done once more: all of it, or each of its parts once. What was not done ``within`` so many
        seconds is no matter of chance, and not given out whole again: a part that hangs is waited for twice, once with
        the others and once by itself.
        """
        self.ended += 1
        if self.ended < _TRIES and within is None:
            return [self]
        self.parts = [Task(part, ended=_TRIES - 1) for part in self.work.parts()]
        if not self.parts:
            self.done = self.work.undone(within)
        return self.parts
