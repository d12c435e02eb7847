"""A look that may take long, or for ever: taken beside the requests, by one at a time, and not again for a while."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

FRESH = 1.0
"""Seconds for which what was found is told again, so that nobody makes work by asking often."""
PATIENCE = 2.0
"""Seconds that whoever asks waits for a look."""

Found = TypeVar("Found")


class Looking(Generic[Found]):
    """``look`` finds something, which is told for ``fresh`` seconds. One that takes longer than anybody waits is not
    begun again before it has ended.
    """

    def __init__(
        self, look: Callable[[], Found], *, patience: float = PATIENCE, fresh: float = FRESH
    ) -> None:
        self._look, self._patience, self._fresh = look, patience, fresh
        self._found: Found | None = None
        self._found_at = self._begun_at = float("-inf")
        self._is_looking = False
        self._changed = threading.Condition()

    def found(self) -> Found | None:
        """What was found by a look that is no older than that; None where it has not ended in time."""
        with self._changed:
            now = time.monotonic()
            if now - self._found_at < self._fresh:
                return self._found
            if not self._is_looking:
                self._is_looking, self._begun_at = True, now
                threading.Thread(target=self._go, name="health", daemon=True).start()
            begun = self._begun_at
            left = begun + self._patience - now
            ended = self._changed.wait_for(lambda: self._found_at >= begun, timeout=max(left, 0))
            return self._found if ended else None

    def _go(self) -> None:
        found = None
        try:
            found = self._look()
        finally:
            with self._changed:
                self._found, self._found_at, self._is_looking = found, time.monotonic(), False
                self._changed.notify_all()
