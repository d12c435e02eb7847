"""The first pass of a run: some files of each folder are looked through for what recurs in them, before any is read.

    survey(walk, crew=, supply=) -> {collection: {folder: lines}}        as the run keeps it

How many are looked at is bounded, so that a run takes little longer for it, and they are spread over their folder. The
same files give the same sample: none of it is left to chance.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice, takewhile
from operator import itemgetter
from typing import Any

from articles.crew import Crew
from articles.importing.finding.places import files_before
from articles.importing.finding.supplying import Supply
from articles.importing.finding.walking import Found, Walk
from articles.importing.formats import NotCopy, Piece, open_copy
from articles.importing.reading.copies import fetch
from articles.importing.reading.learned import learned_before
from articles.importing.reading.learning import Counted, count, learn
from articles.models import some_of
from articles.text.parsing import Refusal, parse
from articles.text.parsing.habits import ways_of
from articles.text.parsing.refusals import refuse_by_shape
from articles.text.reading import split_lines

log = logging.getLogger(__name__)

_OF_A_FOLDER = 100
_OF_A_RUN, _SHARE, _MOST = 600, 5, 5_000
"""Files that are looked at: so many, or one in five where that is more, and never more than the last."""
_LARGEST = 1_000_000
"""Bytes. Larger files hold many stories, and opening them takes long."""
_READ = 40
"""Files of a folder that are read too, for what nearly all of them do alike."""
_OF_A_FILE = 50
_LOOKED_UP = 500
_TOGETHER = 25
"""Files that are looked at by one process in one go."""
_Place = tuple[bytes, int]
"""Of a file in the shuffled order, with its number in the walk."""


def survey(walk: Walk, *, crew: Crew, supply: Supply) -> dict[str, Any]:
    """What recurs in the files of a run, by collection.

    Of a folder that is too small, or a collection that is as it was, what was learned before still holds.
    """
    chosen = sample(walk.files)
    learned = learn(_counted(chosen, crew, supply.columns)) if _are_new(chosen, crew) else {}
    before = {name: learned_before(name) for name in sorted(walk.files.collections)}
    return {
        name: (learned[name].or_before(held) if name in learned else held).as_json()
        for name, held in before.items()
    }


def sample(files: Sequence[Found]) -> list[Found]:
    """Some files of each folder, in their order: of folders as many as of one another, as long as there are any."""
    folders: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for number, found in enumerate(files):
        folder = folders[found.folder]
        folder.append((_shuffled(found), number))
        if len(folder) == 2 * _OF_A_FOLDER:
            folder[:] = nsmallest(_OF_A_FOLDER, folder)
    first = sorted(nsmallest(_OF_A_FOLDER, folder) for folder in folders.values())
    most = min(_MOST, max(_OF_A_RUN, len(files) // _SHARE))
    return [files[number] for _, number in sorted(islice(_in_turns(first), most), key=itemgetter(1))]


def _in_turns(folders: Sequence[Sequence[_Place]]) -> Iterator[_Place]:
    for turn in range(_OF_A_FOLDER):
        yield from (folder[turn] for folder in folders if turn < len(folder))


def _shuffled(found: Found) -> bytes:
    """An order that says nothing of the files: neighbours by name are often of one day."""
    return hashlib.sha256(found.name.encode()).digest()


def _are_new(files: Sequence[Found], crew: Crew) -> bool:
    """Whether any of these files is not what last came from its place."""
    for some in some_of(files, _LOOKED_UP):
        crew.heed()
        known = files_before(some)
        if any(found.place not in known for found in some):
            return True
        if _any_differs([(found, known[found.place]) for found in some], crew):
            return True
    return False


def _any_differs(files: Sequence[tuple[Found, str]], crew: Crew) -> bool:
    """Whether any of these files is not as it was. From the first that is found on no more are given out; what is at
    work already is waited for: that is little, and workers who were sent home would have to begin again.
    """
    same: list[bool] = []
    works = (_Sums(each) for each in some_of(files, _TOGETHER))
    for found in crew.each(takewhile(lambda work: all(same), works)):
        same.extend(found)
    return not all(same)


@dataclass(frozen=True, slots=True)
class _Sums:
    """A few files, each with the SHA-256 that it had, of which one process is to say whether they have it still, up
    to the first that has not.
    """

    files: Sequence[tuple[Found, str]]

    def do(self, alive: Callable[[], None]) -> list[bool]:
        same: list[bool] = []
        for found, sha256 in self.files:
            same.append(fetch(found).sha256 == sha256)
            alive()
            if not same[-1]:
                break
        return same

    def parts(self) -> "list[_Sums]":
        return [_Sums([each]) for each in self.files] if len(self.files) > 1 else []

    def undone(self, within: float | None) -> list[bool]:
        return [False]


@dataclass(frozen=True, slots=True)
class _Some:
    """A few files to be looked through by one process."""

    files: Sequence[Found]
    columns: Mapping[str, str]
    read: Collection[tuple[str, str]]

    def do(self, alive: Callable[[], None]) -> list[Counted]:
        return look(self.files, self.columns, self.read, alive=alive)

    def parts(self) -> "list[_Some]":
        return [replace(self, files=[found]) for found in self.files] if len(self.files) > 1 else []

    def undone(self, within: float | None) -> list[Counted]:
        """A file that kills its reader, or holds it up, says nothing here; it is told by name when it is read."""
        return []


def _counted(files: Sequence[Found], crew: Crew, columns: Mapping[str, str]) -> Iterator[Counted]:
    """What the lines of the stories in files say."""
    read = _to_read(files)
    for counted in crew.each(_Some(some, columns, read) for some in some_of(files, _TOGETHER)):
        yield from counted


def _to_read(files: Sequence[Found]) -> frozenset[tuple[str, str]]:
    """Where the files lie of which more is asked than their lines: a few of each folder."""
    read: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for found in sorted(files, key=_shuffled):
        if len(folder := read[found.folder]) < _READ:
            folder.append(found.place)
    return frozenset(place for folder in read.values() for place in folder)


def look(
    files: Sequence[Found],
    columns: Mapping[str, str],
    read: Collection[tuple[str, str]] = (),
    *,
    alive: Callable[[], None] = lambda: None,
) -> list[Counted]:
    """What the stories in some files say of their folders, those that are to be ``read`` by more than their lines.

    What cannot be read says nothing.
    """
    counted: list[Counted] = []
    for found in files:
        counted += _look(found, columns, is_read=found.place in read)
        alive()
    return counted


def _look(found: Found, columns: Mapping[str, str], *, is_read: bool) -> list[Counted]:
    if found.size > _LARGEST or (data := fetch(found).data) is None:
        return []
    try:
        pieces = open_copy(data, name=found.filename, columns=columns)
        some = pieces[:: -(-len(pieces) // _OF_A_FILE)]
        return [counted for piece in some for counted in _of_piece(piece, found, is_read=is_read)]
    except NotCopy:
        return []
    except Exception:  # no file, however odd, may stop the others
        log.exception("Looking through %s failed", found.name)
        return []


def _of_piece(piece: Piece, found: Found, *, is_read: bool) -> Iterator[Counted]:
    lines = split_lines(piece.text)
    if piece.fixed or not refuse_by_shape(piece.text, lines):
        free = [line for number, line in enumerate(lines, 1) if number not in piece.fixed]
        ways = _ways(piece) if is_read else None
        yield count(free, collection=found.collection, path=found.file_path, ways=ways)


def _ways(piece: Piece) -> dict[str, str] | None:
    """How a story of plain text is laid out. A format states it for others."""
    if piece.fixed:
        return None
    parsed = parse(piece.text)
    return None if isinstance(parsed, Refusal) else ways_of(parsed)
