"""A PostgreSQL server of the tests' own: in a temporary folder, on no port, gone when they are done."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

# Nothing here outlives the tests, so nothing need reach the disk.
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def programs() -> Path | None:
    """Where the newest of PostgreSQL's server programs are, or None if it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else on_path and Path(on_path).resolve()
    return found.parent if found else None


@contextmanager
def server(programs: Path, *, kept: Path | None = None, options: str = "") -> Iterator[str]:
    """Run a server; gives the URL of a database on it (which Django makes, with `test_` before its name).

    What it holds is gone with it, unless a folder is named where it is ``kept``.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-postgres-") as folder:
        data, owner = str(kept or f"{folder}/data"), _owner()
        if kept:
            kept.mkdir(parents=True, exist_ok=True)
        if owner:
            shutil.chown(folder, owner)
            shutil.chown(kept or folder, owner)
        if not Path(data, "PG_VERSION").exists():
            made = ["-D", data, "-U", "newsroom", "-A", "trust", "-N", "--locale=C.UTF-8"]
            _run(programs / "initdb", *made, owner=owner)
        control = [programs / "pg_ctl", "-D", data, "-l", f"{folder}/log", "-w"]
        _run(*control, "-o", f"{OPTIONS} -c unix_socket_directories={folder} {options}", "start", owner=owner)
        try:
            yield f"postgres://newsroom@{quote(folder, safe='')}/newsroom"
        finally:
            _run(*control, "-m", "fast" if kept else "immediate", "stop", owner=owner)


class Replica:
    """A server that follows another one by its stream. It can be stopped, at once, and begin again."""

    def __init__(self, programs: Path, primary: str, folder: Path, name: str) -> None:
        """``primary`` is the URL of a database on the server that it follows, ``name`` that of the one on this."""
        self._owner, self._folder = _owner(), folder
        if self._owner:
            shutil.chown(folder, self._owner)
        source = urlsplit(primary)._replace(path="/postgres").geturl()
        copied = ["-D", f"{folder}/data", "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        _run(programs / "pg_basebackup", *copied, owner=self._owner)
        self._control = [programs / "pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w"]
        self.url = f"postgres://newsroom@{quote(str(folder), safe='')}/{name}"
        self.start()

    @property
    def pid(self) -> int:
        """Of the process that began all others of it."""
        return int((self._folder / "data/postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        options = f"{OPTIONS} -c unix_socket_directories={self._folder} -c max_standby_streaming_delay=500ms"
        options += " -c wal_retrieve_retry_interval=1s"
        _run(*self._control, "-o", options, "start", owner=self._owner)

    def stop(self) -> None:
        _run(*self._control, "-m", "immediate", "stop", owner=self._owner)


@contextmanager
def replica(programs: Path, primary: str, name: str) -> Iterator[Replica]:
    """A streaming replica, which waits for none of its own queries, gone when it is done with."""
    with tempfile.TemporaryDirectory(prefix="newsroom-replica-", ignore_cleanup_errors=True) as folder:
        made = Replica(programs, primary, Path(folder), name)
        try:
            yield made
        finally:
            with suppress(RuntimeError):  # a test may have stopped it
                made.stop()


def _owner() -> str | None:
    """Whom to run it as, if not as ourselves: PostgreSQL refuses to be run by root."""
    if os.geteuid():
        return None
    return next(entry.pw_name for entry in pwd.getpwall() if entry.pw_name in ("postgres", "nobody"))


def _run(*command: str | Path, owner: str | None) -> None:
    done = subprocess.run(command, user=owner, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")
