"""The characters that a font file can show, read off its ``cmap`` table (ISO/IEC 14496-22, OpenType)."""

import struct
from collections.abc import Iterator
from pathlib import Path

_UNICODE = {(3, 10): 0, (0, 6): 1, (0, 4): 2, (3, 1): 3, (0, 3): 4}
"""Platform and encoding of the tables that go by Unicode, the fullest first."""


def characters(path: Path) -> frozenset[int]:
    """The code points that the font in ``path``, or the first of a collection, has a glyph for.

    Raises ValueError for what is no such font.
    """
    try:
        data = path.read_bytes()
        table = data[_place(data) :]
        (count,) = struct.unpack_from(">H", table, 2)
        records = [struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count)]
        known = sorted((_UNICODE[record[:2]], record[2]) for record in records if record[:2] in _UNICODE)
        return frozenset(_of_subtable(table[known[0][1] :]))
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError(f"{path.name} is no font whose characters we can tell.") from error


def _place(data: bytes) -> int:
    """Where the ``cmap`` of a font begins."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return offset
    raise KeyError("cmap")


def _of_subtable(table: bytes) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", table)
    return {4: _of_segments, 12: _of_groups}[kind](table)


def _of_groups(table: bytes) -> Iterator[int]:
    """Format 12: runs of characters, each with a glyph."""
    (count,) = struct.unpack_from(">I", table, 12)
    for first, last, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        yield from range(first if glyph else first + 1, last + 1)


def _of_segments(table: bytes) -> Iterator[int]:
    """Format 4: segments whose glyphs are counted on from the character, or listed; glyph 0 is that for none."""
    count = struct.unpack_from(">H", table, 6)[0] // 2

    def row(offset: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", table, offset)

    ends, starts = row(14), row(16 + 2 * count)
    deltas, offsets = row(16 + 4 * count), row(16 + 6 * count)
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, last + 1):
            if offset:
                at = 16 + 6 * count + 2 * number + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", table, at)
            else:
                glyph = code + delta & 0xFFFF
            if glyph:
                yield code
