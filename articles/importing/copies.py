"""A file's bytes, and what is read in them. Nothing here knows of the database."""

import hashlib
import logging
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from unicodedata import category

from articles import drafting
from articles.drafting import Draft
from articles.importing import archives, fields
from articles.importing.fields import Called
from articles.importing.walking import Found
from articles.text import reading
from articles.text.keys import line_key
from articles.text.parsing import Doubt, ParsedStory, Refusal, Role, parse
from articles.text.parsing.story import KEPT

log = logging.getLogger(__name__)

READ_LIMIT = 50_000_000
"""Bytes. A file of this size or more is no story: it is hashed, not read."""

_CHUNK = 1 << 20
_TAGS = re.compile(
    r"</?(?:script|style|iframe|object|embed|svg|img|form|input|link|meta|html|body|div|span|table|tr|td|a|b|i|em"
    r"|strong|p|br|h[1-6]|ul|ol|li|blockquote|font|center)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# How a report of ours begins (reporting.py), as a spreadsheet and as JSON.
_REPORT = re.compile(
    r'file,outcome,sentence,story,|(?:\[\s*)?\{"file": "(?:[^"\\]|\\.)*", "outcome": "[a-z]+", "sentence"'
)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Copy:
    """One file, read and understood, nothing written.

    ``data`` is None where the bytes were not read, ``sha256`` empty where they could not be. Exactly one of
    ``story`` and ``refusal`` is set once it has been understood; ``draft`` and ``called`` are then what the story is
    to be in the newsroom, and ``lines`` where those of the file went. Of the stories of one file one ``is_first``.
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
    lines: Lines = field(default_factory=lambda: Lines({}, ()))
    format: str = "text"
    part: str = ""
    address: str = ""
    body_key: str = ""
    is_first: bool = True

    @property
    def is_understood(self) -> bool:
        return bool(self.story or self.refusal)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a file's lines beside their words: the roles that a person gave to some of them, by number, and
    those that rules give, by key; and the keys of lines that recur in the files of its run."""

    fixed: Mapping[int, Role] = field(default_factory=dict)
    rules: Mapping[str, Role] = field(default_factory=dict)
    furniture: Collection[str] = ()

    def told(self, text: str) -> dict[str, Any]:
        """What the parser is told of the lines of ``text``: what a person said of a line wins over a rule."""
        fixed = {**by_rules(text, self.rules), **self.fixed}
        told = {"fixed": fixed, "furniture": self.furniture}
        return {name: value for name, value in told.items() if value}


NOTHING = Given()


def by_rules(text: str, rules: Mapping[str, Role]) -> dict[int, Role]:
    """The roles that rules give to the lines of a text, by number."""
    if not rules:
        return {}
    keys = ((number, line_key(line)) for number, line in enumerate(reading.split_lines(text), 1))
    return {number: rules[key] for number, key in keys if key in rules}


def examine(found: Found, *, now: datetime, known: str = "") -> list[Copy]:
    """Read a file and understand it: the stories that it holds, each with all that needs no database.

    Of a file whose bytes have the SHA-256 that is ``known`` nothing more is read. Whatever happens, it gives a copy.
    """
    copy = Copy(found)
    try:
        copy = fetch(found)
        if copy.sha256 and copy.sha256 == known:
            return [replace(copy, data=None)]
        return [understand(copy, now=now)]
    except Exception:  # no file, however odd, may stop the others
        log.exception("Importing %s failed", found.name)
        return [failed(copy)]


def failed(copy: Copy) -> Copy:
    """The copy as one that could not be read, for a reason that nobody thought of."""
    problem = Refusal("failed", "This file could not be read: please report it.")
    return replace(copy, story=None, draft=None, refusal=problem)


def killer(found: Found) -> Copy:
    """The copy of a file whose reader the system killed."""
    sentence = (
        "Reading this file took so much memory, or went so wrong, that the system ended it: please report it."
    )
    return Copy(found, refusal=Refusal("killed", sentence))


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
        return Copy(found, refusal=Refusal("unreadable", sentence))
    return Copy(found, size=len(data), sha256=hashlib.sha256(data).hexdigest(), data=data)


def _fetch_member(found: Found, member: archives.Member) -> Copy:
    """Read the bytes of a file in an archive. One that is too large is not unpacked."""
    if member.size >= READ_LIMIT:
        sentence = (
            f"This file unpacks to {member.size:,} bytes; files of {READ_LIMIT:,} and more are not read."
        )
        return Copy(found, size=member.size, refusal=Refusal("too-large", sentence))
    try:
        data = archives.read(found.file, member, limit=READ_LIMIT)
    except (archives.BadArchive, OSError) as error:
        return Copy(found, size=member.size, refusal=Refusal("unreadable", str(error)))
    return Copy(found, size=len(data), sha256=hashlib.sha256(data).hexdigest(), data=data)


def understand(copy: Copy, *, now: datetime, given: Given = NOTHING) -> Copy:
    """The same copy with what its bytes say: a story with its doubts, or a refusal."""
    if copy.data is None:
        return copy
    try:
        read = reading.read(copy.data)
    except reading.NotText as problem:
        return replace(copy, refusal=Refusal("not-text", problem.reason))
    copy = replace(copy, encoding=read.encoding)
    told = given.told(read.text)
    parsed = _no_copy(read.text) or parse(read.text, name=copy.found.filename, **told)
    if isinstance(parsed, Refusal):
        return replace(copy, refusal=parsed)
    parsed = _dated(parsed, now)
    noted = [Doubt("encoding", "body", note.line, note.sentence) for note in read.notes if not note.sure]
    changes, cut = fields.texts(parsed)
    return replace(
        copy,
        story=parsed,
        doubts=(*parsed.doubts, *noted, *_markup(read.text), *cut),
        draft=drafting.draft(changes),
        called=fields.called(parsed),
        lines=_lines(parsed, read.text),
    )


def _dated(parsed: ParsedStory, now: datetime) -> ParsedStory:
    """The story without a date that has not come, and a doubt in its place."""
    if parsed.published is None:
        return parsed
    value = parsed.published.value
    day = value.date() if isinstance(value, datetime) else value
    if day <= now.date() + timedelta(days=1):  # where the copy was written it may be tomorrow already
        return parsed
    line = next(iter(parsed.evidence.get("published", ())), None)
    sentence = f"The date “{parsed.published.raw}” is still to come: it was not taken."
    doubt = Doubt("far-date", "published", line, sentence)
    evidence = {name: lines for name, lines in parsed.evidence.items() if name != "published"}
    return replace(parsed, published=None, evidence=evidence, doubts=(*parsed.doubts, doubt))


def _no_copy(text: str) -> Refusal | None:
    if text and not any(_filled(text)):
        return Refusal("empty", "This file holds nothing but blanks.")
    if _REPORT.match(text):
        return Refusal("report", "This file is a report of import_stories, not a story.")
    return None


def _lines(parsed: ParsedStory, text: str) -> Lines:
    """Law 8: a role for every non-blank line, and the list of those whose words are in no field."""
    texts = dict(_filled(text))
    roles = {number: parsed.roles.get(number, Role.UNKNOWN) for number in texts}
    used = {number for lines in parsed.evidence.values() for number in lines}
    used |= {number for passage in parsed.passages for number in passage.lines}
    left_out = tuple(
        (number, texts[number].strip(), role)
        for number, role in roles.items()
        if role not in KEPT or number not in used
    )
    cuts = tuple(
        (piece.line, piece.text, piece.role)
        for piece in parsed.left_out
        if piece.role != roles.get(piece.line, piece.role)
    )
    return Lines(roles, left_out, cuts)


def _filled(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, numbered from 1. What only shapes other signs (a zero-width space) is blank."""
    return (
        (number, line)
        for number, line in enumerate(reading.split_lines(text), 1)
        if any(not character.isspace() and category(character) != "Cf" for character in line)
    )


def _markup(text: str) -> Iterator[Doubt]:
    for number, line in _filled(text):
        if tag := _TAGS.search(line):
            sentence = (
                f"Line {number} holds HTML (“{tag[0][:60]}”). It is kept as plain words, not as markup."
            )
            yield Doubt("markup", "body", number, sentence)
            return


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
