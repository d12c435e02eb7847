"""Bytes → text: which encoding, and where lines end.

    read(data) -> Reading(text, encoding, notes), or raises NotText(reason)

The order of the steps is from sure to unsure: a byte order mark, NULs where UTF-16 and UTF-32 put them, strict UTF-8,
ISO 2022 escapes, and last the single-byte encoding of western Windows, which takes any bytes.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"OggS", "a sound recording"),
    (b"ID3", "a sound recording"),
    (b"SQLite format 3\x00", "a database"),
)
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"\x1b(", "iso2022_jp_2"))

# Controls that copy may hold: tab, line ends, form feed, shift out and in, Ctrl-Z, escape, and the frames of wire copy.
_ALLOWED = frozenset(b"\x01\x02\x03\x04\t\n\x0b\x0c\r\x0e\x0f\x11\x12\x13\x14\x1a\x1b")
_CONTROLS = bytes(byte for byte in range(32) if byte not in _ALLOWED)
_MOST_CONTROLS = 0.02
_SAMPLE = 65_536
_MOST_STRAYS = 200
_LONGEST_MIXED = 4_000_000  # every stray costs a copy of what follows it

# C1 controls are never meant: they are Windows-1252 punctuation that was stored as if it were Latin-1.
_C1 = {
    code: chr(code).encode("latin-1").decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
_WINDOWS_QUOTES = "\x85\x91\x92\x93\x94\x96\x97"


class NotText(Exception):
    """These bytes are no text; `reason` is a sentence fit to show."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded file. `notes` are sentences about what was mended or is unsure."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def read(data: bytes) -> Reading:
    """Decode a file of unknown encoding. Raises NotText for pictures, archives, programs and other binaries."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    _refuse_known_binaries(data)
    if data.endswith(b"\x00") and not _wide_encoding(data[:_SAMPLE]):
        data = data.rstrip(b"\x00")  # padded to a block's length by an old system
    if wide := _wide_encoding(data[:_SAMPLE]):
        return _decoded(data, wide)
    _refuse_controls(data[:_SAMPLE])
    for escape, encoding in _ESCAPES:
        if escape in data and (text := _strict(data, encoding)) is not None:
            return Reading(text, encoding)
    return _utf8(data) or _mixed(data) or _single_byte(data)


def split_lines(text: str) -> list[str]:
    """Lines without their ends. CR, LF and CRLF each end a line and nothing else does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _refuse_known_binaries(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"This file is {what}, not text.")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise NotText("This file is a picture or a recording, not text.")
    if data[4:8] == b"ftyp":
        raise NotText("This file is a film or a picture, not text.")


def _refuse_controls(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, len(sample) * _MOST_CONTROLS):
        raise NotText("This file is not text: it holds bytes that no text has.")


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: NULs stand in the same places throughout."""
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    shares = [sample[offset::4].count(0) / len(sample[offset::4]) for offset in range(4)]
    if min(shares[:2]) > 0.9 and shares[3] < 0.1:
        return "utf-32-be"
    if min(shares[2:]) > 0.9 and shares[0] < 0.1:
        return "utf-32-le"
    even, odd = (shares[0] + shares[2]) / 2, (shares[1] + shares[3]) / 2
    if odd > 0.3 and even < 0.02:
        return "utf-16-le"
    if even > 0.3 and odd < 0.02:
        return "utf-16-be"
    return ""


def _decoded(data: bytes, encoding: str) -> Reading:
    """Decode what names its own encoding; what does not fit is replaced and told."""
    if (text := _strict(data, encoding)) is not None:
        return _mended(text, encoding)
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > len(text) // 10:
        raise NotText(f"This file says that it is {encoding.upper()} text, but most of it is not.")
    return Reading(text, encoding, (f"{broken} characters could not be read as {encoding.upper()}.",))


def _utf8(data: bytes) -> Reading | None:
    if (text := _strict(data, "utf-8")) is not None:
        return _mended(text, "utf-8")
    for cut in range(1, min(4, len(data))):
        # A file cut to a length in bytes may end inside a character.
        text = _strict(data[:-cut], "utf-8")
        if text and data[-cut] >= 0xC2 and all(0x80 <= byte < 0xC0 for byte in data[len(data) - cut + 1 :]):
            return Reading(
                text, "utf-8", ("The file ends in the middle of a character, which was left out.",)
            )
    return None


def _mixed(data: bytes) -> Reading | None:
    """UTF-8 into which a few Windows-1252 bytes were pasted."""
    if len(data) > _LONGEST_MIXED:
        return None
    view, pieces, at, strays = memoryview(data), [], 0, 0
    while at < len(data):
        try:
            pieces.append(str(view[at:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            bad = at + error.start
            pieces.append(str(view[at:bad], "utf-8"))
            pieces.append(str(view[bad : bad + 1], "cp1252", "replace"))
            at, strays = bad + 1, strays + 1
        if strays > _MOST_STRAYS:
            return None
    if sum(not character.isascii() for piece in pieces[::2] for character in piece) < strays:
        return None
    text = "".join(pieces)
    return Reading(text, "utf-8", (f"{strays} bytes of another encoding were read as Windows-1252.",))


def _single_byte(data: bytes) -> Reading:
    text = _strict(data, "cp1252")
    if text is None:
        return _mended(data.decode("latin-1"), "latin-1")
    high = sum(data[:_SAMPLE].count(byte) for byte in range(0x80, 0x100))
    if high > len(data[:_SAMPLE]) / 4:
        return Reading(
            text, "cp1252", ("The encoding is a guess: this does not look like a western European text.",)
        )
    return Reading(text, "cp1252")


def _mended(text: str, encoding: str) -> Reading:
    if not any(mark in text for mark in _WINDOWS_QUOTES):
        return Reading(text, encoding)
    note = "Quotation marks and dashes that were stored as control characters were mended."
    return Reading(text.translate(_C1), encoding, (note,))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
