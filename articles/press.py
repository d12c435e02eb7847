"""The only writer of editions: publish, withdraw, and release an imported archive.

An edition is a copy of all that readers see. Publishing inserts one row and closes the one before, in one
transaction; there is nothing to run afterwards for readers to see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from articles import ledger
from articles.models import (
    FAR_FUTURE,
    Edition,
    EditionPicture,
    EditionRelated,
    EditionTopic,
    EditionWriter,
    ImportRun,
    Kind,
    Precision,
    Revision,
    Story,
    WithdrawalReason,
)
from articles.rules import Move, Refused, check, check_revision, fresh, may
from articles.text.keys import title_key

BATCH = 500
CREDITS = ("source_id", "proofreader_id", "proofreader_credit")
TEXT_FIELDS = ("headline", "standfirst", "byline", "dateline", "language", "body", "source_credit")


@dataclass
class Released:
    """What an archive release did: the editions made, and for each story left alone the sentence why."""

    editions: list[Edition] = field(default_factory=list)
    refused: list[tuple[Story, str]] = field(default_factory=list)


@transaction.atomic
def publish(story: Story, *, revision: int, by: Any, now: datetime) -> Edition:
    """Show readers the text as it stands, from ``now`` on.

    The first edition takes its date from the story, or ``now``; later ones keep the date of the one before.
    """
    story = fresh(story)
    check_revision(story, revision)
    check(Move.PUBLISH, story, by, now)
    before = _close_open(story, now)
    edition = _edition(story, story.latest_revision(), before, by=by, now=now)
    edition.save(force_insert=True)
    _copy_rows([edition], {story.pk: story})
    detail = {"edition": edition.number, "kind": edition.kind, "digest": edition.digest, "revision": revision}
    ledger.record_many([ledger.Act(Move.PUBLISH.value, story, detail=detail)], by=by, at=now)
    return edition


@transaction.atomic
def withdraw(story: Story, *, reason: str, by: Any, now: datetime) -> Edition:
    """Take a story from readers at once. Its address answers with a tombstone that says why."""
    story = fresh(story)
    check(Move.WITHDRAW, story, by, now)
    if reason not in WithdrawalReason.values:
        raise Refused("Choose a reason from the list: readers are told it.")
    before = _close_open(story, now)
    if before is None:
        raise Refused("Readers do not see this story now.")
    tombstone = _edition(story, before.revision, before, by=by, now=now)
    for name in (*TEXT_FIELDS, *CREDITS, "slug", "headline_key", "digest"):
        setattr(tombstone, name, getattr(before, name))
    tombstone.kind, tombstone.withdrawal_reason, tombstone.body = Kind.WITHDRAWAL, reason, ""
    tombstone.modified_at = before.modified_at
    tombstone.save(force_insert=True)
    ledger.record(Move.WITHDRAW.value, by=by, at=now, story=story, edition=tombstone.number, reason=reason)
    return tombstone


def release_archive(stories: Iterable[Story], *, by: Any, run: ImportRun | None, now: datetime) -> Released:
    """Publish imported stories unread, on the authority of one person, dated as their files say.

    Nothing undated, with a provisional headline or with an open doubt goes out. No notice is sent. Written
    in batches, each its own transaction, so that a long release that is cut off can simply be given again.
    """
    if not by.is_active or not by.has_perm("articles.release_archive"):
        raise Refused(f"{ledger.name_of(by)} does not have the right to release imported stories unread.")
    released = Released()
    pks = [story.pk for story in stories]
    for start in range(0, len(pks), BATCH):
        _release_batch(pks[start : start + BATCH], released, by=by, run=run, now=now)
    return released


@transaction.atomic
def _release_batch(
    pks: list[int], released: Released, *, by: Any, run: ImportRun | None, now: datetime
) -> None:
    allowed = {}
    for story in Story.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"):
        verdict = may(Move.RELEASE, story, by, now)
        if verdict:
            allowed[story.pk] = story
        else:
            released.refused.append((story, verdict.reason))
    latest = {row.story_id: row for row in Revision.objects.filter(story__in=allowed).order_by("number")}
    editions = [_edition(story, latest[pk], None, by=by, now=now) for pk, story in allowed.items()]
    for edition in editions:
        edition.archive_run = run
    Edition.objects.bulk_create(editions)
    _copy_rows(editions, allowed)
    acts = [
        ledger.Act(Move.RELEASE.value, allowed[edition.story_id], detail={"run": run.pk if run else None})
        for edition in editions
    ]
    ledger.record_many(acts, by=by, at=now)
    released.editions.extend(editions)


def _close_open(story: Story, now: datetime) -> Edition | None:
    """End the open edition at ``now``, and give it."""
    edition = story.editions.filter(superseded_at=FAR_FUTURE).select_related("revision").first()
    if edition:
        edition.superseded_at = max(now, edition.live_from)
        edition.save(update_fields=["superseded_at"])
    return edition


def _edition(story: Story, revision: Revision, before: Edition | None, *, by: Any, now: datetime) -> Edition:
    """The next edition of ``story``, not yet written: the words of ``revision``, the rest as the story has
    it.
    """
    edition = Edition(
        story=story,
        revision=revision,
        number=before.number + 1 if before else 1,
        kind=_kind(story, before),
        digest=revision.digest,
        slug=slugify(revision.headline, allow_unicode=True)[:110].strip("-") or "story",
        headline_key=title_key(revision.headline)[:300],
        source_id=story.source_id,
        proofreader_id=story.proofreader_id,
        proofreader_credit=story.proofreader_credit,
        published_at=before.published_at if before else story.published_at or now,
        published_precision=_precision(story, before),
        live_from=before.superseded_at if before else now,
        made_at=now,
        made_by=by,
        made_by_name=ledger.name_of(by),
    )
    for name in TEXT_FIELDS:
        setattr(edition, name, getattr(revision, name))
    if before:
        edition.modified_at = now if edition.kind == Kind.UPDATE else before.modified_at
    return edition


def _kind(story: Story, before: Edition | None) -> Kind:
    if before is None:
        return Kind.FIRST
    same_words = before.kind != Kind.WITHDRAWAL and before.digest == story.digest
    return Kind.REFRESH if same_words else Kind.UPDATE


def _precision(story: Story, before: Edition | None) -> str:
    if before:
        return before.published_precision
    return story.published_precision if story.published_at else Precision.MINUTE


def _copy_rows(editions: list[Edition], stories: dict[int, Story]) -> None:
    """Copy what hangs on each story (topics, writers, pictures, related titles) to its new edition."""
    by_story = {edition.story_id: edition for edition in editions}
    held = Story.objects.filter(pk__in=by_story).prefetch_related(
        "topic_rows", "writer_rows__writer", "picture_rows__picture", "related_titles"
    )
    topics, writers, pictures, related = [], [], [], []
    for story in held:
        edition = by_story[story.pk]
        topics += [
            EditionTopic(edition=edition, topic_id=row.topic_id, position=n)
            for n, row in enumerate(story.topic_rows.all())
        ]
        writers += [
            EditionWriter(edition=edition, writer=row.writer, name=row.writer.name, position=n)
            for n, row in enumerate(story.writer_rows.all())
        ]
        pictures += [_picture(edition, row, n) for n, row in enumerate(story.picture_rows.all())]
        related += [_related(edition, row, n) for n, row in enumerate(story.related_titles.all())]
    EditionTopic.objects.bulk_create(topics)
    EditionWriter.objects.bulk_create(writers)
    EditionPicture.objects.bulk_create(pictures)
    EditionRelated.objects.bulk_create(related)


def _picture(edition: Edition, row: Any, position: int) -> EditionPicture:
    picture = row.picture
    copied = {
        name: getattr(picture, name) for name in ("sha256", "width", "height", "focal_x", "focal_y", "alt")
    }
    return EditionPicture(
        edition=edition,
        picture=picture,
        position=position,
        file=picture.image.name,
        caption=row.caption,
        credit=row.credit,
        **copied,
    )


def _related(edition: Edition, row: Any, position: int) -> EditionRelated:
    return EditionRelated(
        edition=edition,
        position=position,
        title=row.title,
        title_key=row.title_key,
        date=row.date,
        chosen_id=row.chosen_id,
    )
