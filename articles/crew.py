"""Processes that work beside this one: they know no database, leave Ctrl-C to their parent, and do not outlive it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

import django

_Asked = ParamSpec("_Asked")
_Done = TypeVar("_Done")


class Crew:
    """So many ``workers``, who begin when there is something to do; none where that is 0.

    They are started anew, not forked: none shares this one's connection to the database.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *error: object) -> None:
        self.dismiss()

    def submit(
        self, task: Callable[_Asked, _Done], *args: _Asked.args, **named: _Asked.kwargs
    ) -> Future[_Done]:
        """Let one of them do something. Raises BrokenProcessPool once one was killed."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        return self._pool.submit(task, *args, **named)

    def dismiss(self) -> None:
        """Send them home. What is asked next is done by new ones."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    """Queues between processes are held open by each of them: only this tells that the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more
