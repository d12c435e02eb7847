"""Figures of each process in a file of its own, where the others of the machine find them.

A process writes its file over once a second, where something has changed. It holds a lock on it while it lives, however
it ends: what is in a file that nobody holds is added to what went before, so that no count ever falls.
"""

import atexit
import fcntl
import json
import logging
import os
import secrets
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from articles.counts.counting import Figures, Histogram, families, mine

PAUSE = 1.0
"""Seconds between two looks at what has changed."""
ROOM = 65_536
"""Bytes that a file has from the first: it is written where the disk has become full, too."""
TRIES = 5
"""To read a file that may be written just then."""

logger = logging.getLogger(__name__)


class Keeper:
    """Keeps the figures of this process in ``folder``, and adds up those of all. A folder that cannot be written is
    told once; the figures are then those of this process alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._past = folder, folder / "past"
        self._form = _form()
        self._written = b""
        self._writing = threading.Lock()
        self._ends = threading.Event()
        try:
            folder.mkdir(mode=0o750, parents=True, exist_ok=True)
            with self._locked():
                self._file = self._made()
        except OSError as problem:
            self._file = -1
            logger.warning(
                "%s cannot be written (%s): figures are those of a process.", folder, problem.strerror
            )

    def begin(self) -> None:
        """Go on writing, from another thread, until the process ends."""
        threading.Thread(target=self._go_on, name="counts", daemon=True).start()
        atexit.register(self.write)

    def end(self) -> None:
        self._ends.set()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def write(self) -> None:
        counted, measured = mine()
        told = json.dumps({"form": self._form, "counted": counted, "measured": measured}).encode()
        with self._writing:
            if self._file < 0 or told == self._written:
                return
            self._written = told
            with suppress(OSError):  # the next one may go better
                os.pwrite(self._file, (b"%08x" % zlib.crc32(told) + told).ljust(ROOM), 0)

    def sums(self) -> Figures:
        """Of all processes that live, and what those that have ended had counted."""
        if self._file < 0:
            counted, measured = mine()
            return counted | measured
        self.write()
        try:
            with self._locked():
                return dict(self._added_up())
        except OSError as problem:
            logger.warning("Figures of other processes cannot be read (%s).", problem.strerror)
            counted, measured = mine()
            return counted | measured

    def _go_on(self) -> None:
        while not self._ends.wait(PAUSE):
            self.write()

    def _made(self) -> int:
        path = self._folder / f"{secrets.token_hex(8)}.process"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        os.write(file, b" " * ROOM)
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _added_up(self) -> "Counter[str]":
        past = self._before()
        sums, ended = Counter[str](), []
        for path in sorted(self._folder.glob("*.process")):
            with path.open("rb") as file:
                told, lives = _read(file), not _is_let_go(file)
            ours = told if told.get("form") == self._form else {}
            if lives:
                sums.update(ours.get("counted", {}))
                sums.update(ours.get("measured", {}))
                continue
            ended.append(path)
            if path.name not in past["folded"]:
                total = Counter(past["counted"])
                total.update(ours.get("counted", {}))
                past["counted"] = dict(total)
        if ended:
            self._fold(past, ended)
        sums.update(past["counted"])
        return sums

    def _fold(self, past: dict[str, Any], ended: list[Path]) -> None:
        """Each is named in what it was added to, should this be cut short before all of them are deleted."""
        part = self._past.with_suffix(".part")
        try:
            part.write_text(json.dumps(past | {"folded": [path.name for path in ended]}))
            part.replace(self._past)
        except OSError:  # they stay until there is room
            return
        for path in ended:
            path.unlink()

    def _before(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, TypeError, KeyError):
            past: dict[str, Any] = json.loads(self._past.read_text())
            if past["form"] == self._form:
                return past
        return {"form": self._form, "counted": {}, "folded": []}


def _read(file: Any) -> dict[str, Any]:
    for _ in range(TRIES):
        file.seek(0)
        held = file.read().rstrip()
        if held[:8] == b"%08x" % zlib.crc32(held[8:]):
            told: dict[str, Any] = json.loads(held[8:])
            return told
    return {}


def _is_let_go(file: Any) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _form() -> int:
    """Of the figures: those of a version that cuts them otherwise are not added to ours."""
    told = [
        (one.name, one.labels, getattr(one, "bounds", ())) for one in families() if isinstance(one, Histogram)
    ]
    return zlib.crc32(repr(sorted(told)).encode())
