"""Processes that work beside this one: they know no database, leave Ctrl-C to their parent, and do not outlive it.

Each has a pipe of its own, of which nobody else holds an end. So one that is killed, even in the middle of an answer,
is known by its pipe and takes nothing with it: another does its work again.
"""

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, Self, TypeVar

import django

log = logging.getLogger(__name__)

_AHEAD = 2
"""Works for each worker that are begun before they are asked for."""
_TRIES = 2
"""How often a work is given out whole, if who does it is killed each time."""
_IN_VAIN = 3
"""Processes one after the other that could not even begin; then no more are started."""
_LOOK = 0.2
"""Seconds after which who waits for an answer looks whether somebody asks to stop."""
_UNHEARD = {signal.SIGINT, signal.SIGHUP}
"""What a terminal sends to all processes of a command."""

_Done = TypeVar("_Done")


class Stopped(Exception):
    """Somebody asked to stop: what is in hand is thrown away."""


class Work(Protocol[_Done]):
    """Something to be done by one process, to which it is sent."""

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
        self._waiting: deque[_Task[Any]] = deque()
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
                    self._waiting.append(task)
                if not begun:
                    return
                self._go_on(begun[0])
                if (answer := begun[0].answer()) is not None:
                    begun.popleft()
                    yield answer
        finally:
            self._waiting.clear()
            if any(hand.task for hand in self._hands):
                self.dismiss()

    def heed(self) -> None:
        """Raise Stopped where somebody asks to stop."""
        if self._is_stopped():
            raise Stopped

    def dismiss(self) -> None:
        """Send them home, whatever they are at. What is asked next is done by new ones."""
        hands, self._hands = self._hands, []
        for hand in hands:
            hand.end()

    def _go_on(self, wanted: "_Task[Any]") -> None:
        """Take what was done and give out what waits; rest a little where what is ``wanted`` is not there yet."""
        self._give_out()
        if self._hands:
            ready = wait([hand.pipe for hand in self._hands], 0 if wanted.answer() is not None else _LOOK)
            for hand in [hand for hand in self._hands if hand.pipe in ready]:
                self._hear(hand)
            self._give_out()
        elif self._waiting:
            task = self._waiting.popleft()
            task.done = task.work.do()

    def _give_out(self) -> None:
        for hand in [hand for hand in self._hands if hand.is_ready and not hand.task]:
            if self._waiting:
                self._give(hand)
        free = sum(not hand.task for hand in self._hands)
        for _ in range(min(len(self._waiting) - free, self.workers - len(self._hands))):
            self._take_on()

    def _give(self, hand: "_Hand") -> None:
        try:
            hand.pipe.send(self._waiting[0].work)
        except OSError:
            self._lose(hand)
        else:
            hand.task = self._waiting.popleft()

    def _take_on(self) -> None:
        if self._in_vain < _IN_VAIN:
            try:
                self._hands.append(_Hand())
            except OSError as error:
                self._begin_in_vain(str(error))

    def _begin_in_vain(self, why: str) -> None:
        self._in_vain += 1
        if self._in_vain == _IN_VAIN:
            log.warning("No more processes can be started (%s): those that there are do the work.", why)

    def _hear(self, hand: "_Hand") -> None:
        try:
            said = hand.pipe.recv()
        except (EOFError, OSError):
            self._lose(hand)
            return
        if hand.task:
            hand.task.done, hand.task = said, None
        else:
            hand.is_ready, self._in_vain = True, 0

    def _lose(self, hand: "_Hand") -> None:
        """Have what one was given who is gone done by others."""
        self._hands.remove(hand)
        hand.end()
        if not hand.is_ready:
            self._begin_in_vain("one ended at its start")
            return
        self.lost += 1
        log.warning("A process beside this one was killed, or failed. What it had is done again.")
        if hand.task:
            self._waiting.extendleft(reversed(hand.task.again()))


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
    """One of the processes. It says that it is ready, and is then given one task at a time."""

    def __init__(self) -> None:
        self.is_ready = False
        self.task: _Task[Any] | None = None
        resource_tracker.ensure_running()  # which lifts the mask below, but only when it is started
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _UNHEARD)  # the process inherits it, for good
        try:
            self.pipe, theirs = multiprocessing.Pipe()
            with theirs:
                context = multiprocessing.get_context("spawn")
                self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
                self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def end(self) -> None:
        """End it, whatever it is at."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _serve(pipe: Connection) -> None:
    """Do what comes, until nobody is there any more who could send something."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    with suppress(EOFError, ConnectionError):
        pipe.send(None)
        while True:
            pipe.send(pipe.recv().do())


def _end_with_parent() -> None:
    """Who is at work hears nothing of its pipe."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more
