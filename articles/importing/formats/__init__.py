"""Bytes of a file → the stories in it, whatever it is written as: told by content, not by a name's ending.

    open_copy(data, *, name, columns={}) -> list[Piece]             or raises NotCopy
    with_stated(parsed, stated, *, origin)          what a format's data say beside the text, over what was read

Each reader is a module with ``matches`` and ``pieces`` (``piece.Reader``). They are asked in the order in which they
stand here; plain text is the last, and takes all that is left. ``columns`` says which columns of a table hold which
fields: {"headline": "Titel"}.
"""

from collections.abc import Mapping

from articles.importing.formats import documents, feeds, mail, ownxml, tables
from articles.importing.formats.agencies import newsml, newsml1, ninjs, nitf, wires
from articles.importing.formats.exports import ghost, movabletype, wxr
from articles.importing.formats.opening import declares_entities
from articles.importing.formats.piece import Attached, NotCopy, Piece, Reader, Stated
from articles.importing.formats.stating import with_stated
from articles.importing.formats.xml import OWN_ENTITIES

__all__ = ["Attached", "NotCopy", "Piece", "Reader", "Stated", "open_copy", "with_stated"]

READERS: tuple[Reader, ...] = (
    wires,
    wxr,
    movabletype,
    feeds,
    newsml,
    newsml1,
    nitf,
    ghost,
    ninjs,
    mail,
    tables,
    ownxml,
    *documents.READERS,
)


def open_copy(data: bytes, *, name: str, columns: Mapping[str, str] | None = None) -> list[Piece]:
    """The stories in a file. Raises NotCopy, with a sentence fit to show, where there is none."""
    if declares_entities(data):  # no reader would know its format, and its source is no copy
        raise NotCopy("format", OWN_ENTITIES)
    if columns and tables.matches(data, name, columns):
        return tables.pieces(data, name, columns)
    reader = next(reader for reader in READERS if reader.matches(data, name))
    return reader.pieces(data, name)
