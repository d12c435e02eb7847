"""Paths as given → the files of a run, each with its collection and its path in it."""

import os
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from articles.importing import archives
from articles.importing.finding.files import Files
from articles.importing.finding.found import Found
from articles.importing.finding.paths import HIDDEN, NOWHERE, as_text, is_picture, under, why_closed
from articles.importing.formats.piece import PICTURE_ENDINGS

REPEATED = "given twice or linked"
LINK_INSIDE = "a link or a device in an archive"
PICTURE = "a picture, which comes with the story that names it or lies beside it"
OWN_REPORT = "the report of this run"
OWN_MANIFEST = "the manifest of this run"
_LONGEST_NAME = 120  # room in the collection's field
_LONGEST_PATH = 1000  # room in a file's; a longer one is cut, and two may then be the same


@dataclass(slots=True)
class Walk:
    """What the given paths hold: files in order, the folders with their places among them, and what was passed
    over by reason.
    """

    files: Files = field(default_factory=Files)
    folders: list[tuple[Path, range]] = field(default_factory=list)
    passed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _met: "_Met | None" = None
    _names: dict[str, str] = field(default_factory=dict)
    _homes: dict[str, str] = field(default_factory=dict)

    def add(self, found: Found, *, is_first: bool = False) -> None:
        """Take a file, once however many paths and links lead to it.

        Of what the first path holds nothing comes twice but what is linked, or called as something else may be: until
        then it need not be remembered what came.
        """
        if is_first and self._met is None and not _may_be_another(found):
            self.files.append(found)
            return
        met = self._met or self._remembered()
        place = self._place_in(found)
        if place in met.places:
            member = f"/{found.member.name}" if found.member else ""
            self.passed[REPEATED].append(as_text(f"{found.file}{member}"))
            return
        met.places.add(place)
        if found.place in met.identities:
            # Two folders in one collection: the second file is known by the whole path that was given.
            whole = as_text(f"{found.file}/{found.member.name}" if found.member else found.file)
            found = replace(found, path=whole)
        met.identities.add(found.place)
        self.files.append(found)

    def _remembered(self) -> "_Met":
        """What came until now, and from now on what comes."""
        self._met = _Met(
            {self._place_in(found) for found in self.files}, {found.place for found in self.files}
        )
        return self._met

    def take(self, found: Found, *, is_first: bool = False) -> bool:
        """Take a file, or what lies in it; gives whether it is an archive."""
        is_archive = not found.problem and archives.is_archive(found.file)
        if is_archive:
            self.add_archive(found, is_first=is_first)
        else:
            self.add(found, is_first=is_first)
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
        is_first = not self.files
        for file, problem in under(folder, self.passed):
            if among is not None and file not in among:
                continue
            if own and (reason := own.get(self._place(file))):
                self.passed[reason].append(as_text(file))
            elif not problem and is_picture(file):
                self.passed[PICTURE].append(as_text(file))
            else:
                path = as_text(file.relative_to(folder))
                self.take(Found(file, collection, path, problem), is_first=is_first)
        if len(self.passed.get(REPEATED, ())) == repeated:  # else another path has told what is in it
            self.folders.append((folder, range(start, len(self.files))))

    def add_archive(self, found: Found, *, is_first: bool = False) -> None:
        """Take the files in an archive, and the archive itself where something is wrong with it.

        One without a path is no folder of its own: its files are known by their paths in it.
        """
        inside = archives.contents(found.file)
        for reason, names in ((LINK_INSIDE, inside.links), (HIDDEN, inside.hidden)):
            if names:
                self.passed[reason] += [as_text(f"{found.file}/{name}") for name in names]
        met = set[str]()
        for member in inside.members:
            path = as_text("/".join(filter(None, (found.path, member.name))))
            if member.name.lower().endswith(PICTURE_ENDINGS):
                self.passed[PICTURE].append(as_text(f"{found.file}/{member.name}"))
                continue
            one = replace(found, path=path, problem=member.problem, member=member)
            self.add(one, is_first=is_first and path not in met)
            met.add(path)
        if inside.problem:
            self.add(replace(found, problem=inside.problem), is_first=is_first)

    def only(self, wanted: Callable[[Found], bool]) -> "Walk":
        """Some of the files: of a folder it can then not be said what it holds."""
        return Walk(Files(filter(wanted, self.files)), passed=self.passed)

    def _place_in(self, found: Found) -> str:
        return self._place(found.file) + (f"/{found.member.index}" if found.member else "")

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


@dataclass(slots=True)
class _Met:
    """Where the files lie that came, whatever led there, and what each is known by."""

    places: set[str]
    identities: set[tuple[str, str]]


def _may_be_another(found: Found) -> bool:
    """Whether a file may be one that has another path, or be known as one: a link, a name that was cut or changed."""
    is_changed = "\\" in found.path or len(found.path) >= _LONGEST_PATH
    return is_changed or os.path.islink(found.file)  # noqa: PTH114  of a path that may be none


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
        if problem := why_closed(path):
            found.add(Found(path, collection, as_text(path), problem, missing=problem == NOWHERE))
        elif path.is_dir():
            found.add_folder(path, collection or found.name_of(path), own=own)
        else:
            start, name = len(found.files), collection or found.name_of(path.absolute().parent)
            if found.take(Found(path, name, as_text(path.name)), is_first=not found.files):
                found.folders.append((path, range(start, len(found.files))))
    return found
