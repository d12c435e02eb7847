"""A sign that something was committed, for all processes of one machine: a few bytes of a file that each of them has in
its memory. To look at it costs no more than to look at a variable, where to ask the database costs a query.
"""

import logging
import mmap
import os
from functools import cache
from pathlib import Path

from django.conf import settings

SIZE = 8
"""Bytes. They are random: whoever sees others than before knows that something was committed meanwhile, and whoever
sees them half written does, too."""

logger = logging.getLogger(__name__)


class Sign:
    """``path`` is the file, made where it is not there. One that cannot be opened is no sign: what is committed is then
    seen by the next look at the database.
    """

    def __init__(self, path: Path) -> None:
        self._memory = self._opened(path)

    def _opened(self, path: Path) -> mmap.mmap | None:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                if os.fstat(handle).st_size < SIZE:
                    os.pwrite(handle, bytes(SIZE), 0)  # no hole: to fill one on a full disk ends a process
                return mmap.mmap(handle, SIZE)
            finally:
                os.close(handle)
        except OSError as problem:
            logger.warning(
                "%s cannot be written (%s): changes are seen a second later.", path, problem.strerror
            )
            return None

    def read(self) -> bytes:
        return self._memory[:] if self._memory else b""

    def give(self) -> None:
        """Say that something was committed. It has to be, by now."""
        if self._memory:
            self._memory[:] = os.urandom(SIZE)


@cache
def sign() -> Sign:
    """That of this newsroom."""
    return Sign(settings.COMMITS)
