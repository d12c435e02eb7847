"""Messages of the old wires, framed by controls: ANPA 1312 and IPTC 7901.

    SYN SYN SOH header STX text ETX time EOT

Each message of a file is a story. What its frame says of lines is stated; all else is read by its words, and by the
marks that the parser knows.
"""

import re
from collections.abc import Iterator

from articles.importing.formats.decoding import decoded
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.piece import NotCopy, Piece, own_keys
from articles.text import reading
from articles.text.mending import mend
from articles.text.parsing import Doubt, Role, own_role
from articles.text.parsing.wire import stamp, without_codes

_STX, _ETX = "\x02", "\x03"
_LOOKED_AT = 600
_START = re.compile(rb"[\x00\x16\s]*\x01[\t\n\r\x11-\x1f -\x7f]{1,500}\x02")
# What typesetting machines were told, in one code for all: a gap, and a sign where a line has nothing else.
_CODES = bytes((0, *range(5, 9), *range(14, 32), 127))
_GAPS = bytes.maketrans(_CODES, b"\x11" * len(_CODES))
_BETWEEN = re.compile("(?<=\x04)(?=[\\s\x11]*\x01)|(?<=\n)(?=[ \x11]{0,4}\x01)")
_FRAMES = re.compile("[\x01-\x04\x11\ufffd]")
_NUMBER = re.compile(r"\W*([a-z]{1,5}\d{3,4})\b", re.IGNORECASE)
_HEADER_7901 = re.compile(r"[a-z-]{1,5}\d{3,4}\s+\d\s+[a-z]{1,3}\s+\d", re.IGNORECASE)
"""Source and number, priority, category, words."""

_KEYWORDS = re.compile(r"[^\s/][^/]*/(?:[^/]*/)*")
_BYLINE = re.compile(r"(?:by|von|par|por)\s+\S", re.IGNORECASE)
_NO_TITLE = re.compile(r"[A-Z0-9][A-Z0-9 ]{1,18}|\([^()]{2,20}\)")
"""Above a headline: "1ST LEAD", "(Achtung)"."""

_HEAD_ENDS = re.compile(r"=\s*$")
_CUT = "The message has no end (ETX): it may have been cut off."


def matches(data: bytes, name: str) -> bool:
    return bool(_START.match(data[:_LOOKED_AT]))


def pieces(data: bytes, name: str) -> list[Piece]:
    read = decoded(data.translate(_GAPS))
    messages = [part for part in _BETWEEN.split(read.text) if _bare(part)]
    if not messages:
        raise NotCopy("empty", "This file holds the frame of a wire's message, and no words.")
    keys = own_keys(list(map(_number, messages)), "message") if len(messages) > 1 else [""]
    doubts = doubts_of(read.notes)
    return [
        _piece(message, key, read.encoding, () if number else doubts)
        for number, (message, key) in enumerate(zip(messages, keys, strict=True))
    ]


def _piece(message: str, key: str, encoding: str, notes: tuple[Doubt, ...]) -> Piece:
    if _ETX not in message:
        message = f"{message.rstrip()}{_ETX}"  # it ends here, and its marks are those of a wire
        notes = (*notes, Doubt("cut-off", "body", None, _CUT))
    text, mended = mend(message.strip("\r\n \x11"))
    lines = reading.split_lines(text)
    notes = (*notes, *doubts_of(mended))
    return Piece("\n".join(lines), key, "wire", encoding, notes, dict(_roles(lines)))


def _number(message: str) -> str:
    return match[1] if (match := _NUMBER.match(_bare(message))) else ""


def _roles(lines: list[str]) -> Iterator[tuple[int, Role]]:
    """What the frame says of lines, by their numbers: the header's are no copy, and the headline has its sign.

    In IPTC 7901 the text begins with it, and it ends in "="; in ANPA it begins with "^", below the keywords.
    """
    begin = next((number for number, line in enumerate(lines, 1) if _STX in line), 1)
    header = [(number, _bare(line)) for number, line in enumerate(lines[: begin - 1], 1) if line.strip()]
    is_7901 = any(_HEADER_7901.match(words) for _, words in header)
    for number, words in header:
        yield number, Role.SLUGLINE if is_7901 and _KEYWORDS.fullmatch(words) else Role.FURNITURE
    yield from _roles_of_end(lines)
    head = list(_head(lines, begin))
    if not is_7901 and len(head) > 1:
        number, words = head[1]
        if words.startswith("^") and own_role(without_codes(words)) is None:
            yield number, Role.HEADLINE
    elif head and _HEAD_ENDS.search(head[-1][1]):
        yield from _roles_of_head(head)


def _head(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """The lines of a headline: up to the one that ends it, or a blank one."""
    for number, line in enumerate(lines[begin - 1 :], begin):
        words = _bare(line)
        if not words:
            return
        yield number, words
        if _HEAD_ENDS.search(words):
            return


def _roles_of_head(head: list[tuple[int, str]]) -> Iterator[tuple[int, Role]]:
    last = len(head) - 1
    for place, (number, words) in enumerate(head):
        if place and _BYLINE.match(words):
            yield number, Role.BYLINE
        elif place < last and _NO_TITLE.fullmatch(words):
            yield number, Role.KICKER
        else:
            yield number, Role.HEADLINE


def _roles_of_end(lines: list[str]) -> Iterator[tuple[int, Role]]:
    """Below the text stands when the message was sent, if anything."""
    end = next(
        (number for number, line in enumerate(lines, 1) if line.lstrip().startswith(_ETX)), len(lines) + 1
    )
    for number, line in enumerate(lines[end - 1 :], end):
        if line.strip():
            yield number, Role.DATE if stamp(_bare(line)) else Role.FURNITURE


def _bare(line: str) -> str:
    return _FRAMES.sub(" ", line).strip()
