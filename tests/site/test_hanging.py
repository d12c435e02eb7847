"""A database that says nothing and ends no connection: who reads is told in time, and finds a thread that is free."""

import os
import signal
import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg import Connection

from newsroom import desk
from newsroom.databases.postgresql import base
from newsroom.desk import Patience
from tests.factories import make_edition


@contextmanager
def held_up():
    """The server's process at the other end of our connection stands still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.fixture
def patience(monkeypatch, settings):
    """How many seconds the server was waited for each time, None for as long as it takes."""
    settings.READER_SECONDS = 1
    monkeypatch.setattr(base, "GRACE", 0.2)
    monkeypatch.setattr(base, "REST", 60.0)
    monkeypatch.setattr(base._Process, "hung_until", 0.0)
    waited, wait = [], Connection.wait

    def noted(self, *args, timeout=None, **options):
        waited.append(timeout)
        return wait(self, *args, timeout=timeout, **options)

    monkeypatch.setattr(Connection, "wait", noted)
    connection.close()
    return waited


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_reads_is_told_in_time_and_the_next_one_sooner(patience):
    path, client, last = make_edition().get_absolute_url(), Client(raise_request_exception=False), []
    assert client.get(path).status_code == 200
    for _ in range(2):
        with held_up():
            assert client.get(path).status_code == 503
            last.append(patience[-1])
        close_old_connections()  # as a server does after each request
        assert client.get(path).status_code == 200
    assert last == [1.2, 0.2]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_works_is_waited_for(patience):
    connection.may_take(0)
    with held_up(), connection.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        threading.Timer(1.5, os.kill, [pid, signal.SIGCONT]).start()
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert set(patience) == {None}


@pytest.mark.django_db
def test_who_works_leaves_threads_for_who_reads(monkeypatch, settings):
    settings.SERVER_THREADS = 4
    monkeypatch.setattr(desk, "TURN", 0.05)
    is_over, ask = threading.Event(), RequestFactory().get

    def answer(request):
        if request.path == "/admin/long/":
            is_over.wait(20)
        return HttpResponse("told")

    patience = Patience(answer)
    working = [threading.Thread(target=patience, args=[ask("/admin/long/")]) for _ in range(3)]
    for one in working:
        one.start()
    try:
        with pytest.raises(OperationalError, match="wait for the database already"):
            patience(ask("/admin/"))
        assert patience(ask("/")).content == b"told"
    finally:
        is_over.set()
        for one in working:
            one.join()
    assert patience(ask("/admin/")).content == b"told"
