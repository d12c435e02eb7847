"""A PostgreSQL server that keeps what it said it has, as one in use does; it can be killed, held up, begun again."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests import postgres
from tests.faults import processes

MISSING = "PostgreSQL is not installed here (Debian: apt-get install postgresql)."
KEEPS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "listen_addresses": ""}
"""As PostgreSQL is by itself, but on no port."""
PATIENCE = 300
"""Seconds."""


class Postgres:
    """``url`` is that of a database on it. ``options`` are of its configuration."""

    def __init__(self, folder: Path, **options: str) -> None:
        found = postgres.programs()
        assert found, MISSING
        self._programs, self._folder, self._owner = found, folder, postgres._owner()
        self._options = KEEPS | {"unix_socket_directories": str(folder)} | options
        self.url = f"postgres://newsroom@{quote(str(folder), safe='')}/newsroom"
        self._server: subprocess.Popen[bytes] | None = None
        if self._owner:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, self._owner)
        if not (folder / "data").exists():
            made = ["-D", f"{folder}/data", "-U", "newsroom", "-A", "trust", "-N", "--locale=C.UTF-8"]
            postgres._run(found / "initdb", *made, owner=self._owner)

    def start(self) -> None:
        """Begin, and return once it answers."""
        given = [part for name, value in self._options.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", f"{self._folder}/data", *given]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                command, cwd="/", user=self._owner, stdout=log, stderr=log, start_new_session=True
            )
        self.wait()

    def wait(self) -> None:
        """Return once it answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(psycopg.OperationalError):
                self.asked("SELECT 1")
                return
            time.sleep(0.02)
        raise AssertionError(f"PostgreSQL does not answer: {(self._folder / 'log').read_text()[-2000:]}")

    def asked(self, question: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """The rows of an answer, over a connection of their own."""
        url = self.url.rpartition("/")[0] + f"/{database}"
        with psycopg.connect(url, autocommit=True, connect_timeout=2) as connection:
            answer = connection.execute(question)  # type: ignore[arg-type]
            return list(answer.fetchall()) if answer.description else []

    def kill(self) -> None:
        """All of its processes at once, as where a machine has no memory left, or a container ends."""
        assert self._server
        pids = processes.send(self._server.pid, signal.SIGKILL)
        self._server.wait()
        processes.gone(pids)

    def kill_one(self) -> None:
        """One process of a client that is in a transaction, or else any: the server ends all others, looks through its
        journal, and goes on by itself.
        """
        busy = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() "
        rows = self.asked(busy + "ORDER BY state IN ('idle') NULLS LAST, random()")
        if rows:
            os.kill(int(str(rows[0][0])), signal.SIGKILL)

    def send(self, sent: signal.Signals) -> None:
        """A signal to all of its processes."""
        assert self._server
        processes.send(self._server.pid, sent)

    def stop(self) -> None:
        if self._server and self._server.poll() is None:
            self.send(signal.SIGCONT)
            self._server.send_signal(signal.SIGINT)
            self._server.wait(PATIENCE)


@contextmanager
def running(folder: Path, **options: str) -> Iterator[Postgres]:
    """A server of what lies in a folder, or of nothing yet."""
    folder.mkdir(exist_ok=True)
    server = Postgres(folder, **options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
