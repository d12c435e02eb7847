"""A store of pages of the tests' own (Redis or Valkey): on a socket in a temporary folder, gone when they are done."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("redis-server", "valkey-server")
MISSING = (
    f"No store of pages: neither {' nor '.join(NAMES)} is installed (Debian: apt-get install redis-server)."
)


def program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


class Server:
    """``url`` is its address. It can be made not to answer, and to answer again."""

    def __init__(self, folder: Path) -> None:
        self.url = f"unix://{folder}/socket"
        options = ["--port", "0", "--unixsocket", f"{folder}/socket", "--save", "", "--dir", str(folder)]
        self._process = subprocess.Popen([program() or "", *options], stdout=subprocess.DEVNULL)
        for _ in range(200):
            if (folder / "socket").exists():
                return
            time.sleep(0.02)
        raise AssertionError("The store of the tests does not start.")

    def hang(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="newsroom-store-") as folder:
        running = Server(Path(folder))
        try:
            yield running
        finally:
            running.stop()
