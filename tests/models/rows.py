"""Rows that no act needs to have written, for tests of what the database itself refuses."""

from datetime import timedelta

from articles import policies, styling
from articles.ledger import sealing
from articles.models import (
    Arrangement,
    Edition,
    EditionPicture,
    EditionRelated,
    EditionTopic,
    EditionWriter,
    FrontSection,
    LedgerEntry,
    LedgerSeal,
    PolicyVersion,
    Redaction,
    Revision,
    ShareLink,
    ShareView,
    SignOff,
    SignOffTakenBack,
    Slot,
    StyleRuleVersion,
)
from tests.factories import make_story

# The tables that are only added to, each with the columns that may move.
MAY_MOVE = {
    Revision: set(),
    SignOff: set(),
    SignOffTakenBack: set(),
    LedgerEntry: set(),
    Edition: {"superseded_at", "source_id", "proofreader_id"},
    EditionTopic: set(),
    EditionWriter: {"writer_id"},
    EditionPicture: set(),
    EditionRelated: set(),
    LedgerSeal: set(),
    Redaction: set(),
    ShareView: set(),
    Arrangement: {"superseded_at"},
    FrontSection: set(),
    Slot: set(),
    PolicyVersion: set(),
    StyleRuleVersion: set(),
}


def make_what_else_is_only_added_to(edition, *, by, now):
    """A row of each table that an edition alone brings none of."""
    name = {"by": by, "by_name": "Ed", "at": now}
    SignOffTakenBack.objects.create(signoff=edition.story.signoffs.get(), **name)
    Redaction.objects.create(story=make_story(), reason="Order", **name)
    sealing.seal(by_name="Ed", now=now)
    make_arrangement(edition, by=by, now=now)
    given = {"title": "Ethics", "body": "<p>We are fair.</p>"}
    policies.add("ethics", given, by=by, now=now)
    styling.make({"name": "Use", "find": "utilise", "reason": "Plain."}, by=by, now=now)
    make_share_view(edition, by=by, now=now)


def make_share_view(edition, *, by, now):
    link = ShareLink.objects.create(
        story=edition.story,
        revision=edition.revision,
        digest=edition.digest,
        secret="s",
        label="Counsel",
        made_by=by,
        made_by_name="Ed",
        made_at=now,
        expires_at=now + timedelta(days=1),
    )
    return ShareView.objects.create(link=link, at=now, outcome="shown")


def make_arrangement(edition, *, by, now, **given):
    """A front page with the story of ``edition`` at its head, and its section."""
    named = {"made_at": now, "made_by": by, "made_by_name": "Ed"}
    arrangement = Arrangement.objects.create(**({"number": 1, "live_from": now} | named | given))
    Slot.objects.create(arrangement=arrangement, place="lead", story_id=edition.story_id)
    topic = edition.topic_rows.get().topic
    FrontSection.objects.create(arrangement=arrangement, topic=topic, position=0)
    return arrangement
