"""Servers to be compared, each a process group of its own, and the load that is put on them.

nginx and wrk have to be installed (Debian: apt-get install nginx wrk).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.apart import TOP, Newsroom, group

NGINX = """
{user}worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=1000;
    default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
    uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""
TIMES = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a server bore: answers a second, and milliseconds within which half and 99 of 100 were there."""

    rate: float
    half: float
    most: float
    bad: int


@dataclass(frozen=True, slots=True)
class Server:
    root: str
    leader: int

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.root + path) as answer:
            return bytes(answer.read())

    def memory(self) -> dict[int, int]:
        """Bytes that each of its processes holds."""
        return group(self.leader)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def begun(command: Sequence[str], port: int, own: dict[str, str] | None = None) -> Iterator[Server]:
    process = subprocess.Popen(
        command, cwd=TOP, env=os.environ | (own or {}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(port, process)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):  # two minutes, where many share a machine
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended with {process.returncode}.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{process.args!r} does not answer.")


@contextmanager
def newsroom_server(newsroom: Newsroom, *, workers: int, threads: int, **own: str) -> Iterator[Server]:
    """The project's own production server, with settings of its ``own``."""
    port = free_port()
    command = newsroom.command("serve", "--port", port, "--workers", workers, "--threads", threads)
    own |= {
        "NEWSROOM_DATA_DIR": str(newsroom.folder),
        "DATABASE_URL": newsroom.url,
        "NEWSROOM_LOG_LEVEL": "ERROR",
    }
    with begun(command, port, own) as server:
        yield server


@contextmanager
def plain_server(target: str, *, workers: int, threads: int, **own: str) -> Iterator[Server]:
    """The same server around another application."""
    port = free_port()
    program = (
        "import sys, django; django.setup(); from articles.management.serving import Asked, serve; "
        "serve(Asked('127.0.0.1', *map(int, sys.argv[2:])), target=sys.argv[1])"
    )
    command = [sys.executable, "-c", program, target, str(port), str(workers), str(threads)]
    with begun(command, port, {"DJANGO_SETTINGS_MODULE": "newsroom.settings", **own}) as server:
        yield server


@contextmanager
def nginx(folder: Path, files: dict[str, bytes], *, workers: int) -> Iterator[Server]:
    """Files under their names."""
    folder.mkdir()
    port = free_port()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder, port=port, workers=workers, user="" if os.geteuid() else "user root; ")
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with begun([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")], port) as server:
        yield server


def load(
    url: str, *, connections: int, seconds: float, script: Path | None = None, patience: int = 2
) -> Load:
    """What comes later than after ``patience``, in seconds, is bad as well."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", f"--timeout={patience}s", "--latency"]
    command += ["-s", str(script)] if script else []
    said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    found = {name: _milliseconds(said, name) for name in ("50%", "99%")}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None:
        raise SystemExit(said)
    wrong = int(bad[1]) if bad else 0
    wrong += sum(map(int, errors.groups())) if errors else 0
    return Load(float(rate[1]), found["50%"], found["99%"], wrong)


def _milliseconds(said: str, name: str) -> float:
    found = re.search(rf"^\s+{name}\s+([\d.]+)([a-z]+)$", said, re.MULTILINE)
    return float(found[1]) * TIMES[found[2]] if found else float("nan")
