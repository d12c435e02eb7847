"""What every move does alike: the story locked and asked about, the stage set, the act logged, people told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from articles import ledger, notices
from articles.models import Stage, Story
from articles.rules import Move, check, check_revision, fresh
from articles.text.calendars import spoken


def ready(move: Move, story: Story, *, by: Any, now: datetime, revision: int | None = None) -> Story:
    """The story locked and read again, once the move is known to be allowed."""
    story = fresh(story)
    if revision is not None:
        check_revision(story, revision)
    check(move, story, by, now)
    return story


def restaged(
    story: Story, stage: Stage, move: Move, *columns: str, by: Any, now: datetime, **detail: Any
) -> Story:
    """Let ``story`` stand at ``stage``; ``columns`` were set already and are written with it."""
    before, story.stage, story.changed_at = story.stage, stage, now
    story.save(update_fields=["stage", "changed_at", *columns])
    detail |= {"revision": story.revision_number, "stage": f"{before} → {stage}"}
    ledger.record(move.value, by=by, at=now, story=story, **detail)
    return story


def tell(
    people: Iterable[Any], story: Story, kind: str, sentence: str, *, now: datetime, by: Any = None
) -> None:
    """Tell ``people`` of something that was done with ``story`` just now, all but ``by``, who did it."""
    others = [person for person in people if person and person != by]
    key = f"{kind}/{story.pk}/{now.isoformat()}"
    notices.tell(others, key=key, kind=kind, sentence=sentence, story=story, address=address(story), now=now)


def address(story: Story) -> str:
    """Where the desk shows the story."""
    return reverse("admin:articles_story_change", args=[story.pk])


def called(story: Story) -> str:
    """The story's name in a sentence, short enough to leave room for the rest."""
    name = story.headline or str(story)
    return f"“{name}”" if len(name) <= 120 else f"“{name[:119].rstrip()}…”"


def moment(at: datetime) -> str:
    """A time as sentences give it: of the site, its zone beside it."""
    there = localtime(at)
    return f"{spoken(there)} {there:%H:%M %Z}"


def idle() -> str:
    """The set idle time in words."""
    hours, minutes = divmod(settings.IDLE_MINUTES, 60)
    parts = [(hours, "hour"), (minutes, "minute")]
    return " ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number)
