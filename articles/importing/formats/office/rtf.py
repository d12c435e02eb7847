"""RTF, as word processors have written it since 1987: its words, a line a paragraph. What they look like is not read.

The control words are those of the Rich Text Format Specification 1.9.1. Footnotes stand behind the text, and are left
out of the story; heads and feet of pages, pictures and what programs keep for themselves are no words.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from articles.importing.formats.lines import Lines
from articles.importing.formats.piece import NotCopy, Piece
from articles.text.parsing import Doubt, Role

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_SKIPPED = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "fldinst", "listtable", "listoverridetable", "filetbl", "revtbl", "themedata",
    "nonshppict", "private", "xe", "tc", "ftnsep", "aftnsep", "annotation", "atnid", "atnauthor",
})  # fmt: skip
"""Groups that hold no words of the text."""

_SIGNS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "row": "\n", "tab": "\t", "cell": " | ",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "‑", "\n": "\n\n", "\r": "\n\n",
}  # fmt: skip
_OF_FONTS = ("f", "plain", "deff", "fcharset", "cpg")
_OF_CHARSET = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437",
}  # fmt: skip
"""The encodings that fonts are for (\\fcharset). Of the others, which say little, bytes are the document's."""

_CHANGED = Doubt(
    "tracked-changes",
    "body",
    None,
    "The document holds tracked changes: it was read as if all were accepted.",
)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: how many signs stand for one that old programs do not know, where words go, and
    the number of their font.
    """

    fallback: int = 1
    font: int | None = None
    is_skipped: bool = False
    is_note: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class _Words:
    """The words of a document and of its notes."""

    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    """The encodings of fonts by their numbers."""
    font: int = 0
    """The one of all words that name none."""
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_changes: bool = False
    left: int = 0  # of the signs that stand for the last one
    _held: bytearray = field(default_factory=bytearray)
    _decoder: tuple[bool, str] = (False, "")

    def add(self, words: str, group: _Group) -> None:
        if words and not (group.is_skipped or group.is_deleted):
            self.decode()
            (self.notes if group.is_note else self.text).append(words)

    def add_bytes(self, data: bytes, group: _Group) -> None:
        """Add bytes, which are held until others than of their encoding come: two may be one sign."""
        skipped, self.left = min(self.left, len(data)), max(self.left - len(data), 0)
        if group.is_skipped or group.is_deleted:
            return
        font = self.font if group.font is None else group.font
        decoder = (group.is_note, self.fonts.get(font, self.encoding))
        if decoder != self._decoder:
            self.decode()
            self._decoder = decoder
        self._held += data[skipped:]

    def decode(self) -> None:
        is_note, encoding = self._decoder
        if self._held:
            (self.notes if is_note else self.text).append(self._held.decode(encoding, "replace"))
            self._held.clear()


def matches(data: bytes, name: str) -> bool:
    return data.lstrip()[:5] == b"{\\rtf"


def pieces(data: bytes, name: str) -> list[Piece]:
    words = _read(data)
    lines = Lines()
    for paragraph in re.split(r"\n{2,}", _joined(words.text)):
        for number, line in enumerate(paragraph.split("\n")):
            lines.add(line.strip().removesuffix("|"), close=number > 0)
    for note in _joined(words.notes).split("\n"):
        lines.add(note, Role.EDITORS_NOTE)
    if not len(lines):
        raise NotCopy("empty", "This RTF document holds no words.")
    return [lines.piece("rtf", encoding=words.encoding, notes=[_CHANGED] if words.has_changes else [])]


def _read(data: bytes) -> _Words:
    words, groups = _Words(), [_Group()]
    for token in _TOKEN.finditer(data):
        if brace := token["brace"]:
            words.left = 0
            if brace == b"{":
                groups.append(groups[-1])
            elif len(groups) > 1:
                groups.pop()
        elif token["text"]:
            words.add_bytes(token["text"], groups[-1])
        elif code := token["code"]:
            words.add_bytes(bytes([int(code, 16)]), groups[-1])
        elif (sign := token["sign"]) and sign in b"\\{}":  # the second half of a sign, perhaps
            words.add_bytes(sign, groups[-1])
        elif sign:
            if sign == b"*" and not groups[-1].is_skipped:
                groups[-1] = replace(groups[-1], is_skipped=True)
            words.add(_SIGNS.get(sign.decode("latin-1"), ""), groups[-1])
        else:
            groups[-1] = _heed(token["word"].decode(), int(token["number"] or -1), words, groups[-1])
    words.decode()
    return words


def _heed(word: str, number: int, words: _Words, group: _Group) -> _Group:
    """Do what a control word says; gives the group as it is from there."""
    if word == "u":
        words.add(chr(number % 0x10000), group)
        words.left = group.fallback
    elif word == "ansicpg":
        words.encoding = _codec(f"cp{number}")
    elif word == "mac":
        words.encoding = "mac_roman"
    elif word == "uc":
        return replace(group, fallback=max(number, 0))
    elif word in _SKIPPED:
        return replace(group, is_skipped=True)
    elif word == "footnote":
        note = replace(group, is_note=True)
        words.add("\n", note)
        return note
    elif word in _OF_FONTS:
        return _heed_font(word, number, words, group)
    elif word in ("deleted", "revised"):
        words.has_changes = True
        return replace(group, is_deleted=number != 0) if word == "deleted" else group
    else:
        words.add(_SIGNS.get(word, ""), group)
    return group


def _heed_font(word: str, number: int, words: _Words, group: _Group) -> _Group:
    if word == "deff":
        words.font = number
    elif word in ("f", "plain"):
        return replace(group, font=number if word == "f" else None)
    elif group.font is not None:  # in the table of fonts
        encoding = _OF_CHARSET.get(number) if word == "fcharset" else _codec(f"cp{number}")
        words.fonts |= {group.font: encoding} if encoding else {}
    return group


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _joined(parts: list[str]) -> str:
    """Words as one text. Halves of a sign, which were written each for itself, are one again."""
    return "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
