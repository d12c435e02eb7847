"""Formats of which one file is one document, by itself or attached to a mail."""

from articles.importing.formats import markdown, plain
from articles.importing.formats.office import docx, odt, rtf
from articles.importing.formats.piece import Piece, Reader
from articles.importing.formats.web import html

READERS: tuple[Reader, ...] = (docx, odt, rtf, html, markdown, plain)


def open_document(data: bytes, name: str) -> list[Piece]:
    """The stories in a document. Raises NotCopy where there is none."""
    reader = next(reader for reader in READERS if reader.matches(data, name))
    return reader.pieces(data, name)
