"""Signs between the server and its processes, each a file in a folder that they share: that it is going to stop, and
that one of them has begun to serve.
"""

import multiprocessing
import os
import signal
import tempfile
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

_FOLDER = "SERVER_SIGNS"
"""No setting: the variable by which the server tells its processes where the signs are."""
_LEAVING = "leaving"


def is_leaving() -> bool:
    """Whether the server of this process is going to stop."""
    folder = os.environ.get(_FOLDER)
    return bool(folder) and Path(folder, _LEAVING).exists()


def begin_serving() -> None:
    """Say that this process has read all that it takes to serve, which it does for as long as its server is there."""
    if folder := os.environ.get(_FOLDER):
        Path(folder, str(os.getpid())).touch()
    if server := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: BaseProcess) -> None:
    """Nobody would end a process whose server was killed, and another server could not listen where it does."""
    server.join()
    os.kill(os.getpid(), signal.SIGTERM)


class Signs:
    """As the server has them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-server-", ignore_cleanup_errors=True)
        os.environ[_FOLDER] = self._folder.name

    def leave(self) -> None:
        Path(self._folder.name, _LEAVING).touch()

    def serves(self, process: int) -> bool:
        return Path(self._folder.name, str(process)).exists()

    def forget(self, process: int) -> None:
        Path(self._folder.name, str(process)).unlink(missing_ok=True)

    def drop(self) -> None:
        self._folder.cleanup()
        os.environ.pop(_FOLDER, None)
