"""A command that its database or a disk fails: it says why, and how it goes on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

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
