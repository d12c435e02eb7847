"""Readers served from a streaming replica: late by its lag and no more, and from the primary where it is gone."""

import os
import threading
import time
from contextlib import closing, contextmanager, suppress
from io import StringIO

import dj_database_url
import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg.errors import SerializationFailure

from articles import generation, standby
from articles.commits import sign
from articles.site.ready.watching import Watch
from articles.vitals import Health
from newsroom.reading import Reading
from tests import postgres
from tests.factories import make_edition

PROGRAMS = postgres.programs()
ROLE = "newsroom_tests_replica_readers"

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, databases=["default", standby.REPLICA]),
    pytest.mark.skipif(PROGRAMS is None, reason="No PostgreSQL to make a replica with (Debian: postgresql)."),
]


@pytest.fixture(scope="module", autouse=True)
def running(django_db_setup, django_db_blocker):
    """The replica as readers' database of this process."""
    default = connections["default"].settings_dict
    with postgres.replica(PROGRAMS, os.environ["DATABASE_URL"], default["NAME"]) as made:
        set_up = {**default, **dj_database_url.parse(made.url), "CONN_HEALTH_CHECKS": True}
        connections.settings[standby.REPLICA] = set_up | {
            "ENGINE": default["ENGINE"], "TEST": {**default["TEST"], "MIRROR": "default"}
        }  # fmt: skip
        yield made
        with django_db_blocker.unblock():
            connections[standby.REPLICA].close()
        del connections[standby.REPLICA], connections.settings[standby.REPLICA]


@pytest.fixture
def replica(running, monkeypatch):
    monkeypatch.setattr(standby._Process, "rests_until", 0.0)
    monkeypatch.setattr(standby._Process, "is_behind", False)
    monkeypatch.setattr(standby._Process, "following", standby.Following())
    return running


@pytest.fixture
def paused(replica):
    """A way to let it stand still, and go on."""

    def said(what):
        # What it takes over at once may end the statement that let it go on.
        with psycopg.connect(replica.url, autocommit=True) as own, suppress(SerializationFailure):
            own.execute(f"SELECT pg_wal_replay_{what}()")

    yield said
    said("resume")


def caught_up():
    """Wait until the replica has all that was committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        here = cursor.fetchone()[0]

    def is_there():
        with standby.reading(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [here])
            return cursor.fetchone()[0]

    until(is_there)


def until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_read(client, edition):
    return client.get(edition.get_absolute_url()).status_code == 200


def test_readers_are_as_late_as_the_replica_and_the_desk_is_not(paused, client, admin_client):
    caught_up()
    paused("pause")
    edition = make_edition()
    assert not is_read(client, edition)
    assert admin_client.get(f"/admin/articles/story/{edition.story_id}/change/").status_code == 200
    paused("resume")
    caught_up()
    assert is_read(client, edition)


def test_a_page_is_kept_under_the_generation_that_the_replica_has(paused):
    make_edition()
    caught_up()
    paused("pause")
    before = generation.current()
    make_edition()
    assert (Watch(sign()).now(), generation.current() != before) == (before, True)


def test_who_watches_is_told_how_it_is_and_readers_are_served_without_it(paused, replica):
    health = Health()

    def told():
        return next(str(one) for one in health.found().findings if one.name == "replica")

    make_edition()
    caught_up()
    assert told() == "replica: ok"
    paused("pause")
    make_edition()
    until(lambda: "seconds behind (served without it)" in told())
    paused("resume")
    until(lambda: told() == "replica: ok")
    replica.stop()
    try:
        until(lambda: told() != "replica: ok")
        assert health.found().is_ready
    finally:
        replica.start()
    until(lambda: told() == "replica: ok")
    health.close()


def test_one_that_does_not_keep_up_is_not_asked_until_it_does(paused, replica):
    watch = Watch(sign())
    watch.now()
    caught_up()
    paused("pause")
    edition = make_edition()

    def is_asked():
        watch._read()
        with standby.reading():
            return standby.is_reading()

    until(lambda: not is_asked())
    assert watch._read() == generation.current()
    assert is_read(Client(), edition)
    paused("resume")
    until(is_asked)


def test_within_what_reads_the_replica_the_primary_can_be_asked(replica):
    caught_up()
    watch = Watch(sign())
    replica.stop()
    try:
        with standby.reading():
            seen = watch.now()
        assert seen == generation.current()
    finally:
        replica.start()


def test_nothing_is_written_there(replica):
    with standby.reading(), pytest.raises(Exception, match="read-only transaction"):
        make_edition()


def test_one_that_is_gone_costs_readers_nothing_and_comes_back(replica, client, monkeypatch, caplog):
    edition, watch = make_edition(), Watch(sign())
    caught_up()
    assert is_read(client, edition)
    replica.stop()
    try:
        assert (is_read(client, edition), "(NEWSROOM_REPLICA_URL)" in caplog.text) == (True, True)
        assert watch.now() == generation.current()
        with standby.reading():
            assert not standby.is_reading()
    finally:
        replica.start()
    monkeypatch.setattr(standby._Process, "rests_until", 0.0)
    until(lambda: is_read(client, edition))
    with standby.reading():
        assert standby.is_reading()


def test_readers_are_not_taken_back_to_what_was(paused, monkeypatch):
    make_edition()
    caught_up()
    paused("pause")
    make_edition()
    watch = Watch(sign())
    standby.rest("of this test")
    newest = watch.now()
    monkeypatch.setattr(standby._Process, "rests_until", 0.0)
    assert (watch._read(), newest) == (newest, generation.current())


def test_what_was_cleared_away_meanwhile_is_asked_for_again(replica):
    """PostgreSQL ends a query of a replica that looks at rows which the primary has cleared away."""
    make_edition()
    caught_up()
    asked = []

    def view(request):
        asked.append(connection.alias)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*), pg_sleep(%s) FROM articles_topic", [20 if len(asked) == 1 else 0]
            )
        return HttpResponse("told")

    def answer(request):
        try:
            return view(request)
        except OperationalError as problem:
            return reading.process_exception(request, problem) or HttpResponse(status=500)

    reading = Reading(answer)
    with _clearing():
        response = reading(RequestFactory().get("/"))
    assert (response.content, asked[:2]) == (b"told", [standby.REPLICA] * 2)


@contextmanager
def _clearing():
    thread = threading.Thread(target=_clear, daemon=True)
    thread.start()
    yield
    thread.join()


def _clear():
    """Let what a query looks at be gone for good."""
    with closing(psycopg.connect(**_own(), autocommit=True)) as own:
        for _ in range(40):
            own.execute("INSERT INTO articles_topic (name, slug, about) VALUES ('gone', 'gone', '')")
            own.execute("DELETE FROM articles_topic WHERE slug = 'gone'")
            own.execute("VACUUM articles_topic")
            time.sleep(0.1)


def _own():
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "host", "password", "port") if given.get(name)}


def test_where_the_replica_cannot_wait_twice_the_primary_answers(replica):
    asked = []

    def answer(request):
        asked.append(standby.is_reading())
        if standby.is_reading():
            problem = OperationalError("canceling statement due to conflict with recovery")
            problem.__cause__ = SerializationFailure()
            return reading.process_exception(request, problem)
        return HttpResponse("told")

    reading = Reading(answer)
    assert reading(RequestFactory().get("/")).content == b"told"
    assert asked == [True, True, False]


def test_the_role_of_readers_reads_the_replica(replica, client):
    edition = make_edition()
    call_command("reader_role", ROLE, stdout=StringIO(), stderr=StringIO())
    try:
        caught_up()
        connections[standby.REPLICA].close()
        connections[standby.REPLICA].settings_dict["USER"] = ROLE
        assert is_read(client, edition)
        assert (
            client.get("/stories/?q=ferry").status_code == client.get("/stories/feed.rss").status_code == 200
        )
        with standby.reading(), connection.cursor() as cursor:
            cursor.execute("SELECT session_user, pg_is_in_recovery()")
            assert cursor.fetchone() == (ROLE, True)
            for attempt in (
                "SELECT id FROM articles_story",
                "SET ROLE newsroom",
                "SET SESSION AUTHORIZATION newsroom",
            ):
                with pytest.raises(Exception, match="permission denied"):
                    cursor.execute(attempt)
    finally:
        connections[standby.REPLICA].close()
        _drop_role()


def _drop_role():
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")
