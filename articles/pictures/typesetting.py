"""Headlines set into a box: as large as they fit, in lines of about one length, broken where their script allows."""

import re
from dataclasses import dataclass

from PIL import features

from articles.pictures.typefaces import font

# Scripts without spaces between words: a line may end after any character, with the exceptions below.
_CJK = (
    r"[\u2e80-\u2fdf\u3001-\u30ff\u3130-\u318f\u31f0-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]"
)
_PIECES = re.compile(rf"{_CJK}|(?:(?!{_CJK}).)+")
_NO_BEGINNING = frozenset(
    "、。，．・：；？！）」』】》〉〕…‥ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％”’,.:;?!)]}%"
)
_NO_END = frozenset("（「『【《〈〔“‘([{¥＄£")
_OTHERS_ARE_TALL = 0x0590
"""From this code point on letters are taller than Latin ones: Arabic, Indic, CJK."""
_STEP = 4


@dataclass(frozen=True)
class Piece:
    """What stays together on a line. ``spaced`` says whether a space stands before it, within a line."""

    text: str
    spaced: bool


@dataclass(frozen=True)
class Setting:
    """Lines of a text at a size; ``size`` and ``leading``, from one baseline to the next, are in pixels."""

    lines: tuple[str, ...]
    path: str
    size: int
    leading: int
    language: str
    direction: str

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def fitted(
    text: str, path: str, *, width: int, height: int, sizes: tuple[int, int], language: str, direction: str
) -> Setting | None:
    """``text`` as large as it fits a box, in pixels; None where it does not even at the smaller of ``sizes``."""
    pieces = _pieces(text)
    tall = any(ord(sign) >= _OTHERS_ARE_TALL and not 0x2000 <= ord(sign) < 0x2100 for sign in text)
    largest, smallest = sizes
    for size in range(largest, smallest - 1, -_STEP):
        measure = _Measure(path, size, language, direction)
        leading = round(size * (1.4 if tall else 1.14))
        if lines := measure.broken(pieces, width, most=height // leading):
            lines = measure.balanced(pieces, width, lines)
            return Setting(tuple(lines), path, size, leading, language, direction)
    return None


class _Measure:
    """Widths of text in one font."""

    def __init__(self, path: str, size: int, language: str, direction: str) -> None:
        self.font, self.language, self.direction = font(path, size), language, direction

    def width(self, text: str) -> float:
        return self.font.getlength(text, **shaping(self.direction, self.language))

    def broken(self, pieces: list[Piece], width: float, most: int) -> list[str]:
        """As few lines as they take; none where a piece is wider than a line, or they are more than ``most``."""
        lines: list[str] = []
        for piece in pieces:
            longer = (
                f"{lines[-1]} {piece.text}"
                if lines and piece.spaced
                else (lines[-1:] or [""])[0] + piece.text
            )
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            elif len(lines) < most and self.width(piece.text) <= width:
                lines.append(piece.text)
            else:
                return []
        return lines

    def balanced(self, pieces: list[Piece], width: int, lines: list[str]) -> list[str]:
        """In as many lines, the longest as short as it can be."""
        narrow, wide = width // 2, width
        while wide - narrow > 4:
            middle = (narrow + wide) // 2
            if tried := self.broken(pieces, middle, most=len(lines)):
                wide, lines = middle, tried
            else:
                narrow = middle
        return lines


def shaping(direction: str, language: str) -> dict[str, str]:
    """What Pillow is told of a text where it can shape one. Without a direction it takes that of the text."""
    if not features.check("raqm"):
        return {}
    return {"language": language} | ({"direction": direction} if direction else {})


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for word in text.split():
        spaced = True
        for part in _PIECES.findall(word):
            last = pieces[-1].text if pieces and not spaced else ""
            if last and (part[0] in _NO_BEGINNING or last[-1] in _NO_END):
                pieces[-1] = Piece(last + part, pieces[-1].spaced)
            else:
                pieces.append(Piece(part, spaced))
            spaced = False
    return pieces
