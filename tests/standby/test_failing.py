"""What fails on a replica: what to ask again, what to ask the primary, and what would fail there as well."""

import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg import errors

from articles import standby
from articles.models import OldAddress
from newsroom.databases.postgresql.hanging import Hangs
from newsroom.reading import Reading
from tests.factories import make_edition
from tests.standby.replicas import MARKS, caught_up

pytestmark = MARKS


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
            problem.__cause__ = errors.SerializationFailure()
            return reading.process_exception(request, problem)
        return HttpResponse("told")

    reading = Reading(answer)
    assert reading(RequestFactory().get("/")).content == b"told"
    assert asked == [True, True, False]


def test_a_page_that_takes_too_long_on_the_replica_is_not_asked_of_the_primary(replica, settings, caplog):
    settings.ROOT_URLCONF, settings.READER_SECONDS = "tests.broken_urls", 0.2
    caught_up()
    late = Client(raise_request_exception=False).get("/slow/")
    assert (late.status_code, b"This takes too long just now" in late.content) == (503, True)
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert said == ["/slow/ was not answered: canceling statement due to statement timeout"]
    with standby.reading():
        assert standby.is_reading()
        connection.may_take(0)


@pytest.mark.parametrize(
    ("cause", "asked", "rests"),
    [
        (errors.QueryCanceled(), ["replica"], False),
        (errors.OutOfMemory(), ["replica"], False),
        (errors.StatementTooComplex(), ["replica"], False),
        (errors.IoError(), ["replica", "default"], False),
        (errors.AdminShutdown(), ["replica", "default"], True),
        (errors.ConnectionFailure(), ["replica", "default"], True),
        (psycopg.OperationalError("connection refused"), ["replica", "default"], True),
        (Hangs(), ["replica", "default"], True),
    ],
)
def test_only_what_would_go_better_there_is_asked_of_the_primary(cause, asked, rests, replica):
    seen = []

    def answer(request):
        seen.append(connection.alias)
        if not standby.is_reading():
            return HttpResponse("told")
        problem = OperationalError("planted")
        problem.__cause__ = cause
        return reading.process_exception(request, problem) or HttpResponse(status=503)

    reading = Reading(answer)
    status = reading(RequestFactory().get("/")).status_code
    with standby.reading():
        assert (seen, status, not standby.is_reading()) == (asked, 200 if asked[1:] else 503, rests)


def test_a_connection_that_breaks_before_anything_is_asked_is_made_anew(replica, client, monkeypatch):
    edition = make_edition()
    caught_up()
    broken = connections[standby.REPLICA]
    broken.may_take(1)
    broken.ensure_connection()
    monkeypatch.setattr(broken, "close_if_health_check_failed", lambda: None)  # it was there a moment ago
    with psycopg.connect(replica.url, autocommit=True) as own:
        own.execute("SELECT pg_terminate_backend(%s)", [broken.connection.info.backend_pid])
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_an_old_address_leads_to_its_story_while_the_replica_is_gone(replica, client):
    edition = make_edition()
    OldAddress.objects.create(key="/2019/ferry", host="", story_id=edition.story_id)
    caught_up()
    found = [client.get("/2019/ferry")]
    replica.stop()
    try:
        found.append(client.get("/2019/ferry"))
    finally:
        replica.start()
    assert [(one.status_code, one.get("Location")) for one in found] == [
        (301, edition.get_absolute_url())
    ] * 2


def test_who_asks_the_api_is_answered_by_the_primary_while_the_replica_is_gone(replica, client):
    edition = make_edition()
    caught_up()
    replica.stop()
    try:
        found = client.get(f"/api/stories/{edition.story_id}/")
    finally:
        replica.start()
    assert (found.status_code, found.json()["headline"]) == (200, edition.headline)
