"""The directory of a zip file, which stands at its end: how many members it lists, counted before any is kept.

``zipfile`` keeps half a kilobyte for each; of a directory that is packed in another archive a small file may hold
millions. The formats are those of PKWARE's APPNOTE, 4.3.12 to 4.3.16; what is damaged is left for ``zipfile`` to tell.
"""

import os
import struct
from typing import IO

_END, _END_64 = struct.Struct("<4s8xLL2x"), struct.Struct("<4s36xQ8x")
_LOCATOR, _ENTRY = struct.Struct("<4s16x"), struct.Struct("<4s24xHHH12x")
_LONGEST_COMMENT = 0xFFFF


def lists_more_than(file: IO[bytes], most: int) -> bool:
    """Whether the directory of a zip file has more entries than that, whatever it says of their number."""
    end, size = _directory(file)
    if size <= most * _ENTRY.size or size > end:
        return False
    file.seek(end - size)
    directory = file.read(size)
    at = count = 0
    while at + _ENTRY.size <= len(directory):
        mark, *lengths = _ENTRY.unpack_from(directory, at)
        if mark != b"PK\x01\x02" or count > most:
            break
        at += _ENTRY.size + sum(lengths)
        count += 1
    return count > most


def _directory(file: IO[bytes]) -> tuple[int, int]:
    """Where the directory of a zip file ends, and how many bytes it has; zeros where it has none."""
    whole = file.seek(0, os.SEEK_END)
    file.seek(max(whole - _LONGEST_COMMENT - _END.size, 0))
    start, tail = file.tell(), file.read()
    at = len(tail) - _END.size
    if not (tail[at:].startswith(b"PK\x05\x06") and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return 0, 0
    _, size, _ = _END.unpack_from(tail, at)
    wide = at - _LOCATOR.size - _END_64.size
    if (
        wide >= 0
        and tail.startswith(b"PK\x06\x07", at - _LOCATOR.size)
        and tail.startswith(b"PK\x06\x06", wide)
    ):
        _, size = _END_64.unpack_from(tail, wide)
        at = wide
    return start + at, size
