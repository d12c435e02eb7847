"""The replica that readers are served from, once for all tests of it."""

import os
from contextlib import suppress

import dj_database_url
import psycopg
import pytest
from django.db import connections
from psycopg.errors import SerializationFailure

from articles import standby
from tests import postgres
from tests.standby.replicas import PROGRAMS


@pytest.fixture(scope="package", autouse=True)
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
    monkeypatch.setattr(standby._Process, "following", standby.Following(standby._written))
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
