"""Signs between the server and its processes, each a file in a folder that they share: that it is going to stop, and
that one of them has begun to serve. Who tidies where temporary files lie takes that folder too, where it is old: it is
made anew. A sign that cannot be given is missed, and stops neither.
"""

import errno
import logging
import multiprocessing
import os
import signal
import stat
import tempfile
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

_FOLDER = "SERVER_SIGNS"
"""No setting: the variable by which the server tells its processes where the signs are."""
_LEAVING = "leaving"

logger = logging.getLogger(__name__)


def is_leaving() -> bool:
    """Whether the server of this process is going to stop."""
    folder = os.environ.get(_FOLDER)
    return bool(folder) and _is_given(Path(folder), _LEAVING)


def begin_serving() -> None:
    """Say that this process has read all that it takes to serve, which it does for as long as its server is there."""
    if folder := os.environ.get(_FOLDER):
        _give(Path(folder), str(os.getpid()))
    if server := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _give(folder: Path, sign: str) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            raise FileExistsError(errno.EEXIST, "It is somebody else's", str(folder))
        (folder / sign).touch()
    except OSError as problem:
        logger.error("Between the server and its processes the sign %r cannot be given: %s.", sign, problem)


def _is_given(folder: Path, sign: str) -> bool:
    return (folder / sign).exists() and _is_ours(folder)


def _is_ours(folder: Path) -> bool:
    """Where one was tidied away, somebody else who knew its name may have made another."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


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
        _give(Path(self._folder.name), _LEAVING)

    def serves(self, process: int) -> bool:
        return _is_given(Path(self._folder.name), str(process))

    def forget(self, process: int) -> None:
        Path(self._folder.name, str(process)).unlink(missing_ok=True)

    def drop(self) -> None:
        self._folder.cleanup()
        os.environ.pop(_FOLDER, None)
