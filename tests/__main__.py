"""`python -m tests`: the whole suite on SQLite and on PostgreSQL, side by side.

Tests to which the database is all the same run once: those that are marked `once` on SQLite, those that drive a
browser on PostgreSQL, those that ask none beside both. Where PostgreSQL is missing, all run on SQLite. What follows is
passed on to pytest. What runs beside SQLite is told when all is through. The server is the one that TEST_POSTGRES_URL
names, or else one started for the tests, if it is installed.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest

from tests import postgres

NO_POSTGRESQL = (
    "The PostgreSQL half was left out: it is not installed here. "
    "Install it (Debian: apt-get install postgresql), or set TEST_POSTGRES_URL=postgres://user:password@host/name."
)
PURE = "pure and not postgresql"
ON_SQLITE = f"not ({PURE}) and (once or sqlite or not browser)"
ON_POSTGRESQL = f"not ({PURE}) and (postgresql or not once)"
NONE = pytest.ExitCode.NO_TESTS_COLLECTED


def main(arguments: list[str]) -> int:
    server = postgres_server()
    if server is None:
        status = run("SQLite", "", arguments).returncode
        print(f"\n{NO_POSTGRESQL}", flush=True)
        return combined([status, pytest.ExitCode.USAGE_ERROR] if os.environ.get("CI") == "true" else [status])
    with server as url, ThreadPoolExecutor(2) as beside:
        others = [
            beside.submit(run, title, where, ["-m", marked, *arguments], stdout=subprocess.PIPE)
            for title, where, marked in (("PostgreSQL", url, ON_POSTGRESQL), ("No database", "", PURE))
        ]
        done = [run("SQLite", "", ["-m", ON_SQLITE, *arguments]), *(other.result() for other in others)]
    for other in done[1:]:
        print(other.stdout, flush=True)
    return combined([one.returncode for one in done])


def postgres_server() -> AbstractContextManager[str] | None:
    if url := os.environ.get("TEST_POSTGRES_URL"):
        return nullcontext(url)
    programs = postgres.programs()
    return postgres.server(programs) if programs else None


def run(title: str, url: str, arguments: list[str], **output: Any) -> subprocess.CompletedProcess[str]:
    """A part of them. ``output`` as for ``subprocess.run``: where it goes, if it is not to be seen at once."""
    title = f"\n══ {title} ══"
    if not output:
        print(title, flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = os.environ | {"DATABASE_URL": url}
    done = subprocess.run(command, env=environment, check=False, text=True, **output)
    if output:
        done.stdout = f"{title}\n{done.stdout}"
    return done


def combined(statuses: list[int]) -> int:
    """The first failure; a part in which no test was asked for is none, if another had some."""
    return next((status for status in statuses if status not in (0, NONE)), min(statuses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
