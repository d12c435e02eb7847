"""The replica that readers are served from stopped, held behind, held up, and left alone, while people publish."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests import postgres
from tests.faults import processes
from tests.faults.acting import PUBLISH, Scene, disturbed, hold_every_reader, is_listed, scene
from tests.faults.databases import Postgres
from tests.faults.processes import until
from tests.faults.told import Asked, Told, fault

SOON = 5.0
"""Seconds in which what was published is on the lists, once the replica goes on."""
_FOLLOWED = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
HELD_UP, LONGEST = 15, 10
"""Seconds for which it says nothing, and no connection to it ends; and those that no reader may wait meanwhile."""


@contextmanager
def followed(asked: Asked) -> Iterator[tuple[Postgres, postgres.Replica, Scene]]:
    """A newsroom whose readers are served from a server that follows its own, which comes first."""
    with asked.houses.on_postgres() as house:
        programs = postgres.programs()
        with (
            postgres.replica(programs, house.server.url, "newsroom") as replica,
            scene(house.newsroom, PUBLISH, asked.times, NEWSROOM_REPLICA_URL=replica.url) as at,
        ):
            yield house.server, replica, at


def _replay(replica: postgres.Replica, does: str) -> None:
    """``pause`` or ``resume`` what it takes over from the server that it follows."""
    with psycopg.connect(replica.url, autocommit=True) as own:
        own.execute(f"SELECT pg_wal_replay_{does}()")  # type: ignore[arg-type]


def _told_to_readers(told: Told, at: Scene) -> None:
    """Nobody was sent away, and what was published is there."""
    until(lambda: all(is_listed(at, story) for story in at.stories), "all that was published", SOON)
    hold_every_reader(told)


@fault("replica gone during publish")
def gone(told: Told, asked: Asked) -> None:
    with followed(asked) as (_, replica, at):
        disturbed(told, asked, at, PUBLISH, breaks=replica.stop, mends=replica.start)
        _told_to_readers(told, at)


@fault("replica held behind during publish")
def behind(told: Told, asked: Asked) -> None:
    with followed(asked) as (_, replica, at):
        disturbed(
            told, asked, at, PUBLISH,
            breaks=lambda: _replay(replica, "pause"),
            mends=lambda: _replay(replica, "resume"),
        )  # fmt: skip
        _told_to_readers(told, at)


@fault("replica held up for 15 s during publish")
def held_up(told: Told, asked: Asked) -> None:
    """All of its processes stand still, as where its disk does: connections are taken, and nothing is answered."""
    with followed(asked) as (_, replica, at):

        def go_on() -> None:
            time.sleep(HELD_UP)
            processes.send(replica.pid, signal.SIGCONT)

        disturbed(
            told, asked, at, PUBLISH, breaks=lambda: processes.send(replica.pid, signal.SIGSTOP), mends=go_on
        )
        longest = max(one.there - one.asked for one in at.readers.got)
        told.blame([f"a reader waited for {longest:.0f} s"] if longest > LONGEST else [])
        _told_to_readers(told, at)


@fault("primary killed during publish, its replica left")
def alone(told: Told, asked: Asked) -> None:
    """Readers are served from the replica meanwhile, pages that nobody had made too."""
    with followed(asked) as (primary, _, at):

        def mend() -> None:
            primary.start()
            until(lambda: bool(primary.asked(_FOLLOWED)), "a replica that follows again", SOON)

        disturbed(told, asked, at, PUBLISH, breaks=primary.kill, mends=mend)
        _told_to_readers(told, at)
