"""Documents that are zip files of parts, whoever's office program wrote them: read within bounds."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from articles.importing.archives.directories import lists_more_than
from articles.importing.archives.members import DAMAGE
from articles.importing.formats import xml
from articles.importing.formats.piece import NotCopy

MOST_PARTS = 20_000
"""Of a document. A zip file of more is none."""
_LONGEST_PART, _ALL_PARTS = 60_000_000, 300_000_000
"""Bytes. Documents that unpack to more are not read."""
_BEGINNING = b"PK\x03\x04"


class Package:
    """The parts of an open document by their ``names``; ``what`` it is called."""

    def __init__(self, archive: zipfile.ZipFile, what: str) -> None:
        self._archive, self._what = archive, what
        self.names = frozenset(archive.namelist())
        if sum(info.file_size for info in archive.infolist()) > _ALL_PARTS:
            sentence = f"This {what} unpacks to more than {_ALL_PARTS:,} bytes: it was not read."
            raise NotCopy("too-large", sentence)

    def read(self, name: str) -> bytes:
        with self._archive.open(name) as file:
            data = file.read(_LONGEST_PART)
        if len(data) == _LONGEST_PART:
            sentence = f"A part of this {self._what} unpacks to {_LONGEST_PART:,} bytes or more."
            raise NotCopy("too-large", sentence)
        return data

    def part(self, name: str) -> etree._Element:
        """A part that is XML."""
        return xml.parse(self.read(name))


def may_be_one(data: bytes) -> bool:
    """Whether a file is a zip file of no more parts than documents have: its directory may be kept."""
    return data.startswith(_BEGINNING) and not lists_more_than(io.BytesIO(data), MOST_PARTS)


@contextmanager
def opened(data: bytes, what: str) -> Iterator[Package]:
    """The parts of a document. Raises NotCopy where it is damaged, or where they are too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Package(archive, what)
    except (*DAMAGE, KeyError) as error:
        raise NotCopy("unreadable", f"This {what} is damaged: {error}.") from None
