"""What all archives have in common: their members, how these are called, and how much they may unpack to."""

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any

MOST_MEMBERS = 500_000
HARMLESS = 200_000_000
"""Bytes. What unpacks to so few is never called a bomb."""
MOST_TIMES = 200
"""An archive that unpacks to more times its own size, and to more than is harmless, is not opened: copy is never
packed so tightly."""

DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, OverflowError, MemoryError,
)  # fmt: skip
"""What the readers of archives raise on data that are damaged, or packed in a way that they do not know."""

_DRIVE = re.compile(r"[A-Za-z]:")
_SYSTEM_FOLDERS = frozenset({"__MACOSX"})


class BadArchive(Exception):
    """Why a member was not read, in a sentence fit to show."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. ``index`` is its place in it: two may have one name. ``problem`` is why it is not read."""

    name: str
    index: int
    size: int = 0
    problem: str = ""


@dataclass
class Contents:
    """What an archive holds: files in its order; names of links and devices, and of hidden files, which are passed
    over. ``problem`` is what is wrong with the archive; its members before that can be read all the same.
    """

    members: list[Member] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    problem: str = ""

    @cached_property
    def by_name(self) -> dict[str, Member]:
        return {member.name: member for member in self.members}


def is_hidden(name: str) -> bool:
    return any(
        part in _SYSTEM_FOLDERS or (part.startswith(".") and part.strip(".")) for part in name.split("/")
    )


def leads_out(name: str) -> str:
    """The sentence why a member's path is none inside its archive; empty for one that is."""
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "The path of this member leads out of its archive: it was not read."
    return ""


def named(members: Iterable[Member]) -> list[Member]:
    """The same members, each with a name of its own: the second "a.txt" is "a.txt (2)"."""
    seen: Counter[str] = Counter()
    apart = []
    for member in members:
        seen[member.name] += 1
        times = seen[member.name]
        name = f"{member.name} ({times})" if times > 1 else member.name
        apart.append(Member(name, member.index, member.size, member.problem))
    return apart


def bomb(size: int, packed: int) -> str:
    """The sentence why something that unpacks to ``size`` bytes is not opened; empty where it may be."""
    if size > HARMLESS and size > MOST_TIMES * max(packed, 1):
        return f"This unpacks to {size:,} bytes, more than {MOST_TIMES} times what it is packed in: it was not opened."
    return ""


def decompressor(start: bytes) -> Callable[[Any], IO[bytes]] | None:
    """What unpacks a compressed file that begins so, by its path or from an open one."""
    kinds: tuple[tuple[bytes, Callable[[Any], Any]], ...] = (
        (b"\x1f\x8b", gzip.open),
        (b"BZh", bz2.open),
        (b"\xfd7zXZ\x00", lzma.open),
    )
    return next((unpack for mark, unpack in kinds if start.startswith(mark)), None)
