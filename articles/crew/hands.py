"""One of the processes that work beside this one, and the thread that sees to it."""

import gc
import logging
import multiprocessing
import os
import pickle
import queue
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

import django

from articles.crew.tasks import Task

log = logging.getLogger(__name__)

LOOK = 0.2
"""Seconds after which who waits for an answer looks whether somebody asks to stop, and between two signs of life."""
BEGINNING = 120
"""Seconds that one may take until it can be given something: on a machine that is busy it loads for long."""
_ENDING = 10
"""Seconds that a process which is killed may take to be gone."""
_MADE_BETWEEN = 50_000
"""Objects after which Python looks for such as only hold each other. Its own 700 are a dozen files that were read."""
_UNHEARD = {signal.SIGINT, signal.SIGHUP}
"""What a terminal sends to all processes of a command."""


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


class Hand:
    """One of the processes, with the thread that gives it one task of those ``waiting`` after the other.

    There are ``news`` when it has done one, and when it is gone; its ``task`` is then what it had, and it
    ``is_overdue`` where it was ended since it gave no sign of life.
    """

    def __init__(
        self,
        waiting: "queue.SimpleQueue[Task[Any] | None]",
        news: "queue.SimpleQueue[None]",
        patience: float,
    ) -> None:
        self.is_ready = self.is_gone = self.is_overdue = False
        self.task: Task[Any] | None = None
        self._waiting, self._news, self._patience = waiting, news, patience
        resource_tracker.ensure_running()  # which lifts the mask below, but only when it is started
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _UNHEARD)  # the process inherits it, for good
        try:
            self._pipe, theirs = multiprocessing.Pipe()
            _let_sending_end(self._pipe, patience)
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
        """End it, whatever it is at. One that waits within the system, as for a disk that is gone, hears of it only
        when that answers: nobody waits for it.
        """
        self.process.kill()
        self.process.join(_ENDING)
        if self.process.is_alive():
            log.warning("Process %s cannot be ended: it waits for a disk or a network.", self.process.pid)
            return
        self._thread.join()
        self._pipe.close()

    def _see_to_it(self) -> None:
        try:
            self._answer(BEGINNING)
            self.is_ready = True
            while task := self._waiting.get():
                self._give(task)
        except (EOFError, OSError):
            pass  # it is gone
        finally:
            self.is_gone = True
            self._news.put(None)

    def _give(self, task: Task[Any]) -> None:
        self.task = task
        try:
            self._send(pickle.dumps(task.work))
        except OSError:  # it was gone before, or takes nothing
            self.task = None
            self._waiting.put(task)
            raise
        task.done = self._answer(self._patience)
        self.task = None
        self._news.put(None)

    def _send(self, work: bytes) -> None:
        """Send it a work; where it takes nothing of it for so long, it is ended."""
        try:
            self._pipe.send_bytes(work)
        except BlockingIOError:
            self._end_overdue()
            raise

    def _answer(self, patience: float) -> list[Any]:
        """What it answers; where it hangs it is ended. What is halted together with this one costs a single look."""
        looks = 0
        while True:
            if not self._pipe.poll(LOOK):
                looks += 1
                if looks * LOOK >= patience:
                    self._end_overdue()
                    raise EOFError
            elif (said := self._pipe.recv()) is not None:
                answer: list[Any] = said
                return answer
            else:
                looks = 0

    def _end_overdue(self) -> None:
        self.is_overdue = True
        self.process.kill()


def _let_sending_end(pipe: Connection, seconds: float) -> None:
    """Let who sends raise BlockingIOError once nothing was taken for so long. Who was halted counts anew."""
    whole, part = divmod(seconds, 1)
    with socket.socket(fileno=os.dup(pipe.fileno())) as same:
        timeval = struct.pack("ll", int(whole), int(part * 1_000_000))
        same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, timeval)


def _serve(pipe: Connection) -> None:
    """Do what comes, until nobody is there any more who could send something."""
    Thread(target=_end_with_parent, daemon=True).start()
    with seldom_collected(), suppress(EOFError, ConnectionError):
        django.setup()
        pipe.send([])  # ready
        while True:
            pipe.send(list(pipe.recv().do(_Signs(pipe))))


class _Signs:
    """Signs of life to who waits for an answer, a few in a second however often there is one to give."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._last = pipe, time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._last >= LOOK:
            self._pipe.send(None)
            self._last = now


def _end_with_parent() -> None:
    """Who is at work hears nothing of its pipe."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more
