"""The store of pictures that says nothing for a while, in the middle of what is sent to it and asked of it."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from boto3.session import Session

from tests.benchmarks.servers import free_port
from tests.faults.asking import Clerk, clerk
from tests.faults.full import drop, send_picture
from tests.faults.people import BUSY, FRESH, Person, Readers, got, reading
from tests.faults.processes import until
from tests.faults.running import Web, served
from tests.faults.told import Asked, Told, fault

BUCKET, KEY, SECRET = "pictures", "desk", "of the desk's"
HELD_UP = 12.0
"""Seconds: longer than anybody waits for it."""
AGAIN = 60.0
"""Seconds within which what was refused can be sent again."""
NOT_NOW = (200, 503, 507)
"""What is answered to who sends something meanwhile: a form or a page that says so."""


class Store:
    """A server of another process, which can be made to say nothing, and to go on."""

    def __init__(self) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: _is_open(port), "the store of pictures")
        self.own = {
            "NEWSROOM_BUCKET": BUCKET,
            "NEWSROOM_BUCKET_ENDPOINT": self.url,
            "NEWSROOM_BUCKET_KEY": KEY,
            "NEWSROOM_BUCKET_SECRET": SECRET,
        }
        store = Session(aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1")
        store.client("s3", endpoint_url=self.url).create_bucket(Bucket=BUCKET)

    def hold_up(self, seconds: float) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(self._process.pid, signal.SIGCONT)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


def _is_open(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


class Scene(NamedTuple):
    store: Store
    clerk: Clerk
    web: Web
    readers: Readers


@contextmanager
def at_work(asked: Asked) -> Iterator[Scene]:
    """A newsroom whose pictures lie in a bucket, and readers at its pages."""
    store = Store()
    try:
        with (
            asked.houses.on_sqlite() as house,
            clerk(house.newsroom, **store.own) as asks,
            served(house.newsroom, **store.own) as web,
        ):
            shown = asks.ask("made", number=4, stage="live", words="Bridge")
            paths = ["/", "/stories/", *(f"/api/stories/{number}/" for number in shown)]
            with reading(web, paths) as readers:
                yield Scene(store, asks, web, readers)
    finally:
        store.stop()


def _broken(told: Told, asked: Asked, at: Scene, number: int, act: Callable[[], Any]) -> Any:
    """What comes of an act at a random moment of which the store is held up."""
    chance = random.Random(f"{asked.seed}:{told.name}:{number}")
    holding = threading.Timer(chance.uniform(0, 0.3), at.store.hold_up, [HELD_UP])
    begun = time.monotonic()
    holding.start()
    came = act()
    holding.join()
    told.back.append(at.web.until_served())
    told.readers += at.readers.between(begun, time.monotonic())
    told.times += 1
    return came


def _sent(told: Told, asked: Asked, who: str, send: Callable[[Person, int], int], kept: str) -> None:
    """What is sent is there if that was said, and can be sent again once the store is back."""
    with at_work(asked) as at:
        person = Person(at.web, who)
        for number in range(asked.times):
            before = at.clerk.ask("counts")[kept]
            status = _broken(told, asked, at, number, lambda number=number: send(person, number))
            told.desk[str(status)] += 1
            there = at.clerk.ask("counts")[kept] - before
            told.lost += status == 302 and not there
            told.blame([f"{status}, and {there} {kept}"] if there != (status == 302) else [])
            told.blame([f"who sends it gets {status}"] if status not in (302, *NOT_NOW) else [])
            if status != 302:
                until(lambda number=number: send(person, number) == 302, "what is sent again", AGAIN)
            told.blame(at.clerk.ask("faults"))
        told.blame(at.readers.wrong())
        told.blame(["readers had to come again"] if told.readers[BUSY] else [])


@fault("bucket held up while a picture is sent")
def pictures(told: Told, asked: Asked) -> None:
    _sent(told, asked, "editor", send_picture, "pictures")


@fault("bucket held up while copy is dropped")
def dropped(told: Told, asked: Asked) -> None:
    _sent(told, asked, "importer", drop, "runs")


@fault("bucket held up while renditions are made")
def renditions(told: Told, asked: Asked) -> None:
    """Whoever asks for one gets it, or is told to come again, and then gets it."""
    with at_work(asked) as at:
        for number, address in enumerate(at.clerk.ask("renditions", number=asked.times)):
            seen = _broken(told, asked, at, number, lambda address=address: got(at.web, address))
            told.blame([f"a rendition is {seen.what}"] if seen.what not in (FRESH, BUSY) else [])
            until(lambda address=address: got(at.web, address).what == FRESH, address, AGAIN)
            told.blame(at.clerk.ask("faults"))
        told.blame(at.readers.wrong())
        told.blame(["readers had to come again"] if told.readers[BUSY] else [])
