"""The store of pages gone, slow, full of rubbish, empty, full or not to be written, while stories are published."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests import stores
from tests.faults.acting import PUBLISH, Scene, is_listed, scene, settle
from tests.faults.told import Asked, Missing, Told, fault

KEYS = "newsroom:page:*"
HELD_UP = 2.0
"""Seconds."""


class Store:
    """A store on its socket, which can be put in any state, and back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.server = stores.Server(folder)
        self.client = redis.Redis.from_url(self.server.url)
        self.wait()

    def wait(self) -> None:
        for _ in range(500):
            try:
                self.client.ping()
            except redis.RedisError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("The store of pages does not answer.")

    def kill(self) -> None:
        self.server.stop()

    def start(self) -> None:
        self.server = stores.Server(self._folder)
        self.wait()

    def restart(self) -> None:
        self.kill()
        self.start()

    def slow(self) -> None:
        """Each answer later than anybody waits for."""
        self.client.execute_command("CLIENT", "PAUSE", int(HELD_UP * 1000), "ALL")

    def fill_with_rubbish(self) -> None:
        """What is there is overwritten: by noise, by what is cut short, by what is no text at all."""
        for number, key in enumerate(self.client.scan_iter(KEYS)):
            held = self.client.get(key) if self.client.type(key) == b"string" else b""
            if number % 3 == 0:
                self.client.set(key, random.randbytes(2000))
            elif number % 3 == 1:
                self.client.set(key, (held or b"")[:-7])
            else:
                self.client.delete(key)
                self.client.lpush(key, "rubbish")

    def read_only(self) -> None:
        self.client.replicaof("127.0.0.1", 1)

    def writable(self) -> None:
        self.client.replicaof("NO", "ONE")

    def full(self) -> None:
        self.client.config_set("maxmemory", 1)

    def roomy(self) -> None:
        self.client.config_set("maxmemory", 0)


@contextmanager
def stored(asked: Asked) -> Iterator[tuple[Store, Scene]]:
    """A newsroom whose processes share their pages by a store."""
    if not stores.program():
        raise Missing(stores.MISSING)
    with asked.houses.on_postgres() as house:
        folder = house.newsroom.folder / "store"
        folder.mkdir()
        store = Store(folder)
        try:
            own = {"NEWSROOM_PAGE_STORE": store.server.url}
            with scene(house.newsroom, PUBLISH, asked.times, **own) as at:
                yield store, at
        finally:
            store.kill()


def _broken(
    told: Told, asked: Asked, breaks: Callable[[Store], None], mends: Callable[[Store], None]
) -> None:
    """A story is published while the store is as it should not be: it is on the front page at once all the same, and
    afterwards the store is used again.
    """
    with stored(asked) as (store, at):
        for story in at.stories:
            begun = time.monotonic()
            breaks(store)
            status = at.act(PUBLISH, story)
            told.lost += not is_listed(at, story)
            settle(told, at, PUBLISH, story, status)
            time.sleep(random.uniform(0, 1))
            mends(store)
            told.back.append(at.web.until_served())
            told.readers += at.readers.between(begun, time.monotonic())
            told.times += 1
        told.blame(at.readers.wrong())
        told.blame(["readers had to come again"] if told.readers["come again (503)"] else [])
        told.blame([] if _is_used(store) else ["the store is not used again"])


def _is_used(store: Store) -> bool:
    """Whether somebody writes to it again, within a while: one that failed is let alone for some seconds."""
    store.client.flushall()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if next(store.client.scan_iter(KEYS), None):
            return True
        time.sleep(0.1)
    return False


@fault("page store killed")
def gone(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.kill, Store.start)


@fault("page store slow")
def slow(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.slow, lambda store: time.sleep(HELD_UP))


@fault("page store full of rubbish")
def rubbish(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.fill_with_rubbish, lambda store: None)


@fault("page store begun again empty")
def empty(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.restart, lambda store: None)


@fault("page store not to be written")
def read_only(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.read_only, Store.writable)


@fault("page store out of memory")
def out_of_memory(told: Told, asked: Asked) -> None:
    _broken(told, asked, Store.full, Store.roomy)
