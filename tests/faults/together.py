"""Two people who do the same at once; and a database that ends one of two, takes too long, or takes in nobody more."""

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import psycopg

from tests.faults.acting import PUBLISH, SIGN, WITHDRAW, Kind, Scene, scene, settle
from tests.faults.databases import Postgres
from tests.faults.houses import House
from tests.faults.people import Person
from tests.faults.told import Asked, Told, fault

ONCE = {"publish": ["first"], "withdraw": ["first", "withdrawal"]}
"""Of which kinds the editions of a story are where an act of two people was done once."""
FEW = "16"
"""Connections, of which three are for the database's owner."""


def _both(told: Told, asked: Asked, kind: Kind, made: AbstractContextManager[House]) -> None:
    with made as house, scene(house.newsroom, kind, asked.times) as at:
        for story in at.stories:
            at_once(told, at, kind, story)
        told.blame(at.readers.wrong())


def at_once(told: Told, at: Scene, kind: Kind, story: int) -> None:
    """Both press the button; it is done, and once. Who signs is another person each time, and both may."""
    people = [at.editor, *at.others]
    ready = threading.Barrier(len(people))

    def press(person: Person) -> int:
        ready.wait()
        time.sleep(random.random() * 0.02)
        return person.make(story, kind.move, **dict(kind.fields))

    begun = time.monotonic()
    with ThreadPoolExecutor(len(people)) as pool:
        statuses = list(pool.map(press, people))
    told.times += 1
    told.back.append(at.web.until_served())
    told.readers += at.readers.between(begun, time.monotonic())
    told.blame(f"who presses {kind.move} gets {status}" for status in statuses if status not in (302, 200))
    stands = at.clerk.ask("stands", stories=[story])[str(story)]
    once = ONCE.get(kind.move, stands["editions"])
    told.blame([f"{kind.move} was done as {stands['editions']}"] if stands["editions"] != once else [])
    settle(told, at, kind, story, statuses[0])


for _kind, _name in ((PUBLISH, "Publish"), (SIGN, "Sign"), (WITHDRAW, "Withdraw")):

    @fault(f"PostgreSQL: four press {_name} at once")
    def _on_postgres(told: Told, asked: Asked, kind: Kind = _kind) -> None:
        _both(told, asked, kind, asked.houses.on_postgres())

    @fault(f"SQLite: four press {_name} at once")
    def _on_sqlite(told: Told, asked: Asked, kind: Kind = _kind) -> None:
        _both(told, asked, kind, asked.houses.on_sqlite())


@contextmanager
def session(server: Postgres) -> Iterator[psycopg.Connection]:
    """A transaction of somebody else's, taken back at its end."""
    with contextlib.closing(psycopg.connect(server.url)) as connection:
        yield connection


@fault("a deadlock while somebody publishes")
def deadlock(told: Told, asked: Asked) -> None:
    """Somebody holds what the act needs last, and then asks for what it holds: the database ends one of the two."""
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        for story in at.stories:
            begun = time.monotonic()
            with session(house.server) as other:
                other.execute("SELECT * FROM articles_generation FOR UPDATE")
                acting = ThreadPoolExecutor(1).submit(at.act, PUBLISH, story)
                _until_waiting(house.server)
                with contextlib.suppress(psycopg.errors.DeadlockDetected):
                    other.execute("SELECT * FROM articles_story WHERE id = %s FOR UPDATE", [story])
                other.rollback()
                status = acting.result()
            _mended(told, at, begun)
            settle(told, at, PUBLISH, story, status)
        told.blame(at.readers.wrong())


@fault("statements of the desk take longer than they may")
def late(told: Told, asked: Asked) -> None:
    made = asked.houses.on_postgres(statement_timeout="500ms")
    with made as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        for story in at.stories:
            begun = time.monotonic()
            with session(house.server) as other:
                other.execute("SELECT * FROM articles_story WHERE id = %s FOR UPDATE", [story])
                status = at.act(PUBLISH, story)
                other.rollback()
            told.blame([f"who waits too long gets {status}"] if status != 503 else [])
            _mended(told, at, begun)
            settle(told, at, PUBLISH, story, status)
        told.blame(at.readers.wrong())


@fault("no connection to PostgreSQL left")
def exhausted(told: Told, asked: Asked) -> None:
    """Others take all there are, those of the newsroom's too, as its threads have to ask for new ones."""
    with (
        asked.houses.on_postgres(max_connections=FEW) as house,
        scene(house.newsroom, PUBLISH, asked.times) as at,
    ):
        for story in at.stories:
            begun, taken = time.monotonic(), threading.Event()
            with ThreadPoolExecutor(1) as pool:
                taking = pool.submit(_take_all, house.server, taken)
                time.sleep(random.uniform(0.3, 1))
                status = at.act(PUBLISH, story)
                taken.set()
                taking.result()
            _mended(told, at, begun)
            settle(told, at, PUBLISH, story, status)
        told.blame(at.readers.wrong())


def _mended(told: Told, at: Scene, begun: float) -> None:
    told.times += 1
    told.back.append(at.web.until_served())
    told.readers += at.readers.between(begun, time.monotonic())


def _until_waiting(server: Postgres) -> None:
    """Return once somebody waits for a lock."""
    end = time.monotonic() + 20
    while not server.asked("SELECT 1 FROM pg_locks WHERE NOT granted") and time.monotonic() < end:
        time.sleep(0.02)


def _take_all(server: Postgres, over: threading.Event) -> None:
    """Take every connection, end those of others, and take these as well, until it is ``over``."""
    with contextlib.ExitStack() as held:
        first = held.enter_context(contextlib.closing(psycopg.connect(server.url, autocommit=True)))
        ours = [first.info.backend_pid]
        while not over.is_set():
            with contextlib.suppress(psycopg.OperationalError):
                more = held.enter_context(contextlib.closing(psycopg.connect(server.url)))
                ours.append(more.info.backend_pid)
                continue
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' "
            first.execute(others + "AND pid <> ALL(%s)", [ours])
