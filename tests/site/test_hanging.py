"""A database that says nothing and ends no connection: nobody who asks for a page waits for it for long."""

import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client

from newsroom.databases.postgresql import base, hanging
from tests.factories import make_edition
from tests.faults import processes

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def soon(monkeypatch, settings):
    """All of it in a fifth of a second, and what is found is known for a minute."""
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("PostgreSQL may run on another machine here: leave TEST_POSTGRES_URL out.")
    settings.READER_SECONDS = 1
    for name, seconds in (("GRACE", 0.2), ("SUSPECT", 0.2), ("SELDOM", 60.0)):
        monkeypatch.setattr(hanging, name, seconds)
    monkeypatch.setattr(base, "_SERVERS", {"default": hanging.Server()})
    connection.close()
    yield
    connection._most = None
    connection.close()


def served_by():
    """The server's process at the other end of our connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@contextmanager
def held_up(*, whole=False):
    """The server's process at the other end of our connection stands still, or the one that lets people in, too."""
    pids = [served_by()]
    if whole:
        pids.append(int(Path(f"/proc/{pids[0]}/stat").read_text().rpartition(")")[2].split()[1]))
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield pids[0]
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def after_a_request():
    close_old_connections()  # as a server does


def look_again():
    base._SERVERS["default"]._next_look = 0


def test_who_reads_is_told_in_time_the_next_one_at_once_and_served_when_it_is_back():
    path, client = make_edition().get_absolute_url(), Client(raise_request_exception=False)
    assert client.get(path).status_code == 200
    with held_up():
        assert client.get(path).status_code == 503
    after_a_request()
    assert client.get(path).status_code == 503, "though it would answer"
    after_a_request()
    look_again()
    assert client.get(path).status_code == 200


def test_who_looks_whether_it_is_back_waits_no_longer_than_a_look_takes():
    connection.may_take(60)
    with held_up():
        base._SERVERS["default"].found_hanging()
        look_again()
        with pytest.raises(OperationalError, match="says nothing"), connection.cursor() as cursor:
            cursor.execute("SELECT 1")


def test_all_who_wait_for_it_are_told_when_one_finds_out():
    connection.may_take(60)
    with held_up():
        threading.Timer(0.3, base._SERVERS["default"].found_hanging).start()
        with pytest.raises(OperationalError, match="says nothing"), connection.cursor() as cursor:
            cursor.execute("SELECT 1")


def test_who_works_waits_for_one_that_lives_however_long_it_takes(monkeypatch):
    asked = []
    monkeypatch.setattr(base, "lives", lambda *given: asked.append(1) or hanging.lives(*given))
    connection.may_take(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1), 7")
        assert cursor.fetchone()[1] == 7
    assert asked


def test_who_works_does_not_wait_for_one_that_hangs():
    connection.may_take(0)
    with (
        held_up(whole=True),
        pytest.raises(OperationalError, match="says nothing"),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1")


def test_a_command_waits_for_ever():
    with held_up() as pid, connection.cursor() as cursor:
        base._SERVERS["default"].found_hanging()
        threading.Timer(1, os.kill, [pid, signal.SIGCONT]).start()
        cursor.execute("SELECT 7")
        assert cursor.fetchone() == (7,)


def test_one_that_ends_a_connection_as_a_reader_comes_is_asked_over_another(monkeypatch):
    path, client = make_edition().get_absolute_url(), Client(raise_request_exception=False)
    monkeypatch.setattr(connection, "close_if_health_check_failed", lambda: None)  # it was there until then
    pid = served_by()
    os.kill(pid, signal.SIGTERM)
    processes.gone([pid])
    assert client.get(path).status_code == 200
