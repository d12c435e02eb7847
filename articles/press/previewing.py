"""The edition that a text would make if it were published now: never written, and complete for the page of a story."""

from copy import copy
from datetime import datetime
from typing import Any

from articles.approval import Approval
from articles.models import (
    FAR_FUTURE,
    Edition,
    EditionTopic,
    EditionWriter,
    Picture,
    Revision,
    Story,
    Topic,
    Writer,
)
from articles.press.editions import next_edition, picture_row, related_row
from articles.windows import CREDITS, TEXT_FIELDS


def preview(story: Story, revision: Revision, *, by: Any, now: datetime) -> Edition:
    """The unsaved edition of any revision of ``story``, with its rows at hand: the page asks no table for them.

    Its pictures lie where readers cannot have them: give each of ``picture_rows`` an ``address``.
    """
    held = copy(story)
    for name in (*TEXT_FIELDS, "correction", "digest"):
        setattr(held, name, getattr(revision, name))
    for name in (*CREDITS, "correction_severity", "published_precision"):
        setattr(held, name, revision.details.get(name, getattr(story, name)))
    for name in ("translation_of_id", "genre"):
        setattr(held, name, revision.detail(name))
    at = revision.details["published_at"]
    held.published_at = datetime.fromisoformat(at) if at else None
    before = story.editions.filter(superseded_at=FAR_FUTURE).defer("body").first()
    reader = Approval(held, revision.number).credited()
    edition = next_edition(held, revision.pk, before, number=0, start=now, made=now, by=by, reader=reader)
    edition.pk = 0  # rows hang on nothing else; none has this number
    _hang(edition, revision)
    return edition


def _hang(edition: Edition, revision: Revision) -> None:
    details = revision.details
    topics, writers = Topic.objects.in_bulk(details["topics"]), Writer.objects.in_bulk(details["writers"])
    pictures = Picture.objects.in_bulk(details["pictures"])
    worded = zip(details["pictures"], revision.caption_list, strict=True)
    edition.hang(
        topic_rows=[
            EditionTopic(edition=edition, topic=topics[pk], position=n)
            for n, pk in enumerate(details["topics"])
            if pk in topics
        ],
        writer_rows=[
            EditionWriter(edition=edition, writer=writers[pk], name=writers[pk].name, position=n)
            for n, pk in enumerate(details["writers"])
        ],
        picture_rows=[
            picture_row(edition, n, pictures[pk], caption, credit)
            for n, (pk, (caption, credit)) in enumerate(worded)
            if pk in pictures
        ],
        related_rows=[related_row(edition, n, *row) for n, row in enumerate(details["related"])],
    )
