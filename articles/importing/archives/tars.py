"""Tar files, bare or compressed by gzip, bzip2 or xz."""

import weakref
from pathlib import Path
from typing import IO

from articles.importing.archives.heads import BLOCK, Entry, entries, is_header
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


def is_compressed_tar(path: Path | IO[bytes]) -> bool:
    """Whether what is compressed in a file begins as a tar file does."""
    unpack = decompressor(_start(path))
    try:
        if unpack is None:
            return False
        with unpack(path) as unpacked:
            start = unpacked.read(BLOCK)
        return is_header(start)
    except DAMAGE:
        return False


class Tar:
    """An open tar file. Where it lies in another archive, ``limit`` is how much more may come out of that."""

    def __init__(self, path: str | IO[bytes], size: int, *, limit: int | None = None) -> None:
        opened = _unpacked(path)
        weakref.finalize(self, opened.close)
        self._source = _Bounded(opened, most_of(size) if limit is None else limit)
        self._places: list[tuple[int, int]] = []
        self.contents = self._contents()

    @property
    def unpacked(self) -> int:
        """Bytes that were unpacked to list what it holds."""
        return self._source.reached

    def read(self, member: Member, limit: int) -> bytes:
        at, size = self._places[member.index]
        self._source.seek(at)
        data = self._source.read(min(size, limit))
        if len(data) < min(size, limit):
            raise EOFError("it ends before its time")
        return data

    def _contents(self) -> Contents:
        found, last = Contents(), ""
        try:
            for number, entry in enumerate(entries(self._source)):
                if number >= MOST_MEMBERS:
                    found.problem = f"Of this archive {MOST_MEMBERS:,} members were read: it has more."
                    break
                self._add(entry, found)
                last = entry.name
        except DAMAGE as error:
            how_far = f"be read no further than {last}" if last else "not be opened"
            found.problem = f"This archive could {how_far}: {error}."
        found.members = named(found.members)
        return found

    def _add(self, entry: Entry, found: Contents) -> None:
        if entry.is_folder:
            return
        if not entry.is_file:
            found.links.append(entry.name)
        elif is_hidden(entry.name):
            found.hidden.append(entry.name)
        else:
            name = entry.name.removeprefix("./")
            problem = entry.problem or leads_out(name)
            found.members.append(Member(name, len(self._places), entry.size, problem))
            self._places.append((entry.at, entry.size))


def most_of(packed: int) -> int:
    """Bytes that may come out of an archive of a size."""
    return max(HARMLESS, packed * MOST_TIMES)


def _start(path: Path | IO[bytes]) -> bytes:
    if isinstance(path, Path):
        with path.open("rb") as file:
            return file.read(8)
    start = path.read(8)
    path.seek(0)
    return start


def _unpacked(path: str | IO[bytes]) -> IO[bytes]:
    source = Path(path) if isinstance(path, str) else path
    unpack = decompressor(_start(source))
    if unpack:
        return unpack(source)
    return source.open("rb") if isinstance(source, Path) else source


class _Bounded:
    """A file that gives no more than so many bytes, however much it unpacks to."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file, self._limit, self.reached = file, limit, 0

    def read(self, size: int) -> bytes:
        self.check(self._file.tell() + size)
        return self._file.read(size)

    def seek(self, to: int) -> None:
        self.check(to)
        self._file.seek(to)

    def check(self, end: int) -> None:
        if end > self._limit:
            self.reached = self._limit
            raise ValueError(f"it unpacks to more than {self._limit:,} bytes")
        self.reached = max(self.reached, end)
