"""Processes of the web server killed, held up and replaced; and what SQLite keeps of an act whose process is killed."""

import os
import random
import signal
import time

from tests.faults.acting import PUBLISH, SIGN, WITHDRAW, Kind, disturbed, hold_every_reader, scene
from tests.faults.running import Web
from tests.faults.told import Asked, Told, fault

HELD_UP = 4
"""Seconds."""
RELOADING = 8
"""Seconds in which all processes are replaced."""


def _web_killed(told: Told, asked: Asked, kind: Kind) -> None:
    with asked.houses.on_sqlite() as house, scene(house.newsroom, kind, asked.times) as at:
        disturbed(told, asked, at, kind, breaks=at.web.kill, mends=at.web.start)


@fault("SQLite: web server killed during publish")
def publishing(told: Told, asked: Asked) -> None:
    _web_killed(told, asked, PUBLISH)


@fault("SQLite: web server killed during sign-off")
def signing(told: Told, asked: Asked) -> None:
    _web_killed(told, asked, SIGN)


@fault("SQLite: web server killed during withdrawal")
def withdrawing(told: Told, asked: Asked) -> None:
    _web_killed(told, asked, WITHDRAW)


def kill_one(web: Web) -> None:
    os.kill(random.choice(web.workers()), signal.SIGKILL)


def _worker_killed(told: Told, asked: Asked, house: object) -> None:
    with house as own, scene(own.newsroom, PUBLISH, asked.times) as at:  # type: ignore[attr-defined]
        disturbed(told, asked, at, PUBLISH, breaks=lambda: kill_one(at.web), mends=lambda: None)


@fault("SQLite: a worker killed in a request")
def worker_on_sqlite(told: Told, asked: Asked) -> None:
    _worker_killed(told, asked, asked.houses.on_sqlite())


@fault("PostgreSQL: a worker killed in a request")
def worker_on_postgres(told: Told, asked: Asked) -> None:
    _worker_killed(told, asked, asked.houses.on_postgres())


@fault("a worker held up for 4 s during publish")
def held_up(told: Told, asked: Asked) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        held: list[int] = []

        def hold() -> None:
            held[:] = [random.choice(at.web.workers())]
            os.kill(held[0], signal.SIGSTOP)

        def go_on() -> None:
            time.sleep(HELD_UP)
            os.kill(held[0], signal.SIGCONT)

        disturbed(told, asked, at, PUBLISH, breaks=hold, mends=go_on)


@fault("all workers replaced under load")
def replaced(told: Told, asked: Asked) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:

        def replace() -> None:
            before = set(at.web.workers())
            at.web.hang_up()
            end = time.monotonic() + 60
            while before & set(at.web.workers()) and time.monotonic() < end:
                time.sleep(0.1)
            told.blame(["old processes stay"] if before & set(at.web.workers()) else [])

        disturbed(told, asked, at, PUBLISH, breaks=replace, mends=lambda: None)
        hold_every_reader(told)
