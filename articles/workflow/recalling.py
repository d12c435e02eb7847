"""Calling back what is scheduled and may not go out after all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from articles import ledger, windows
from articles.models import Edition, Kind, Story
from articles.rules import Case, Move
from articles.workflow.acting import called, moment, tell


def recall(
    story: Story, *, unless: Callable[[Any], bool], because: str, by: Any, now: datetime
) -> list[Edition]:
    """Call back the scheduled editions from the first on that does not pass ``unless``; a withdrawal always passes.

    What follows it goes too: an expiry of what is never shown, an update of it.
    What readers go on seeing keeps its end. Logged with the times, and whoever
    scheduled them is told, ``because`` being how their sentence ends.
    """
    waiting = [row for row in Case(story, now).scheduled if row.kind != Kind.WITHDRAWAL]
    first = next((row for row in waiting if not unless(row)), None)
    if first is None:
        return []
    gone = windows.call_back(story, now=now, since=first.live_from, by=by)
    detail: dict[str, Any] = {
        "editions": [row.number for row in gone],
        "times": [row.live_from.isoformat() for row in gone],
    }
    if end := windows.keep_end(story, gone, by=by, now=now):
        detail["until"] = end.isoformat()
    ledger.record(Move.CALL_BACK.value, by=by, at=now, story=story, because=because, **detail)
    sentence = f"{called(story)} does not go out at {moment(first.live_from)}: {because}"
    makers = {row.made_by_id: row.made_by for row in gone}
    tell(makers.values(), story, "called-back", sentence, now=now)
    return gone
