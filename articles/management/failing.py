"""A command that its database or a disk fails: it says why, and how it goes on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from django.db import InterfaceError, OperationalError

from articles import importing

FAILED = 3
"""Exit status of a command that could not be finished, and is to be given again."""


@contextmanager
def failing(err: IO[str], goes_on: str = "") -> Iterator[None]:
    """End the command where what is done here fails, with a sentence on ``err`` and one of how it ``goes_on``."""
    try:
        yield
    except importing.FAILURES as error:
        err.write(f"{importing.why_it_failed(error)} {goes_on}".strip())
        sys.exit(FAILED)


class Outages:
    """Those that a command outlives which goes round and round: each is said, and so is its end."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._has_begun = self._is_away = False

    @contextmanager
    def outlived(self) -> Iterator[None]:
        """Let be what is done here where its database fails it: the next round may succeed. The first has to, since a
        command that cannot begin is told wrongly where its database is.
        """
        try:
            yield
        except (OperationalError, InterfaceError) as problem:
            if not self._has_begun:
                raise
            if not self._is_away:
                self._say(f"{importing.why_it_failed(problem)} It is tried again until it succeeds.")
            self._is_away = True
        else:
            if self._is_away:
                self._say("The database answers again.")
            self._has_begun, self._is_away = True, False
