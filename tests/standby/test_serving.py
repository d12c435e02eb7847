"""Readers served from a streaming replica: late by its lag and no more, and from the primary where it is gone."""

import os
import signal
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from articles import generation, standby
from articles.commits import sign
from articles.site.ready.watching import Watch
from articles.vitals import Health
from tests.factories import make_edition
from tests.standby.replicas import MARKS, caught_up, is_read, until

ROLE = "newsroom_tests_replica_readers"

pytestmark = MARKS


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
    standby.look(5)
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


def test_one_of_which_nothing_is_known_is_asked_where_it_has_all_that_it_received(paused, replica, client):
    caught_up()
    assert standby.Following().problem(connections[standby.REPLICA]) == ""
    paused("pause")
    edition = make_edition()
    until(lambda: standby.Following().problem(connections[standby.REPLICA]) == standby.UNKNOWN)
    Watch(sign()).now()
    assert is_read(client, edition)


@contextmanager
def held_up():
    """The replica is sent nothing, and nobody says so."""
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("PostgreSQL may run on another machine here: leave TEST_POSTGRES_URL out.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_replication")
        (sender,) = cursor.fetchone()
    os.kill(sender, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(sender, signal.SIGCONT)


def test_one_that_was_not_sent_what_the_primary_has_is_not_asked_by_who_begins(replica, client):
    def told(*of):
        return standby.Following(*of).problem(connections[standby.REPLICA])

    caught_up()
    assert told(standby._written) == ""
    with held_up():
        edition = make_edition()
        until(lambda: told(standby._written) == standby.UNKNOWN)
        assert told() == "", "as far as it knows itself"
        Watch(sign()).now()
        assert is_read(client, edition)


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
    standby.look(5)
    paused("pause")
    make_edition()
    watch = Watch(sign())
    standby.rest("of this test")
    newest = watch.now()
    monkeypatch.setattr(standby._Process, "rests_until", 0.0)
    assert (watch._read(), newest) == (newest, generation.current())


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
