"""What arrives in a folder that is watched: files that nobody is writing any more, each once as long as it stays."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from articles.importing.finding.paths import under
from articles.importing.finding.places import Place, files_before
from articles.importing.finding.walking import Found, Walk
from articles.importing.reading.copies import fetch
from articles.models import some_of

_LOOKED_UP = 500
Mark = tuple[int, int, int]
_UNSEEN: Mark = (-1, -1, -1)
"""Of a file that may not be looked at: it is refused, once."""


class Arrivals:
    """A folder as it was at each sweep."""

    def __init__(self, folder: Path, *, collection: str = "") -> None:
        self.folder = folder
        self.collection = collection
        self._before: dict[Path, Mark] = {}
        self._through: dict[Path, Mark] = {}
        self._taken: dict[Place, str] = {}

    def sweep(self) -> Walk:
        """The files that are new or changed, and that were the same at the sweep before.

        What the newsroom took from its place as the last file is not new, however long ago that was; only a file of
        several stories is read again when a watch begins.
        """
        marks = dict(self._marks())
        quiet = {
            file for file, mark in marks.items() if mark == self._before.get(file) != self._through.get(file)
        }
        self._before = marks
        self._through = {file: mark for file, mark in self._through.items() if file in marks}
        self._through |= {file: marks[file] for file in quiet}
        walk = Walk()
        walk.add_folder(self.folder, self.collection or walk.name_of(self.folder), among=quiet)
        places = {found.place for found in self._new(walk.files)}
        new = walk.only(lambda found: found.place in places)
        new.passed.clear()  # told anew at each sweep it would be no news
        return new

    def _marks(self) -> Iterator[tuple[Path, Mark]]:
        for file, _ in under(self.folder, defaultdict(list)):
            if mark := _mark(file):
                yield file, mark

    def _new(self, files: list[Found]) -> Iterator[Found]:
        """Those whose bytes are not what was last taken from their place, by this watch or before it."""
        for some in some_of(files, _LOOKED_UP):
            held = files_before(found for found in some if found.place not in self._taken)
            for found in some:
                sha256 = fetch(found).sha256
                if sha256 or _mark(found.file):
                    if not sha256 or sha256 != self._taken.get(found.place, held.get(found.place)):
                        yield found
                    self._taken[found.place] = sha256


def _mark(file: Path) -> Mark | None:
    """What changes with a file; None for one that went meanwhile."""
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _UNSEEN
    return status.st_size, status.st_mtime_ns, status.st_ino
