"""Where the file of a picture lies: where its name leads, beside the copy, or where the end of its address leads.

    data_of(name, found) -> bytes | None        of a picture by its name in a file
    beside(found) -> names                      of pictures that lie beside a file under its own name

What was on the web is looked for by the end of its path, ``uploads/2019/05/ferry.jpg``: from the folder of the copy up
to the one that was given, and in folders and archives beside the copy. Nothing is fetched, and nothing is read outside
of the folder that was given.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote, urlsplit

from articles.importing import archives
from articles.importing.finding.walking import Found
from articles.importing.formats.piece import PICTURE_ENDINGS

LIMIT = 50_000_000
"""Bytes. Larger ones are not read."""
_LONGEST_END, _SHORTEST_END = 6, 3
"""Steps of an address that are looked for; fewer than the latter are found nowhere but above the copy."""
_MOST_BESIDE = 50
"""Folders, and archives, beside a copy that are looked into."""
_NUMBERED = re.compile(r"[-_ ]\d{1,3}$")


def data_of(name: str, found: Found) -> bytes | None:
    """The bytes of a picture by its name in a file; None where it did not come along."""
    try:
        parts = urlsplit(name)
    except ValueError:  # brackets where none belong
        return None
    path = unquote(parts.path).replace("\0", "")
    steps = [step for step in path.split("/") if step not in ("", ".", "..")]
    if not steps:
        return None
    is_far = bool(parts.scheme or parts.netloc) or path.startswith("/")
    ends = ["/".join(steps[-length:]) for length in range(min(len(steps), _LONGEST_END), 1, -1) if is_far]
    near = [*ends, basename(path)] if is_far else [path.lstrip("/"), basename(path)]
    read = _from_archive if found.member else _from_folder
    places = (
        data for place in near if place and (data := read(place, found, above=place in ends)) is not None
    )
    data = next(places, None)
    if data is None and is_far:
        return _from_beside([end for end in ends if end.count("/") + 1 >= _SHORTEST_END], found)
    return data


def beside(found: Found) -> list[str]:
    """Pictures that lie beside a file under its name, perhaps with a number: ``flood.jpg``, ``flood-2.jpg``."""
    if found.missing:
        return []
    place = found.file if found.member else found.file.parent
    name = found.member.name if found.member else found.filename
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        return []
    pictures = (_pictures_in_archive if found.member else _pictures_in_folder)(place, changed)
    return list(pictures.get(join(dirname(name), PurePath(name).stem.casefold()), ()))


def _from_archive(place: str, found: Found, *, above: bool) -> bytes | None:
    """A picture in the archive of a copy: in its folder or the outermost one, or in any between."""
    folder = dirname(found.member.name) if found.member else ""
    folders = [folder, *(_above(folder) if above else ()), ""]
    return _member(found.file, [normpath(join(each, place)) for each in dict.fromkeys(folders)])


def _above(folder: str) -> Iterator[str]:
    while folder := dirname(folder):
        yield folder


def _member(archive: Path, names: Iterable[str]) -> bytes | None:
    for wanted in names:
        member = archives.find(archive, wanted)
        if member and not member.problem and member.size < LIMIT:
            try:
                return archives.read(archive, member, limit=LIMIT)
            except archives.BadArchive:
                return None
    return None


def _from_folder(place: str, found: Found, *, above: bool) -> bytes | None:
    top = _top(found)
    folders = [found.file.parent, top]
    if above:
        folders += [each for each in found.file.parent.parents if each.is_relative_to(found.top)]
    return next((data for each in folders if (data := _file(each / place, top)) is not None), None)


def _from_beside(ends: Iterable[str], found: Found) -> bytes | None:
    """A picture by the end of its address in the folders and archives that lie beside a copy."""
    if found.missing or not (ends := list(ends)):
        return None
    folder, top = found.file.parent, _top(found)
    try:
        folders, packed = _neighbours(folder, folder.stat().st_mtime_ns)
    except OSError:
        return None
    files = (_file(each / end, top) for each in folders for end in ends)
    inside = (archive for archive in packed if Path(os.path.realpath(archive)).is_relative_to(top))
    members = (_member(archive, _at_ends(archive, ends)) for archive in inside)
    return next((data for some in (files, members) for data in some if data is not None), None)


def _at_ends(archive: Path, ends: Iterable[str]) -> Iterator[str]:
    """The members of an archive whose paths end so."""
    try:
        held = _pictures_by_end(archive, archive.stat().st_mtime_ns)
    except OSError:  # it went meanwhile
        return
    for end in ends:
        names = held.get(_last(end), ())
        yield from (name for name in names if f"/{name}".endswith(f"/{end}"))


@lru_cache(maxsize=4)
def _pictures_by_end(archive: Path, changed: int) -> dict[str, list[str]]:
    """The pictures in an archive by the last steps of their paths."""
    held: dict[str, list[str]] = {}
    for member in archives.contents(archive).members:
        if member.name.lower().endswith(PICTURE_ENDINGS):
            held.setdefault(_last(member.name), []).append(member.name)
    return held


def _last(path: str) -> str:
    return "/".join(path.split("/")[-_SHORTEST_END:])


@lru_cache(maxsize=16)
def _neighbours(folder: Path, changed: int) -> tuple[list[Path], list[Path]]:
    """The folders and the archives in a folder, as far as they are few."""
    inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    folders = [path for path in inside if path.is_dir()]
    packed = [
        path for path in inside if path.suffix.lower() in (".zip", ".tar", ".tgz", ".gz", ".xz", ".bz2")
    ]
    packed = [path for path in packed[:_MOST_BESIDE] if archives.is_archive(path)]
    return folders[:_MOST_BESIDE], packed


def _top(found: Found) -> Path:
    return Path(os.path.realpath(found.top))


def _file(path: Path, top: Path) -> bytes | None:
    """The bytes of a file within a folder, links followed."""
    try:
        path = Path(os.path.realpath(path))
        if path.is_relative_to(top) and path.is_file() and path.stat().st_size < LIMIT:
            return path.read_bytes()
    except (OSError, ValueError):  # a name that no system takes
        pass
    return None


@lru_cache(maxsize=64)
def _pictures_in_folder(folder: Path, changed: int) -> dict[str, list[str]]:
    return _by_file(path.name for path in folder.iterdir())


@lru_cache(maxsize=4)
def _pictures_in_archive(file: Path, changed: int) -> dict[str, list[str]]:
    return _by_file(member.name for member in archives.contents(file).members)


def _by_file(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of pictures by the paths, without an ending, of the files that they lie beside."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        path = PurePath(name)
        if path.suffix.lower() in PICTURE_ENDINGS:
            for stem in {_NUMBERED.sub("", path.stem).casefold(), path.stem.casefold()}:
                found.setdefault(join(dirname(name), stem), []).append(path.name)
    return found
