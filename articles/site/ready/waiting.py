"""The threads of a process that may wait for people who send or read slowly. The others are left for readers."""

import threading

from articles.counts import Counter

REFUSED = Counter(
    "newsroom_refused_total",
    "Requests refused (503), as too many people send or read slowly already.",
    ("kind",),
)


class Places:
    """So many of a kind, of those that all kinds share. Nobody waits for one."""

    def __init__(self, most: int, of_all: threading.BoundedSemaphore) -> None:
        self._own, self._of_all = threading.BoundedSemaphore(most), of_all

    def take(self) -> bool:
        """Whether there was one. Whoever has it gives it back by ``leave``."""
        if not self._own.acquire(blocking=False):
            return False
        if self._of_all.acquire(blocking=False):
            return True
        self._own.release()
        return False

    def leave(self) -> None:
        self._of_all.release()
        self._own.release()


class Waiting:
    """Of so many ``threads`` a half may wait for forms, a quarter for files and a half for who reads what is streamed,
    three quarters for all of them: one of each at least, and all but one at most where there are several.
    """

    def __init__(self, threads: int) -> None:
        of_all = threading.BoundedSemaphore(max(1, threads * 3 // 4))
        self.forms, self.files, self.streams = (
            Places(max(1, threads // share), of_all) for share in (2, 4, 2)
        )
