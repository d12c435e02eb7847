"""A file that a call names beside copy, such as a manifest or rules: read whole, and never without end."""

import stat
from pathlib import Path

from articles.rules import Refused


def read_whole(path: Path | str, *, called: str, most: int) -> bytes:
    """The bytes of a file. Refuses one that has more than ``most``, or is no regular file, as what it is ``called``."""
    path = Path(path)
    try:
        # A device may have no end, and who opens a pipe may wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{called} is no regular file but a folder, a pipe or a device: name a file.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Refused(f"{called} could not be opened: {error.strerror or error}.") from None
    if len(data) > most:
        raise Refused(f"{called} is too large: {most:,} bytes are the most.")
    return data
