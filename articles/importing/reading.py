"""Files to copies, a chunk at a time and in their order: in this process, or in others beside it.

What is in flight is bounded, in files and in bytes, however many files there are.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import wait

import django

from articles.importing import checking
from articles.importing.copies import Copy, examine, killer
from articles.importing.walking import Found

FILES = 200
"""Of one chunk, at most; it is written in one transaction."""
BYTES = 8_000_000
"""Of one chunk, unless a single file has more."""
AHEAD = 2
"""Chunks for each worker that are read before they are written."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files to be read one after the other, with what was last taken from their places."""

    files: tuple[Found, ...]
    known: dict[checking.Place, str]
    now: datetime

    def examine(self) -> list[Copy]:
        return [copy for found in self.files for copy in self.examine_one(found)]

    def examine_one(self, found: Found) -> list[Copy]:
        known = self.known.get((found.collection, found.path), "")
        return examine(found, now=self.now, known=known)


def read(files: Sequence[Found], *, workers: int, anew: bool, now: datetime) -> Iterator[list[Copy]]:
    """The copies of all files, chunk by chunk in their order. Without workers they are read here.

    Unless ``anew``, what is as it was when it was last taken is only hashed.
    """
    chunks = (Chunk(some, {} if anew else checking.hashes(some), now) for some in cut(files))
    return Crew(workers).read(chunks) if workers else (chunk.examine() for chunk in chunks)


def cut(files: Iterable[Found]) -> Iterator[tuple[Found, ...]]:
    """The same files in chunks. How many workers there are plays no part in it."""
    chunk: list[Found] = []
    size = 0
    for found in files:
        more = _size(found)
        if chunk and (len(chunk) >= FILES or size + more > BYTES):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(found)
        size += more
    if chunk:
        yield tuple(chunk)


class Crew:
    """Processes that read files, and know no database.

    One that is killed, by a system that has no memory left, takes all of them with it: the chunk that is waited for
    is then read file by file, so that the file which kills its reader is known by name, and a new crew does the rest.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def read(self, chunks: Iterator[Chunk]) -> Iterator[list[Copy]]:
        flying: deque[tuple[Chunk, Future[list[Copy]]]] = deque()
        pool = _pool(self.workers)
        try:
            while True:
                while len(flying) < self.workers * AHEAD and (chunk := next(chunks, None)):
                    flying.append((chunk, pool.submit(chunk.examine)))
                if not flying:
                    return
                chunk, future = flying.popleft()
                try:
                    copies = future.result()
                except BrokenProcessPool:
                    pool.shutdown(cancel_futures=True)
                    copies = list(_one_by_one(chunk))
                    pool = _pool(self.workers)
                    flying = deque((each, pool.submit(each.examine)) for each, _ in flying)
                yield copies
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(chunk: Chunk) -> Iterator[Copy]:
    """Each file of a chunk by a reader that only it can kill."""
    pool = _pool(1)
    try:
        for found in chunk.files:
            try:
                yield from pool.submit(chunk.examine_one, found).result()
            except BrokenProcessPool:
                yield killer(found)
                pool.shutdown()
                pool = _pool(1)
    finally:
        pool.shutdown()


def _pool(workers: int) -> ProcessPoolExecutor:
    # Started anew, not forked: a child must not share this process's connection to the database.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more


def _size(found: Found) -> int:
    try:
        return found.file.stat().st_size
    except OSError:
        return 0
