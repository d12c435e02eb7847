"""A clock that steps back: by libfaketime (Debian: apt-get install faketime), which tells the server another time."""

import time
from pathlib import Path

from tests.faults.acting import PUBLISH, is_listed, scene, settle
from tests.faults.told import Asked, Missing, Told, fault

NAME = "libfaketimeMT.so.1"
MISSING = f"{NAME} is not installed here (Debian: apt-get install faketime)."
STEP = 8
"""Seconds by which the clock is before the time, and then steps back."""


def library() -> str:
    found = next(iter(Path("/usr/lib").glob(f"*/faketime/{NAME}")), None)
    if found is None:
        raise Missing(MISSING)
    return str(found)


class Clock:
    """Seconds from the time there is to the one that is told; written into a file that each process looks at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.own = {
            "LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(path), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
        }  # fmt: skip
        self.set(0)

    def set(self, seconds: float) -> None:
        written = self._path.with_suffix(".new")
        written.write_text(f"{seconds:+.1f}s\n")
        written.replace(self._path)


@fault("the clock steps back 8 s after a publication")
def stepping(told: Told, asked: Asked) -> None:
    """Pages are served all the time. What was published within the time that comes again is unseen until it has come;
    what is published afterwards is there at once.
    """
    clock = Clock(asked.houses.folder / "clock")
    with (
        asked.houses.on_postgres() as house,
        scene(house.newsroom, PUBLISH, asked.times * 2, **clock.own) as at,
    ):
        for early, late in zip(at.stories[::2], at.stories[1::2], strict=True):
            clock.set(STEP)
            begun, status = time.monotonic(), at.act(PUBLISH, early)
            told.blame([] if is_listed(at, early) else ["what is published is not there at once"])
            clock.set(0)
            stepped = time.monotonic()
            told.blame([] if at.act(PUBLISH, late) == 302 and is_listed(at, late) else ["later is not there"])
            at.web.until_served()
            while not is_listed(at, early) and time.monotonic() - stepped < 3 * STEP:
                time.sleep(0.05)
            told.back.append(time.monotonic() - stepped)
            told.readers += at.readers.between(begun, time.monotonic())
            told.times += 1
            settle(told, at, PUBLISH, early, status)
        told.blame(at.readers.wrong())
