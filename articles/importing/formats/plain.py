"""Plain text: one story, which the parser reads by itself."""

from articles.importing.formats.lines import doubts_of
from articles.importing.formats.piece import NotCopy, Piece
from articles.text import reading


def matches(data: bytes, name: str) -> bool:
    """Always: this is the reader of what no other reads."""
    return True


def pieces(data: bytes, name: str) -> list[Piece]:
    try:
        read = reading.read(data)
    except reading.NotText as problem:
        raise NotCopy("not-text", problem.reason) from None
    return [Piece(read.text, encoding=read.encoding, notes=doubts_of(read.notes))]
