"""`python -m tests.benchmarks.imports [--files 20000] [--onto STORIES] [--json]`: an archive imported, beside what a
database could do.

The import is the command as a person gives it, a process of its own with as many workers as there are processors: files
found, read, parsed and taken, with full revisions, digests, ledger, search index, report and summary. The limit is the
very rows that it wrote, all of them, put into an empty newsroom with the same indexes, constraints and triggers, search
index included: by raw `executemany` into SQLite, by COPY into PostgreSQL where DATABASE_URL says so. So the limit
holds no reading of files, no parsing, no digest, no decision and no report: only what must be written however it came.

It is done for a tenth of the files first, so that two figures for memory can be compared; with `--onto`, for all of
them once more into a newsroom that holds so many stories already, by which a file should cost no more. Where the
machine does other things beside, the seconds of processor say more than those that passed; those of PostgreSQL's server
are not counted.
"""

import argparse
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.db import connection

from articles import drafting
from articles.importing.finding.walking import walk
from articles.importing.reading import fields, understanding
from tests.benchmarks.apart import Newsroom, Newsrooms, group, newsrooms
from tests.benchmarks.archive import write_archive
from tests.benchmarks.limits import Limit, write_again
from tests.benchmarks.measured import Stages

EVERY = 0.2
"""Seconds between two looks at the memory."""
READ = 500
"""Files that are read here to see what the reading goes to."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import came to: seconds that passed and seconds of processor, and the most memory, in bytes."""

    seconds: float
    main: float
    workers: float
    stages: dict[str, float]
    memory: int
    memory_of_workers: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument(
        "--onto", type=int, default=0, help="stories of another newsroom that takes them, too"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told = []
    with tempfile.TemporaryDirectory() as folder, newsrooms(Path(folder)) as made:
        for files in (max(1, asked.files // 10), asked.files):
            archive = write_archive(Path(folder) / f"archive-{files}", files, seed=asked.seed)
            with made.another() as newsroom, made.another() as empty:
                done, limit = imported(newsroom, archive), write_again(newsroom, empty)
            told.append({"files": files, "import": asdict(done), "limit": asdict(limit)})
            if not asked.json:
                tell(files, done, limit)
        onto = imported_onto(made, archive, asked.onto) if asked.onto else None
        reading = reading_of(archive)
    if asked.json:
        held = {"stories": asked.onto, "import": asdict(onto)} if onto else None
        said = {"database": connection.vendor, "runs": told, "onto": held, "reading": reading}
        print(json.dumps(said, indent=2))
    else:
        if onto:
            each = [1_000 * one.main / asked.files for one in (onto, done)]
            beside = f"{each[0]:.2f} ms of processor a file, {each[0] / each[1]:.2f} times as much"
            print(f"\nonto {asked.onto:,} stories: main process {beside}")
        each = ", ".join(f"{name} {spent:.2f}" for name, spent in reading.items())
        print(f"\nReading a file, ms of one processor: {each}")


def tell(files: int, done: Imported, limit: Limit) -> None:
    both = done.main + done.workers
    print(f"\n{files:,} files into {connection.vendor}")
    print(f"import {files / done.seconds:9,.0f} files a second: {done.seconds:.1f} s")
    print(
        f"limit  {files / limit.seconds:9,.0f} files a second: {limit.seconds:.1f} s for {limit.rows:,} rows"
    )
    print(f"ratio  {limit.seconds / done.seconds:9.2f}")
    print(f"memory {done.memory / 1e6:9,.0f} MB, and {done.memory_of_workers / 1e6:,.0f} MB of all workers")
    print(
        f"processor {both:6.1f} s: main {done.main:.1f}, workers {done.workers:.1f}; limit {limit.processor:.1f}"
    )
    print("main process: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in done.stages.items()))


def imported_onto(made: Newsrooms, archive: Path, stories: int) -> Imported:
    """Import an archive into a newsroom that holds so many stories."""
    with made.another() as newsroom:
        newsroom.run(stories, module=("-m", "tests.benchmarks.grown"))
        return imported(newsroom, archive)


def imported(newsroom: Newsroom, archive: Path) -> Imported:
    """Import an archive by a process of its own, and watch its memory."""
    command = newsroom.command(
        archive, newsroom.folder / "report.jsonl", module=("-m", "tests.benchmarks.measured")
    )
    most = most_of_workers = 0
    with tempfile.TemporaryFile("w+") as out:
        process = newsroom.begin(command, out=out)
        while process.poll() is None:
            held = group(process.pid)
            most = max(most, held.pop(process.pid, 0))
            most_of_workers = max(most_of_workers, sum(held.values()))
            time.sleep(EVERY)
        out.seek(0)
        said = out.read()
    if process.returncode:
        raise SystemExit(said)
    return Imported(**json.loads(said.splitlines()[-1]), memory=most, memory_of_workers=most_of_workers)


def reading_of(archive: Path) -> dict[str, float]:
    """What reading a file goes to, in ms of one processor: the first files, read in this process."""
    stages = Stages(clock=time.process_time)
    stages.watch(understanding, "fetch", "bytes")
    stages.watch(understanding, "open_copy", "format and encoding")
    stages.watch(understanding, "parse", "parsing")
    stages.watch(fields, "texts", "fields")
    stages.watch(drafting, "draft", "text, digest and terms")
    found = walk([archive]).files[:READ]
    with stages.timed("all"):
        for one in found:
            list(understanding.examine(one, now=datetime.now(UTC)))
    return {name: 1_000 * spent / len(found) for name, spent in stages.seconds.most_common()}


if __name__ == "__main__":
    main()
