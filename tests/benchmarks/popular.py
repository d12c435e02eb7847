"""Readers who ask for pages by popularity, and publications that are watched meanwhile, for ``pages.py``."""

import contextlib
import re
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.apart import Newsroom
from tests.benchmarks.servers import Server

EVERY = 10
"""Seconds from one publication to the next."""
PUBLISH = """
import sys, time, django
django.setup()
from tests.factories import make_edition, make_user
editor = make_user(role="editor", username=f"publisher-{time.time()}")
first = int(time.time() * 1000)
for number in range(int(sys.argv[1])):
    time.sleep(int(sys.argv[2]) - 2 if number == 0 else int(sys.argv[2]))
    make_edition(headline=f"Published while asked {first + number}", editor=editor)
    print(first + number, time.time(), flush=True)
"""
POPULARITY = """
local paths = {{ {paths} }}
local total, ends = 0, {{}}
for rank = 1, #paths do total = total + 1 / rank; ends[rank] = total end
math.randomseed(os.time())
function request()
    local at, low, high = math.random() * total, 1, #paths
    while low < high do
        local middle = math.floor((low + high) / 2)
        if ends[middle] < at then low = middle + 1 else high = middle end
    end
    return wrk.format("GET", paths[low])
end
"""


def written(script: Path, paths: Iterable[str]) -> Path:
    """A script by which wrk asks for ``paths``, the first most often: each as often as one by its rank."""
    script.write_text(POPULARITY.format(paths=", ".join(f'"{path}"' for path in paths)))
    return script


def addresses_of(server: Server, most: int) -> list[str]:
    """Of stories, the newest first."""
    found: list[str] = []
    path = "/stories/"
    while len(found) < most:
        page = server.get(path).decode()
        found += [one for one in re.findall(r'href="(/stories/\d+/[^"/]+/)"', page) if one not in found]
        older = re.search(r'href="\?(before=[^"]+)"', page)
        if not older:
            break
        path = f"/stories/?{older[1]}"
    return found


@dataclass
class Seen:
    """``answers``: when each was asked for, and what it shows as the last publication; ``made``: when each returned."""

    answers: list[tuple[float, int]] = field(default_factory=list)
    made: dict[int, float] = field(default_factory=dict)

    def late(self) -> int:
        return sum(
            any(at < asked and number > shown for number, at in self.made.items())
            for asked, shown in self.answers
        )


@contextlib.contextmanager
def watched(server: Server, newsroom: Newsroom, publications: int) -> Iterator[Seen]:
    """Publish, and watch what two pages show meanwhile."""
    seen, is_over = Seen(), threading.Event()

    def watch() -> None:
        while not is_over.is_set():
            for path in ("/", "/stories/"):
                asked = time.time()
                shown = [
                    int(number) for number in re.findall(rb"Published while asked (\d+)", server.get(path))
                ]
                seen.answers.append((asked, max(shown, default=-1)))
            time.sleep(0.005)

    command = newsroom.command(publications, EVERY, module=("-c", PUBLISH))
    process = newsroom.begin(command, out=subprocess.PIPE)
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        is_over.set()
        watcher.join()
        said, _ = process.communicate()
        seen.made |= {int(number): float(at) for number, at in map(str.split, said.splitlines())}
