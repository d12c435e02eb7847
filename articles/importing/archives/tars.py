"""Tar files, bare or compressed by gzip, bzip2 or xz."""

import io
import tarfile
import weakref
from pathlib import Path
from typing import IO

from articles.importing.archives.members import (
    DAMAGE,
    HARMLESS,
    MOST_MEMBERS,
    MOST_TIMES,
    Contents,
    Member,
    decompressor,
    is_hidden,
    leads_out,
    named,
)

_LONGEST_READ = 1 << 26
"""Bytes. No member is read in more at once, and no header is so long."""


def is_compressed_tar(path: Path) -> bool:
    """Whether what is compressed in a file begins as a tar file does."""
    with path.open("rb") as file:
        unpack = decompressor(file.read(8))
    try:
        if unpack is None:
            return False
        with unpack(path) as unpacked:
            start = unpacked.read(512)
        return start[257:262] == b"ustar"
    except DAMAGE:
        return False


class Tar:
    """An open tar file."""

    def __init__(self, path: str, size: int) -> None:
        opened = _unpacked(path)
        weakref.finalize(self, opened.close)
        bounded = _Bounded(opened, max(HARMLESS, size * MOST_TIMES))
        self._archive = tarfile.TarFile(fileobj=bounded, encoding="utf-8", errors="backslashreplace")
        self._infos: list[tarfile.TarInfo] = []
        self.contents = self._contents()

    def read(self, member: Member, limit: int) -> bytes:
        info = self._infos[member.index]
        file = self._archive.extractfile(info)
        data = file.read(limit) if file else b""
        if len(data) < min(info.size, limit):
            raise EOFError("it ends before its time")
        return data

    def _contents(self) -> Contents:
        found = Contents()
        try:
            while (info := self._archive.next()) is not None:
                if len(self._infos) >= MOST_MEMBERS:
                    found.problem = f"Of this archive {MOST_MEMBERS:,} members were read: it has more."
                    break
                self._add(info, found)
                self._archive.members.clear()  # ours are kept, once
        except DAMAGE as error:
            where = f"no further than {self._infos[-1].name}" if self._infos else "not even at its beginning"
            found.problem = f"This archive could be read {where}: {error}."
        found.members = named(found.members)
        return found

    def _add(self, info: tarfile.TarInfo, found: Contents) -> None:
        self._infos.append(info)
        if info.isdir():
            return
        if not info.isfile():
            found.links.append(info.name)
        elif is_hidden(info.name):
            found.hidden.append(info.name)
        else:
            name = info.name.removeprefix("./")
            found.members.append(Member(name, len(self._infos) - 1, info.size, leads_out(name)))


def _unpacked(path: str) -> IO[bytes]:
    with Path(path).open("rb") as file:
        unpack = decompressor(file.read(8))
    return unpack(path) if unpack else Path(path).open("rb")  # type: ignore[return-value]


class _Bounded(io.RawIOBase):
    """A file that gives no more than so many bytes, however much it unpacks to, and no header of any length."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file, self._limit = file, limit

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_READ or size < 0:
            raise ValueError("a part of it is longer than any header")
        self._check(self._file.tell() + size)
        return self._file.read(size)

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        self._check(to)
        return self._file.seek(to, whence)

    def _check(self, end: int) -> None:
        if end > self._limit:
            raise ValueError(f"it unpacks to more than {self._limit:,} bytes")
