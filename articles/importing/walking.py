"""Paths as given → the files of a run, each with its collection and its path in it."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HIDDEN = "hidden"
REPEATED = "given twice or linked"
OUTSIDE = "a link that leads out of its folder"
OWN_REPORT = "the report of this run"

_LONGEST_NAME = 120  # room in the collection's field
# What would end a line of a terminal, colour it, or turn the direction of what follows.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a run. ``collection`` and ``path`` are what it is known by when it comes again.

    ``problem`` is the sentence why it cannot even be opened: a path that leads nowhere, a locked folder.
    """

    file: Path
    collection: str
    path: str
    problem: str = ""
    missing: bool = False

    @property
    def name(self) -> str:
        """The file in words: ``archive/2019/flood.txt``."""
        return f"{self.collection}/{self.path}" if self.collection else self.path

    def beside(self, path: str) -> Path:
        """Where another path of the same folder leads."""
        depth = len(Path(self.path).parts)
        return self.file.parents[min(depth, len(self.file.parents)) - 1] / path


@dataclass(slots=True)
class Walk:
    """What the given paths hold: files in order, the folders with their places among them, and what was passed
    over by reason.
    """

    files: list[Found] = field(default_factory=list)
    folders: list[tuple[Path, range]] = field(default_factory=list)
    passed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _seen: set[str] = field(default_factory=set)
    _identities: set[tuple[str, str]] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take a file, once however many paths and links lead to it."""
        place = os.path.realpath(found.file)
        if place in self._seen:
            self.passed[REPEATED].append(as_text(found.file))
            return
        self._seen.add(place)
        if (found.collection, found.path) in self._identities:
            # Two folders in one collection: the second file is known by the whole path that was given.
            found = Found(found.file, found.collection, as_text(found.file), found.problem, found.missing)
        self._identities.add((found.collection, found.path))
        self.files.append(found)

    def name_of(self, folder: Path) -> str:
        """What a folder's collection is called: its name, with the folders that it lies in where two share it."""
        place = folder.resolve()
        for depth in range(1, len(place.parts)):
            name = as_text("/".join(place.parts[-depth:]))[-_LONGEST_NAME:]
            if self._names.setdefault(name, str(place)) == str(place):
                return name
        return "files"


def walk(paths: Sequence[str | Path], *, collection: str = "", report: str | Path | None = None) -> Walk:
    """Every file under ``paths``, sorted; hidden ones are passed over unless they are given by name.

    A folder gives its name to the collection of its files, a file the name of the folder that it lies in. Links
    that lead out of a folder are passed over, and so is ``report``, the file that this run writes.
    """
    found = Walk()
    own = os.path.realpath(report) if report else None
    for path in map(Path, paths):
        if not path.exists():
            problem = "This path leads nowhere: there is no such file or folder."
            found.add(Found(path, collection, as_text(path), problem, missing=True))
        elif path.is_dir():
            start, name = len(found.files), collection or found.name_of(path)
            for file, problem in _under(path, found.passed):
                if os.path.realpath(file) == own:
                    found.passed[OWN_REPORT].append(as_text(file))
                    continue
                found.add(Found(file, name, as_text(file.relative_to(path)), problem))
            found.folders.append((path, range(start, len(found.files))))
        else:
            found.add(Found(path, collection or found.name_of(path.absolute().parent), as_text(path.name)))
    return found


def as_text(path: Path | str) -> str:
    """A path as text of one line that any database takes and any terminal shows, whatever its name is made of."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)[-1000:]


def _under(top: Path, passed: dict[str, list[str]]) -> Iterator[tuple[Path, str]]:
    """Files under a folder with the problem that each has, if any. No folder is entered twice, so that links
    that lead in a circle do no harm."""
    entered: set[str] = set()
    home = os.path.realpath(top)
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path.is_symlink() and path != top and not _is_within(home, path):
            passed[OUTSIDE].append(as_text(path))
        elif not path.is_dir():
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


def _is_within(home: str, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(home)
