"""A store that speaks as S3 does, over HTTP, and a bucket of it in which the newsroom keeps its pictures.

It is one of the tests' own, or the one at TEST_S3_URL=http://KEY:SECRET@HOST:PORT; buckets are made and deleted there.
"""

import logging
import os
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.storage import default_storage, storages
from django.utils.crypto import get_random_string
from moto.server import ThreadedMotoServer

from newsroom.objects import Bucket
from tests.relays import Relay

GIVEN = urlsplit(os.environ.get("TEST_S3_URL", ""))
KEYS = {
    "region": "us-east-1" if GIVEN.hostname else "eu-central-1",
    "key": unquote(GIVEN.username or "desk"),
    "secret": unquote(GIVEN.password or "of the desk's"),
}


class Own:
    """A server that stands in for a store."""

    def __init__(self):
        self.port = 0
        self.begin()
        _, self.port = self._server.get_host_and_port()

    def begin(self):
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    def stop(self):
        self._server.stop()


class Store:
    """It can be gone, and come back with what it held."""

    def __init__(self):
        self._reached = Relay(GIVEN.hostname, GIVEN.port or 80) if GIVEN.hostname else Own()
        self.stop = self._reached.stop
        self.url = f"http://127.0.0.1:{self._reached.port}"

    @contextmanager
    def gone(self):
        self.stop()
        try:
            yield
        finally:
            self._reached.begin()


@pytest.fixture(scope="package")
def store():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    store = Store()
    yield store
    store.stop()


@pytest.fixture
def bucket(store, settings):
    """An empty bucket, which is that of the newsroom."""
    name = f"pictures-{get_random_string(12).lower()}"
    options = {"bucket": name, "endpoint": store.url, **KEYS}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "newsroom.objects.Bucket", "OPTIONS": options}
    }
    bucket = storages["default"]
    assert isinstance(bucket, Bucket)
    assert default_storage.url("a") == "/media/a"
    there = {} if GIVEN.hostname else {"CreateBucketConfiguration": {"LocationConstraint": KEYS["region"]}}
    bucket._store().create_bucket(Bucket=name, **there)
    yield bucket
    for key in names_in(bucket):
        bucket._store().delete_object(Bucket=name, Key=key)
    bucket._store().delete_bucket(Bucket=name)


def names_in(bucket):
    found = bucket._store().list_objects_v2(Bucket=bucket._bucket).get("Contents", ())
    return [one["Key"] for one in found]


@pytest.fixture
def held(bucket):
    """The names of all that is in it."""
    return lambda: names_in(bucket)


def got(client, address, **headers):
    """What is answered, read to its end."""
    answer = client.get(address, headers=headers)
    if answer.streaming:
        answer.read = answer.getvalue()
    return answer
