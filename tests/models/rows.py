"""Rows that no act needs to have written, for tests of what the database itself refuses."""

from datetime import timedelta

from articles.ledger import sealing
from articles.models import Redaction, ShareLink, ShareView, SignOffTakenBack
from tests.factories import make_story


def make_what_else_is_only_added_to(edition, *, by, now):
    """A row of each table that an edition alone brings none of."""
    name = {"by": by, "by_name": "Ed", "at": now}
    SignOffTakenBack.objects.create(signoff=edition.story.signoffs.get(), **name)
    Redaction.objects.create(story=make_story(), reason="Order", **name)
    sealing.seal(by_name="Ed", now=now)
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
