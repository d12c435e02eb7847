"""What is asked of a newsroom that is disturbed, and done in it, by a process of its own that is never disturbed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.apart import TOP, Newsroom
from tests.faults.houses import environment

PROGRAM = """
import json, sys, django
django.setup()
from django.db import connections
from tests.faults import within
for line in sys.stdin:
    name, given = json.loads(line)
    connections.close_all()
    print(json.dumps(getattr(within, name)(**given)), flush=True)
"""


class Clerk:
    """Has functions of ``within`` do their work, one after the other."""

    def __init__(self, newsroom: Newsroom, **own: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=TOP, env=environment(newsroom, **own), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, name: str, **given: Any) -> Any:
        """What the function gives. Where it fails, all ends: it has said why."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps([name, given])}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        if not said:
            raise SystemExit(f"{name} failed.")
        return json.loads(said)


@contextmanager
def clerk(newsroom: Newsroom, **own: str) -> Iterator[Clerk]:
    """One for as long as the block goes on, with settings of its ``own``."""
    made = Clerk(newsroom, **own)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.communicate()
