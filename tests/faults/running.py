"""A newsroom that is served as in production, by processes that can be killed, held up and replaced."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from tests.benchmarks.apart import TOP, Newsroom
from tests.benchmarks.servers import free_port
from tests.faults.houses import environment
from tests.faults.processes import children, told

PATIENCE = 300
"""Seconds that a server may take to begin, to come back or to end, where others use the machine too."""
LAST = "the last one that could be made"


class Web:
    """``manage.py serve`` with settings of its ``own``, ``under`` another program where one is named."""

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        workers: int = 2,
        threads: int = 4,
        under: tuple[str, ...] = (),
        **own: str,
    ) -> None:
        self.port, self.log = (
            free_port(),
            newsroom.folder.parent / f"{newsroom.name}-{uuid.uuid4().hex[:6]}.log",
        )
        self.root = f"http://127.0.0.1:{self.port}"
        size = ("--workers", workers, "--threads", threads)
        self._command = [*under, *newsroom.command("serve", "--port", self.port, *size)]
        self._environment = environment(newsroom, **own)
        self.leader = 0

    def start(self) -> Self:
        """Begin, and return once a page is made."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=TOP, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        self.leader = self._process.pid
        self.until_served()
        return self

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [pid for pid in children(self.leader) if "spawn_main" in told(pid)]

    def is_served(self, path: str = "") -> bool:
        """Whether a page is made that nobody asked for before."""
        try:
            path = path or f"/stories/?q=harbour+{uuid.uuid4().hex}"
            with urllib.request.urlopen(self.root + path, timeout=15) as answer:
                return LAST not in answer.headers.get("Cache-Status", "")
        except (OSError, urllib.error.HTTPError):
            return False

    def until_served(self, path: str = "") -> float:
        """Return once it is, by all of its processes as far as chance tells; gives the seconds that took."""
        begun = time.monotonic()
        in_a_row = 0
        first = 0.0
        while in_a_row < 4:
            if self.is_served(path):
                in_a_row, first = in_a_row + 1, first or time.monotonic()
            else:
                in_a_row, first = 0, 0.0
                time.sleep(0.02)
            if time.monotonic() - begun > PATIENCE or self._process.poll() is not None:
                raise AssertionError(f"Nothing is served: {self.log.read_text()[-2000:]}")
        return first - begun

    def kill(self) -> None:
        """All of its processes at once."""
        os.killpg(self.leader, signal.SIGKILL)
        self._process.wait()

    def hang_up(self) -> None:
        """Let it replace its processes."""
        os.kill(self.leader, signal.SIGHUP)

    def stop(self) -> None:
        if self.leader and self._process.poll() is None:
            os.killpg(self.leader, signal.SIGCONT)
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def served(newsroom: Newsroom, **options: Any) -> Iterator[Web]:
    web = Web(newsroom, **options)
    try:
        yield web.start()
    finally:
        web.stop()
