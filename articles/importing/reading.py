"""Files to copies, a chunk at a time and in their order: in this process, or in others beside it.

What is in flight is bounded, in files and in bytes, however many files there are.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

from articles.crew import crew
from articles.importing import checking
from articles.importing.copies import Copy, killer
from articles.importing.ruling import rules_for
from articles.importing.supplying import NO_SUPPLY, Supply
from articles.importing.understanding import NOTHING, Given, examine
from articles.importing.walking import Found

FILES = 200
"""Of one chunk, at most; it is written in one transaction."""
BYTES = 8_000_000
"""Of one chunk, unless a single file has more."""
AHEAD = 2
"""Chunks for each worker that are read before they are written."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files to be read one after the other, with what was last taken from their places, and what is known of the
    lines of each collection.
    """

    files: tuple[Found, ...]
    known: dict[checking.Place, str]
    now: datetime
    given: dict[str, Given] = field(default_factory=dict)
    supply: Supply = NO_SUPPLY

    def examine(self) -> list[Copy]:
        return [copy for found in self.files for copy in self.examine_one(found)]

    def examine_one(self, found: Found) -> list[Copy]:
        known = self.known.get(found.place, "")
        given = self.given.get(found.collection, NOTHING)
        return examine(found, now=self.now, known=known, given=given, supply=self.supply)


@dataclass(frozen=True, slots=True)
class Read:
    """The copies of a chunk, and how many files of the walk it stands for."""

    copies: list[Copy]
    files: int


def read(
    files: Sequence[Found],
    *,
    workers: int,
    anew: bool,
    now: datetime,
    left: Callable[[Sequence[Found]], list[Found]],
    supply: Supply = NO_SUPPLY,
) -> Iterator[Read]:
    """The copies of all files, chunk by chunk in their order. Without workers they are read here.

    Unless ``anew``, what is as it was when it was last taken is only hashed. ``left`` gives those of a chunk's files
    that are to be read at all.
    """
    sizes: deque[int] = deque()

    def chunks() -> Iterator[Chunk]:
        for some in cut(files):
            wanted = left(some)
            sizes.append(len(some))
            known = {} if anew else checking.hashes(wanted)
            given = {name: given_of(name) for name in {found.collection for found in wanted}}
            yield Chunk(tuple(wanted), known, now, given, supply.only(wanted))

    given = _by_crew(chunks(), workers) if workers else (chunk.examine() for chunk in chunks())
    with closing(given):
        for copies in given:
            yield Read(copies, sizes.popleft())


def given_of(collection: str) -> Given:
    """What is known of the lines of a collection's files beside their words."""
    return Given(rules=rules_for(collection))


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


def _by_crew(chunks: Iterator[Chunk], workers: int) -> Iterator[list[Copy]]:
    """The copies of chunks that are read by other processes.

    One of them that is killed, by a system that has no memory left, takes all with it. The chunk that is waited for
    is then read file by file, so that the file which kills its reader is known by name, and a new crew does the rest.
    """
    flying: deque[tuple[Chunk, Future[list[Copy]]]] = deque()
    pool = crew(workers)
    try:
        while True:
            while len(flying) < workers * AHEAD and (chunk := next(chunks, None)):
                flying.append((chunk, pool.submit(chunk.examine)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                copies = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                copies = list(_one_by_one(chunk))
                pool = crew(workers)
                flying = deque((each, pool.submit(each.examine)) for each, _ in flying)
            yield copies
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(chunk: Chunk) -> Iterator[Copy]:
    """Each file of a chunk by a reader that only it can kill."""
    pool = crew(1)
    try:
        for found in chunk.files:
            try:
                yield from pool.submit(chunk.examine_one, found).result()
            except BrokenProcessPool:
                yield killer(found)
                pool.shutdown()
                pool = crew(1)
    finally:
        pool.shutdown()
