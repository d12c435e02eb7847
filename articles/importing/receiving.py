"""What comes by a stream, kept as a file, so that it is read as files are, by whatever process, and twice if needed."""

from pathlib import Path
from typing import IO

from articles.importing.copies import READ_LIMIT
from articles.importing.walking import Found, as_text

COLLECTION = "standard input"
_CHUNK = 1 << 20


def receive(stream: IO[bytes], *, folder: Path, name: str, collection: str = "") -> Found:
    """Keep a stream as the file ``name`` in a folder, which is to be there as long as the file is read.

    No more is kept than would be read: of a stream that does not end the file is refused.
    """
    file, size, problem = folder / name, 0, ""
    try:
        with file.open("wb") as kept:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size >= READ_LIMIT:
                    problem = f"More than {READ_LIMIT:,} bytes came: so much is not read."
                    break
                kept.write(chunk)
    except OSError as error:
        problem = f"It could not be kept: {error.strerror or error}."
    return Found(file, collection or COLLECTION, as_text(name), problem)
