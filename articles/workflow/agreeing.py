"""A story and its versions in other languages: said to agree again, whatever was published of those."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, notices
from articles.models import Story
from articles.rules import Move
from articles.workflow.acting import ready


@transaction.atomic
def agree(story: Story, *, by: Any, now: datetime) -> Story:
    """Say that a story has followed what was published of its other versions, or need not follow it."""
    story = ready(Move.AGREE, story, by=by, now=now)
    flags = story.translation_flags.open(now).values_list("pk", "edition__story", "edition__number")
    followed = {pk: f"published version {number} of story {of}" for pk, of, number in flags}
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    story.translation_flags.filter(pk__in=followed).update(**who)
    notices.settle(story, kind="translation", now=now)
    ledger.record(Move.AGREE.value, by=by, at=now, story=story, followed=[*followed.values()])
    return story
