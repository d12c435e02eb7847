"""Whether a process lives and can serve: who is told what, and that nothing which hangs holds the answer up."""

import logging
import os
import socket
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from articles.vitals import Health, Vitals, health
from articles.vitals.looking import Looking
from articles.vitals.signs import Signs
from tests.vitals.asked import ask, elsewhere

STRANGER = "192.0.2.7"


class Store:
    """Of pages."""

    is_there, delay = True, 0.0

    def answers(self):
        time.sleep(self.delay)
        return self.is_there


@pytest.fixture
def own(db):
    own = Health(Store())
    yield own
    while own._looking._is_looking or own._at_store._is_looking:  # or what it has in hand would be left
        time.sleep(0.01)
    own.close()


@pytest.fixture
def vitals(own):
    return Vitals(elsewhere, health=own)


def test_a_process_that_answers_lives_whatever_it_can_reach():
    vitals = Vitals(elsewhere, health=None)
    assert ask(vitals, "/health/alive", address=STRANGER).body == "ok\n"
    assert ask(vitals, "/health/") == (404, {}, "no such page")


def test_a_process_that_has_all_it_needs_is_ready_and_says_why_on_its_machine_alone(vitals):
    told = ask(vitals, "/health/ready")
    assert (told.status, told.body) == (200, "ok\ndatabase: ok\ndisk: ok\npage store: ok\n")
    assert ask(vitals, "/health/ready", address=STRANGER).body == "ok\n"
    assert ask(vitals, "/health/ready", HTTP_X_FORWARDED_FOR=STRANGER).body == "ok\n"
    assert ask(vitals, "/health/ready", address="::ffff:127.0.0.1").body == told.body
    assert ask(vitals, "/health/ready", method="HEAD").body == ""
    assert told.headers == {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": str(len(told.body)),
    }


@pytest.mark.parametrize("header", ["HTTP_X_OUR_PROXY", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA"])
def test_what_came_by_a_proxy_of_this_machine_is_no_operators(vitals, settings, header):
    settings.ADDRESS_HEADER = "HTTP_X_OUR_PROXY"
    assert ask(vitals, "/health/ready", **{header: "127.0.0.1"}).body == "ok\n"


def test_another_method_is_refused(vitals):
    refused = ask(vitals, "/health/ready", method="POST")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("state", [{"is_there": False}, {"delay": 3.0}])
def test_without_its_page_store_it_serves_and_says_so(vitals, monkeypatch, state):
    for name, value in state.items():
        monkeypatch.setattr(Store, name, value)
    told = ask(vitals, "/health/ready")
    assert (told.status, told.body.splitlines()[-1]) == (
        200,
        "page store: it does not answer (served without it)",
    )


def test_a_disk_that_takes_nothing_is_said(vitals, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    told = ask(vitals, "/health/ready")
    assert (told.status, told.body.splitlines()[2]) == (
        503,
        "disk: nothing can be written (No such file or directory)",
    )
    assert ask(vitals, "/health/ready", address=STRANGER).body == "not ready\n"


def test_a_disk_without_room_is_said(tmp_path, monkeypatch):
    real = os.statvfs(tmp_path)
    monkeypatch.setattr(health, "ROOM", real.f_bavail * real.f_frsize * 2)
    assert health.disk_problem(tmp_path).endswith(" MB are left")
    assert list(tmp_path.iterdir()) == []


def test_migrations_that_wait_are_told_until_they_are_applied(db):
    recorder = MigrationRecorder(connection)
    assert health.is_set_up(connection)
    recorder.record_unapplied("articles", "0001_tables")
    assert not health.is_set_up(connection)


@pytest.mark.postgresql
def test_a_role_that_may_not_see_the_migrations_leaves_them_to_others(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE narrow; SET LOCAL ROLE narrow")
    assert health.is_set_up(connection)


@contextmanager
def silence():
    """The port of somebody who takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.postgresql
def test_a_database_that_hangs_makes_a_process_not_ready_in_time(vitals, own, caplog):
    with silence() as port:
        settings = connection.copy().settings_dict | {"HOST": "127.0.0.1", "PORT": port}
        own._database._connection = type(connections["default"])(settings)
        own._database._connection.inc_thread_sharing()
        begun = time.monotonic()
        told = ask(vitals, "/health/ready")
        assert time.monotonic() - begun < 4
    assert (told.status, told.body) == (503, "not ready\ndatabase: no answer within 2 seconds\n")
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (
        logging.ERROR,
        "This process is not ready: database: no answer within 2 seconds",
    )


def test_a_database_that_fails_is_asked_over_another_connection(own, monkeypatch):
    def fails(self):
        raise OperationalError("server closed the connection\nby some means")

    with monkeypatch.context() as patch:
        patch.setattr(type(connections["default"]), "cursor", fails)
        assert own._database.problem() == "server closed the connection"
    assert own._database.problem() == ""


def test_what_took_the_time_is_named_and_not_what_was_asked_last(own, monkeypatch):
    own._looking = Looking(own._look, patience=0.4)
    monkeypatch.setattr(own._database, "problem", lambda: time.sleep(0.3) or "")
    monkeypatch.setattr(Store, "delay", 0.2)
    assert own.found().told == "database: no answer within 2 seconds\n"


def test_a_connection_that_was_cut_meanwhile_says_nothing_of_the_database(own, monkeypatch):
    def fails():
        raise OperationalError("server closed the connection")

    assert own._database.problem() == ""
    kept = own._database._connection
    monkeypatch.setattr(kept, "cursor", fails)
    assert own._database.problem() == ""
    assert own._database._connection is not kept


def test_who_asks_often_makes_one_look():
    looks = []
    looking = Looking(lambda: looks.append(1) or len(looks))
    assert [looking.found() for _ in range(5)] == [1] * 5
    looking._found_at -= 2
    assert looking.found() == 2


def test_a_look_that_hangs_is_waited_for_once_and_not_begun_again():
    looks, end = [], threading.Event()
    looking = Looking(lambda: looks.append(1) or end.wait(20), patience=0.1)
    assert [looking.found() for _ in range(3)] == [None] * 3
    assert len(looks) == 1
    end.set()
    assert any(looking.found() or time.sleep(0.01) for _ in range(500))


def test_a_look_that_raises_found_nothing_and_is_taken_again(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda told: None)
    looks = []
    looking = Looking(lambda: looks.append(1) or 1 / (len(looks) - 1))
    assert looking.found() is None
    looking._found_at -= 2
    assert looking.found() == 1


def test_a_server_that_is_going_to_stop_is_not_ready(vitals):
    signs = Signs()
    assert ask(vitals, "/health/ready").status == 200
    signs.leave()
    assert ask(vitals, "/health/ready").body == "not ready\nserver: it is going to stop\n"
    signs.drop()
    assert ask(vitals, "/health/ready").status == 200
