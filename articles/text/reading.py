"""Bytes → text: which encoding, and where lines end.

    read(data) -> Reading(text, encoding, notes), or raises NotText(reason)
    decode(data, declared="") -> the same, nothing mended: for a format that is taken apart before it is text

The order of the steps is from sure to unsure: a byte order mark, NULs where UTF-16 and UTF-32 put them, ISO 2022
escapes, strict UTF-8, UTF-8 with a few bytes of Windows-1252, and last a guess (``encodings``). What was decoded is
then mended (``mending``): the text that is given here holds no control characters, and is the one that is parsed,
reported and kept.
"""

import codecs
from dataclasses import dataclass

from articles.text.binaries import what_is
from articles.text.encodings import guess, is_western
from articles.text.mending import Note, mend

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"\x1b(", "iso2022_jp_2"))

# What is meant by a name is more than it says: programs call Windows-1252 Latin-1, and GB 18030 by its first part.
_AS_MEANT = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030",
    "gbk": "gb18030", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks-c-5601-1987": "cp949",
    "big5": "big5hkscs", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_UTF_16 = ("utf-16", "utf16")
"""What pages of plain bytes call themselves too, which are UTF-8 then (HTML Living Standard, 13.2.3.2)."""

_NOT_COPY = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined"})
"""Codecs of programs: what is named so holds no copy that is written in it."""

# Controls that copy may hold: tab, line ends, form feed, shift out and in, Ctrl-Z, escape, and the frames of wire copy.
_ALLOWED = frozenset(b"\x01\x02\x03\x04\t\n\x0b\x0c\r\x0e\x0f\x11\x12\x13\x14\x1a\x1b")
_CONTROLS = bytes(byte for byte in range(32) if byte not in _ALLOWED)
_MOST_CONTROLS = 0.02
_SAMPLE = 65_536
_MOST_STRAYS = 200
_LONGEST_MIXED = 4_000_000  # every stray costs a copy of what follows it


class NotText(Exception):
    """These bytes are no text; `reason` is a sentence fit to show."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded file. `notes` tell what was mended, for sure or in doubt, and what is unsure."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def read(data: bytes) -> Reading:
    """Decode a file of unknown encoding and mend its text.

    Raises NotText for pictures, archives, programs and other binaries, and where no encoding gives a text.
    """
    decoded = decode(data)
    text, notes = mend(decoded.text)
    return Reading(text, decoded.encoding, (*decoded.notes, *notes))


def decode(data: bytes, declared: str = "") -> Reading:
    """Decode a file, or a part of one, whose format may have ``declared`` an encoding: that is taken where it fits.

    Raises NotText as ``read`` does.
    """
    if declared and (text := _as_declared(data, declared)) is not None:
        return Reading(text, declared.strip().lower())
    return _decode(data)


def _as_declared(data: bytes, declared: str) -> str | None:
    """The text that data are in the encoding that they name; None where they are not, or it is none."""
    name = declared.strip().lower().replace("_", "-")
    if name in _NOT_COPY or data.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    if name in _UTF_16:
        narrow = None if b"\x00" in data else _strict(data, "utf-8")
        return narrow or _strict(data, _order(data[:_SAMPLE]))
    try:
        return data.decode(_AS_MEANT.get(name, name))
    except (LookupError, ValueError):
        return None


def _order(sample: bytes) -> str:
    """UTF-16 in the order of bytes that has more ASCII blanks; where neither has, as RFC 2781 says (section 4.3)."""

    def blanks(encoding: str) -> int:
        text = sample.decode(encoding, "ignore")
        return text.count(" ") + text.count("\n")

    return max("utf-16-be", "utf-16-le", key=blanks)


def _decode(data: bytes) -> Reading:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _declared(data[len(mark) :], encoding)
    _refuse_known_binaries(data)
    if data.endswith(b"\x00") and not _wide_encoding(data[:_SAMPLE]):
        data = data.rstrip(b"\x00")  # padded to a block's length by an old system
    if wide := _wide_encoding(data[:_SAMPLE]):
        return _declared(data, wide)
    _refuse_controls(data[:_SAMPLE])
    for escape, encoding in _ESCAPES:
        if escape in data and (text := _strict(data, encoding)) is not None:
            return Reading(text, encoding)
    return _utf8(data) or _mixed(data) or _guessed(data)


def split_lines(text: str) -> list[str]:
    """Lines without their ends. CR, LF and CRLF each end a line and nothing else does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _refuse_known_binaries(data: bytes) -> None:
    if what := what_is(data):
        raise NotText(f"This file is {what}")


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


def _declared(data: bytes, encoding: str) -> Reading:
    """Decode what names its own encoding; what does not fit is replaced and told."""
    if (text := _strict(data, encoding)) is not None:
        return Reading(text, encoding)
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > len(text) // 10:
        raise NotText(f"This file says that it is {encoding.upper()} text, but most of it is not.")
    return Reading(
        text, encoding, (Note(f"{_counted(broken, 'character')} could not be read as {encoding.upper()}."),)
    )


def _utf8(data: bytes) -> Reading | None:
    if (text := _strict(data, "utf-8")) is not None:
        return Reading(text, "utf-8")
    if b"\xed" in data and (text := _with_surrogates(data)) is not None:
        lost = text.count("\ufffd")
        note = Note(f"{_counted(lost, 'character')} could not be read: half is missing.")
        return Reading(text, "utf-8", (note,) if lost else ())
    for cut in range(1, min(4, len(data))):
        # A file cut to a length in bytes may end inside a character.
        text = _strict(data[:-cut], "utf-8")
        if text and data[-cut] >= 0xC2 and all(0x80 <= byte < 0xC0 for byte in data[len(data) - cut + 1 :]):
            note = Note("The file ends in the middle of a character, which was left out.")
            return Reading(text, "utf-8", (note,))
    return None


def _with_surrogates(data: bytes) -> str | None:
    """UTF-8 by systems that encode the two halves of a UTF-16 character each for itself."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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
    text = "".join(pieces)
    sure = is_western(text)
    proper = sum(len(piece) - len(piece.encode("ascii", "ignore")) for piece in pieces[::2])
    if proper < (1 if sure else strays):
        return None
    return Reading(
        text, "utf-8", (Note(f"{_counted(strays, 'byte')} of Windows-1252 stood in UTF-8 text.", sure),)
    )


def _guessed(data: bytes) -> Reading:
    found = guess(data)
    if found is None:
        raise NotText("This file could not be read: its encoding could not be told.")
    if found.sure:
        return Reading(found.text, found.encoding)
    note = Note(f"The file does not say its encoding: it was read as {found.encoding}, which is a guess.")
    return Reading(found.text, found.encoding, (note,))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
