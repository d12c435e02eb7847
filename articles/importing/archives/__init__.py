"""Archives as folders: what lies in a zip or tar file, and the bytes of one member. Nothing is ever unpacked to disk.

    is_archive(path)                    by content; office documents, which are zip files too, are none
    contents(path) -> Contents          its members, links and hidden ones apart, and what is wrong with all of it
    read(path, member, limit=) -> bytes         or raises BadArchive
    find(path, name) -> Member | None
    close()                             those that are kept open

An archive inside one is a folder of it (``nested``). Each process keeps the last archives open, so that their members
can be read one after the other.
"""

import os
from functools import lru_cache
from pathlib import Path

from articles.importing.archives import nested, tars, zips
from articles.importing.archives.heads import BLOCK, is_header
from articles.importing.archives.members import DAMAGE, BadArchive, Contents, Member, decompressor

__all__ = ["BadArchive", "Contents", "Member", "close", "contents", "find", "is_archive", "read"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_AT_ONCE = 4
"""Archives that are kept open: in a server as many people may be at one of their own."""


def is_archive(path: Path) -> bool:
    """Whether a regular file is an archive. One that cannot be opened is none: it is told of as a file."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(BLOCK)
        if start.startswith(_ZIP):
            return not zips.is_document(path)
        return is_header(start) or (decompressor(start) is not None and tars.is_compressed_tar(path))
    except OSError:
        return False


def contents(path: Path) -> Contents:
    """What an archive holds. One that is damaged, or unpacks to more than any copy does, says so in ``problem``."""
    try:
        return _opened(path).contents
    except DAMAGE as error:
        again = "If it does not open elsewhere either, it is damaged: ask for it again."
        return Contents(problem=f"This archive could not be opened: {_said(error)}. {again}")


def read(path: Path, member: Member, *, limit: int) -> bytes:
    """The bytes of a member. Raises BadArchive where they are damaged, or as many as ``limit`` or more."""
    try:
        data = _opened(path).read(member, limit)
    except DAMAGE as error:
        raise BadArchive(f"This member of {path.name} is damaged: {_said(error)}.") from None
    if len(data) >= limit:
        raise BadArchive(f"This member of {path.name} unpacks to {limit:,} bytes or more: it was not read.")
    return data


def find(path: Path, name: str) -> Member | None:
    """The member of this name, None where an archive has none."""
    return contents(path).by_name.get(name)


def close() -> None:
    """Let go of the archives that are kept open: who is still at one opens it again."""
    _kept_open.cache_clear()


def _said(error: BaseException) -> str:
    return (getattr(error, "strerror", "") or str(error) or type(error).__name__).rstrip(".")


def _opened(path: Path) -> nested.Nested:
    status = path.stat()
    return _kept_open(os.fspath(path), status.st_size, status.st_mtime_ns, os.getpid())


@lru_cache(maxsize=_AT_ONCE)
def _kept_open(path: str, size: int, changed: int, process: int) -> nested.Nested:
    """An archive with its list of members read. What changed since is opened anew, and so is what was opened by the
    process that this one was forked from: the two would move each other's place in the file.
    """
    with Path(path).open("rb") as file:
        is_zip = file.read(4) in _ZIP  # by its beginning: a tar file may end with a zip file
    outer = zips.Zip(path, size) if is_zip else tars.Tar(path, size)
    return nested.Nested(outer, size)
