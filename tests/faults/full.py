"""Disks that are full, in the middle of what is being written to them."""

import contextlib
import io
import os
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.faults import imports
from tests.faults.acting import PUBLISH, Scene, is_listed, scene, settle
from tests.faults.houses import House
from tests.faults.people import Person, got
from tests.faults.told import Asked, Missing, Told, fault

SIZE = 96
"""Megabytes that a small disk holds."""
LEFT = 150_000
"""Bytes at most that are left of it."""
NO_ROOM = (503, 507)
NOT_MOUNTED = "a file system in memory cannot be mounted here, which root may where nothing forbids it"


class SmallDisk:
    """A file system of its own, which can be filled up to some last bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        told = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", str(folder)]
        if os.geteuid() or subprocess.run(told, capture_output=True, check=False).returncode:
            raise Missing(NOT_MOUNTED)

    def fill(self, left: int = 0) -> None:
        with (self.folder / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))
        os.truncate(self.folder / "filler", max(0, (self.folder / "filler").stat().st_size - left))

    def make_room(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)

    def let_go(self) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True)


@contextmanager
def small(asked: Asked) -> Iterator[tuple[SmallDisk, House]]:
    """A newsroom on SQLite, all of which lies on a small disk."""
    disk = SmallDisk(asked.houses.folder / f"small-{time.monotonic_ns()}")
    try:
        (disk.folder / "temporary").mkdir()
        with asked.houses.on_sqlite(disk.folder) as house:
            yield disk, house
    finally:
        disk.let_go()


@contextmanager
def at_work(asked: Asked) -> Iterator[tuple[SmallDisk, Scene]]:
    with small(asked) as (disk, house):
        own = {"TMPDIR": str(disk.folder / "temporary")}
        with scene(house.newsroom, PUBLISH, asked.times, **own) as at:
            yield disk, at


@fault("disk full while publishing, on SQLite")
def publishing(told: Told, asked: Asked) -> None:
    with at_work(asked) as (disk, at):
        for story in at.stories:
            disk.fill(random.Random(f"{asked.seed}:{story}").randrange(LEFT))
            begun, status = time.monotonic(), at.act(PUBLISH, story)
            _over(told, disk, at, begun)
            settle(told, at, PUBLISH, story, status)
        told.blame(at.readers.wrong())


def _over(told: Told, disk: SmallDisk, at: Scene, begun: float) -> None:
    disk.make_room()
    told.times += 1
    told.back.append(at.web.until_served())
    told.readers += at.readers.between(begun, time.monotonic())


def picture(number: int) -> bytes:
    """A picture that nothing makes small."""
    chance, file = random.Random(number), io.BytesIO()
    Image.frombytes("RGB", (260, 260), chance.randbytes(260 * 260 * 3)).save(file, "PNG")
    return file.getvalue()


def send_picture(person: Person, number: int) -> int:
    told = {"alt": "A pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}
    return person.send_file("/admin/articles/picture/add/", "image", ("a.png", picture(number)), **told)[0]


@fault("disk full while a picture is sent")
def pictures(told: Told, asked: Asked) -> None:
    _sent(told, asked, "editor", send_picture, "pictures")


def drop(person: Person, number: int) -> int:
    words = f"Ferry {number} returns\n\nBy Ines Marlow\n\n{'The ferry is back at the quay. ' * 5000}\n"
    file = (f"{number}.txt", words.encode())
    return person.send_file("/admin/articles/importrun/add/", "files", file, **{"as": "drafts"})[0]


@fault("disk full while copy is dropped")
def dropped(told: Told, asked: Asked) -> None:
    _sent(told, asked, "importer", drop, "runs")


def _sent(told: Told, asked: Asked, who: str, send: object, kept: str) -> None:
    """What is sent is there if and only if that was said, and can be sent again once there is room."""
    with at_work(asked) as (disk, at):
        person = Person(at.web, who)
        for number in range(asked.times):
            before = at.clerk.ask("counts")[kept]
            disk.fill(random.Random(f"{asked.seed}:{number}").randrange(LEFT * 3))
            begun, status = time.monotonic(), send(person, number)  # type: ignore[operator]
            _over(told, disk, at, begun)
            told.desk[str(status)] += 1
            there = at.clerk.ask("counts")[kept] - before
            told.lost += status == 302 and not there
            told.blame([f"{status}, and {there} {kept}"] if there != (status == 302) else [])
            told.blame([f"who sends it gets {status}"] if status not in (302, *NO_ROOM) else [])
            if status != 302 and send(person, number) != 302:  # type: ignore[operator]
                told.blame(["it cannot be sent again"])
            told.blame(at.clerk.ask("faults"))
        told.blame(at.readers.wrong())


@fault("disk full while renditions are made")
def renditions(told: Told, asked: Asked) -> None:
    """Whoever asks for one gets it, and it is kept once there is room."""
    with at_work(asked) as (disk, at):
        for address in at.clerk.ask("renditions", number=asked.times):
            disk.fill()
            begun, seen = time.monotonic(), got(at.web, address)
            _over(told, disk, at, begun)
            told.blame([f"a rendition is {seen.what}"] if seen.what != "as it is" else [])
            told.blame(at.clerk.ask("faults"))
        told.blame(at.readers.wrong())


@fault("disk full during import, on SQLite")
def importing(told: Told, asked: Asked) -> None:
    whole, usual = imports.undisturbed(asked, asked.houses.on_sqlite)
    for number in range(asked.times):
        with small(asked) as (disk, house):
            chance = random.Random(f"{asked.seed}:{number}")
            process = imports.begun(house, asked, chance.uniform(0, 0.8 * usual))
            disk.fill(chance.randrange(LEFT))
            status = process.wait()
            told.blame([f"the command ended with {status}"] if status not in imports.ENDS else [])
            disk.make_room()
            imports.finished(told, asked, house, process, whole)


@fault("disk full where the sign of commits lies")
def sign(told: Told, asked: Asked) -> None:
    """What is published is on the list within a second all the same, as on another machine."""
    disk = SmallDisk(asked.houses.folder / f"small-{time.monotonic_ns()}")
    try:
        with (
            asked.houses.on_postgres(disk.folder) as house,
            scene(house.newsroom, PUBLISH, asked.times) as at,
        ):
            disk.fill()
            os.truncate(disk.folder / "commits", 0)
            disk.fill()
            for story in at.stories:
                begun, status = time.monotonic(), at.act(PUBLISH, story)
                returned = time.monotonic()
                while not is_listed(at, story):
                    time.sleep(0.01)
                told.back.append(time.monotonic() - returned)
                told.blame(["it took more than a second"] if told.back[-1] > 1.5 else [])
                told.times += 1
                told.readers += at.readers.between(begun, time.monotonic())
                settle(told, at, PUBLISH, story, status)
            told.blame(at.readers.wrong())
            disk.make_room()
    finally:
        disk.let_go()
