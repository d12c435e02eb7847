"""PostgreSQL killed by SIGKILL while somebody publishes, signs or withdraws, and begun again; and held up."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from tests.faults.acting import PUBLISH, SIGN, WITHDRAW, Kind, Scene, disturbed, scene
from tests.faults.people import BUSY, STALE
from tests.faults.told import Asked, Told, fault

HELD_UP = 40
"""Seconds for which it says nothing, and no connection ends."""
AT_WORK = 16
"""People of the desk who go on asking meanwhile: more than there are threads."""
LONGEST = 20
"""Seconds that nobody may wait for a page of readers, or for whether a process lives."""


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


@fault("PostgreSQL held up for 40 s during publish")
def held_up(told: Told, asked: Asked) -> None:
    """All of its processes stand still, as where its disk does: connections are taken, and nothing is answered."""
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        looks: list[float] = []

        def go_on() -> None:
            with ThreadPoolExecutor(AT_WORK) as pool:
                end = time.monotonic() + HELD_UP
                for _ in range(AT_WORK):
                    pool.submit(_at_work, at, end)
                while time.monotonic() < end:
                    begun = time.monotonic()
                    at.editor.get("/health/alive")
                    looks.append(time.monotonic() - begun)
                    time.sleep(1)
                house.server.send(signal.SIGCONT)

        disturbed(told, asked, at, PUBLISH, breaks=lambda: house.server.send(signal.SIGSTOP), mends=go_on)
        for who, waited in (
            ("a reader", [one.there - one.asked for one in at.readers.got]),
            ("who watches", looks),
        ):
            told.blame([f"{who} waited for {max(waited):.0f} s"] if max(waited) > LONGEST else [])
        told.blame([] if told.readers[STALE] > told.readers[BUSY] else ["few readers got the last page"])


def _at_work(at: Scene, end: float) -> None:
    while time.monotonic() < end:
        at.editor.get("/admin/articles/story/")
