"""A file that was taken, read once more from the bytes that were kept of it."""

from datetime import datetime
from pathlib import Path

from articles.importing.copies import Copy, understand
from articles.importing.walking import Found
from articles.models import ImportedFile
from articles.text import reading


def text_of(file: ImportedFile) -> str | None:
    """The text in which a file's lines are numbered; None where its bytes were not kept, or are no text."""
    if file.original is None:
        return None
    try:
        return reading.read(bytes(file.original.data)).text
    except reading.NotText:
        return None


def again(file: ImportedFile, *, now: datetime) -> Copy | None:
    """What is read in a file today; None where its bytes were not kept. Writes nothing."""
    if file.original is None:
        return None
    found = Found(Path(file.path), file.collection, file.path)
    return understand(
        Copy(found, size=file.size, sha256=file.sha256, data=bytes(file.original.data)), now=now
    )
