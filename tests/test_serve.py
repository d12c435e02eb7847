"""``manage.py serve``, as a person runs it: it serves, is replaced without a break, and says what it cannot do."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import CommandError, call_command

from tests.benchmarks.servers import free_port
from tests.faults import processes

TOP = Path(__file__).parent.parent


class Server(NamedTuple):
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def workers(self) -> set[int]:
        return {pid for pid in processes.children(self.process.pid) if "spawn_main" in processes.told(pid)}

    @property
    def said(self) -> str:
        return self.log.read_text()


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


KEY = "harbour" * 10


@pytest.fixture
def key(own, tmp_path) -> Path:
    """The file that the newsroom's secret key is read from: without it no process begins to serve."""
    path = tmp_path / "key"
    path.write_text(KEY)
    own["NEWSROOM_SECRET_KEY_FILE"] = str(path)
    return path


def asked(port: int) -> tuple[int, str]:
    """The front page, of a server that is there all the time."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as response:
        return response.status, response.headers["ETag"]


@contextmanager
def served(
    own: dict[str, str], log: Path, *, workers: int = 1, threads: int = 2, at: Path = TOP
) -> Iterator[Server]:
    """A server in an environment of its own, that has begun to answer."""
    port = free_port()
    command = [
        sys.executable,
        at / "manage.py",
        "serve",
        "--port",
        port,
        "--workers",
        workers,
        "--threads",
        threads,
    ]
    with log.open("w") as said:
        process = subprocess.Popen(
            list(map(str, command)), cwd=at, env=own, stdout=said, stderr=said, start_new_session=True
        )
    try:
        answer(port)
        yield Server(process, port, log)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.own_database
@pytest.mark.once
def test_it_serves_is_replaced_and_stops(own, tmp_path):
    with served(own, tmp_path / "log") as server:
        first, before = answer(server.port), server.workers
        assert (first[0], first[1] != "", len(before)) == (200, True, 1)
        server.process.send_signal(signal.SIGHUP)
        while server.workers & before:
            assert asked(server.port) == first
        assert (asked(server.port), len(server.workers)) == (first, 1)
        server.process.terminate()
        assert server.process.wait(timeout=20) == 0
    assert f"Serving http://127.0.0.1:{server.port}/ by 1 × 2. Ctrl-C stops." in server.said


@pytest.mark.own_database
@pytest.mark.once
def test_a_process_that_is_killed_again_and_again_is_begun_as_often(own, tmp_path):
    with served(own, tmp_path / "log") as server:
        for _ in range(3):
            (killed,) = server.workers
            os.kill(killed, signal.SIGKILL)
            processes.until(lambda killed=killed: server.workers - {killed}, "another")
            assert answer(server.port)[0] == 200
        assert server.process.poll() is None


@pytest.mark.own_database
@pytest.mark.once
def test_while_one_serves_another_that_ends_before_it_does_is_begun_until_it_serves(own, key, tmp_path):
    with served(own, tmp_path / "log", workers=2) as server:
        processes.until(
            lambda: len(server.workers) == 2 == server.said.count("Started worker"), "two that serve"
        )
        key.unlink()
        os.kill(min(server.workers), signal.SIGKILL)
        processes.until(lambda: server.said.count("Unexpected exit") > 2, "one that ends again")
        assert asked(server.port)[0] == 200
        key.write_text(KEY)
        processes.until(lambda: server.said.count("Started worker") == 3, "one that serves")
        assert (asked(server.port)[0], len(server.workers)) == (200, 2)


@pytest.mark.own_database
@pytest.mark.once
def test_a_process_that_cannot_serve_replaces_none(own, key, tmp_path):
    with served(own, tmp_path / "log", workers=2) as server:
        first, before = answer(server.port), server.workers
        key.unlink()
        server.process.send_signal(signal.SIGHUP)
        processes.until(lambda: "A new process does not begin to serve" in server.said, "what is said")
        assert (asked(server.port), server.workers) == (first, before)
        key.write_text(KEY)
        server.process.send_signal(signal.SIGHUP)
        processes.until(lambda: len(server.workers - before) == 2 >= len(server.workers), "two new ones")
        assert asked(server.port) == first


def release(folder: Path, name: str) -> None:
    """The code in another folder, where the site has a name of that version."""
    folder.mkdir()
    for part in ("articles", "templates", "static"):
        (folder / part).symlink_to(TOP / part)
    shutil.copy(TOP / "manage.py", folder)
    shutil.copytree(
        TOP / "newsroom", folder / "newsroom", ignore=shutil.ignore_patterns("deploy", "__pycache__")
    )
    with (folder / "newsroom/settings.py").open("a") as settings:
        settings.write(f"SITE_NAME = {name!r}\n")


def turn(link: Path, folder: str) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(folder)


def shows(port: int, name: str) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as response:
        return f"<title>{name}" in response.read().decode()


@pytest.mark.own_database
@pytest.mark.once
def test_a_reload_serves_what_the_link_leads_to_by_then(own, tmp_path):
    for name in ("Harbour", "Lighthouse"):
        release(tmp_path / name, name)
    turn(tmp_path / "link", "Harbour")
    with served(own, tmp_path / "log", at=tmp_path / "link") as server:
        before = server.workers
        turn(tmp_path / "link", "nowhere")
        server.process.send_signal(signal.SIGHUP)
        processes.until(lambda: "No process is replaced" in server.said, "what is said")
        assert (shows(server.port, "Harbour"), server.workers) == (True, before)
        turn(tmp_path / "link", "Lighthouse")
        server.process.send_signal(signal.SIGHUP)
        processes.until(lambda: f"run the code of {tmp_path}/Lighthouse." in server.said, "a new one")
        assert shows(server.port, "Lighthouse")


@pytest.mark.own_database
@pytest.mark.once
def test_its_processes_end_with_a_server_that_is_killed(own, tmp_path):
    with served(own, tmp_path / "log", workers=2) as server:
        before = server.workers
        assert len(before) == 2
        server.process.kill()
        processes.gone([*before])


@pytest.mark.own_database
@pytest.mark.once
def test_it_says_that_it_is_going_to_stop_before_it_does(own, tmp_path):
    with served(own | {"NEWSROOM_LEAVING_SECONDS": "2"}, tmp_path / "log") as server:
        assert [status(server.port, f"/health/{what}") for what in ("alive", "ready")] == [200, 200]
        server.process.terminate()
        assert becomes(503, server.port, "/health/ready")
        assert [status(server.port, path) for path in ("/", "/health/alive")] == [200, 200]
        assert server.process.wait(timeout=20) == 0


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
def test_it_goes_on_beside_slow_readers_of_whole_files(long, tmp_path):
    with served(long, tmp_path / "log", threads=4) as server, ExitStack() as ends:
        slow = [begin(server.port) for _ in range(2)]
        for _, reader in slow:
            ends.callback(reader.close)
        assert [found for found, _ in slow] == [200, 200]
        others = ("/static/long.bin", "/", "/static/site/site.css")
        assert [status(server.port, path) for path in others] == [503, 200, 200]
        slow[0][1].close()
        assert becomes(200, server.port)


@pytest.mark.own_database
@pytest.mark.once
def test_a_database_that_is_not_set_up_is_said(tmp_path):
    own = os.environ | {"NEWSROOM_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
    done = subprocess.run(command, cwd=TOP, env=own, check=False, capture_output=True, text=True)
    which = f"The database {tmp_path}/newsroom.sqlite3 (DATABASE_URL is not set)"
    assert (done.returncode, done.stderr) == (3, f"{which} is not set up: run manage.py migrate.\n")


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
