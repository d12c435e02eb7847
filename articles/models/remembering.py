"""What was made once and may be asked for again."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any


class Memory:
    """Of so much at the ``most``: what was made first goes first, and is made anew when it is asked for. Threads do not
    wait for each other: two may make the same.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: dict[Hashable, Any] = {}

    def keep(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once. It may depend on nothing but ``name``, and on what this memory ends with."""
        held = self._kept.get(name, self)  # nothing that is kept is this itself
        if held is not self:
            return held
        made = self._kept[name] = make()
        if len(self._kept) > self.most:
            with suppress(RuntimeError):  # another thread has changed it in this moment
                self._kept.pop(next(iter(self._kept)), None)
        return made

    def clear(self) -> None:
        self._kept.clear()


LASTING: list[Memory] = []
"""Those that do not end with a generation."""


def lasting(most: int) -> Memory:
    LASTING.append(memory := Memory(most))
    return memory


def forget() -> None:
    """Let go of all that lasts: something was taken from readers, by a court perhaps."""
    for memory in LASTING:
        memory.clear()
