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

TOP = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(port: int, path: str = "/") -> tuple[int, str]:
    for _ in range(100):
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


@pytest.mark.own_database
@pytest.mark.once
def test_it_serves_is_replaced_and_stops(own):
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1", "--threads", "2"]
    server = subprocess.Popen(
        command, cwd=TOP, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        first = answer(port)
        assert (first[0], first[1] != "") == (200, True)
        server.send_signal(signal.SIGHUP)
        end = time.monotonic() + 6
        while time.monotonic() < end:
            assert answer(port) == first
            time.sleep(0.05)
        server.terminate()
        said, _ = server.communicate(timeout=20)
    finally:
        server.kill()
    assert f"Serving http://127.0.0.1:{port}/ by 1 × 2. Ctrl-C stops." in said
    assert "Stopping old worker-1" in said
    assert server.returncode == 0


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
