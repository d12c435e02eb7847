"""The folder of a backup: a manifest, a list of its files, the database as one file, and ``media/``."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, Protocol

MANIFEST, FILES, MEDIA = "manifest.json", "files.txt", "media"
FORMAT = 1
"""Of the folder. Another one is for another version of the newsroom."""
LINE = re.compile(r"([0-9a-f]{64}) (\d{1,18}) (.+)")
COUNT = "SELECT count(*) FROM {}"
CHUNK = 1024 * 1024
"""Bytes."""


class BackupFailed(Exception):
    """A backup cannot be made, or what is there is none that can be restored. Its text is fit to show."""


class Steps(Protocol):
    def step(self, count: int = 1) -> None: ...


Progress = Callable[[int, str], AbstractContextManager[Steps]]
"""What shows how far something is: of so many, by their noun."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``migrations`` are those that its database has, as ``app.name``; ``rows`` are its
    rows by the name of their table; ``unsound`` are files on record that were not in the storage by then, or other
    ones.
    """

    format: int
    made_at: str
    vendor: str
    database: str
    migrations: list[str]
    seal: str
    rows: dict[str, int]
    files: int
    bytes: int
    files_sha256: str
    unsound: list[str]

    def write(self, folder: Path) -> None:
        with (folder / MANIFEST).open("x") as out:
            json.dump(asdict(self), out, indent=1)
            out.write("\n")
            out.flush()
            os.fsync(out.fileno())


class Listed(NamedTuple):
    """A file of a backup. ``name`` is its path in the folder."""

    sha256: str
    size: int
    name: str

    def line(self) -> str:
        return f"{self.sha256} {self.size} {self.name}\n"


def read(folder: Path) -> Manifest:
    """The manifest of a backup that was finished. Raises ``BackupFailed``."""
    if folder.name.startswith("."):
        raise BackupFailed(f"{folder} was never finished: a backup has its own name once it is whole.")
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise BackupFailed(f"{folder} is no backup: there is no {MANIFEST} in it.") from None
    except OSError as problem:
        raise _unreadable(folder / MANIFEST, problem) from problem
    except ValueError:
        raise BackupFailed(f"{folder / MANIFEST} is damaged: it cannot be read.") from None
    number = told.get("format") if isinstance(told, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise BackupFailed(f"{folder} was made by a newer version of the newsroom: restore it with that.")
    if number != FORMAT or any(type(told.get(given.name)) is not _kind(given) for given in fields(Manifest)):
        raise BackupFailed(f"{folder / MANIFEST} is damaged: it does not say what a manifest says.")
    return Manifest(**{given.name: told[given.name] for given in fields(Manifest)})


def _kind(given: Any) -> type:
    return getattr(given.type, "__origin__", given.type)


def whole_in(folder: Path) -> list[Path]:
    """The finished backups that lie in a folder, the newest last: they are named by their moments."""
    return sorted(
        path.parent for path in folder.glob(f"*/{MANIFEST}") if not path.parent.name.startswith(".")
    )


def listed(folder: Path) -> Iterator[Listed]:
    """The files of a backup by their names, in the order of their list."""
    with (folder / FILES).open() as lines:
        for line in lines:
            found = LINE.fullmatch(line.rstrip("\n"))
            if not found or not _lies_within(found[3]):
                raise BackupFailed(f"{folder / FILES} is damaged: it has a line that names no file.")
            yield Listed(found[1], int(found[2]), found[3])


def _lies_within(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name


def check(folder: Path, manifest: Manifest, progress: Progress) -> None:
    """Read every file of a backup, and hold it against the list. Raises ``BackupFailed`` for one that differs."""
    check_list(folder, manifest)
    with progress(manifest.files, "files") as steps:
        for known in listed(folder):
            try:
                with (folder / known.name).open("rb") as file:
                    found = copied(file)
            except OSError as problem:
                raise _unreadable(folder / known.name, problem) from problem
            if found != (known.sha256, known.size):
                raise BackupFailed(
                    f"{folder / known.name} is damaged, or cut short: its digest is another one."
                    f"{_shared(folder, known.name)}"
                )
            steps.step()


def check_list(folder: Path, manifest: Manifest) -> None:
    """Hold the list of a backup against its manifest. Raises ``BackupFailed``."""
    try:
        with (folder / FILES).open("rb") as file:
            digest, _ = copied(file)
    except FileNotFoundError:
        digest = ""
    except OSError as problem:
        raise _unreadable(folder / FILES, problem) from problem
    if digest != manifest.files_sha256:
        raise BackupFailed(
            f"{folder / FILES} is damaged: it is not the list that the manifest was written for."
        )


def _shared(folder: Path, name: str) -> str:
    """Which backups beside one have the same file, in a sentence, where any has: it was linked from one to the next."""
    others = [path for path in whole_in(folder.parent) if path != folder and (path / name).exists()]
    sharing = [path.name for path in others if (path / name).samefile(folder / name)]
    return f" Linked to it, and no better, are those of {', '.join(sharing)}." if sharing else ""


def _unreadable(path: Path, problem: OSError) -> BackupFailed:
    return BackupFailed(f"{path} cannot be read: {problem.strerror}.")


def copied(file: IO[bytes], out: IO[bytes] | None = None) -> tuple[str, int]:
    """SHA-256, in hex, and the bytes of what is read from ``file``, and written to ``out`` on the way."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if out:
            out.write(chunk)
    return digest.hexdigest(), size


def why(problem: Exception) -> str:
    """Why the disk or the database failed, in a sentence."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename}: {problem.strerror}." if problem.filename else f"{problem.strerror}."
    return f"{str(problem).strip().partition(chr(10))[0]}."
