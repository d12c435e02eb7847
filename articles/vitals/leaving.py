"""A sign of the server to its processes that it is going to stop: a file that each of them looks for."""

import os
import tempfile
from pathlib import Path

_PLACE = "SERVER_LEAVING_SIGN"
"""No setting: the variable by which the server tells its processes where the file would be."""


def is_leaving() -> bool:
    place = os.environ.get(_PLACE)
    return bool(place) and Path(place).exists()


class Sign:
    """Given at most once, by the server."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-server-", ignore_cleanup_errors=True)
        self._file = Path(self._folder.name) / "leaving"
        os.environ[_PLACE] = str(self._file)

    def give(self) -> None:
        self._file.touch()

    def drop(self) -> None:
        self._folder.cleanup()
        os.environ.pop(_PLACE, None)
