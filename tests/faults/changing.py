"""`python -m tests.faults.changing [--rounds 5] [--connections 8] [--store]`: readers at full speed while stories are
published, corrected and withdrawn.

Two nodes, each a server with a data folder of its own, on one PostgreSQL; with `--store` they share pages by Redis.
wrk asks both as fast as they answer, and an editor acts on the first by its forms. From when an act has
returned on, no answer of the first node shows what was before, nor of the second one a second later: on the story's own
page, in lists, search, feeds, sitemap and API. Exit status 1 where one did, or any answer was an error.
"""

import argparse
import contextlib
import http.client
import secrets
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from tests.benchmarks.popular import written
from tests.benchmarks.servers import Load, load
from tests.faults.asking import Clerk, clerk
from tests.faults.houses import House, Houses
from tests.faults.people import Person
from tests.faults.running import LAST, Web, served
from tests.faults.stores import Store

LATE = 1.0
"""Seconds that another node may take to see a commit."""
AFTER = 2.5
"""Seconds after an act for which all pages are held against it."""
FIRST, MENDED = "The ferry sails at noon.", "The ferry sails at one."
LISTS = {
    "front page": "/", "list": "/stories/", "topic": "/topics/harbour/", "search": "/stories/?q=sails",
    "RSS": "/stories/feed.rss", "Atom": "/stories/feed.atom", "JSON Feed": "/stories/feed.json",
    "news sitemap": "/sitemap-news.xml", "sitemap": "/sitemap-stories-1.xml", "API": "/api/stories/",
}  # fmt: skip
STREAMED = "sitemap"
"""As long as can be, and so read part by part by a few at once: more are told to come again, which is no error."""
OWN = {"page": "/stories/{}/{}/", "API of one": "/api/stories/{}/", "ninjs": "/api/stories/{}/ninjs/"}
"""Addresses of one story: where it is withdrawn they answer that it is gone."""
THERE, GONE = 200, 410
CANCELED = {"ninjs": THERE}
"""A document for machines that says of a withdrawn story that it is."""
SECONDS = 5
"""Of each load."""


@dataclass
class Node:
    """A server, and what its answers were held against: how many were as they should be, and what was not."""

    name: str
    web: Web
    lag: float
    answers: int = 0
    last: int = 0
    """Answers that were the last ones that could be made, and told so: a database that takes more than a second to say
    in which generation its pages are is taken for one that is away."""
    wrong: Counter[str] = field(default_factory=Counter)

    def hold(self, story: int, slug: str, text: str, ended: float) -> None:
        """Ask for all pages until an act has ``ended`` for long enough: each shows the ``text`` of a story, and none
        shows it where that is "".
        """
        time.sleep(max(0.0, ended + self.lag - time.monotonic()))
        while time.monotonic() < ended + AFTER:
            for name, path in (LISTS | OWN).items():
                status, body, is_last = self.asked(path.format(story, slug))
                self.answers += 1
                self.last += is_last
                gone = CANCELED.get(name, GONE) if name in OWN else THERE
                told = (status, shows(name, story, text, body))
                if told != (THERE if text else gone, bool(text)) and not is_last:
                    self.wrong[f"{name} answers {status}, {'shown' if told[1] else 'not shown'}"] += 1

    def asked(self, path: str) -> tuple[int, str, bool]:
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
        ) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            is_last = LAST in answer.headers.get("Cache-Status", "")
            return answer.status, answer.read().decode(), is_last


def shows(name: str, story: int, text: str, body: str) -> bool:
    """Whether an answer shows a story by that ``text``; where it is "", whether it shows anything of it."""
    if name not in OWN:
        return f"/stories/{story}/" in body
    return text in body if text else FIRST in body or MENDED in body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=5, help="stories that are published, corrected and withdrawn"
    )
    parser.add_argument("--connections", type=int, default=8, help="of readers, to each node")
    parser.add_argument("--store", action="store_true", help="let the nodes share their pages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-faults-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL is run by another account than root's
        wrong = tried(Houses(Path(folder)), asked)
    sys.exit(bool(wrong))


def tried(houses: Houses, asked: argparse.Namespace) -> int:
    """Gives how many answers were wrong."""
    with ExitStack() as stack:
        house = stack.enter_context(houses.on_postgres())
        nodes, acts = begun(stack, house, asked)
        asks = stack.enter_context(clerk(house.newsroom))
        live = asks.ask("made", number=12, stage="live")
        stories = asks.ask(
            "made", number=asked.rounds, stage="proofread", body=f"<p>{FIRST}</p>", words="Changing"
        )
        editor, is_over = Person(nodes[0].web, "editor"), threading.Event()
        often = [path for name, path in LISTS.items() if name != STREAMED]
        paths = [*often, *(f"/api/stories/{number}/" for number in live)]
        script = written(houses.folder / "popularity.lua", paths)
        with ThreadPoolExecutor(4) as pool:
            loads = [pool.submit(loaded, node, script, asked.connections, is_over) for node in nodes]
            try:
                for story in stories:
                    changed(story, asks, editor, nodes, pool, acts)
            finally:
                is_over.set()
            borne = [one for loads_of in loads for one in loads_of.result()]
    return told(nodes, acts, borne, asked)


def begun(stack: ExitStack, house: House, asked: argparse.Namespace) -> tuple[list[Node], Counter[str]]:
    """Two nodes on one database, which know each other by nothing else, but for the store where there is one."""
    own = {"NEWSROOM_SECRET_KEY": secrets.token_urlsafe(48)}
    if asked.store:
        place = house.newsroom.folder / "store"
        place.mkdir()
        store = Store(place)
        stack.callback(store.kill)
        own["NEWSROOM_PAGE_STORE"] = store.server.url
    second = replace(house.newsroom, name="second", folder=house.newsroom.folder.parent / "second")
    second.folder.mkdir()
    webs = [stack.enter_context(served(newsroom, **own)) for newsroom in (house.newsroom, second)]
    return [Node("this node", webs[0], 0.0), Node("another node", webs[1], LATE)], Counter()


def changed(
    story: int, asks: Clerk, editor: Person, nodes: list[Node], pool: ThreadPoolExecutor, acts: Counter[str]
) -> None:
    """A story published and withdrawn by forms, and corrected by a process beside the first node's."""
    slug = ""
    for act in ("published", "corrected", "withdrawn"):
        if act == "corrected":
            asks.ask("corrected", story=story, body=f"<p>{MENDED}</p>")
        else:
            fields = {"reason": "legal", "revision": 2} if act == "withdrawn" else {}
            status = editor.make(story, "publish" if act == "published" else "withdraw", **fields)
            assert status == 302, f"{act}: {status}"
        ended = time.monotonic()
        slug = slug or asks.ask("slug", story=story)
        text = {"published": FIRST, "corrected": MENDED, "withdrawn": ""}[act]
        for watch in [pool.submit(node.hold, story, slug, text, ended) for node in nodes]:
            watch.result()
        acts[act] += 1


def loaded(node: Node, script: Path, connections: int, over: threading.Event) -> list[Load]:
    """What a node bore, as fast as it answers, until it is ``over``."""
    borne = []
    while not over.is_set():
        borne.append(
            load(node.web.root, connections=connections, seconds=SECONDS, script=script, patience=30)
        )
    return borne


def told(nodes: list[Node], acts: Counter[str], borne: list[Load], asked: argparse.Namespace) -> int:
    bad = sum(one.bad for one in borne)
    answers, slowest = sum(one.rate * SECONDS for one in borne), max(one.most for one in borne)
    done = ", ".join(f"{number} {act}" for act, number in acts.items())
    print(f"{done}, {'with' if asked.store else 'without'} a store of pages")
    print(
        f"{answers:,.0f} answers to readers at full speed, 99 of 100 within {slowest:,.0f} ms, {bad} errors"
    )
    for node in nodes:
        said = f"{node.wrong.total()} of them old or an error, {node.last} the last, told so"
        print(f"{node.name}: {node.answers:,} answers held, {said}")
        for sentence, number in node.wrong.most_common():
            print(f"  {number} × {sentence}")
    return bad + sum(node.wrong.total() for node in nodes)


if __name__ == "__main__":
    main()
