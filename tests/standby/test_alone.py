"""Readers served from a replica whose primary is away: of all that they were shown, and told that it may be late."""

from contextlib import contextmanager

import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.utils import timezone
from psycopg import sql

from articles import press, standby
from articles.commits import sign
from articles.site.ready import ReadyPages, watching
from articles.site.ready.answering import THE_LAST
from articles.site.ready.watching import Watch
from articles.vitals import Health
from tests.factories import make_edition, make_user
from tests.site.ready import ask
from tests.standby.replicas import MARKS, caught_up, until

pytestmark = MARKS


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch):
    monkeypatch.setattr(watching, "TRUST", 0.0)
    yield
    standby.stand_back()


@pytest.fixture
def pages():
    return ReadyPages(WSGIHandler(), most=10_000_000)


@contextmanager
def following_nobody(replica):
    with psycopg.connect(replica.url, autocommit=True) as own:

        def follow(conninfo):
            own.execute(sql.SQL("ALTER SYSTEM SET primary_conninfo = {}").format(conninfo))
            own.execute("SELECT pg_reload_conf()")

        (before,) = own.execute("SHOW primary_conninfo").fetchone()
        follow("host=/nowhere")
        until(lambda: not own.execute("SELECT FROM pg_stat_wal_receiver").fetchall())
        try:
            yield
        finally:
            follow(before)
            until(
                lambda: own.execute("SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming'").fetchall()
            )


@contextmanager
def primary_away():
    """Nothing answers at its address."""
    primary = connections["default"]
    there = primary.settings_dict["HOST"]
    primary.close()
    primary.settings_dict["HOST"] = "/nowhere"
    try:
        yield
    finally:
        primary.settings_dict["HOST"] = there


def is_told_so(answer):
    return (answer.headers.get(THE_LAST[0]), "Age" in answer.headers) == (THE_LAST[1], True)


def test_a_page_that_nobody_had_made_is_made_and_says_that_it_may_be_late(replica, pages):
    edition = make_edition()
    address = edition.get_absolute_url()
    caught_up()
    before = ask(pages, "/")
    with following_nobody(replica), primary_away():
        answers = [ask(pages, path) for path in ("/", address, address, "/stories/?q=ferry", "/nothing/")]
    assert [answer.status for answer in answers] == [200] * 4 + [404]
    assert edition.headline in answers[1].body.decode()
    assert [is_told_so(answer) for answer in (before, *answers[:4])] == [False] + [True] * 4
    assert answers[1].headers["Cache-Control"] == (
        "max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=0"
    )
    after = ask(pages, address)
    assert (after.status, is_told_so(after)) == (200, False)


def test_what_was_taken_from_readers_is_not_given_back_by_a_replica_that_lacks_it(replica, pages):
    edition = make_edition()
    address = edition.get_absolute_url()
    caught_up()
    found = [ask(pages, address)]
    with following_nobody(replica):
        press.withdraw(edition.story, by=make_user(role="editor"), reason="legal", now=timezone.now())
        found.append(ask(pages, address))
        with primary_away():
            found.append(ask(pages, address))
    assert [answer.status for answer in found] == [200, 410, 410]
    assert (is_told_so(found[2]), standby.stands_in()) == (True, False)


def test_who_comes_before_it_was_seen_that_the_primary_is_away_is_answered_too(replica, pages, monkeypatch):
    """Within the second for which a look is trusted, by a process that asks the primary just then."""
    edition = make_edition()
    caught_up()
    with following_nobody(replica):
        ask(pages, "/")
        monkeypatch.setattr(watching, "TRUST", 60.0)
        pages.watch.now()
        with primary_away():
            answer = ask(pages, edition.get_absolute_url())
    assert (answer.status, is_told_so(answer)) == (200, True)


def test_who_does_not_know_what_readers_were_shown_trusts_no_replica_that_is_alone(replica, pages):
    edition = make_edition()
    caught_up()
    with following_nobody(replica), primary_away():
        answer = ask(pages, edition.get_absolute_url())
    assert (answer.status, standby.stands_in()) == (503, False)


@pytest.mark.parametrize(("role", "is_ready"), [("public", True), ("all", False)])
def test_a_node_for_readers_alone_is_ready_meanwhile(replica, settings, role, is_ready):
    settings.ROLE = role
    make_edition()
    caught_up()
    watch, health = Watch(sign()), Health()
    watch.now()
    with following_nobody(replica), primary_away():
        watch.now()
        state = health.found()
        told = [str(one).partition(" (")[2] for one in state.findings if one.name in {"database", "replica"}]
    health.close()
    assert state.is_ready == is_ready
    assert told[-1] == "readers are served from it)"
