"""A database, or a place for pictures, that fails whatever it is given: told apart from a file that it cannot take, and
told in a sentence.
"""

import errno

from django.db import InterfaceError, OperationalError

from articles.sqlstates import state_of

KEPT, TEMPORARY = "on which pictures and uploads are kept", "that temporary files are written to"
"""Disks."""


class StorageFailed(Exception):
    """Something could not be written to one of the disks, whatever it is. Raised from what says why."""

    def __init__(self, disk: str = KEPT) -> None:
        super().__init__(disk)
        self.disk = disk


FAILURES = (OperationalError, InterfaceError, StorageFailed, ConnectionError)
"""What ends a run, and is no file's fault. The last is that of a storage on another machine."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL = ("disk is full", "no space left", "disk full")
_BUSY = ("is locked", "lock timeout", "deadlock detected")
_READ_ONLY = ("readonly database", "read-only transaction")


def is_the_databases_own(error: Exception) -> bool:
    """Whether no file is to blame: the database is gone, full, locked or broken."""
    too_much = state_of(error).startswith("54")  # of one statement: a value is larger than the database takes
    return isinstance(error, OperationalError | InterfaceError) and not too_much


def is_passing(error: Exception) -> bool:
    """Whether trying again may help at once: somebody else was in the way."""
    return is_the_databases_own(error) and _says(error, _BUSY)


def is_out_of_room(error: Exception) -> bool:
    """Whether nothing can be written until somebody makes room, or lets it be written."""
    is_full = isinstance(error, OSError) and error.errno in _NO_ROOM
    return is_full or isinstance(error, StorageFailed) or _says(error, (*_FULL, *_READ_ONLY))


def sentence(error: Exception) -> str:
    """Why one of FAILURES came, or temporary files could not be written, and what to do before the next try."""
    if isinstance(error, OSError):
        return _why_not_kept(TEMPORARY, error)
    if isinstance(error, StorageFailed):
        return _why_not_kept(error.disk, error.__cause__ or error)
    if _says(error, _FULL):
        return "There is no room left where the database lies. Make some."
    if _says(error, _BUSY):
        return "Somebody else held the database for too long. Wait until they are done."
    if _says(error, _READ_ONLY):
        return "The database can only be read here. Use the one that may be written."
    said = " ".join(str(error).split())[:200]
    return f"The database could not be reached any more ({said}). See that it runs."


def _why_not_kept(disk: str, cause: BaseException) -> str:
    if getattr(cause, "errno", 0) in _NO_ROOM:
        return f"The disk is full {disk}. Make room there."
    said = getattr(cause, "strerror", "") or " ".join(str(cause).split())[:200] or type(cause).__name__
    if isinstance(cause, ConnectionError):
        return f"Pictures and uploads cannot be reached just now ({said}). See that their store answers."
    return f"The disk {disk} cannot be written ({said}). See that it can."


def _says(error: Exception, phrases: tuple[str, ...]) -> bool:
    return any(phrase in str(error).lower() for phrase in phrases)
