"""What tests of the workflow have in common: a day at the desk, and what people were told."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Edition, Notice
from articles.text.keys import title_key

TEN = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=2)
"""Ten o'clock in the morning, two days from now: an edition's end may only be moved while it lies ahead."""


def at(hour: int, minute: int = 0):
    return TEN.replace(hour=hour, minute=minute)


def told(user, now) -> list[str]:
    """The kinds of what ``user`` has been told and has not read, oldest first."""
    return [notice.kind for notice in Notice.objects.unread(user, now).order_by("due_at", "id")]


def said(user, now) -> str:
    """The last sentence."""
    return Notice.objects.unread(user, now).order_by("due_at", "id").last().sentence


def schedule(story, *, by, now, live_from, **fields) -> Edition:
    """An edition that waits for its time."""
    revision = story.latest_revision()
    before = story.editions.order_by("number").last()
    if before:
        before.superseded_at = live_from
        before.save(update_fields=["superseded_at"])
    number = before.number + 1 if before else 1
    copied = {name: getattr(revision, name) for name in ("headline", "body", "byline", "digest", "language")}
    given = {"kind": "update" if before else "first", "made_by_name": by.username} | copied | fields
    return Edition.objects.create(
        story=story,
        revision=revision,
        number=number,
        slug="story",
        headline_key=title_key(revision.headline),
        published_at=now,
        published_precision="minute",
        live_from=live_from,
        made_at=now,
        made_by=by,
        **given,
    )
