"""What was dropped and lies on another machine, fetched to this one and kept until its run has taken it.

A run takes it in many requests, each of which reads it from its start.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from articles.importing.failing import TEMPORARY, StorageFailed
from articles.models import Upload

log = logging.getLogger(__name__)


def fetched(upload: Upload) -> Path:
    """A file of this machine that holds the bytes of an upload. One process at a time fetches, and all have it then.

    Raises ``StorageFailed`` where it cannot be written, and what the storage does where that does not answer.
    """
    size = upload.file.size
    if not _is_whole(upload.fetched, size):
        try:
            with _alone(fcntl.LOCK_EX):
                if not _is_whole(upload.fetched, size):  # another one has fetched it meanwhile
                    _clear()
                    _fetch(upload)
        except ConnectionError:
            raise
        except OSError as error:
            raise StorageFailed(TEMPORARY) from error
    return upload.fetched


def clear() -> None:
    """Delete what was fetched for uploads that are gone by now, as another node may have let them go."""
    try:
        with _alone(fcntl.LOCK_EX | fcntl.LOCK_NB):
            _clear()
    except (FileNotFoundError, BlockingIOError):
        return  # nothing was ever fetched, or something is just now, by who clears too
    except OSError:
        log.exception("What was fetched to %s, and is let go by now, could not be deleted", settings.FETCHED)


@contextmanager
def _alone(how: int) -> Iterator[None]:
    """While nobody else on this machine fetches or clears. A process that was killed holds nobody up."""
    if not how & fcntl.LOCK_NB:
        settings.FETCHED.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(settings.FETCHED, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def _clear() -> None:
    """Nobody else fetches now: a part of a file was left by who was killed."""
    there = list(settings.FETCHED.iterdir())
    known = {upload.fetched for upload in Upload.objects.only("file")}
    for path in there:
        if path not in known:
            path.unlink(missing_ok=True)


def _fetch(upload: Upload) -> None:
    part = upload.fetched.with_suffix(".part")
    try:
        with upload.file.storage.open(upload.file.name) as kept, part.open("wb") as copy:
            for chunk in kept.chunks():
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())  # what has its name and its size is whole, after a power cut too
        part.rename(upload.fetched)
    finally:
        part.unlink(missing_ok=True)


def _is_whole(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False
