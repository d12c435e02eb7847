"""A file's bytes, and what is known of them. Nothing here knows of the database."""

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from articles.drafting import Draft
from articles.importing import archives
from articles.importing.finding.supplying import NOTHING_SUPPLIED, Supplied
from articles.importing.finding.walking import Found
from articles.importing.pictures.picturing import Ready
from articles.importing.reading.fields import Called
from articles.text.parsing import Doubt, ParsedStory, Refusal, Role

READ_LIMIT = 50_000_000
"""Bytes. A file of this size or more is no story: it is hashed, not read."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Lines:
    """Where each non-blank line of a file went: into a field, or among those left out. Never both.

    ``cuts`` are the parts of placed lines that went into no field: a credit at the end of a paragraph.
    """

    roles: dict[int, Role]
    left_out: tuple[tuple[int, str, Role], ...]
    cuts: tuple[tuple[int, str, Role], ...] = ()

    @property
    def placed(self) -> int:
        return len(self.roles) - len(self.left_out)


@dataclass(frozen=True)
class Copy:
    """One file, read and understood, nothing written.

    ``data`` is None where the bytes were not read, ``sha256`` empty where they could not be. Exactly one of
    ``story`` and ``refusal`` is set once it has been understood; ``draft`` and ``called`` are then what the story is
    to be in the newsroom, and ``lines`` where those of the file went. Of the stories of one file one ``is_first``, and
    each has the SHA-256 of what is its own; ``whole`` is then that of the file, and ``passed`` counts by kind what in
    the file is no copy.
    """

    found: Found
    size: int = 0
    sha256: str = ""
    data: bytes | None = None
    encoding: str = ""
    story: ParsedStory | None = None
    refusal: Refusal | None = None
    doubts: tuple[Doubt, ...] = ()
    draft: Draft | None = None
    called: Called = field(default_factory=Called)
    topics: tuple[int, ...] = ()
    pictures: tuple[Ready, ...] = ()
    lines: Lines = field(default_factory=lambda: Lines({}, ()))
    format: str = "text"
    part: str = ""
    address: str = ""
    addresses: tuple[str, ...] = ()
    whole: str = ""
    is_first: bool = True
    passed: Mapping[str, int] = field(default_factory=dict)
    supplied: Supplied = NOTHING_SUPPLIED

    @property
    def is_understood(self) -> bool:
        return bool(self.story or self.refusal)


def failed(copy: Copy) -> Copy:
    """The copy as one that could not be read, for a reason that nobody thought of."""
    what = "story" if copy.part else "file"
    problem = Refusal("failed", f"This {what} could not be read: please report it.")
    return replace(copy, story=None, draft=None, refusal=problem)


def killer(found: Found) -> Copy:
    """The copy of a file whose reader the system killed."""
    sentence = (
        "Reading this file took so much memory, or went so wrong, that the system ended it: please report it."
    )
    return Copy(found, refusal=Refusal("killed", sentence))


def overdue(found: Found, seconds: float) -> Copy:
    """The copy of a file at which its reader hung for so long."""
    sentence = (
        f"This file could not be read within {seconds:g} seconds. See that the disk on which it lies answers, and "
        "import it again, with more time if it is that long (NEWSROOM_READ_SECONDS); if neither helps, please report "
        "the file."
    )
    return Copy(found, refusal=Refusal("overdue", sentence))


def fetch(found: Found) -> Copy:
    """Read a file's bytes. One that cannot be read, or is too large, gives a copy with a refusal."""
    if found.problem:
        return Copy(found, refusal=Refusal("missing" if found.missing else "unreadable", found.problem))
    if found.member:
        return _fetch_member(found, found.member)
    try:
        status = found.file.stat()
        if not stat.S_ISREG(status.st_mode):
            sentence = "This is no regular file but a pipe, a socket or a device."
            return Copy(found, refusal=Refusal("unreadable", sentence))
        if status.st_size >= READ_LIMIT:
            return _too_large(found)
        data = found.file.read_bytes()
    except OSError as error:
        sentence = f"This file could not be opened: {error.strerror or error}."
        if isinstance(error, FileNotFoundError) and found.file.is_symlink():
            sentence = "This is a link to a file that is not there."
        return Copy(found, refusal=Refusal("unreadable", sentence))
    return Copy(found, size=len(data), sha256=hashlib.sha256(data).hexdigest(), data=data)


def _fetch_member(found: Found, member: archives.Member) -> Copy:
    """Read the bytes of a file in an archive. One that is too large is not unpacked."""
    if member.size >= READ_LIMIT:
        sentence = f"This file has {member.size:,} bytes; files of {READ_LIMIT:,} and more are not read."
        return Copy(found, size=member.size, refusal=Refusal("too-large", sentence))
    try:
        data = archives.read(found.file, member, limit=READ_LIMIT)
    except (archives.BadArchive, OSError) as error:
        return Copy(found, size=member.size, refusal=Refusal("unreadable", str(error)))
    return Copy(found, size=len(data), sha256=hashlib.sha256(data).hexdigest(), data=data)


def _too_large(found: Found) -> Copy:
    size, digest = 0, hashlib.sha256()
    with found.file.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            digest.update(chunk)
    sentence = (
        f"This file holds {size:,} bytes; files of {READ_LIMIT:,} and more are not read. Its name, size and "
        "SHA-256 are kept."
    )
    return Copy(found, size=size, sha256=digest.hexdigest(), refusal=Refusal("too-large", sentence))
