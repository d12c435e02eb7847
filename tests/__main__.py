"""`python -m tests`: the whole suite on SQLite, then on PostgreSQL. What follows is passed on to pytest.

PostgreSQL is the server that TEST_POSTGRES_URL names, or else one started for the tests, if it is installed.
"""

import os
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext

import pytest

from tests import postgres

NO_POSTGRESQL = (
    "The PostgreSQL half was left out: it is not installed here. "
    "Install it (Debian: apt-get install postgresql), or set TEST_POSTGRES_URL=postgres://user:password@host/name."
)
NONE = pytest.ExitCode.NO_TESTS_COLLECTED


def main(arguments: list[str]) -> int:
    statuses = [run("SQLite", "", arguments)]
    server = postgres_server()
    if server:
        with server as url:
            statuses.append(run("PostgreSQL", url, arguments))
    else:
        print(f"\n{NO_POSTGRESQL}", flush=True)
        if os.environ.get("CI") == "true":
            statuses.append(pytest.ExitCode.USAGE_ERROR)
    return combined(statuses)


def postgres_server() -> AbstractContextManager[str] | None:
    if url := os.environ.get("TEST_POSTGRES_URL"):
        return nullcontext(url)
    programs = postgres.programs()
    return postgres.server(programs) if programs else None


def run(title: str, url: str, arguments: list[str]) -> int:
    print(f"\n══ {title} ══", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


def combined(statuses: list[int]) -> int:
    """The first failure; a half in which no test was asked for is none, if the other half had some."""
    return next((status for status in statuses if status not in (0, NONE)), min(statuses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
