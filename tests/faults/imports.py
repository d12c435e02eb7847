"""Imports whose database or process is killed, and that are given again: afterwards all is as if that had not been."""

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.benchmarks.archive import write_archive
from tests.benchmarks.equal import Rows, differences
from tests.benchmarks.killing import import_of, outlived, written_twice
from tests.faults.asking import Clerk, clerk
from tests.faults.houses import House
from tests.faults.people import reading
from tests.faults.running import served
from tests.faults.told import Asked, Told, fault

FILES = 120
ENDS = (0, 3)
"""With what a command ends that its database failed, where it was not through before."""
Made = Callable[[], AbstractContextManager[House]]


@fault("PostgreSQL killed during import")
def database_killed(told: Told, asked: Asked) -> None:
    whole, usual = undisturbed(asked, asked.houses.on_postgres)
    for number in range(asked.times):
        chance = random.Random(f"{asked.seed}:{number}")
        with (
            asked.houses.on_postgres() as house,
            served(house.newsroom) as web,
            reading(web, ["/"]) as readers,
        ):
            process = begun(house, asked, chance.random() * usual)
            killed = time.monotonic()
            house.server.kill()
            time.sleep(chance.uniform(0.2, 1.5))
            house.server.start()
            told.back.append(web.until_served())
            told.readers += readers.between(killed, time.monotonic())
            status = process.wait()
            told.blame([f"the command ended with {status}"] if status not in ENDS else [])
            finished(told, asked, house, process, whole)
            told.blame(readers.wrong())


@fault("SQLite: import killed")
def process_killed(told: Told, asked: Asked) -> None:
    whole, usual = undisturbed(asked, asked.houses.on_sqlite)
    for number in range(asked.times):
        chance = random.Random(f"{asked.seed}:{number}")
        with asked.houses.on_sqlite() as house:
            process = begun(house, asked, chance.random() * usual)
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
            finished(told, asked, house, process, whole)


def archive(asked: Asked) -> Path:
    folder = asked.houses.folder / "archive"
    return folder if folder.exists() else written_twice(write_archive(folder, FILES))


def undisturbed(asked: Asked, made: Made) -> tuple[Rows, float]:
    """What an import writes that nothing disturbs, and the seconds that it takes."""
    with made() as house, clerk(house.newsroom) as asks:
        started = time.monotonic()
        house.newsroom.run(*import_of(archive(asked)))
        return rows(asks), time.monotonic() - started


def rows(asks: Clerk) -> Rows:
    return {table: Counter(held) for table, held in asks.ask("rows").items()}


def begun(house: House, asked: Asked, seconds: float) -> "subprocess.Popen[str]":
    """An import that has gone on for so long, or is through."""
    process = house.newsroom.begin(house.newsroom.command(*import_of(archive(asked))))
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    return process


def finished(told: Told, asked: Asked, house: House, process: "subprocess.Popen[str]", whole: Rows) -> None:
    """Give the command again, and hold what stands there then against what an undisturbed import wrote."""
    told.times += 1
    told.blame(outlived(process.pid))
    house.newsroom.run(*import_of(archive(asked)))
    with clerk(house.newsroom) as asks:
        differ = [*differences(whole, rows(asks)), *asks.ask("faults")]
    told.lost += bool(differ)
    told.blame(differ)
