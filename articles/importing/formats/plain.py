"""Plain text: one story, which the parser reads by itself."""

from articles.importing.formats.piece import NotCopy, Piece
from articles.text import reading
from articles.text.parsing import Doubt


def matches(data: bytes, name: str) -> bool:
    """Always: this is the reader of what no other reads."""
    return True


def pieces(data: bytes, name: str) -> list[Piece]:
    try:
        read = reading.read(data)
    except reading.NotText as problem:
        raise NotCopy("not-text", problem.reason) from None
    notes = tuple(Doubt("encoding", "body", note.line, note.sentence) for note in read.notes if not note.sure)
    return [Piece(read.text, encoding=read.encoding, notes=notes)]
