"""Processes that work beside this one: they know no database, leave Ctrl-C to their parent, and do not outlive it.

Each has a pipe of its own, of which nobody else holds an end. So one that is killed, even in the middle of an answer,
is known by its pipe and takes nothing with it: another does its work again. A thread sees to each, so that it never
waits for this process, whatever that is at. One that gives no sign of life for too long is ended: it hangs.
"""

import logging
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Self, TypeVar

from articles.crew.hands import LOOK, Hand, seldom_collected
from articles.crew.tasks import Task, Work

__all__ = ["Crew", "Stopped", "Work", "seldom_collected"]

log = logging.getLogger(__name__)

_PATIENCE = 120
"""Seconds that a process may go on without a sign of life, where nobody says otherwise."""
_AHEAD = 2
"""Works for each worker that are begun before they are asked for."""
_IN_VAIN = 3
"""Processes that could not even begin; then no more are started."""
_Done = TypeVar("_Done")


class Stopped(Exception):
    """Somebody asked to stop: what is in hand is thrown away."""


class Crew:
    """So many ``workers``, who begin when there is something to do; none where that is 0.

    They are started anew, not forked: none shares this one's connection to the database. ``lost`` counts those that
    ended in the middle, killed by the system or by an error, and were replaced. Where none can be started, this
    process does their work.

    One of them that gives no sign of life for ``patience`` seconds is ended, too. They are counted in looks at it, not
    by a clock: while the machine sleeps, or all of this is halted, they do not go by. What hangs in this process is not
    ended: no library can be left in its middle without harm, so where there are no workers nothing is bounded.
    """

    def __init__(
        self, workers: int, *, patience: float = _PATIENCE, is_stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self.workers = workers
        self.patience = patience
        self.lost = 0
        self._is_stopped = is_stopped
        self._hands: list[Hand] = []
        self._waiting: queue.SimpleQueue[Task[Any] | None] = queue.SimpleQueue()
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._in_vain = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.dismiss()

    def each(self, works: Iterable[Work[_Done]]) -> Iterator[Iterable[_Done]]:
        """What comes of each, in their order; some are done before they are asked for, or where there are no workers
        while what comes of them is.

        A work that ends who does it is given out again, then in parts, at once in parts where it hangs; a part that
        does so again stays undone. Raises Stopped once somebody asks to stop.
        """
        if not self.workers:
            for work in works:
                self.heed()
                yield work.do(_not_asked)
            return
        coming, begun = map(Task, works), deque[Task[_Done]]()
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
                self._news.get(timeout=LOOK)
        elif task := self._waiting.get():
            task.done = list(task.work.do(_not_asked))

    def _take_on(self) -> None:
        if self._in_vain < _IN_VAIN:
            try:
                self._hands.append(Hand(self._waiting, self._news, self.patience))
            except OSError as error:
                self._begin_in_vain(str(error))

    def _begin_in_vain(self, why: str) -> None:
        self._in_vain += 1
        if self._in_vain == _IN_VAIN:
            log.warning("No more processes can be started (%s): those that there are do the work.", why)

    def _lose(self, hand: Hand) -> None:
        """Have what one was given who is gone done by others."""
        self._hands.remove(hand)
        hand.end()
        if not hand.is_ready:
            self._begin_in_vain(f"one {'hung' if hand.is_overdue else 'ended'} at its start")
            return
        self.lost += 1
        why = f"hung for {self.patience:g} seconds" if hand.is_overdue else "was killed, or failed"
        log.warning("A process beside this one %s. What it had is done again.", why)
        for task in hand.task.again(self.patience if hand.is_overdue else None) if hand.task else ():
            self._waiting.put(task)


def _not_asked() -> None:
    """Nobody waits for a sign of life."""
