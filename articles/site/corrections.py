"""The corrections of all stories that readers can read, on one page: what was wrong, what is right, and where; and the
stories that could not be put right, and were withdrawn."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Edition
from articles.pages import page_of_moments
from articles.site.asks import PLACE, asking
from articles.site.base import page, public

LIGHT = (
    "story_id",
    "language",
    "kind",
    "correction",
    "correction_severity",
    "withdrawal_reason",
    "live_from",
)


@public
@asking(*PLACE)
def corrections(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    found = page_of_moments(told(now), field="live_from", before=before, after=after)
    return page(
        request,
        "site/corrections.html",
        now=now,
        canonical=request.path,
        feed=("Corrections", request.path),
        page=found,
    )


def told(now: datetime) -> Any:
    """What was told of errors, the latest first, each with the headline and the address that its story has now.

    Of the words of the story itself, nothing is fetched. One query.
    """
    shown = Edition.objects.current(now).filter(story_id=OuterRef("story_id"))
    names = {f"{name}_now": Subquery(shown.values(name)[:1]) for name in ("headline", "slug")}
    return Edition.objects.corrections(now).only(*LIGHT).annotate(**names)
