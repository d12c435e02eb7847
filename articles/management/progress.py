"""How a long command tells how far it is, and how it lets itself be stopped between two files."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import IO, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

EVERY = 500
"""Files between two lines where there is no terminal."""


_NAP = 0.2
"""Seconds of rest at a time: a signal does not end a longer one."""


class Steps(Protocol):
    def step(self, count: int = 1) -> None: ...


@dataclass(slots=True)
class Lines:
    """Progress as plain lines, for logs and pipes."""

    out: IO[str]
    total: int
    noun: str
    every: int
    done: int = 0

    def step(self, count: int = 1) -> None:
        before, self.done = self.done, self.done + count
        if self.done // self.every > before // self.every and self.done < self.total:
            tell(self.out, f"{self.done:,} of {self.total:,} {self.noun}\n")


@dataclass(slots=True)
class Bar:
    """Progress as a bar with count, rate and time left."""

    progress: Progress
    total: int
    noun: str

    def step(self, count: int = 1) -> None:
        (task,) = self.progress.tasks
        self.progress.update(task.id, advance=count, rate=f"{task.speed or 0:.0f} {self.noun}/s")


@contextmanager
def shown(out: IO[str], total: int, noun: str = "files", *, every: int = 0) -> Iterator[Steps]:
    """Show the progress of ``total`` files on ``out``: a bar on a terminal, a line after each ``every`` elsewhere."""
    if not out.isatty():
        yield Lines(out, total, noun, every or EVERY)
        return
    columns = (
        BarColumn(), MofNCompleteColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(noun, total=total, rate="")
        yield Bar(progress, total, noun)


def tell(out: IO[str], text: str) -> bool:
    """Write something where it may be that nobody reads any more, or no room is left: no reason to leave work undone.
    Gives whether it was written."""
    try:
        out.write(text)
        out.flush()
    except OSError:
        return False
    return True


class Stop:
    """Ctrl-C, the system's request to end, or a terminal that closes asks to stop after what is in hand; a second one
    stops at once. Under ``nohup`` a terminal may close."""

    _SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> "Stop":
        # Only the main thread may say what a signal does.
        self._in_charge = threading.current_thread() is threading.main_thread()
        if self._in_charge:
            self._before = {
                number: signal.signal(number, self._ask)
                for number in self._SIGNALS
                if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN
            }
        return self

    def __exit__(self, *error: object) -> None:
        if self._in_charge:
            for number, before in self._before.items():
                signal.signal(number, before)

    def wait(self, seconds: float) -> None:
        """Rest for so long, or until somebody asks to stop."""
        until = time.monotonic() + seconds
        while not self.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for ends in (signal.SIGTERM, signal.SIGHUP):
            if ends in self._before:
                signal.signal(ends, signal.SIG_DFL)
