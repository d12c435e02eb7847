"""Who has a story open: said every few seconds by each open page, and believed for little longer than that."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.models import Presence, Revision, Story

BELIEVED = timedelta(seconds=12)
"""How long somebody who was seen counts as there. Older rows mean nothing, and the next visit writes over them."""


def see(user: Any, story: int, *, is_typing: bool, now: datetime) -> bool:
    """Note that ``user`` has the story open. False where there is no such story."""
    seen = {"is_typing": is_typing, "seen_at": now}
    if Presence.objects.filter(user=user, story=story).update(**seen):
        return True
    if not Story.objects.filter(pk=story).exists():
        return False
    Presence.objects.bulk_create(
        [Presence(user=user, story_id=story, **seen)],
        update_conflicts=True,
        unique_fields=["story", "user"],
        update_fields=list(seen),
    )
    return True


def leave(user: Any, story: int) -> None:
    """Note that they closed it."""
    Presence.objects.filter(user=user, story=story).delete()


def there(user: Any, story: int, *, now: datetime) -> QuerySet[Presence]:
    """``user``, who was just seen, and all others who have the story open, each with who ``saved_last``."""
    latest = Revision.objects.filter(story=OuterRef("story"), number=OuterRef("story__revision_number"))
    rows = Presence.objects.filter(Q(user=user) | Q(seen_at__gt=now - BELIEVED), story=story)
    return (
        rows.select_related("user", "story", "story__writer_account")
        .defer("story__body", "story__standfirst", "story__desk_notes", "story__correction")
        .annotate(saved_last=Subquery(latest.values("author_name")[:1]))
        .order_by("user__username")
    )
