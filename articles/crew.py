"""Processes that work beside this one: they know no database, leave Ctrl-C to their parent, and do not outlive it.

Each has a pipe of its own, of which nobody else holds an end. So one that is killed, even in the middle of an answer,
is known by its pipe and takes nothing with it: another does its work again. A thread sees to each, so that it never
waits for this process, whatever that is at.
"""

import gc
import logging
import multiprocessing
import os
import queue
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Generic, Protocol, Self, TypeVar

import django

log = logging.getLogger(__name__)

_AHEAD = 2
"""Works for each worker that are begun before they are asked for."""
_TRIES = 2
"""How often a work is given out whole, if who does it is killed each time."""
_IN_VAIN = 3
"""Processes that could not even begin; then no more are started."""
_LOOK = 0.2
"""Seconds after which who waits for an answer looks whether somebody asks to stop."""
_MADE_BETWEEN = 50_000
"""Objects after which Python looks for such as only hold each other. Its own 700 are a dozen files that were read."""
_UNHEARD = {signal.SIGINT, signal.SIGHUP}
"""What a terminal sends to all processes of a command."""

_Done = TypeVar("_Done")


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look seldom for objects that only hold each other: what goes through a crew by the hundred thousand is
    let go as soon as nobody holds it, and looking through it takes a sixth of the time of who does.
    """
    before = gc.get_threshold()
    gc.set_threshold(_MADE_BETWEEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Stopped(Exception):
    """Somebody asked to stop: what is in hand is thrown away."""


class Work(Protocol[_Done]):
    """Something to be done by one process, to which it is sent.

    What comes of it by the thousand has no slots: objects that are frozen and have some are packed field by field.
    """

    def do(self) -> list[_Done]: ...

    def parts(self) -> Sequence["Work[_Done]"]:
        """The same in parts, each to be done by itself; none of what is as small as can be."""

    def undone(self) -> list[_Done]:
        """What stands for it where it ends whoever does it."""


class Crew:
    """So many ``workers``, who begin when there is something to do; none where that is 0.

    They are started anew, not forked: none shares this one's connection to the database. ``lost`` counts those that
    ended in the middle, killed by the system or by an error, and were replaced. Where none can be started, this
    process does their work.
    """

    def __init__(self, workers: int, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        self.workers = workers
        self.lost = 0
        self._is_stopped = is_stopped
        self._hands: list[_Hand] = []
        self._waiting: queue.SimpleQueue[_Task[Any] | None] = queue.SimpleQueue()
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._in_vain = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.dismiss()

    def each(self, works: Iterable[Work[_Done]]) -> Iterator[list[_Done]]:
        """What comes of each, in their order; some are done before they are asked for.

        A work that ends who does it is given out again, then in parts; a part that does so again stays undone. Raises
        Stopped once somebody asks to stop.
        """
        if not self.workers:
            for work in works:
                self.heed()
                yield work.do()
            return
        coming, begun = map(_Task, works), deque[_Task[_Done]]()
        try:
            while True:
                self.heed()
                while len(begun) < self.workers * _AHEAD and (task := next(coming, None)):
                    begun.append(task)
                    self._waiting.put(task)
                if not begun:
                    return
                self._muster()
                if (answer := begun[0].answer()) is not None:
                    begun.popleft()
                    yield answer
                else:
                    self._go_on()
        finally:
            if begun:
                self.dismiss()

    def heed(self) -> None:
        """Raise Stopped where somebody asks to stop."""
        if self._is_stopped():
            raise Stopped

    def dismiss(self) -> None:
        """Send them home, whatever they are at. What is asked next is done by new ones."""
        for _ in self._hands:
            self._waiting.put(None)  # to each that may be idle, before any is waited for
        for hand in self._hands:
            hand.end()
        self._hands, self._waiting = [], queue.SimpleQueue()

    def _muster(self) -> None:
        """See that as many are there as have something to do."""
        for hand in [hand for hand in self._hands if hand.is_gone]:
            self._lose(hand)
        idle = sum(hand.task is None for hand in self._hands)
        for _ in range(min(self._waiting.qsize() - idle, self.workers - len(self._hands))):
            self._take_on()

    def _go_on(self) -> None:
        """Wait a little for what they do, or do something where nobody is there."""
        if self._hands:
            with suppress(queue.Empty):
                self._news.get(timeout=_LOOK)
        elif task := self._waiting.get():
            task.done = task.work.do()

    def _take_on(self) -> None:
        if self._in_vain < _IN_VAIN:
            try:
                self._hands.append(_Hand(self._waiting, self._news))
            except OSError as error:
                self._begin_in_vain(str(error))

    def _begin_in_vain(self, why: str) -> None:
        self._in_vain += 1
        if self._in_vain == _IN_VAIN:
            log.warning("No more processes can be started (%s): those that there are do the work.", why)

    def _lose(self, hand: "_Hand") -> None:
        """Have what one was given who is gone done by others."""
        self._hands.remove(hand)
        hand.end()
        if not hand.is_ready:
            self._begin_in_vain("one ended at its start")
            return
        self.lost += 1
        log.warning("A process beside this one was killed, or failed. What it had is done again.")
        for task in hand.task.again() if hand.task else ():
            self._waiting.put(task)


@dataclass(slots=True, eq=False)
class _Task(Generic[_Done]):
    """A work that was begun, with the number of processes that it ended, and what came of it."""

    work: Work[_Done]
    ended: int = 0
    done: list[_Done] | None = None
    parts: list["_Task[_Done]"] = field(default_factory=list)

    def answer(self) -> list[_Done] | None:
        """What came of it; None where it is not done yet."""
        if not self.parts:
            return self.done
        answers = [part.done for part in self.parts]
        return None if None in answers else list(chain.from_iterable(filter(None, answers)))

    def again(self) -> "list[_Task[_Done]]":
        """What is to be done once more: all of it, or each of its parts once."""
        self.ended += 1
        if self.ended < _TRIES:
            return [self]
        self.parts = [_Task(part, ended=_TRIES - 1) for part in self.work.parts()]
        if not self.parts:
            self.done = self.work.undone()
        return self.parts


class _Hand:
    """One of the processes, with the thread that gives it one task of those ``waiting`` after the other.

    There are ``news`` when it has done one, and when it is gone; its ``task`` is then what it had.
    """

    def __init__(
        self, waiting: "queue.SimpleQueue[_Task[Any] | None]", news: "queue.SimpleQueue[None]"
    ) -> None:
        self.is_ready = self.is_gone = False
        self.task: _Task[Any] | None = None
        self._waiting, self._news = waiting, news
        resource_tracker.ensure_running()  # which lifts the mask below, but only when it is started
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _UNHEARD)  # the process inherits it, for good
        try:
            self._pipe, theirs = multiprocessing.Pipe()
            with theirs:
                context = multiprocessing.get_context("spawn")
                self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
                self.process.start()
            self._thread = Thread(target=self._see_to_it, daemon=True)
            try:
                self._thread.start()
            except RuntimeError as error:  # threads count where the number of processes is limited
                self.process.kill()
                raise OSError(str(error)) from None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def end(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        self.process.join()
        self._thread.join()
        self._pipe.close()

    def _see_to_it(self) -> None:
        try:
            self._pipe.recv()
            self.is_ready = True
            while task := self._waiting.get():
                self._give(task)
        except (EOFError, OSError):
            pass  # it is gone
        finally:
            self.is_gone = True
            self._news.put(None)

    def _give(self, task: _Task[Any]) -> None:
        self.task = task
        try:
            self._pipe.send(task.work)
        except OSError:  # it was gone before
            self.task = None
            self._waiting.put(task)
            raise
        task.done = self._pipe.recv()
        self.task = None
        self._news.put(None)


def _serve(pipe: Connection) -> None:
    """Do what comes, until nobody is there any more who could send something."""
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    with seldom_collected(), suppress(EOFError, ConnectionError):
        pipe.send(None)
        while True:
            pipe.send(pipe.recv().do())


def _end_with_parent() -> None:
    """Who is at work hears nothing of its pipe."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more
