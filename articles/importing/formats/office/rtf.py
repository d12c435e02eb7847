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
    "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "‑", "\\": "\\", "{": "{", "}": "}", "\n": "\n\n", "\r": "\n\n",
}  # fmt: skip
_ASIDE = 0xF700
_BYTES = re.compile("[\uf700-\uf7ff]+")
"""Where bytes stand for themselves until they are decoded: signs that no text has."""

_CHANGED = Doubt(
    "tracked-changes",
    "body",
    None,
    "The document holds tracked changes: it was read as if all were accepted.",
)


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces: how many signs stand for one that old programs do not know, and where words go."""

    fallback: int = 1
    is_skipped: bool = False
    is_note: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class _Words:
    """The words of a document and of its notes."""

    encoding: str = "cp1252"
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_changes: bool = False
    left: int = 0  # of the signs that stand for the last one

    def add(self, words: str, group: _Group) -> None:
        if not (group.is_skipped or group.is_deleted):
            (self.notes if group.is_note else self.text).append(words)

    def add_bytes(self, data: bytes, group: _Group, *, coded: bool = False) -> None:
        """Add bytes of the document's encoding, which are set aside until all of it is known."""
        skipped, self.left = min(self.left, len(data)), max(self.left - len(data), 0)
        said = (chr(_ASIDE + byte) if coded or byte > 0x7F else chr(byte) for byte in data[skipped:])
        self.add("".join(said), group)


def matches(data: bytes, name: str) -> bool:
    return data.lstrip()[:5] == b"{\\rtf"


def pieces(data: bytes, name: str) -> list[Piece]:
    words = _read(data)
    lines = Lines()
    for paragraph in re.split(r"\n{2,}", _decoded(words.text, words.encoding)):
        for number, line in enumerate(paragraph.split("\n")):
            lines.add(line.strip().removesuffix("|"), close=number > 0)
    for note in _decoded(words.notes, words.encoding).split("\n"):
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
            words.add_bytes(bytes([int(code, 16)]), groups[-1], coded=True)
        elif sign := token["sign"]:
            if sign == b"*" and not groups[-1].is_skipped:
                groups[-1] = replace(groups[-1], is_skipped=True)
            words.add(_SIGNS.get(sign.decode("latin-1"), ""), groups[-1])
        else:
            groups[-1] = _heed(token["word"].decode(), int(token["number"] or -1), words, groups[-1])
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
        words.notes.append("\n")
        return replace(group, is_note=True)
    elif word in ("deleted", "revised"):
        words.has_changes = True
        return replace(group, is_deleted=number != 0) if word == "deleted" else group
    else:
        words.add(_SIGNS.get(word, ""), group)
    return group


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _decoded(parts: list[str], encoding: str) -> str:
    """Words with the bytes among them decoded: two that follow each other may be one sign."""

    def decode(run: re.Match[str]) -> str:
        return bytes(ord(sign) - _ASIDE for sign in run[0]).decode(encoding, "replace")

    text = _BYTES.sub(decode, "".join(parts))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
