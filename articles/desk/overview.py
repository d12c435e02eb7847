"""What the desk opens with: how much stands at each stage, and what waits for the person who looks."""

from django.db.models import Count

from articles.models import Doubt, Stage, Story

SHOWN = 6


def overview(*, user, now):
    """Counts by stage, open doubts, and the latest stories in three piles. Six queries, however many stories."""
    on_the_desk = Story.objects.on_the_desk().select_related("source").defer("body")
    mine = on_the_desk.filter(stage=Stage.DRAFT, created_by=user)
    doubtful = Doubt.objects.open().filter(story__stage=Stage.DRAFT)
    return {
        "stages": _stages(),
        "doubtful": doubtful.values("story").distinct().count(),
        "piles": [
            {
                "title": "My drafts",
                "stories": mine[:SHOWN],
                "none": "You have no drafts.",
                "query": "stage=draft",
            },
            {
                "title": "Awaiting proof",
                "stories": on_the_desk.awaiting_proof().order_by("changed_at", "id")[:SHOWN],
                "none": "Nothing waits to be read.",
                "query": "stage=proofing",
            },
            {
                "title": "With open doubts",
                "stories": on_the_desk.filter(pk__in=doubtful.values("story"))[:SHOWN],
                "none": "No import has open doubts.",
                "query": "stage=draft&doubts=open",
            },
        ],
        "now": now,
    }


def _stages():
    counted = dict(Story.objects.order_by().values_list("stage").annotate(Count("pk")))
    return [{"stage": stage, "label": stage.label, "count": counted.get(stage.value, 0)} for stage in Stage]
