"""One import measured from within, for ``imports.py``, which runs it as a process of its own.

`python -m tests.benchmarks.measured FOLDER REPORT`: the command `import_stories`, with the seconds that pass in each of
its parts printed at the end, as JSON.
"""

import functools
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django


class Stages:
    """Seconds by what they went to. What is measured within another part is counted in both."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: Counter[str] = Counter()
        self.clock = clock

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        started = self.clock()
        try:
            yield
        finally:
            self.seconds[name] += self.clock() - started

    def watch(self, owner: Any, attribute: str, name: str) -> None:
        """Time each call of a function by the name under which it is called."""
        whole: Callable[..., Any] = getattr(owner, attribute)

        @functools.wraps(whole)
        def watched(*given: Any, **named: Any) -> Any:
            with self.timed(name):
                return whole(*given, **named)

        setattr(owner, attribute, watched)


def main(folder: str, report: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.core.management import call_command

    started, stages = time.perf_counter(), Stages()
    with watched(stages):
        call_command("import_stories", folder, report=report)
    spent = {who: resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)}
    processor = [usage.ru_utime + usage.ru_stime for usage in spent.values()]
    told = {"seconds": time.perf_counter() - started, "main": processor[0], "workers": processor[1]}
    print(json.dumps(told | {"stages": stages.seconds}))


@contextmanager
def watched(stages: Stages) -> Iterator[None]:
    """Time what the main process does. All that is not listed is waiting for those that read."""
    from django.db import connection

    from articles import importing, search
    from articles.importing import Report, running

    stages.watch(importing, "walk", "walk")
    stages.watch(running, "settle", "batches")
    stages.watch(search, "index", "search")
    stages.watch(Report, "add", "report")
    stages.watch(importing.Tally, "add", "counts")
    stages.watch(importing, "finish", "summary")
    stages.watch(connection, "_commit", "database")

    def timed(execute: Callable[..., Any], *given: Any) -> Any:
        with stages.timed("database"):
            return execute(*given)

    with connection.execute_wrapper(timed):
        yield


if __name__ == "__main__":
    main(*sys.argv[1:])
