"""What comes by a stream, kept as a file, so that it is read as files are, by whatever process, and twice if needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from articles.importing.failing import TEMPORARY, StorageFailed
from articles.importing.finding.walking import Found, as_text
from articles.importing.reading.copies import READ_LIMIT

COLLECTION = "standard input"
_CHUNK = 1 << 20


class _Broken(Exception):
    """A stream that could not be read to its end."""


def receive(stream: IO[bytes], *, folder: Path, name: str, collection: str = "") -> Found:
    """Keep a stream as the file ``name`` in a folder, which is to be there as long as the file is read.

    No more is kept than would be read: of a stream that does not end the file is refused. Raises StorageFailed where it
    cannot be kept.
    """
    file, size, problem = folder / name, 0, ""
    try:
        with file.open("wb") as kept:
            for chunk in _chunks(stream):
                size += len(chunk)
                if size >= READ_LIMIT:
                    problem = f"More than {READ_LIMIT:,} bytes came: so much is not read."
                    break
                kept.write(chunk)
    except _Broken as broken:
        problem = str(broken)
    except OSError as error:
        raise StorageFailed(TEMPORARY) from error
    return Found(file, collection or COLLECTION, as_text(name), problem)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := stream.read(_CHUNK):
            yield chunk
    except OSError as error:
        raise _Broken(f"It could not be read to its end: {error.strerror or error}.") from None
