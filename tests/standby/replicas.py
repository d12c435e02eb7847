"""A replica as the tests of it ask it: on its own, until it has what was committed, and for a page."""

import time

import pytest
from django.db import connection

from articles import standby
from tests import postgres

PROGRAMS = postgres.programs()
MARKS = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, databases=["default", standby.REPLICA]),
    pytest.mark.skipif(PROGRAMS is None, reason="No PostgreSQL to make a replica with (Debian: postgresql)."),
]


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
