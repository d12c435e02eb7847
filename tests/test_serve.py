"""``manage.py serve``, as a person runs it: it serves, is replaced without a break, and says what it cannot do."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.faults import processes

TOP = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port: int, path: str = "/") -> tuple[int, str]:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
                return response.status, response.headers.get("ETag", "")
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server does not answer.")


@pytest.fixture
def own(tmp_path, set_up) -> dict[str, str]:
    """The environment of a newsroom on SQLite, set up and empty."""
    shutil.copytree(set_up.folder, tmp_path, dirs_exist_ok=True)
    return os.environ | {"NEWSROOM_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}


def asked(port: int) -> tuple[int, str]:
    """The front page, of a server that is there all the time."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as response:
        return response.status, response.headers["ETag"]


def workers(server: subprocess.Popen[str]) -> set[int]:
    return {pid for pid in processes.children(server.pid) if "spawn_main" in processes.told(pid)}


@pytest.mark.own_database
@pytest.mark.once
def test_it_serves_is_replaced_and_stops(own):
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1", "--threads", "2"]
    server = subprocess.Popen(
        command, cwd=TOP, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        first, before = answer(port), workers(server)
        assert (first[0], first[1] != "", len(before)) == (200, True, 1)
        server.send_signal(signal.SIGHUP)
        while workers(server) & before:
            assert asked(port) == first
        assert (asked(port), len(workers(server))) == (first, 1)
        server.terminate()
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert f"Serving http://127.0.0.1:{port}/ by 1 × 2. Ctrl-C stops." in said
    assert server.returncode == 0


@pytest.mark.own_database
@pytest.mark.once
def test_a_process_that_cannot_serve_replaces_none(own, tmp_path):
    port, key, log = free_port(), tmp_path / "key", tmp_path / "log"
    key.write_text("harbour" * 10)
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "2", "--threads", "2"]
    own |= {"NEWSROOM_SECRET_KEY_FILE": str(key)}
    with log.open("w") as said:
        server = subprocess.Popen(command, cwd=TOP, env=own, stdout=said, stderr=subprocess.STDOUT)
    try:
        first, before = answer(port), workers(server)
        key.unlink()
        server.send_signal(signal.SIGHUP)
        processes.until(lambda: "A new process does not begin to serve" in log.read_text(), "what is said")
        assert (asked(port), workers(server)) == (first, before)
        key.write_text("harbour" * 10)
        server.send_signal(signal.SIGHUP)
        processes.until(lambda: len(workers(server) - before) == 2 >= len(workers(server)), "two new ones")
        assert asked(port) == first
    finally:
        server.kill()
        server.wait()


@pytest.mark.own_database
@pytest.mark.once
def test_it_says_that_it_is_going_to_stop_before_it_does(own):
    port, own = free_port(), own | {"NEWSROOM_LEAVING_SECONDS": "2"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1", "--threads", "2"]
    server = subprocess.Popen(command, cwd=TOP, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        answer(port)
        assert [status(port, f"/health/{what}") for what in ("alive", "ready")] == [200, 200]
        server.terminate()
        assert becomes(503, port, "/health/ready")
        assert [status(port, path) for path in ("/", "/health/alive")] == [200, 200]
        assert server.wait(timeout=20) == 0
    finally:
        server.kill()


@pytest.fixture
def long(own) -> dict[str, str]:
    """The environment of one that has a long file to be read."""
    folder = Path(own["NEWSROOM_DATA_DIR"]) / "static"
    folder.mkdir(exist_ok=True)
    (folder / "long.bin").write_bytes(bytes(40_000_000))
    return own


def begin(port: int, path: str = "/static/long.bin") -> tuple[int, socket.socket]:
    """The status of an answer of which nothing more is read, and its connection."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(20)
    reader.connect(("127.0.0.1", port))
    reader.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    return int(reader.recv(12).split()[1]), reader


def status(port: int, path: str = "/static/long.bin") -> int:
    found, reader = begin(port, path)
    reader.close()
    return found


def becomes(found: int, port: int, path: str = "/static/long.bin") -> bool:
    """In a while, as the server sees that a reader is gone when it next writes."""
    return any(found == status(port, path) or time.sleep(0.1) for _ in range(100))


@pytest.mark.own_database
@pytest.mark.once
def test_it_goes_on_beside_slow_readers_of_whole_files(long):
    port, slow = free_port(), []
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1", "--threads", "4"]
    server = subprocess.Popen(
        command, cwd=TOP, env=long, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        answer(port)
        slow = [begin(port) for _ in range(2)]
        assert [found for found, _ in slow] == [200, 200]
        assert [status(port), status(port, "/"), status(port, "/static/site/site.css")] == [503, 200, 200]
        slow[0][1].close()
        assert becomes(200, port)
    finally:
        server.kill()
        server.wait()
        for _, reader in slow:
            reader.close()


@pytest.mark.own_database
@pytest.mark.once
def test_a_database_that_is_not_set_up_is_said(tmp_path):
    own = os.environ | {"NEWSROOM_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
    done = subprocess.run(command, cwd=TOP, env=own, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (3, "The database is not set up: run manage.py migrate.\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"port": 0}, "--port is 0; expected a number from 1 to 65535"),
        ({"address": "news.example"}, "--address is 'news.example'; expected an IP address"),
        ({"workers": 0}, "--workers is 0; expected a number from 1 to 512"),
        ({"threads": 1000}, "--threads is 1000; expected a number from 1 to 512"),
    ],
)
def test_nonsense_is_refused(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("serve", **options)
