"""Processes looked up in /proc, which only Linux has."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 60
"""Seconds."""


def children(parent: int) -> list[int]:
    """The processes that one has begun, and those have."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        status = _status(folder)
        if status and int(status[1]) == parent and status[0] != "Z":
            found.append(int(folder.name))
    return [*found, *(one for pid in found for one in children(pid))]


def send(parent: int, sent: signal.Signals) -> list[int]:
    """A signal to a process and all that it has begun: SIGSTOP holds them up, SIGCONT lets them go on. Gives who they
    are."""
    pids = [parent, *children(parent)]
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, sent)
    return pids


def told(pid: int) -> str:
    """The command by which a process was begun; "" where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def gone(pids: list[int]) -> None:
    """Return once all of them are."""
    until(lambda: not any(_is_there(pid) for pid in pids), f"the end of {pids}")


def until(is_so: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Return once something is so."""
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"Waited for {what}, {patience} s in vain.")
        time.sleep(0.01)


def _is_there(pid: int) -> bool:
    status = _status(Path(f"/proc/{pid}"))
    return bool(status) and status[0] != "Z"


def _status(folder: Path) -> list[str]:
    """State, parent and more of a process; nothing where it is gone."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
