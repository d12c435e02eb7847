"""Files to copies, a chunk at a time and in their order: in this process, or in others beside it.

What is in flight is bounded, in files and in bytes, however many files there are.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from articles.crew import Crew
from articles.importing.finding import places
from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.finding.walking import Found
from articles.importing.reading.alike import rules_for
from articles.importing.reading.copies import Copy, killer, overdue
from articles.importing.reading.given import NOTHING, Given
from articles.importing.reading.learned import NOTHING_LEARNED, Learned
from articles.importing.reading.understanding import examine

FILES = 200
"""Of one chunk, at most; it is written in one transaction."""
BYTES = 8_000_000
"""Of one chunk, unless a single file has more."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files to be read one after the other, with what was last taken from their places, and what is known of the
    lines of each folder. Stories in them whose places are ``taken`` are not read.
    """

    files: tuple[Found, ...]
    known: dict[places.Place, str]
    now: datetime
    given: dict[tuple[str, str], Given] = field(default_factory=dict)
    supply: Supply = NO_SUPPLY
    taken: frozenset[places.Place] = frozenset()

    def do(self, alive: Callable[[], None]) -> Iterator[Copy]:
        return (copy for found in self.files for copy in self.examine_one(found, alive))

    def parts(self) -> list["Chunk"]:
        """The same file by file, so that the one which kills its reader is known by name."""
        return [replace(self, files=(found,)) for found in self.files] if len(self.files) > 1 else []

    def undone(self, within: float | None) -> list[Copy]:
        return [overdue(found, within) if within else killer(found) for found in self.files]

    def examine_one(self, found: Found, alive: Callable[[], None]) -> Iterator[Copy]:
        yield from examine(
            found,
            now=self.now,
            known=self.known.get(found.place, ""),
            given=self.given.get(found.folder, NOTHING),
            supply=self.supply,
            alive=alive,
            taken=self.taken,
        )
        alive()


@dataclass(frozen=True, slots=True)
class Read:
    """The copies of a chunk, read when they are asked for if there is no crew; and how many files of the walk it stands
    for.
    """

    copies: Iterable[Copy]
    files: int


def read(
    files: Sequence[Found],
    *,
    crew: Crew,
    anew: bool,
    now: datetime,
    left: Callable[[Sequence[Found]], list[Found]],
    learned: Mapping[str, Learned] = MappingProxyType({}),
    supply: Supply = NO_SUPPLY,
    tried: Sequence[Mapping[str, Any]] = (),
    taken: Callable[[Sequence[Found]], frozenset[places.Place]] | None = None,
) -> Iterator[Read]:
    """The copies of all files, chunk by chunk in their order. Without workers they are read here.

    Unless ``anew``, what is as it was when it was last taken is only hashed. ``left`` gives those of a chunk's files
    that are to be read at all, and ``taken`` the places of stories in those of the first chunk that are not; ``tried``
    are rules that hold for these files alone.
    """
    sizes: deque[int] = deque()

    def chunks() -> Iterator[Chunk]:
        ask = taken
        for some in cut(files):
            wanted = left(some)
            sizes.append(len(some))
            known = {} if anew else places.hashes(wanted, supply)
            chunk = Chunk(tuple(wanted), known, now, given_of(wanted, learned, tried), supply.only(wanted))
            if ask and wanted:
                chunk, ask = replace(chunk, taken=ask(wanted)), None
            yield chunk

    with closing(crew.each(chunks())) as given:
        for copies in given:
            yield Read(copies, sizes.popleft())


def given_of(
    files: Sequence[Found], learned: Mapping[str, Learned], tried: Sequence[Mapping[str, Any]] = ()
) -> dict[tuple[str, str], Given]:
    """What is known of the lines of files beside their words, by folder."""
    rules = {name: rules_for(name, tried) for name in dict.fromkeys(found.collection for found in files)}
    folders = {found.folder: found for found in files}
    return {
        folder: Given(
            rules=rules[found.collection],
            furniture=learned.get(found.collection, NOTHING_LEARNED).furniture(found.file_path),
            habits=learned.get(found.collection, NOTHING_LEARNED).habits(found.file_path),
        )
        for folder, found in folders.items()
    }


def cut(files: Iterable[Found]) -> Iterator[tuple[Found, ...]]:
    """The same files in chunks. How many workers there are plays no part in it."""
    chunk: list[Found] = []
    size = 0
    for found in files:
        more = found.size
        if chunk and (len(chunk) >= FILES or size + more > BYTES):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(found)
        size += more
    if chunk:
        yield tuple(chunk)
