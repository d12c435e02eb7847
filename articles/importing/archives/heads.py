"""The headers of a tar file: what each says of the member that follows it.

The formats are those of POSIX.1-2017, pax, “ustar Interchange Format” and “pax Interchange Format”, and of the GNU tar
manual, “Basic Tar Format”. They are read here and not by ``tarfile``, which follows a size below zero back to where it
came from, for ever (CVE-2025-8194), takes headers of any length, and ends at one that is damaged without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

BLOCK = 512
"""Bytes. All of a tar file is made of such blocks."""
_NOTHING = bytes(BLOCK)
_LONGEST = 1 << 20
"""Bytes of what a header may say beyond its own block. No path is so long."""

_FILES = (b"0", b"\0", b"7")
_NO_DATA = (b"1", b"2", b"3", b"4", b"5", b"6")
"""Links, devices, folders, pipes: their size is of something else."""
_FOLDERS = (b"5", b"D")
_LONG_NAME, _LONG_LINK, _SPARSE, _REST = b"L", b"K", b"S", b"M"
_OF_ONE, _OF_ALL = (b"x", b"X"), b"g"
_HOLES = "This member is kept without its holes, as a sparse file is: it was not read."
_PARTIAL = "This member begins in another volume of its archive: it was not read."

_DAMAGED = "what a header says of the next member is damaged"
_OCTAL = re.compile(rb" *([0-7]*) *")


class Source(Protocol):
    """Bytes that are read from wherever, up to a limit beyond which ``check`` raises ValueError."""

    def read(self, size: int) -> bytes: ...
    def seek(self, to: int) -> object: ...
    def check(self, end: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A member. ``at`` and ``size`` say where its bytes lie; ``problem`` is why they are no text of it."""

    name: str
    at: int
    size: int
    is_file: bool = True
    is_folder: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """A header block with what headers before it say of the same member."""

    kind: bytes
    name: bytes
    size: int
    is_extended: bool

    @classmethod
    def of(cls, block: bytes) -> "_Head":
        """Raises ValueError for a block that is none."""
        if not _adds_up(block):
            raise ValueError("damaged")
        name, kind = block[:100].partition(b"\0")[0], block[156:157]
        prefix = block[345:500].partition(b"\0")[0] if block[257:263] == b"ustar\0" else b""
        is_extended = kind == _SPARSE and block[482] != 0
        return cls(kind, b"/".join(filter(None, (prefix, name))), _number(block[124:136]), is_extended)


def is_header(start: bytes) -> bool:
    """Whether bytes begin with a header that says which format it is of."""
    return start[257:262] == b"ustar"


def entries(source: Source) -> Iterator[Entry]:
    """The members of a tar file, in their order.

    Raises ValueError or EOFError where it is damaged or cut, and whatever its source raises.
    """
    at, said = 0, dict[bytes, bytes]()
    while True:
        block = _block(source, at)
        if block == _NOTHING:
            if said:
                raise EOFError("it ends before the member that a header is about")
            return _refuse_more(source, at + BLOCK)
        try:
            head = _Head.of(block)
        except ValueError:
            raise ValueError(f"its header at byte {at:,} is damaged") from None
        at = _after_map(source, at + BLOCK, is_extended=head.is_extended)
        if head.kind in (_LONG_NAME, _LONG_LINK, *_OF_ONE, _OF_ALL):
            said |= _said(head, _whole(source, at, head.size))
            at = _end(at, head.size)
            continue
        entry = _entry(head, said, at)
        source.check(at + entry.size)
        yield entry
        if entry.size:
            _whole(source, at + entry.size - 1, 1)
        at, said = _end(at, entry.size), {}


def _after_map(source: Source, at: int, *, is_extended: bool) -> int:
    """Where the bytes of a member begin: behind the blocks that say where its holes are."""
    while is_extended:
        is_extended = _block(source, at)[504] != 0
        at += BLOCK
    return at


def _entry(head: _Head, said: dict[bytes, bytes], at: int) -> Entry:
    size = _size(said[b"size"]) if b"size" in said else head.size
    name = said.get(b"path") or said.get(_LONG_NAME) or head.name
    problem = {_SPARSE: _HOLES, _REST: _PARTIAL}.get(head.kind, "")
    if b"GNU.sparse" in said:
        problem, name = _HOLES, said.get(b"GNU.sparse.name") or name
    return Entry(
        name.decode("utf-8", "backslashreplace"),
        at,
        0 if head.kind in _NO_DATA else size,
        is_file=head.kind in _FILES or bool(problem),
        is_folder=head.kind in _FOLDERS or (head.kind in _FILES and name.endswith(b"/")),
        problem=problem,
    )


def _said(head: _Head, data: bytes) -> dict[bytes, bytes]:
    """What a header says of the member after it, as far as it is asked for."""
    if head.kind in (_LONG_NAME, _LONG_LINK):
        return {head.kind: data.partition(b"\0")[0]}
    records = dict(_records(data))
    if head.kind == _OF_ALL:
        if records.keys() & {b"path", b"size"}:
            raise ValueError("a header gives all of its members one name or one size")
        return {}
    said = {key: records[key] for key in (b"path", b"size", b"GNU.sparse.name") if records.get(key)}
    return said | ({b"GNU.sparse": b""} if any(key.startswith(b"GNU.sparse.") for key in records) else {})


def _records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The records of a pax header, each ``length key=value`` and a newline, the length that of all of it."""
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 20)
        length = _size(data[at : max(space, at)])
        record = data[space + 1 : at + length]
        key, equals, value = record[:-1].partition(b"=")
        if not (equals and record.endswith(b"\n") and at + length <= len(data)):
            raise ValueError(_DAMAGED)
        yield key, value
        at += length


def _refuse_more(source: Source, at: int) -> None:
    """Say where members follow the mark that ends a tar file, as in two of them that were put together."""
    source.seek(at)
    while block := source.read(BLOCK):
        if is_header(block) and len(block) == BLOCK and _adds_up(block):
            raise ValueError("another archive follows its end; take the two apart")


def _block(source: Source, at: int) -> bytes:
    source.seek(at)
    block = source.read(BLOCK)
    if not block:
        raise EOFError("it ends without the mark that ends an archive, and may have been cut")
    if len(block) < BLOCK:
        raise EOFError("it was cut")
    return block


def _whole(source: Source, at: int, size: int) -> bytes:
    if size > _LONGEST:
        raise ValueError(f"one of its headers is of {size:,} bytes")
    source.seek(at)
    data = source.read(size)
    if len(data) < size:
        raise EOFError("it was cut")
    return data


def _end(at: int, size: int) -> int:
    """Where the block begins that follows so many bytes."""
    return at + -(-size // BLOCK) * BLOCK


def _adds_up(block: bytes) -> bool:
    """Whether a block is a header: the sum of its bytes stands in it. Some writers took bytes to have a sign."""
    try:
        wanted = _number(block[148:156])
    except ValueError:
        return False
    counted = block[:148] + b" " * 8 + block[156:]
    total = sum(counted)
    return wanted == total or wanted == total - 256 * sum(byte > 127 for byte in counted)


def _number(field: bytes) -> int:
    """A number of a header: in octal, or, where its first bit says so, in binary. None is below zero."""
    if field[0] & 0x80:
        if field[0] & 0x40:
            raise ValueError("below zero")
        return int.from_bytes(field) & ((1 << (8 * len(field) - 1)) - 1)
    octal = _OCTAL.fullmatch(field.partition(b"\0")[0])
    if octal is None:
        raise ValueError("no number")
    return int(octal[1] or b"0", 8)


def _size(digits: bytes) -> int:
    if not (digits.isdigit() and len(digits) <= 20):
        raise ValueError(_DAMAGED)
    return int(digits)
