"""Plain text: one story, which the parser reads by itself, or several, where that is sure."""

from collections.abc import Collection
from dataclasses import replace

from articles.importing.formats.decoding import mended
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.piece import Piece
from articles.text import reading
from articles.text.parsing import Doubt, Part, split


def matches(data: bytes, name: str) -> bool:
    """Always: this is the reader of what no other reads."""
    return True


def pieces(data: bytes, name: str) -> list[Piece]:
    read = mended(data)
    notes, parts = doubts_of(read.notes), split(read.text)
    return [
        Piece(part.text, part.key, encoding=read.encoding, notes=_of(part, notes), fixed=part.fixed)
        for part in parts
    ]


def _of(part: Part, notes: Collection[Doubt]) -> tuple[Doubt, ...]:
    """The doubts about lines of a part, by their numbers in it; those about the whole file are every part's."""
    if not notes:
        return ()
    last = part.line + len(reading.split_lines(part.text)) - 1
    numbered = (
        replace(note, line=note.line - part.line + 1) if note.line else note
        for note in notes
        if not note.line or part.line <= note.line <= last
    )
    return tuple(numbered)
