"""PostgreSQL killed by SIGKILL while somebody publishes, signs or withdraws, and begun again; and held up."""

import signal
import time

from tests.faults.acting import PUBLISH, SIGN, WITHDRAW, Kind, disturbed, scene
from tests.faults.people import FRESH, STALE
from tests.faults.told import Asked, Told, fault

HELD_UP = 30
"""Seconds for which it says nothing, and no connection ends."""
READERS = {"NEWSROOM_READER_SECONDS": "5"}


def _all_killed(told: Told, asked: Asked, kind: Kind) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, kind, asked.times) as at:
        disturbed(told, asked, at, kind, breaks=house.server.kill, mends=house.server.start)


@fault("PostgreSQL killed during publish")
def publishing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, PUBLISH)


@fault("PostgreSQL killed during sign-off")
def signing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, SIGN)


@fault("PostgreSQL killed during withdrawal")
def withdrawing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, WITHDRAW)


@fault("a process of PostgreSQL killed during publish")
def one_killed(told: Told, asked: Asked) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        disturbed(told, asked, at, PUBLISH, breaks=house.server.kill_one, mends=house.server.wait)


@fault("PostgreSQL held up for 30 s during publish")
def held_up(told: Told, asked: Asked) -> None:
    """All of its processes stand still, as where its disk does: connections are taken, and nothing is answered."""
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times, **READERS) as at:
        server = house.server

        def go_on() -> None:
            time.sleep(HELD_UP)
            server.send(signal.SIGCONT)

        disturbed(told, asked, at, PUBLISH, breaks=lambda: server.send(signal.SIGSTOP), mends=go_on)
        longest = max(one.there - one.asked for one in at.readers.got)
        told.blame([f"a reader waited for {longest:.0f} s"] if longest > 20 else [])
        served = told.readers[FRESH] + told.readers[STALE]
        told.blame([f"readers got {dict(told.readers)}"] if served < 0.9 * told.readers.total() else [])
