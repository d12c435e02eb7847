"""A store that speaks as S3 does, over HTTP, and a bucket of it in which the newsroom keeps its pictures."""

import logging
from contextlib import contextmanager
from itertools import count

import pytest
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer

from newsroom.objects import Bucket

NUMBERS = count()
KEYS = {"region": "eu-central-1", "key": "desk", "secret": "of the desk's"}


class Store:
    """A server that can be gone, and come back with what it held."""

    def __init__(self):
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._server.start()
        _, self.port = self._server.get_host_and_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def begin(self):
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    def stop(self):
        self._server.stop()

    @contextmanager
    def gone(self):
        self.stop()
        try:
            yield
        finally:
            self.begin()


@pytest.fixture(scope="package")
def store():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    store = Store()
    yield store
    store.stop()


@pytest.fixture
def bucket(store, settings):
    """An empty bucket, which is that of the newsroom."""
    name = f"pictures-{next(NUMBERS)}"
    options = {"bucket": name, "endpoint": store.url, **KEYS}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "newsroom.objects.Bucket", "OPTIONS": options}
    }
    bucket = storages["default"]
    assert isinstance(bucket, Bucket)
    assert default_storage.url("a") == "/media/a"
    bucket._store().create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": KEYS["region"]}
    )
    return bucket


@pytest.fixture
def held(bucket):
    """The names of all that is in it."""

    def names():
        found = bucket._store().list_objects_v2(Bucket=bucket._bucket).get("Contents", ())
        return [one["Key"] for one in found]

    return names


def got(client, address, **headers):
    """What is answered, read to its end."""
    answer = client.get(address, headers=headers)
    if answer.streaming:
        answer.read = answer.getvalue()
    return answer
