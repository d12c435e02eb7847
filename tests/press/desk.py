"""People and steps that the tests of the press have in common."""

from datetime import datetime
from typing import Any

from articles import drafting, press, workflow
from articles.models import Edition, Story
from articles.text.blocks import from_passages
from tests.factories import make_story, make_user


def publish(story: Story, *, now: datetime, by: Any = None, **when: Any) -> Edition:
    story.refresh_from_db()
    by = by or make_user(role="editor")
    return press.publish(story, revision=story.revision_number, by=by, now=now, **when)


def revised(story: Story, changes: dict[str, Any], *, now: datetime, note: str = "") -> Story:
    """The story with ``changes``, read and signed again."""
    story.refresh_from_db()
    writer = make_user(role="writer")
    saved = drafting.save(story, changes, base=story.revision_number, by=writer, now=now, note=note).story
    if saved.stage == "proofread":
        return saved
    return workflow.sign_off(saved, revision=saved.revision_number, by=make_user(role="editor"), now=now)


def corrected(
    story: Story, sentence: str, *, now: datetime, severity: str = "ordinary", **changes: Any
) -> Story:
    words = {"body": from_passages([("p", f"Right at last, number {story.revision_number}.")])} | changes
    return revised(story, {**words, "correction": sentence, "correction_severity": severity}, now=now)


def make_flash_story(**changes: Any) -> Story:
    """A draft of a headline and one paragraph."""
    return make_story(paragraphs=["The bridge is closed."], **changes)


def kinds(story: Story) -> list[str]:
    return list(story.editions.order_by("number").values_list("kind", flat=True))


def windows(story: Story) -> list[tuple[datetime, datetime]]:
    """What is ever shown of a story, in order."""
    rows = story.editions.order_by("live_from", "number").values_list("live_from", "superseded_at")
    return [(start, end) for start, end in rows if start < end]


def headline_at(story: Story, moment: datetime) -> str | None:
    """What readers see of a story at a moment: its headline, "withdrawn", or nothing."""
    edition = Edition.objects.current(moment).filter(story=story).first()
    if edition is None:
        return None
    return "withdrawn" if edition.kind == "withdrawal" else edition.headline
