"""`python -m tests.benchmarks.pages [--stories 10000] [--json]`: what readers get, beside what the machine could give.

A newsroom is filled and served by ``manage.py serve``; beside it stand nginx with the same bytes as files, the same
server handing out one body of that size, and a hello-world of Django behind the same server. wrk asks each of them in
turn, round after round, so that what else the machine does falls on all; medians are told, with their ranges, and the
ratios of rounds. Then stories are published while readers ask for 200 pages by popularity.
"""

import argparse
import contextlib
import json
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.conf import settings

from tests.benchmarks.apart import Newsroom, newsrooms
from tests.benchmarks.popular import EVERY, addresses_of, watched, written
from tests.benchmarks.servers import Load, Server, load, newsroom_server, nginx, plain_server

PAGES = {
    "story": "",
    "list": "/stories/",
    "front page": "/",
    "feed": "/stories/feed.rss",
    "search": "/stories/?q=harbour+ferry",
}
POPULAR = 200
WORDS = "harbour council ferry quay budget mayor bridge tram library market storm road river".split()  # noqa: SIM905
FILL = "import sys, django; django.setup(); from tests.benchmarks.newsroom import grow_to; grow_to(int(sys.argv[1]))"


@dataclass
class Row:
    """One comparison: the rates of each round, by whose they are."""

    name: str
    connections: int
    rates: dict[str, list[float]] = field(default_factory=dict)
    bad: int = 0

    def add(self, whose: str, borne: Load) -> None:
        self.rates.setdefault(whose, []).append(borne.rate)
        self.bad += borne.bad

    def ratio(self, other: str) -> tuple[float, float, float]:
        """Of ours to another's, round by round: median, least and most."""
        found = [ours / its for ours, its in zip(self.rates["ours"], self.rates[other], strict=True)]
        return statistics.median(found), min(found), max(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each load")
    parser.add_argument("--connections", type=int, nargs="+", default=[16, 64])
    parser.add_argument("--publications", type=int, default=3, help="of each round")
    parser.add_argument("--minutes", type=int, default=60, help="of the load of `--only memory`")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=settings.SERVER_THREADS)
    parser.add_argument("--only", choices=list(ACTS), nargs="+", default=["warm", "cold", "publishing"])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder, newsrooms(Path(folder)) as made, made.another() as newsroom:
        fill(newsroom, asked.stories)
        for name in asked.only:
            told[name] = ACTS[name](newsroom, Path(folder), asked)
    if asked.json:
        print(json.dumps(told, indent=2))


def fill(newsroom: Newsroom, stories: int) -> None:
    process = newsroom.begin(newsroom.command(stories, module=("-c", FILL)))
    if process.wait():
        raise SystemExit("The newsroom could not be filled.")


def warm(newsroom: Newsroom, folder: Path, asked: argparse.Namespace) -> list[dict[str, object]]:
    """Finished pages, beside nginx and beside one constant body."""
    rows = []
    size = {"workers": asked.workers, "threads": asked.threads}
    with newsroom_server(newsroom, **size) as ours:
        pages = PAGES | {"story": story_of(ours)}
        files = {f"{number}.html": ours.get(path) for number, path in enumerate(pages.values())}
        files["index.html"] = b""
        with nginx(folder / "nginx", files, workers=asked.workers) as static, contextlib.ExitStack() as stack:
            for number, (name, path) in enumerate(pages.items()):
                file = str(folder / "nginx" / f"{number}.html")
                constant = stack.enter_context(
                    plain_server("tests.benchmarks.constant:application", **size, CONSTANT=file)
                )
                for connections in asked.connections:
                    row = Row(name, connections)
                    targets = {
                        "ours": ours.root + path,
                        "constant": constant.root,
                        "nginx": f"{static.root}/{number}.html",
                    }
                    alternate(row, targets, asked)
                    rows.append(row)
                stack.pop_all().close()
    return show("Finished pages", rows, {"nginx": "of nginx", "constant": "of the ceiling"}, quiet=asked.json)


def cold(newsroom: Newsroom, folder: Path, asked: argparse.Namespace) -> list[dict[str, object]]:
    """Pages made at each question, beside a hello-world."""
    rows = []
    size = {"workers": asked.workers, "threads": asked.threads}
    with (
        newsroom_server(newsroom, **size, NEWSROOM_PAGE_MEMORY="0") as ours,
        plain_server(
            "tests.benchmarks.hello:application", **size, DJANGO_SETTINGS_MODULE="newsroom.settings"
        ) as hello,
    ):
        for name, path in (PAGES | {"story": story_of(ours)}).items():
            row = Row(name, 16)
            alternate(row, {"ours": ours.root + path, "hello": hello.root}, asked)
            rows.append(row)
    return show("First renderings", rows, {"hello": "of hello-world"}, quiet=asked.json)


def alternate(row: Row, targets: dict[str, str], asked: argparse.Namespace) -> None:
    for url in targets.values():
        load(url, connections=row.connections, seconds=1)
    for _ in range(asked.rounds):
        for whose, url in targets.items():
            row.add(whose, load(url, connections=row.connections, seconds=asked.seconds))


def story_of(server: Server) -> str:
    return addresses_of(server, 1)[0]


def publishing(newsroom: Newsroom, folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Readers ask for pages by popularity, with a publication every ten seconds and without."""
    script = folder / "popularity.lua"
    size = {"workers": asked.workers, "threads": asked.threads}
    quiet, busy, answers, late = [], [], 0, 0
    with newsroom_server(newsroom, **size) as ours:
        paths = ["/", "/stories/", *addresses_of(ours, POPULAR)][:POPULAR]
        written(script, paths)
        span = {"connections": 16, "seconds": asked.publications * EVERY, "script": script}
        for _ in range(asked.rounds):
            load(ours.root, **span | {"seconds": 3})  # until all that the round before published is made
            with watched(ours, newsroom, 0):  # who watches takes his part of the machine in both
                quiet.append(load(ours.root, **span))
            with watched(ours, newsroom, asked.publications) as seen:
                busy.append(load(ours.root, **span))
            answers += len(seen.answers)
            late += seen.late()
        memory = max(ours.memory().values())
    told = {
        "throughput": statistics.median(one.rate / other.rate for one, other in zip(busy, quiet, strict=True)),
        "p99": statistics.median(one.most / other.most for one, other in zip(busy, quiet, strict=True)),
        "quiet": [(one.rate, one.most) for one in quiet],
        "busy": [(one.rate, one.most) for one in busy],
        "watched": answers, "stale": late, "bad": sum(one.bad for one in (*quiet, *busy)), "memory": memory,
    }  # fmt: skip
    if not asked.json:
        print(f"\nA publication every {EVERY} s, {len(paths)} pages by popularity, 16 connections")
        for name, loads in (("without", quiet), ("with", busy)):
            rate, most = (statistics.median(getattr(one, what) for one in loads) for what in ("rate", "most"))
            print(f"{name:<12}{rate:>10,.0f} answers/s{most:>10.2f} ms p99")
        print(f"ratio       {told['throughput']:>10.2f}          {told['p99']:>10.2f}")
        print(
            f"{late} of {answers:,} watched answers stale, {told['bad']} bad; {memory / 1e6:,.0f} MB a process at most"
        )
    return told


def memory(newsroom: Newsroom, folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """What a process holds after a long load of all kinds of pages: thousands of stories, deep lists, searches for
    anything, addresses that lead nowhere; and a publication now and then.
    """
    script = folder / "mixed.lua"
    with newsroom_server(newsroom, workers=asked.workers, threads=asked.threads) as ours:
        stories = addresses_of(ours, 3000)
        words = [f"/stories/?q={first}+{second}" for first in WORDS for second in WORDS if first < second]
        nowhere = [f"/nowhere/{number}/" for number in range(200)]
        paths = [*PAGES.values(), *stories, *words, *nowhere]
        written(script, filter(None, paths))
        told = [max(ours.memory().values())]
        for _ in range(asked.minutes):
            with watched(ours, newsroom, 60 // EVERY - 1):
                load(ours.root, connections=16, seconds=60, script=script)
            told.append(max(ours.memory().values()))
            if not asked.json:
                print(f"{len(told) - 1:>4} min{told[-1] / 1e6:>8,.0f} MB", flush=True)
    return {"minutes": asked.minutes, "bytes": told}


def show(title: str, rows: list[Row], others: dict[str, str], *, quiet: bool) -> list[dict[str, object]]:
    told = []
    if not quiet:
        print(
            f"\n{title:<24}{'connections':>12}{'answers/s':>12}"
            + "".join(f"{label:>28}" for label in others.values())
        )
    for row in rows:
        ratios = {other: row.ratio(other) for other in others}
        medians = {whose: statistics.median(rates) for whose, rates in row.rates.items()}
        told.append(
            {
                "page": row.name,
                "connections": row.connections,
                "rates": row.rates,
                "ratios": ratios,
                "bad": row.bad,
            }
        )
        if not quiet:
            said = "".join(
                f"{middle:>14.2f} ({least:.2f} to {most:.2f})".rjust(28)
                for middle, least, most in ratios.values()
            )
            wrong = f"  {row.bad} bad answers" if row.bad else ""
            print(f"{row.name:<24}{row.connections:>12}{medians['ours']:>12,.0f}{said}{wrong}", flush=True)
    return told


ACTS = {"warm": warm, "cold": cold, "publishing": publishing, "memory": memory}

if __name__ == "__main__":
    main()
