"""`python -m tests.benchmarks.growth [--sizes 10000 1000000] [--keep FOLDER] [--only WORDS] [--json]`: what pages cost
a reader and an editor at each size of the newsroom, on DATABASE_URL, SQLite by default.

Of each page: its queries, the median of its milliseconds, without a network and without a page cache, and the last
size's time over that of the first. On SQLite, which works in this very process, milliseconds are its processor's; on
PostgreSQL they pass. Sizes are asked in turn, so that what else the machine does falls on all of them. Exit status 1
where a ratio exceeds the bound; times under a millisecond of difference are none.

`--keep FOLDER` leaves the newsrooms for another time: on SQLite as files in that folder, on PostgreSQL as databases
beside the one in DATABASE_URL. `--only` asks those pages alone whose name has these words in it.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.db import connection, connections, transaction
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from tests.benchmarks import newsroom
from tests.benchmarks.asked import Act, Asked, asked

MOST = 1.5
SLACK = 1.0
"""Milliseconds that are no growth: what a cache of the processor or of the disk holds differs by as much."""
CLOCKS = {"sqlite": time.process_time, "postgresql": time.perf_counter}
RUNS = 7
LONGEST = 1.5
"""Seconds after which a page is asked no more often than three times."""


@dataclass
class Found:
    """What one page took at one size."""

    parts: float
    queries: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return round(statistics.median(self.times) / self.parts, 2)


@dataclass
class Row:
    """What one page took at each size."""

    name: str
    at: dict[int, Found]

    @property
    def ends(self) -> tuple[float, float]:
        first, *_, last = [one.milliseconds for one in self.at.values()]
        return first, last

    @property
    def ratio(self) -> float:
        return self.ends[1] / self.ends[0]

    @property
    def has_grown(self) -> bool:
        return self.ratio > MOST and self.ends[1] - self.ends[0] > SLACK

    @property
    def told(self) -> dict[str, object]:
        at = {
            str(size): {"queries": one.queries, "milliseconds": one.milliseconds}
            for size, one in self.at.items()
        }
        return {"page": self.name, "at": at, "ratio": round(self.ratio, 2), "grown": self.has_grown}

    def __str__(self) -> str:
        cells = "".join(f"{one.queries:>10}{one.milliseconds:>10.1f}" for one in self.at.values())
        return f"{self.name:<44}{cells}{self.ratio:>8.2f}{'  grown' if self.has_grown else ''}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    setup_test_environment()
    with ExitStack() as held:
        folder = options.keep or Path(
            held.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-growth-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        rooms = [
            (size, held.enter_context(built(size, folder, keep=bool(options.keep)))) for size in options.sizes
        ]
        pages = []
        for size, room in rooms:
            with within(room):
                pages.append([page for page in asked(size) if options.only in page.name])
        rows = []
        if not options.json:
            print(f"{connection.vendor}: queries and milliseconds, the median of {RUNS} at most")
            print(
                f"{'':<44}"
                + "".join(f"{f'{size:,} stories':>20}" for size in options.sizes)
                + f"{'ratio':>8}"
            )
        for same in zip(*pages, strict=True):
            found = measured([(room, page) for (_, room), page in zip(rooms, same, strict=True)])
            rows.append(Row(same[0].name, dict(zip(options.sizes, found, strict=True))))
            if not options.json:
                print(rows[-1], flush=True)
    if options.json:
        print(
            json.dumps(
                {"database": connection.vendor, "runs": RUNS, "pages": [row.told for row in rows]}, indent=1
            )
        )
    if grown := [row.name for row in rows if row.has_grown]:
        raise SystemExit(f"More than {MOST} times as long: {', '.join(grown)}.")


@contextmanager
def built(size: int, folder: Path, *, keep: bool) -> Iterator[object]:
    """A newsroom of ``size`` stories, as a connection to its database."""
    default = connections["default"]
    own = default.copy("default")
    own.settings_dict = {**default.settings_dict, "TEST": {**default.settings_dict["TEST"]}}
    name, beside = f"growth_{size}", default.settings_dict["NAME"]
    if default.vendor == "sqlite":
        own.settings_dict["TEST"]["NAME"] = str(folder / f"{name}.sqlite3")
    else:
        own.settings_dict["TEST"]["NAME"] = f"{beside}_{name}"
    with within(own):
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=())
        default.settings_dict["NAME"] = beside  # where Django wrote the other's name, too
        newsroom.grow_to(size)
    try:
        yield own
    finally:
        with within(own):
            teardown_databases(made, verbosity=0, keepdb=keep)


@contextmanager
def within(room: object) -> Iterator[None]:
    """Let all that is asked of the database be asked of this one."""
    before = connections["default"]
    connections["default"] = room
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def measured(rooms: list[tuple[object, Asked]]) -> list[Found]:
    """What a page takes in each of the newsrooms, one after the other again and again."""
    found = [Found(page.parts) for _, page in rooms]
    began = time.perf_counter()
    for number in range(RUNS + 1):
        for (room, page), one in zip(rooms, found, strict=True):
            with within(room), taken_back() if page.writes else nullcontext():
                took(page.prepare(), one, is_first=number == 0)
        if number > 2 and time.perf_counter() - began > LONGEST * len(rooms):
            break
    return found


def took(act: Act, found: Found, *, is_first: bool) -> None:
    """Time an act; the first only warms up, and is counted."""
    if is_first:
        with CaptureQueriesContext(connection) as captured:
            act()
        found.queries = len(captured)
        return
    clock = CLOCKS[connection.vendor]
    start = clock()
    act()
    found.times.append((clock() - start) * 1000)


if __name__ == "__main__":
    main()
