"""``import_stories --watch FOLDER``: a sweep, a run where something arrived, a rest, until somebody asks to stop."""

from collections.abc import Callable

from django.db import close_old_connections

from articles import importing
from articles.importing.finding.paths import is_folder
from articles.management.progress import Stop

INTERVAL = 5
"""Seconds between two sweeps."""


def watch(
    arrivals: importing.Arrivals,
    *,
    interval: int,
    stop: Stop,
    take: Callable[[importing.Walk], None],
    say: Callable[[list[str]], None],
) -> None:
    """Give each sweep's files to ``take``. A folder that goes, as a disk that is taken off does, is waited for."""
    was_there = True
    while not stop.asked:
        is_there = is_folder(arrivals.folder)
        if is_there != was_there:
            said = "is there again" if is_there else "is not there any more; waiting for it"
            say([f"{arrivals.folder} {said}."])
        was_there = is_there
        close_old_connections()  # one that was dropped meanwhile is made anew
        if is_there and (walk := arrivals.sweep()).files:
            take(walk)
        stop.wait(interval)
