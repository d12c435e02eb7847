"""Who has a story, for writing or for reading: its columns, and the notice that waits for who leaves it alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import notices
from articles.models import Story
from articles.rules import Case, idle_time
from articles.workflow.acting import address, called, idle

FREED = "freed"


@dataclass(frozen=True)
class Part:
    """One of the two parts in a story: its columns are named for it."""

    name: str
    work: str

    @property
    def columns(self) -> tuple[str, str]:
        return f"{self.name}_account", f"{self.name}_active_at"

    def who(self, story: Story) -> Any | None:
        """Whose it is by its columns, idle or not."""
        return getattr(story, self.columns[0])

    def holder(self, case: Case) -> Any | None:
        """Who has it; nobody once they have left it alone for too long."""
        return getattr(case, self.name)

    def pk(self, story: Story) -> int | None:
        held: int | None = getattr(story, f"{self.name}_account_id")
        return held

    def since(self, story: Story) -> datetime | None:
        active_at: datetime | None = getattr(story, f"{self.name}_active_at")
        return active_at


WRITER, READER = Part("writer", "writing"), Part("reader", "reading")
PARTS = (WRITER, READER)
COLUMNS = (*WRITER.columns, *READER.columns)


def put(story: Story, part: Part, person: Any | None, *, now: datetime) -> None:
    """Let ``person``, or nobody, have ``story`` from ``now`` on. The caller writes ``COLUMNS``.

    Who had it is told nothing of their time running out; who has it now will be, if they let it.
    """
    if held := part.pk(story):
        notices.forget(story, to=held, key=_key(story, part), now=now)
    account, active_at = part.columns
    setattr(story, account, person)
    setattr(story, active_at, now if person else None)
    if person:
        warn(story, part, person, now=now)


def warn(story: Story, part: Part, person: Any, *, now: datetime) -> None:
    """Write the notice that falls due when ``person`` has left ``story`` alone for the set time."""
    sentence = f"{called(story)} is free again: you have not worked on it for {idle()}."
    notices.tell(
        [person],
        key=_key(story, part) + now.isoformat(),
        kind=FREED,
        sentence=sentence,
        story=story,
        address=address(story),
        now=now,
        due_at=now + idle_time(),
    )


def put_off(story: Story, part: Part, *, now: datetime) -> None:
    """Let that notice fall due as long after ``now``."""
    person = part.who(story)
    key, due_at = _key(story, part), now + idle_time()
    if person and not notices.move_on(story, to=person.pk, key=key, due_at=due_at, now=now):
        warn(story, part, person, now=now)


def _key(story: Story, part: Part) -> str:
    return f"{FREED}/{story.pk}/{part.work}/"
