"""Who wrote a story hears what becomes of it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from articles import ledger, notices
from articles.models import Edition, Kind, Story

SAID = {
    Kind.FIRST: "published",
    Kind.UPDATE: "published an update of",
    Kind.CORRECTION: "published a correction of",
}


def tell_published(story: Story, edition: Edition, *, by: Any, now: datetime) -> None:
    """Nothing is said of a refresh: it is no news to who wrote the words."""
    if edition.kind not in SAID:
        return
    said = SAID[Kind(edition.kind)]
    kind = "corrected" if edition.kind == Kind.CORRECTION else "published"
    if edition.live_from > edition.made_at:
        said, kind = said.replace("published", "scheduled"), "scheduled"
        at = f", for {localtime(edition.live_from):%d %b %Y %H:%M %Z}"
    else:
        at = ""
    _tell(story, kind, f"{said} {_called(edition.headline)}{at}.", edition.number, by=by, now=now)


def tell_withdrawn(story: Story, stone: Edition, *, by: Any, now: datetime) -> None:
    why = stone.get_withdrawal_reason_display()
    sentence = f"withdrew {_called(stone.headline)}: {why[0].lower()}{why[1:]}."
    _tell(story, "withdrawn", sentence, stone.number, by=by, now=now)


def tell_merged(story: Story, into: Story, *, by: Any, now: datetime) -> None:
    sentence = f"merged {_called(str(story))} into {_called(str(into))}."
    _tell(story, "merged", sentence, into.pk, by=by, now=now)


def tell_called_back(story: Story, *, by: Any, now: datetime) -> None:
    sentence = f"called back {_called(str(story))}: it is no longer scheduled."
    _tell(story, "called-back", sentence, now.isoformat(), by=by, now=now)


def _tell(story: Story, kind: str, sentence: str, about: Any, *, by: Any, now: datetime) -> None:
    writer = story.writer_account_id or story.created_by_id
    if writer is None or writer == by.pk:
        return
    notices.tell(
        [story.writer_account or story.created_by],
        key=f"{kind}/{story.pk}/{about}",
        kind=kind,
        sentence=f"{ledger.name_of(by)} {sentence}",
        story=story,
        address=reverse("admin:articles_story_change", args=[story.pk]),
        now=now,
    )


def _called(name: str) -> str:
    return f"“{name}”" if len(name) <= 120 else f"“{name[:119].rstrip()}…”"
