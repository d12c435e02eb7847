"""Decoded text → the text that was meant: words decoded wrongly before they came to us, and invisible characters.

    mend(text) -> (text, notes)

Afterwards a text holds no control characters but tabs, line ends and the frames of wire copy, and no bidirectional
control that reaches beyond its line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import ftfy
from ftfy.badness import BADNESS_RE

# The old wires frame a message with SOH, STX, ETX and EOT; parsing reads them, and what else they use is a gap.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WIRE_CODE = re.compile(r"[\x00\x05-\x08\x0e-\x1f\x7f-\x9f]")
_FORM_FEED = re.compile(r"(?<=[^\r\n])\x0c")  # before a line it says that a page, or a story, begins
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ODD_ALONE = frozenset("ÂÃŒœ") | frozenset(map(chr, range(0x80, 0xA0)))
"""What is odd without another character beyond ASCII right beside it. All else that ftfy finds is a run of them."""
_MAY_BE_ODD = re.compile("[^\x00-\x7f](?:(?<=[ÂÃŒœ\x80-\x9f])|[^\x00-\x7f])")
_APOSTROPHES = re.compile("(?<=n)[Õí](?=t\\b)|(?<=[a-z])Õ(?=(?:s|re|ve|ll)\\b)")
"""One of a Macintosh that was read as another's: donÕt."""
_CAPITAL_AMID = re.compile(r"[a-z][ÂÃÄÅÐÑ](?![A-ZÀ-Þ]\b)[a-z\xad\u0080-\u00bf\u0152-\u2122]")
"""A capital within a word in small letters, which is half of what another letter was: BeÅŸik, Gá."""
_REACH = 3  # characters around such a run that ftfy looks at, or more
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_END_OF_FILE = "\x1a\0"  # Ctrl-Z of old systems, NULs that fill a block
_LINE_END = re.compile(r"(\r\n|\r|\n)")

_MISREAD = "Letters that had been decoded wrongly before this file came were mended."
_LOST = "Letters that had been decoded wrongly before this file came could not all be mended."
_DIRECTIONS = (
    "Characters that turn the direction of writing were left out: they were not closed within their line."
)
_CONTROLS = "Control characters were left out."


@dataclass(frozen=True, slots=True)
class Note:
    """What was mended or is unsure, as a sentence. ``sure`` where no person need look at it; ``line`` is the
    first that it is about, from 1.
    """

    sentence: str
    sure: bool = False
    line: int | None = None


def mend(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text that was meant, and what had to be done for it. Lines keep their number."""
    text = text.rstrip(_END_OF_FILE).replace("\x0b", " ").replace("\ufeff", "")
    if "\x0c" in text:
        text = _FORM_FEED.sub(" ", text)
    notes = []
    if not text.isascii():
        before = text.count("\ufffd")
        text, line = _by_line(text, _decoded_rightly, where=_is_misread)
        lost = text.count("\ufffd") > before
        notes.append(Note(_LOST if lost else _MISREAD, not lost, line))
    # What is printable beside its newlines and tabs holds no controls of any sort.
    if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
        return text, tuple(note for note in notes if note.line)
    if not text.isascii():
        text, line = _by_line(text, _balanced, where=_BIDI.search)
        notes.append(Note(_DIRECTIONS, line=line))
    framed = "\x02" in text[:2000] and "\x03" in text[-2000:]
    if framed:
        text, line = _by_line(text, _without_wire_codes, where=_WIRE_CODE.search)
    else:
        text, line = _by_line(text, _without_controls, where=_CONTROL.search)
    notes.append(Note(_CONTROLS, framed, line))
    return text, tuple(note for note in notes if note.line)


def _by_line(
    text: str, mended: Callable[[str], str], *, where: Callable[[str], object]
) -> tuple[str, int | None]:
    """The text with each line mended, and the number of the first that changed.

    ``where`` finds what is to be mended. Nearly all texts have none of it and are not cut up: a large file has millions
    of lines.
    """
    if not where(text):
        return text, None
    pieces = _LINE_END.split(text)
    lines = [mended(line) for line in pieces[::2]]
    changed = (
        number for number, pair in enumerate(zip(lines, pieces[::2], strict=True), 1) if pair[0] != pair[1]
    )
    first = next(changed, None)
    pieces[::2] = lines
    return "".join(pieces) if first else text, first


def _decoded_rightly(line: str) -> str:
    return ftfy.fix_encoding(line) if not line.isascii() and _is_misread(line) else line


def misread(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Start and end of each run of a stretch that was decoded wrongly, and what was meant; "" where that is lost."""
    for run in _BEYOND_ASCII.finditer(text, start, len(text) if end is None else end):
        if "\ufffd" in run[0]:
            yield run.start(), run.end(), ""
        elif _APOSTROPHES.match(text, run.start()):
            yield run.start(), run.end(), "’"
        elif _is_odd(text, run) or _CAPITAL_AMID.search(text, max(0, run.start() - 1), run.end() + 1):
            meant = _decoded_rightly(run[0])
            meant = _as_utf8(run[0]) if meant == run[0] else meant
            yield run.start(), run.end(), "" if "\ufffd" in meant else meant


def _as_utf8(run: str) -> str:
    try:
        return run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _is_misread(text: str) -> bool:
    """Whether ftfy finds something: asked where it could be, since what it searches by is slow, and copy is long."""
    return bool(_MAY_BE_ODD.search(text)) and any(_is_odd(text, run) for run in _BEYOND_ASCII.finditer(text))


def _is_odd(text: str, run: re.Match[str]) -> bool:
    return (len(run[0]) > 1 or run[0] in _ODD_ALONE) and bool(
        BADNESS_RE.search(text, max(0, run.start() - _REACH), run.end() + _REACH)
    )


def _balanced(line: str) -> str:
    """The line with its bidirectional controls if each is closed in its turn, else without any."""
    awaited: list[str] = []
    for match in _BIDI.finditer(line):
        if match[0] in _ENDED_BY:
            awaited.append(_ENDED_BY[match[0]])
        elif not awaited or awaited.pop() != match[0]:
            return _BIDI.sub("", line)
    return _BIDI.sub("", line) if awaited else line


def _without_controls(line: str) -> str:
    return _or_sign(_CONTROL.sub("", line), line)


def _without_wire_codes(line: str) -> str:
    return _or_sign(_WIRE_CODE.sub(" ", line), line)


def _or_sign(mended: str, line: str) -> str:
    """A line of nothing but codes keeps a sign in their place: it was not blank, and is to be accounted for."""
    return "\ufffd" if line.strip() and not mended.strip() else mended
