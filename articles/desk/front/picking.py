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


def pick(asked: str, *, before: str, now: datetime) -> Page:
    """The page of stories that answer to words or a number, newest first."""
    editions = _offered(now)
    asked = shortened(asked.strip())
    if pk := number(asked.removeprefix("#")):
        editions = editions.filter(story=pk)
    elif asked:
        # Whoever picks is still typing the last word.
        typed = asked if asked.endswith(('"', "*", "”")) else f"{asked}*"
        editions = editions.filter(story__in=search.stories(typed).values("pk"))
    return page_of(editions, before=before, size=SIZE)


def _offered(now: datetime) -> Any:
    """One edition of each story: the live one, else the first that is due."""
    rows = Edition.objects.kept().filter(superseded_at__gt=now).exclude(kind=Kind.WITHDRAWAL)
    earlier = rows.filter(story=OuterRef("story"), live_from__lt=OuterRef("live_from"))
    light = ("story_id", "headline", "language", "published_at", "published_precision", "live_from", "slug")
    return rows.filter(Q(live_from__lte=now) | ~Exists(earlier)).only(*light)
