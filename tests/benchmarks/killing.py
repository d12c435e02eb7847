"""`python -m tests.benchmarks.killing [--times 100] [--files 5000]`: imports disturbed at random moments, and finished.

Each time a new newsroom, on SQLite or where DATABASE_URL says. The import of an archive is killed by SIGKILL, with all
its workers or without them (who must then end by themselves), or stopped by Ctrl-C, which a terminal sends to all of
them; the same command is given again, or the run resumed. Or one of its workers is killed, and the import must come to
its end by itself. What stands in the database afterwards is compared to what an undisturbed import wrote, all tables of
it. `--seed` says which moments; they are shares of the time that the undisturbed import took. Exit status 1 if anything
differs.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.db import connection

from articles.models import ImportedFile, ImportRun
from tests.benchmarks.apart import Newsroom, Newsrooms, group, newsrooms
from tests.benchmarks.archive import write_archive
from tests.benchmarks.equal import Rows, differences, rows_of

WORKERS = 2
TWICE = 40
"""One file in so many lies in the archive twice."""
PATIENCE = 60
"""Seconds in which workers whose main process is gone must have ended."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One import to be disturbed: when, how, and how it goes on."""

    number: int
    moment: float
    how: str
    resumes: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder, newsrooms(Path(folder)) as made:
        archive = written_twice(write_archive(Path(folder) / "archive", asked.files))
        started = time.monotonic()
        with made.another() as newsroom:
            began = time.monotonic()
            newsroom.run(*import_of(archive))
            seconds, whole = time.monotonic() - began, rows_of(newsroom)
        print(f"{asked.files:,} files into {connection.vendor}, undisturbed: {seconds:.1f} s", flush=True)
        for number in range(asked.times):
            wrong = carry_out(trial(number, asked.seed), archive, made, seconds=seconds, whole=whole)
            failed += bool(wrong)
    print(
        f"{asked.times} imports disturbed in {time.monotonic() - started:,.0f} s, {failed} of them not as undisturbed."
    )
    sys.exit(bool(failed))


def written_twice(archive: Path) -> Path:
    """Put copies of some files beside the others, in a folder that is read after them."""
    twins = archive / "twins"
    twins.mkdir()
    for path in sorted(path for path in archive.rglob("*") if path.is_file())[::TWICE]:
        shutil.copy(path, twins / path.name)
    return archive


def import_of(*what: object, workers: int = WORKERS) -> list[object]:
    return ["import_stories", *what, "--workers", workers]


def trial(number: int, seed: int) -> Trial:
    random = Random(f"{seed}:{number}")
    return Trial(number, random.random(), random.choice(list(HOW)), resumes=random.random() < 0.5)


def carry_out(trial: Trial, archive: Path, made: Newsrooms, *, seconds: float, whole: Rows) -> list[str]:
    """Disturb an import, finish it, and tell what is not as it would be had nobody disturbed it."""
    with made.another() as newsroom:
        process = newsroom.begin(newsroom.command(*import_of(archive)))
        try:
            process.wait(trial.moment * seconds)
        except subprocess.TimeoutExpired:
            HOW[trial.how](process.pid)
        status = process.wait()
        wrong = outlived(process.pid)
        done = ImportedFile.objects.using(newsroom.database.alias).count()
        if trial.how == ONE_WORKER:
            wrong += [f"it ended with {status}"] if status else []
            went_on = "it went on"
        else:
            went_on = finish(newsroom, archive, resumes=trial.resumes)
        wrong += differences(whole, rows_of(newsroom))
    print(
        f"{trial.number}: {trial.how} at {trial.moment:.3f}, {done:,} files taken; {went_on}: "
        + ("as undisturbed" if not wrong else "\n  ".join(["", *wrong])),
        flush=True,
    )
    return wrong


def kill_one_worker(leader: int) -> None:
    """Kill the worker that holds the most memory, as a system does that has none left."""
    workers = {pid: held for pid, held in group(leader).items() if pid != leader}
    if workers:
        os.kill(max(workers, key=lambda pid: workers[pid]), signal.SIGKILL)


ONE_WORKER = "one worker killed"
HOW: dict[str, Callable[[int], None]] = {
    "main process killed alone": lambda leader: os.kill(leader, signal.SIGKILL),
    "killed with all workers": lambda leader: os.killpg(leader, signal.SIGKILL),
    "Ctrl-C": lambda leader: os.killpg(leader, signal.SIGINT),
    ONE_WORKER: kill_one_worker,
}


def outlived(leader: int) -> list[str]:
    """What to say of processes that go on though their main process is gone; nothing where all end by themselves."""
    until = time.monotonic() + PATIENCE
    while left := group(leader):
        if time.monotonic() > until:
            os.killpg(leader, signal.SIGKILL)
            return [f"{len(left)} workers did not end by themselves"]
        time.sleep(0.1)
    return []


def finish(newsroom: Newsroom, archive: Path, *, resumes: bool, workers: int = WORKERS) -> str:
    """Bring the import to its end, and let the record prove itself; gives how it went on."""
    stopped = (
        ImportRun.objects.using(newsroom.database.alias).filter(finished_at=None).last() if resumes else None
    )
    what = ("--resume", stopped.pk) if stopped else (archive,)
    newsroom.run(*import_of(*what, workers=workers))
    newsroom.run("verify_ledger")
    return "resumed" if stopped else "given again"


if __name__ == "__main__":
    main()
