"""Editions as rows: the words of a revision, and the rest as the story has it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from articles import ledger
from articles.models import (
    Edition,
    EditionPicture,
    EditionRelated,
    EditionTopic,
    EditionWriter,
    Kind,
    Precision,
    Proofreader,
    Revision,
    Story,
    StoryPicture,
    StoryWriter,
    slug_of,
)
from articles.text.blocks import ELSEWHERE, digest
from articles.text.keys import title_key
from articles.windows import CREDITS, TEXT_FIELDS

COPIED_FROM_PICTURES = ("sha256", "width", "height", "focal_x", "focal_y", "alt")


def next_edition(
    story: Story,
    revision: int,
    before: Edition | None,
    *,
    number: int,
    start: datetime,
    made: datetime,
    by: Any,
    is_flash: bool = False,
    reader: Proofreader | None = None,
) -> Edition:
    """The edition of ``story`` that follows ``before``, not yet written. ``revision`` is the row of its latest text,
    ``reader`` whom it credits with reading where the story credits nobody.

    The first takes its date from the story, or the moment that it begins; later ones keep the date of the one before.
    """
    edition = Edition(
        story=story,
        revision_id=revision,
        number=number,
        kind=_kind(story, before, is_flash=is_flash),
        translation_of_id=story.translation_of_id,
        genre=story.genre,
        is_flash=is_flash,
        digest=story.digest,
        slug=_slug(story, before),
        headline_key=title_key(story.headline)[:300],
        published_at=before.published_at if before else story.published_at or start,
        published_precision=_precision(story, before),
        live_from=start,
        made_at=made,
        made_by=by,
        made_by_name=ledger.name_of(by),
    )
    for name in (*TEXT_FIELDS, *CREDITS):
        setattr(edition, name, getattr(story, name))
    if reader:
        edition.proofreader, edition.proofreader_credit = reader, reader.name
    if edition.kind == Kind.CORRECTION:
        edition.correction, edition.correction_severity = story.correction, story.correction_severity
    if before:
        edition.modified_at = start if _is_news(edition, story, before) else before.modified_at
    return edition


def _kind(story: Story, before: Edition | None, *, is_flash: bool) -> Kind:
    """FIRST where readers have seen none before, CORRECTION where they have not been told its sentence yet, REFRESH
    where the words of the page are those of ``before``.

    A flash is never a refresh, whatever its words: what is shown unread is news.
    """
    if before is None:
        return Kind.FIRST
    if story.correction and not story.editions.telling(story.correction).exists():
        return Kind.CORRECTION
    same_words = not is_flash and before.kind != Kind.WITHDRAWAL and _says_the_same(story, before)
    return Kind.REFRESH if same_words else Kind.UPDATE


def _is_news(edition: Edition, story: Story, before: Edition) -> bool:
    """Whether readers and machines are told that the story has changed: not where all that was saved mends slips."""
    if edition.kind != Kind.UPDATE or edition.is_flash or before.is_flash or before.kind == Kind.WITHDRAWAL:
        return edition.kind in (Kind.UPDATE, Kind.CORRECTION)
    since = Revision.objects.filter(story=story, number__gt=before.revision.number)
    found: bool = since.of_substance().exists()
    return found


def _says_the_same(story: Story, before: Edition) -> bool:
    """Whether the page has the words of the one before: headlines for other places are no news to who reads it."""
    if before.digest == story.digest:
        return True
    if all(getattr(before, name) == getattr(story, name) for name in ELSEWHERE):
        return False
    none: dict[str, Any] = dict.fromkeys(ELSEWHERE, "")
    was, now = (replace(row.text(), **none) for row in (before.revision, story))
    return digest(was) == digest(now)


def _slug(story: Story, before: Edition | None) -> str:
    """Addresses do not change without need: a headline that stayed keeps the one that readers know."""
    if before and before.headline == story.headline:
        return before.slug
    return slug_of(story.headline, otherwise="story")


def _precision(story: Story, before: Edition | None) -> str:
    if before:
        return before.published_precision
    return story.published_precision if story.published_at else Precision.MINUTE


def copy_rows(editions: Iterable[Edition], details: Mapping[int, Mapping[str, Any]]) -> None:
    """Copy what hangs on each story (topics, writers, pictures, related titles) to its new edition.

    ``details`` are those of the latest revisions, by story. Topics and related titles are read off them. Writers may
    have been merged since and pictures have words of their own: those are fetched, where there are any.
    """
    editions = list(editions)
    for name, rows in (("writers", _WRITERS), ("pictures", _PICTURES)):
        stories = [edition.story for edition in editions if details[edition.story_id][name]]
        prefetch_related_objects(stories, rows)
    topics, writers, pictures, related = [], [], [], []
    for edition in editions:
        held = details[edition.story_id]
        topics += [
            EditionTopic(edition=edition, topic_id=pk, position=n) for n, pk in enumerate(held["topics"])
        ]
        related += [related_row(edition, n, *row) for n, row in enumerate(held["related"])]
        if held["writers"]:
            writers += [_writer(edition, n, row) for n, row in enumerate(edition.story.writer_rows.all())]
        if held["pictures"]:
            pictures += [
                picture_row(edition, n, row.picture, row.caption, row.credit)
                for n, row in enumerate(edition.story.picture_rows.all())
            ]
    EditionTopic.objects.bulk_create(topics)
    EditionWriter.objects.bulk_create(writers)
    EditionPicture.objects.bulk_create(pictures)
    EditionRelated.objects.bulk_create(related)


_WRITERS = Prefetch("writer_rows", StoryWriter.objects.select_related("writer"))
_PICTURES = Prefetch("picture_rows", StoryPicture.objects.select_related("picture"))


def _writer(edition: Edition, position: int, row: Any) -> EditionWriter:
    return EditionWriter(edition=edition, writer=row.writer, name=row.writer.name, position=position)


def picture_row(edition: Edition, position: int, picture: Any, caption: str, credit: str) -> EditionPicture:
    return EditionPicture(
        edition=edition,
        picture=picture,
        position=position,
        file=picture.image.name,
        caption=caption,
        credit=credit,
        **{name: getattr(picture, name) for name in COPIED_FROM_PICTURES},
    )


def related_row(
    edition: Edition, position: int, title: str, on: str | None, chosen: int | None
) -> EditionRelated:
    return EditionRelated(
        edition=edition,
        position=position,
        title=title,
        title_key=title_key(title)[:300],
        date=date.fromisoformat(on) if on else None,
        chosen_id=chosen,
    )
