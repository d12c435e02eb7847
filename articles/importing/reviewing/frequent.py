"""What is met most often, counted in bounded memory."""

from collections.abc import Iterator


class Frequent:
    """Counts by key, each with the first example met.

    Where there are more keys than ``room``, the rarer half is forgotten: a count is then the least that there were,
    and ``is_whole`` is false.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._held: dict[str, tuple[int, str]] = {}
        self.total = 0
        self.is_whole = True

    def add(self, key: str, example: str = "") -> None:
        """Count one more of ``key``."""
        count, first = self._held.get(key, (0, example))
        if not count and len(self._held) >= self._room:
            self._forget()
        self._held[key] = (count + 1, first)
        self.total += 1

    def __len__(self) -> int:
        return len(self._held)

    def most(self, number: int) -> Iterator[tuple[str, int, str]]:
        """Key, count and example of the commonest, those of one count in the order of their keys."""
        ranked = sorted(self._held.items(), key=lambda item: (-item[1][0], item[0]))
        return ((key, count, example) for key, (count, example) in ranked[:number])

    def _forget(self) -> None:
        kept = sorted(self._held.items(), key=lambda item: -item[1][0])[: self._room // 2]
        self._held = dict(kept)
        self.is_whole = False
