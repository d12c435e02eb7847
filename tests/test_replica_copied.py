"""The replica of the containers: a copy of the primary, made by the script that is shipped, whatever was left."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests import postgres

SCRIPT = Path(__file__).parent.parent / "newsroom/deploy/compose/replica.sh"
PROGRAMS = postgres.programs()
PATIENCE = 60
"""Seconds."""

pytestmark = pytest.mark.skipif(
    PROGRAMS is None, reason="No PostgreSQL to copy from (Debian: apt-get install postgresql)."
)


@pytest.fixture(scope="module")
def primary():
    """The folder of its socket."""
    with postgres.server(PROGRAMS) as url:
        folder = unquote(urlsplit(url).netloc.partition("@")[2])
        asked(folder, "CREATE ROLE replicator REPLICATION LOGIN")
        asked(folder, "CREATE TABLE said (what text)")
        yield folder


@pytest.fixture
def volume():
    """What the replica's container keeps."""
    with tempfile.TemporaryDirectory(prefix="newsroom-volume-", ignore_cleanup_errors=True) as folder:
        if owner := postgres._owner():
            shutil.chown(folder, owner)
        yield Path(folder)


def asked(folder, statement):
    with psycopg.connect(host=str(folder), user="newsroom", dbname="postgres", autocommit=True) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def soon(what):
    """Whether it comes to be so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(psycopg.Error):
            if what():
                return True
        time.sleep(0.05)
    return False


@contextmanager
def container(primary, volume, *, slowly=False):
    """The script, run as in its container, and killed with all that it began."""
    script = SCRIPT.read_text()
    for was, becomes in (
        ("PGHOST=primary", f"PGHOST={primary}"),
        ("/run/secrets/replica_password", "/dev/null"),
        ("pg_basebackup ", f"pg_basebackup --no-sync {'--max-rate=1M ' if slowly else ''}"),
        ("exec postgres", f"exec postgres -k {volume} -c listen_addresses= -c fsync=off"),
    ):
        assert was in script
        script = script.replace(was, becomes)
    around = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "PGDATA": f"{volume}/whole"}
    command = ["bash", "-c", script]
    process = subprocess.Popen(
        command, cwd="/", env=around, user=postgres._owner(), start_new_session=True, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def follows(primary, volume, word):
    asked(primary, f"INSERT INTO said VALUES ('{word}')")
    statement = f"SELECT pg_is_in_recovery() FROM said WHERE what = '{word}'"
    return soon(lambda: asked(volume, statement) == [(True,)])


def test_the_first_copy_follows_and_goes_on_after_it_was_killed(primary, volume):
    with container(primary, volume):
        assert follows(primary, volume, "first")
    made = (volume / "whole").stat().st_ino
    with container(primary, volume):
        assert follows(primary, volume, "again")
    assert (volume / "whole").stat().st_ino == made


def test_half_a_copy_is_made_anew(primary, volume):
    with container(primary, volume, slowly=True):
        assert soon(lambda: any(volume.glob("*/base/*/*")))
    assert not (volume / "whole").exists()
    with container(primary, volume):
        assert follows(primary, volume, "anew")


def test_a_copy_that_was_thrown_away_is_made_anew(primary, volume):
    with container(primary, volume):
        assert follows(primary, volume, "thrown")
    for left in volume.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    with container(primary, volume):
        assert follows(primary, volume, "away")
    slots = "SELECT slot_name, active FROM pg_replication_slots"
    assert soon(lambda: asked(primary, slots) == [("replica", False)])
