"""The server of ``manage.py serve``, which says that it is going to stop before it does, and ends no process before
another serves in its place.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from granian import Granian

from articles.management.release import Release
from articles.vitals.signs import Signs

BEGINNING = 60
"""Seconds that a process may take until it serves, on a busy machine: more, and it is taken for one that never will."""
PAUSE = 1.0
"""Seconds after which one is begun again that ended before it served."""

logger = logging.getLogger(__name__)


def _is_told(record: logging.LogRecord) -> bool:
    """Not that threads are many for the processors: ours wait for a database most of the time."""
    return "Python threads, which seems quite high" not in record.getMessage()


class Server(Granian):
    """On SIGTERM ``/health/ready`` says no, so that whoever sends readers here sends them elsewhere; after so many
    seconds it takes no more, and ends what it has begun. A second signal, as Ctrl-C, is not waited for.

    On SIGHUP each process is replaced by a new one, once that one serves, which runs the code that its folder has, or
    the link to it leads to, by then. Where one does not serve, as its code or its settings are broken, those that do
    go on, and those that were replaced before it are taken back to where the link led.
    """

    def __init__(self, *given: Any, leaving_seconds: int, **options: Any) -> None:
        super().__init__(*given, **options)
        logging.getLogger("_granian").addFilter(_is_told)
        self._leaving_seconds = leaving_seconds
        self._signs = Signs()
        self._release = Release()
        self._is_leaving = False
        self.respawned_wrks = _Begun(self._goes_on)

    def signal_handler_interrupt(self, *told: Any, **more: Any) -> None:
        is_first, self._is_leaving = not self._is_leaving, True
        if is_first:
            self._signs.leave()
        if is_first and told[:1] == (signal.SIGTERM,) and self._leaving_seconds:
            timer = threading.Timer(self._leaving_seconds, super().signal_handler_interrupt)
            timer.daemon = True
            timer.start()
        else:
            super().signal_handler_interrupt()

    def shutdown(self, exit_code: int = 0) -> None:
        try:
            super().shutdown(exit_code)
        finally:
            self._signs.drop()

    def _stop_workers(self) -> None:
        _end(self.wrks, self.workers_kill_timeout)
        self.wrks.clear()

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:
        self.reload_signal = False
        self.main_loop_interrupt.clear()
        before = self._release.folder
        try:
            self._release.enter()
        except OSError as problem:
            logger.error("No process is replaced, as there is no code to run: %s.", problem)
            return
        begin = partial(self._spawn_worker, target=spawn_target, callback_loader=target_loader)
        new, count = self._release.folder, len(self.wrks)
        replaced = self._replace(count, begin)
        if replaced == count:
            logger.info("All processes are replaced, and run the code of %s.", new)
        elif not self.interrupt_signal:  # else nobody waits for it any more
            logger.error(
                "A new process does not begin to serve, from %s: those that serve go on. "
                "Look above for why, mend it, and reload once more.",
                new,
            )
            self._go_back(before, replaced, begin)

    def _go_back(self, before: Path, replaced: int, begin: Callable[..., Any]) -> None:
        """Let so many processes that were replaced run the code of a folder again, so that all serve one version."""
        new = self._release.folder
        try:
            self._release.enter(before)
            back = self._replace(replaced, begin) if new != before else 0
        except OSError as problem:
            logger.error("There is no code to go back to: %s.", problem)
            back = 0
        if back < replaced:
            logger.error("%d of the processes run the code that %s has now.", replaced - back, new)
        elif replaced:
            logger.warning("All processes run the code of %s again.", before)

    def _replace(self, count: int, begin: Callable[..., Any]) -> int:
        """Replace the first so many processes, each by one that serves, until one does not. Gives how many were."""
        for place, old in enumerate(self.wrks[:count]):
            new = begin(idx=place)
            new.interrupt_by_parent = True  # until it serves, its end is no reason to begin another one
            new.start()
            self._signs.forget(new.inner.pid)  # of one that had this number long ago
            if not self._serves(new):
                new.kill()
                return place
            self.wrks[place] = new
            _end([old], self.workers_kill_timeout)
        return count

    def _goes_on(self, place: int) -> bool:
        """Whether the end of a process is no reason to give up: it had come to serve, or another serves."""
        others = [process for process in self.wrks if process.is_alive()]
        return any(self._signs.serves(process.inner.pid) for process in (self.wrks[place], *others))

    def _respawn_workers(self, places: Sequence[int], *given: Any, **options: Any) -> None:
        if not all(self._signs.serves(self.wrks[place].inner.pid) for place in places):
            time.sleep(PAUSE)
        super()._respawn_workers(places, *given, **options)

    def _serves(self, process: Any) -> bool:
        """Whether a process has come to serve, once it has or is seen not to."""
        end = time.monotonic() + BEGINNING
        while process.is_alive() and time.monotonic() < end and not self.interrupt_signal:
            if self._signs.serves(process.inner.pid):
                process.interrupt_by_parent = False
                return process.is_alive()
            time.sleep(0.05)
        return False


class _Begun(dict[int, float]):
    """When Granian began each process anew, by its place. It gives up all of them where one ends within seconds: here
    none that ``goes_on`` says to go on after, since any may be killed, and as often as it is.
    """

    def __init__(self, goes_on: Callable[[int], bool]) -> None:
        super().__init__()
        self._goes_on = goes_on

    def get(self, place: int, default: Any = None) -> Any:
        return default if self._goes_on(place) else super().get(place, default)


def _end(processes: Sequence[Any], seconds: float) -> None:
    """Let processes end what they have begun, all of them within so many seconds.

    Whether one has ended is told by its end of a pipe: who asks the process itself is told that it has not, for a
    moment, where the thread that watches over it was first to hear.
    """
    for process in processes:
        process.terminate()
    end = time.monotonic() + seconds
    for process in processes:
        if not wait([process.inner.sentinel], max(0.0, end - time.monotonic())):
            logger.warning("A process had not ended after %s seconds, and was killed.", seconds)
            process.kill()
        process.join()
