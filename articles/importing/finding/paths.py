"""What lies under a path, and paths as text that can be shown and kept."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from articles.importing.formats.piece import PICTURE_ENDINGS

HIDDEN = "hidden"
OUTSIDE = "a link that leads out of its folder"
NOWHERE = "This path leads nowhere: there is no such file or folder."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
# What would end a line of a terminal, colour it, or turn the direction of what follows.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def why_closed(path: Path) -> str:
    """The sentence why nothing can be found at a path that was given; empty where there is something."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a sign that is in no path
        return NOWHERE
    except OSError as error:
        return f"This path could not be opened: {error.strerror or error}."
    return ""


def as_text(path: Path | str) -> str:
    """A path as text of one line that any database takes and any terminal shows, whatever its name is made of."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)[-1000:]


def is_folder(path: str | Path) -> bool:
    """Whether a path leads to a folder: not where that cannot be told, of which ``Path.is_dir`` would raise."""
    return os.path.isdir(path)  # noqa: PTH112


def under(top: Path, passed: dict[str, list[str]]) -> Iterator[tuple[Path, str]]:
    """Files under a folder with the problem that each has, if any. No folder is entered twice, so that links
    that lead in a circle do no harm."""
    entered: set[str] = set()
    home = os.path.realpath(top)
    waiting = [top]
    while waiting:
        path = waiting.pop()
        # Of what lies in a folder that may be listed and not entered, this says no; Path's own would raise.
        if os.path.islink(path) and path != top and not _is_within(home, path):  # noqa: PTH114
            passed[OUTSIDE].append(as_text(path))
        elif not is_folder(path):
            yield path, ""
        elif (place := os.path.realpath(path)) not in entered:
            entered.add(place)
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield path, f"This folder could not be opened: {error.strerror}."
                continue
            if hidden := [as_text(item) for item in inside[::-1] if item.name.startswith(".")]:
                passed[HIDDEN] += hidden
            waiting += [item for item in inside if not item.name.startswith(".")]


def is_picture(path: Path) -> bool:
    """Whether a file is called as pictures are, and begins as they do."""
    if not path.name.lower().endswith(PICTURE_ENDINGS):
        return False
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(16)
    except OSError:
        return False
    return (
        start.startswith(_PICTURES)
        or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")
        or start[4:8] == b"ftyp"
    )


def _is_within(home: str, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(home)
