"""Paths as given → the files of a run, each with its collection and its path in it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path


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


@dataclass(slots=True)
class Walk:
    """What the given paths hold: files in order, and what was passed over."""

    files: list[Found] = field(default_factory=list)
    folders: list[tuple[Path, range]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _identities: set[tuple[str, str]] = field(default_factory=set)

    def add(self, found: Found) -> None:
        """Take a file, once however many paths and links lead to it."""
        place = os.path.realpath(found.file)
        if place in self._seen:
            self.repeated.append(as_text(found.file))
            return
        self._seen.add(place)
        if (found.collection, found.path) in self._identities:
            # Two folders of one name: the second file is known by the whole path that was given.
            found = Found(found.file, found.collection, as_text(found.file), found.problem, found.missing)
        self._identities.add((found.collection, found.path))
        self.files.append(found)


def walk(paths: Sequence[str | Path], *, collection: str = "") -> Walk:
    """Every file under ``paths``, sorted; hidden ones are passed over unless they are given by name.

    A folder gives its name to the collection of its files, a file the name of the folder that it lies in.
    """
    found = Walk()
    for path in map(Path, paths):
        if not path.exists():
            problem = "This path leads nowhere: there is no such file or folder."
            found.add(Found(path, collection, as_text(path), problem, missing=True))
        elif path.is_dir():
            start = len(found.files)
            for file, problem in _under(path, found.hidden):
                found.add(Found(file, collection or _name(path), as_text(file.relative_to(path)), problem))
            found.folders.append((path, range(start, len(found.files))))
        else:
            found.add(Found(path, collection or _name(path.absolute().parent), as_text(path.name)))
    return found


def as_text(path: Path | str) -> str:
    """A path as text that any database takes, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")[-1000:]


def _name(folder: Path) -> str:
    return as_text(folder.resolve().name)[:120] or "files"


def _under(top: Path, hidden: list[str]) -> Iterator[tuple[Path, str]]:
    """Files under a folder with the problem that each has, if any. No folder is entered twice, so that links
    that lead in a circle do no harm."""
    entered: set[str] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if not path.is_dir():
            yield path, ""
        elif (place := os.path.realpath(path)) not in entered:
            entered.add(place)
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield path, f"This folder could not be opened: {error.strerror}."
                continue
            hidden += [as_text(item) for item in inside[::-1] if item.name.startswith(".")]
            waiting += [item for item in inside if not item.name.startswith(".")]
