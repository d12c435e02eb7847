"""A sign that something was committed, for all processes of one machine: a few bytes of a file that each of them has
open. To look at it costs less than a microsecond, where to ask the database costs a query.
"""

import logging
import os
from functools import cache
from pathlib import Path

from django.conf import settings

SIZE = 8
"""Bytes. They are random: whoever sees others than before knows that something was committed meanwhile, and whoever
sees them half written does, too."""

logger = logging.getLogger(__name__)


class Sign:
    """``path`` is the file, made where it is not there. One that may be read alone tells what other processes commit;
    one that cannot be opened is no sign: what is committed is then seen by the next look at the database. It may be cut
    short or written over while it is open, as by who brings back a backup of its folder: that is a sign as well.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._is_ours = path, True
        try:
            # For the group of the desk too: nodes for readers have a user of their own, and look.
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        except OSError as problem:
            self._is_ours = False
            try:
                self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            except OSError:
                self._file = -1
                self._tell(problem)

    def read(self) -> bytes:
        return os.pread(self._file, SIZE, 0) if self._file >= 0 else b""

    def give(self) -> None:
        """Say that something was committed. It has to be, by now."""
        if not self._is_ours:
            return
        try:
            os.pwrite(self._file, os.urandom(SIZE), 0)
        except OSError as problem:  # a disk may be full
            self._tell(problem)

    def _tell(self, problem: OSError) -> None:
        logger.warning(
            "%s cannot be written (%s): changes are seen a second later.", self._path, problem.strerror
        )


@cache
def sign() -> Sign:
    """That of this newsroom."""
    return Sign(settings.COMMITS)
