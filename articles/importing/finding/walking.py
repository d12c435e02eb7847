"""Paths as given → the files of a run, each with its collection and its path in it."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from articles.importing import archives
from articles.importing.archives import Member
from articles.importing.formats.piece import PICTURE_ENDINGS

HIDDEN = "hidden"
REPEATED = "given twice or linked"
OUTSIDE = "a link that leads out of its folder"
NOWHERE = "This path leads nowhere: there is no such file or folder."
LINK_INSIDE = "a link or a device in an archive"
PICTURE = "a picture, which comes with the story that names it or lies beside it"
OWN_REPORT = "the report of this run"
OWN_MANIFEST = "the manifest of this run"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_LONGEST_NAME = 120  # room in the collection's field
# What would end a line of a terminal, colour it, or turn the direction of what follows.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Found:
    """One file of a run. ``collection`` and ``path`` are what it is known by when it comes again.

    ``problem`` is the sentence why it cannot even be opened: a path that leads nowhere, a locked folder. Of a file in
    an archive ``file`` is the archive, and ``path`` leads on into it: ``2019/news.zip/flood.txt``. One story of a file
    that holds several has a ``part``: ``2019/export.xml#guid-7``.
    """

    file: Path
    collection: str
    path: str
    problem: str = ""
    missing: bool = False
    member: Member | None = None
    part: str = ""

    def at_part(self, key: str) -> "Found":
        """One story of this file."""
        return replace(self, path=as_text(f"{self.path}#{key}"), part=as_text(key)) if key else self

    @property
    def file_path(self) -> str:
        """The path of the file itself, whatever story of it this is."""
        return self.path.removesuffix(f"#{self.part}") if self.part else self.path

    @property
    def name(self) -> str:
        """The file in words: ``archive/2019/flood.txt``."""
        return f"{self.collection}/{self.path}" if self.collection else self.path

    @property
    def place(self) -> tuple[str, str]:
        """Where it lies, as the newsroom knows it."""
        return self.collection, self.path

    @property
    def folder(self) -> tuple[str, str]:
        """The folder or archive that it lies in, as the newsroom knows it."""
        return self.collection, self.file_path.rpartition("/")[0]

    @property
    def filename(self) -> str:
        """The last part of its name."""
        return self.member.name.rpartition("/")[2] if self.member else self.file.name

    @property
    def size(self) -> int:
        """Bytes that there are to read, 0 where nobody can tell."""
        if self.member:
            return self.member.size
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @property
    def top(self) -> Path:
        """The folder that its path starts from."""
        inside = len(Path(self.member.name).parts) if self.member else 0
        depth = max(len(Path(self.file_path).parts) - inside, 1)
        return self.file.parents[min(depth, len(self.file.parents)) - 1]

    def lies_beside(self, path: str) -> bool:
        """Whether there is a file at another path of the same folder or archive; a story's is that of its file."""
        files = [path, *(path[: sign.start()] for sign in re.finditer("#", path))]
        if self.member:
            inside = self.file_path.removesuffix(as_text(self.member.name))
            return any(
                archives.find(self.file, file.removeprefix(inside))
                for file in files
                if file.startswith(inside)
            )
        return any((self.top / file).exists() for file in files)


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
    _homes: dict[str, str] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """Take a file, once however many paths and links lead to it."""
        place = self._place(found.file) + (f"/{found.member.index}" if found.member else "")
        if place in self._seen:
            member = f"/{found.member.name}" if found.member else ""
            self.passed[REPEATED].append(as_text(f"{found.file}{member}"))
            return
        self._seen.add(place)
        if (found.collection, found.path) in self._identities:
            # Two folders in one collection: the second file is known by the whole path that was given.
            whole = as_text(f"{found.file}/{found.member.name}" if found.member else found.file)
            found = replace(found, path=whole)
        self._identities.add((found.collection, found.path))
        self.files.append(found)

    def take(self, found: Found) -> bool:
        """Take a file, or what lies in it; gives whether it is an archive."""
        is_archive = not found.problem and archives.is_archive(found.file)
        if is_archive:
            self.add_archive(found)
        else:
            self.add(found)
        return is_archive

    def add_folder(
        self,
        folder: Path,
        collection: str,
        *,
        own: Mapping[str, str] = MappingProxyType({}),
        among: Container[Path] | None = None,
    ) -> None:
        """Take the files under a folder, or those of them that are ``among`` some. Its ``own`` are passed over."""
        start, repeated = len(self.files), len(self.passed.get(REPEATED, ()))
        for file, problem in under(folder, self.passed):
            if among is not None and file not in among:
                continue
            if own and (reason := own.get(self._place(file))):
                self.passed[reason].append(as_text(file))
            elif not problem and _is_picture(file):
                self.passed[PICTURE].append(as_text(file))
            else:
                self.take(Found(file, collection, as_text(file.relative_to(folder)), problem))
        if len(self.passed.get(REPEATED, ())) == repeated:  # else another path has told what is in it
            self.folders.append((folder, range(start, len(self.files))))

    def add_archive(self, found: Found) -> None:
        """Take the files in an archive, and the archive itself where something is wrong with it.

        One without a path is no folder of its own: its files are known by their paths in it.
        """
        inside = archives.contents(found.file)
        for reason, names in ((LINK_INSIDE, inside.links), (HIDDEN, inside.hidden)):
            if names:
                self.passed[reason] += [as_text(f"{found.file}/{name}") for name in names]
        for member in inside.members:
            path = as_text("/".join(filter(None, (found.path, member.name))))
            if member.name.lower().endswith(PICTURE_ENDINGS):
                self.passed[PICTURE].append(as_text(f"{found.file}/{member.name}"))
                continue
            self.add(replace(found, path=path, problem=member.problem, member=member))
        if inside.problem:
            self.add(replace(found, problem=inside.problem))

    def only(self, wanted: Callable[[Found], bool]) -> "Walk":
        """Some of the files: of a folder it can then not be said what it holds."""
        return Walk([found for found in self.files if wanted(found)], passed=self.passed)

    def _place(self, file: Path) -> str:
        """Where a file lies, whatever links lead there. Of its folder that is found out once for all its files."""
        home, name = os.path.split(file)
        if name in ("", ".", "..") or os.path.islink(file):  # noqa: PTH114  of a path that may be none
            return os.path.realpath(file)
        real = self._homes.get(home) or self._homes.setdefault(home, os.path.realpath(home))
        return os.path.join(real, name)  # noqa: PTH118

    def name_of(self, folder: Path) -> str:
        """What a folder's collection is called: its name, with the folders that it lies in where two share it."""
        place = folder.resolve()
        for depth in range(1, len(place.parts)):
            name = as_text("/".join(place.parts[-depth:]))[-_LONGEST_NAME:]
            if self._names.setdefault(name, str(place)) == str(place):
                return name
        return "files"


def walk(
    paths: Sequence[str | Path],
    *,
    collection: str = "",
    report: str | Path | None = None,
    manifest: str | Path | None = None,
) -> Walk:
    """Every file under ``paths``, sorted; hidden ones are passed over unless they are given by name.

    A folder gives its name to the collection of its files, a file the name of the folder that it lies in. Links
    that lead out of a folder are passed over, and so are ``report`` and ``manifest``, the files that this run writes
    and is told by. An archive is a folder; what lies in it is in the collection that the archive would be in.
    """
    found = Walk()
    own = {
        os.path.realpath(path): why for path, why in ((report, OWN_REPORT), (manifest, OWN_MANIFEST)) if path
    }
    for path in map(Path, paths):
        if problem := _why_closed(path):
            found.add(Found(path, collection, as_text(path), problem, missing=problem == NOWHERE))
        elif path.is_dir():
            found.add_folder(path, collection or found.name_of(path), own=own)
        else:
            start, name = len(found.files), collection or found.name_of(path.absolute().parent)
            if found.take(Found(path, name, as_text(path.name))):
                found.folders.append((path, range(start, len(found.files))))
    return found


def _why_closed(path: Path) -> str:
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


def _is_picture(path: Path) -> bool:
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
