"""Zip files: their members by names as they were meant, whatever encoding they stand in."""

import stat
import weakref
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from articles.importing.archives.directories import lists_more_than
from articles.importing.archives.members import (
    DAMAGE,
    MOST_MEMBERS,
    Contents,
    Member,
    bomb,
    is_hidden,
    leads_out,
    named,
)
from articles.text.encodings import guess, is_western

_UTF_8, _ENCRYPTED = 0x800, 0x1
_DOCUMENTS = frozenset(
    {
        "[Content_Types].xml",
        "word/document.xml",
        "mimetype",
        "META-INF/manifest.xml",
        "META-INF/container.xml",
    }
)


def is_document(path: Path | IO[bytes]) -> bool:
    """Whether a zip file is what an office program or a reader of books calls a document."""
    try:
        if _lists_too_many(path):
            return False
        with zipfile.ZipFile(path) as archive:
            return any(info.filename in _DOCUMENTS for info in archive.infolist()[:50])
    except DAMAGE:
        return False


class Zip:
    """An open zip file."""

    def __init__(self, path: str | IO[bytes], size: int) -> None:
        if _lists_too_many(path):
            self.contents = Contents(
                problem=f"This archive has more than {MOST_MEMBERS:,} members: it was not read."
            )
            return
        self._archive = zipfile.ZipFile(path)
        weakref.finalize(self, self._archive.close)
        self._infos = self._archive.infolist()
        self.contents = _contents(self._infos, size)

    def read(self, member: Member, limit: int) -> bytes:
        return read_info(self._archive, self._infos[member.index], limit)


def read_info(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of a member, at most ``limit`` of them, whatever it says of its size."""
    with archive.open(info) as file:
        data = file.read(limit)
        if len(data) < limit:
            file.read(1)  # the end: here the checksum is compared
        return data


def _lists_too_many(path: str | Path | IO[bytes]) -> bool:
    if not isinstance(path, str | Path):
        return lists_more_than(path, MOST_MEMBERS)
    with Path(path).open("rb") as file:
        return lists_more_than(file, MOST_MEMBERS)


def _contents(infos: Sequence[zipfile.ZipInfo], size: int) -> Contents:
    if problem := bomb(sum(info.file_size for info in infos), size):
        return Contents(problem=problem)
    found, names = Contents(), _names(infos)
    for index, (info, name) in enumerate(zip(infos, names, strict=True)):
        if name.endswith("/"):
            continue
        mode = info.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            found.links.append(name)
        elif is_hidden(name):
            found.hidden.append(name)
        else:
            found.members.append(Member(name, index, info.file_size, _problem(info, name)))
    found.members = named(found.members)
    return found


def _problem(info: zipfile.ZipInfo, name: str) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "This member is encrypted: it was not read."
    return leads_out(name) or bomb(info.file_size, info.compress_size)


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Names as they were meant. What does not say that it is UTF-8 was read as code page 437, and may be anything."""
    raw = [None if info.flag_bits & _UTF_8 else _raw(info.orig_filename) for info in infos]
    odd = [name for name in raw if name and not name.isascii() and not _is_utf_8(name)]
    encoding = _encoding(b"\n".join(odd)) if odd else "cp437"
    return [
        (_decoded(name, encoding) if name is not None else info.orig_filename)
        .replace("\\", "/")
        .replace("\0", "")
        for info, name in zip(infos, raw, strict=True)
    ]


def _encoding(names: bytes) -> str:
    if is_western(names.decode("cp437")):
        return "cp437"
    guessed = guess(names)
    return guessed.encoding if guessed else "cp437"


def _raw(name: str) -> bytes | None:
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None


def _is_utf_8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(name: bytes, encoding: str) -> str:
    if _is_utf_8(name):
        return name.decode()
    try:
        return name.decode(encoding)
    except UnicodeDecodeError:
        return name.decode("cp437")
