"""What the desk opens with: how much stands at each stage, and what waits for the person who looks."""

from django.db.models import Count

from articles.desk.story_filters import ready_to_publish
from articles.desk.story_list import returned
from articles.models import Doubt, Stage, Story

SHOWN = 6


def overview(*, user, now):
    """Counts by stage, open doubts, and the latest stories in piles. A query for each, however many stories."""
    stories = Story.objects.select_related("source").defer("body")
    doubtful = Doubt.objects.open().filter(story__isnull=False)
    piles = [
        _pile("My drafts", "You have no drafts.", "stage=draft&by=me", _drafts_of(user, stories)),
        _pile(
            "Awaiting proof",
            "Nothing waits to be read.",
            "stage=proofing",
            stories.awaiting_proof().order_by("changed_at", "id"),
        ),
        _pile(
            "With open doubts",
            "No import has open doubts.",
            "doubts=open",
            stories.filter(pk__in=doubtful.values("story")),
        ),
    ]
    if user.has_perm("articles.publish_story"):
        ready = stories.filter(ready_to_publish(now)).order_by("changed_at", "id")
        piles.insert(2, _pile("Ready to publish", "Nothing is ready to go out.", "public=ready", ready))
    return {
        "stages": _stages(),
        "doubtful": doubtful.values("story").distinct().count(),
        "piles": piles,
        "now": now,
    }


def _pile(title, none, query, stories):
    return {"title": title, "none": none, "query": query, "stories": stories[:SHOWN]}


def _drafts_of(user, stories):
    return stories.filter(stage=Stage.DRAFT, created_by=user).annotate(is_returned=returned())


def _stages():
    counted = dict(Story.objects.order_by().values_list("stage").annotate(Count("pk")))
    return [{"stage": stage, "label": stage.label, "count": counted.get(stage.value, 0)} for stage in Stage]
