"""Acts of the desk at whose random moments something breaks, while readers read, and what must hold afterwards."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.apart import Newsroom
from tests.faults.asking import Clerk, clerk
from tests.faults.people import BUSY, NONE, Person, Readers, reading
from tests.faults.running import Web, served
from tests.faults.told import Asked, Told

OTHERS = ("second", "third", "fourth")
UNDISTURBED = 3
"""Acts by which it is told how long one takes."""


@dataclass(frozen=True)
class Kind:
    """An act: from which stage a story starts, what its button sends, and how it is told that it was done."""

    move: str
    stage: str
    is_done: Callable[[dict[str, Any]], bool]
    fields: tuple[tuple[str, object], ...] = ()


PUBLISH = Kind("publish", "proofread", lambda stands: stands["is_live"])
SIGN = Kind("sign-off", "submitted", lambda stands: "editor" in stands["signed"])
WITHDRAW = Kind(
    "withdraw", "live", lambda stands: stands["editions"][-1] == "withdrawal", (("reason", "legal"),)
)


@dataclass
class Scene:
    """A newsroom at work: served, read, and an editor logged in."""

    clerk: Clerk
    web: Web
    editor: Person
    others: list[Person]
    """Three more who may do all that the editor may."""
    readers: Readers
    stories: list[int]
    usual: float
    """Seconds that the act takes."""

    def act(self, kind: Kind, story: int) -> int:
        return self.editor.make(story, kind.move, **dict(kind.fields))


@contextmanager
def scene(newsroom: Newsroom, kind: Kind, times: int, **options: Any) -> Iterator[Scene]:
    """Stories made ready for so many acts, and readers at the pages of some that are out."""
    with clerk(newsroom) as asked, served(newsroom, **options) as web:
        shown = asked.ask("made", number=4, stage="live", words="Bridge")
        stories = asked.ask("made", number=times + UNDISTURBED, stage=kind.stage)
        editor, took = Person(web, "editor"), []
        for story in stories[times:]:
            begun = time.monotonic()
            assert editor.make(story, kind.move, **dict(kind.fields)) == 302
            took.append(time.monotonic() - begun)
        paths = ["/", "/stories/", "/stories/feed.rss", *(f"/api/stories/{number}/" for number in shown)]
        others = [Person(web, name) for name in OTHERS]
        with reading(web, paths) as readers:
            time.sleep(0.5)
            yield Scene(asked, web, editor, others, readers, stories[:times], statistics.median(took))


def disturbed(
    told: Told, asked: Asked, at: Scene, kind: Kind, *, breaks: Callable[[], None], mends: Callable[[], None]
) -> None:
    """One act for each story; at a random moment of it something ``breaks``, and a moment later it is ``mended``."""
    for story in at.stories:
        chance = random.Random(f"{asked.seed}:{told.name}:{story}")
        acting = ThreadPoolExecutor(1).submit(at.act, kind, story)
        time.sleep(chance.uniform(0, 1.3 * at.usual))
        begun = time.monotonic()
        breaks()
        time.sleep(chance.uniform(0.2, 1.5))
        mends()
        told.back.append(at.web.until_served())
        told.readers += at.readers.between(begun, time.monotonic())
        told.times += 1
        settle(told, at, kind, story, acting.result())
    told.blame(at.readers.wrong())


def is_listed(at: Scene, story: int) -> bool:
    """Whether it is on the list that readers see."""
    return f'"/stories/{story}/' in at.editor.get("/stories/")[1]


def hold_every_reader(told: Told) -> None:
    """Blame that some were told to come again, or were not answered."""
    gone = {what: told.readers[what] for what in (NONE, BUSY) if told.readers[what]}
    told.blame([f"readers got {gone}"] if gone else [])


def settle(told: Told, at: Scene, kind: Kind, story: int, status: int) -> None:
    """Hold what the editor was told against what is there, and have the act done that was not."""
    told.desk[str(status)] += 1
    said = at.editor.told(story) if status == 302 else ""
    after = at.clerk.ask("after", stories=[story])
    is_done = kind.is_done(after["stands"][str(story)])
    if said == "success" and not is_done:
        told.lost += 1
    if status not in (0, 200, 302, 503):  # 200: the page that asks, once more, with why it was refused
        told.blame([f"who presses {kind.move} gets {status}"])
    told.blame(after["faults"])
    if not is_done and at.act(kind, story) != 302:
        told.blame([f"{kind.move} cannot be pressed again"])
    if not kind.is_done(at.clerk.ask("stands", stories=[story])[str(story)]):
        told.blame([f"{kind.move} of story {story} was pressed again, and is not done"])
