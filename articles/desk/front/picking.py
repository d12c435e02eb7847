"""Stories to choose from for a place: those that readers see, and those that are due."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles import search
from articles.desk.asking import shortened
from articles.desk.numbers import number
from articles.models import Edition, Kind
from articles.pages import Page, page_of

SIZE = 12


def pick(asked: str, *, before: str, now: datetime) -> tuple[Page, int]:
    """The page of stories that answer to words or a number, newest first.

    With it among how many of the last changed words in a row were looked for, where that was not in all; else 0.
    """
    editions, looked_through = _offered(now), 0
    asked = shortened(asked.strip())
    if pk := number(asked.removeprefix("#")):
        editions = editions.filter(story=pk)
    elif asked:
        # Whoever picks is still typing the last word.
        typed = asked if asked.endswith(('"', "*", "”")) else f"{asked}*"
        stories = search.stories(typed)
        editions = editions.filter(story__in=stories.values("pk"))
        looked_through = search.looked_through(stories)
    return page_of(editions, before=before, size=SIZE), looked_through


def _offered(now: datetime) -> Any:
    """One edition of each story: the live one, else the first that is due."""
    rows = Edition.objects.kept().filter(superseded_at__gt=now).exclude(kind=Kind.WITHDRAWAL)
    earlier = rows.filter(story=OuterRef("story"), live_from__lt=OuterRef("live_from"))
    light = ("story_id", "headline", "language", "published_at", "published_precision", "live_from", "slug")
    return rows.filter(Q(live_from__lte=now) | ~Exists(earlier)).only(*light)
