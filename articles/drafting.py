"""The only writer of a story's words: make one, save one, and merge what two people changed.

A save says which revision it started from. Where that is not the latest, changes to different paragraphs and
fields are merged; where both changed the same one, nothing is written and ``Collided`` carries all three
texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from articles import ledger, workflow
from articles.models import (
    Doubt,
    ImportedFile,
    RelatedTitle,
    Revision,
    Story,
    StoryPicture,
    StoryTopic,
    StoryWriter,
)
from articles.rules import Move, Refused, check, check_fresh
from articles.text.blocks import Text, clean, digest
from articles.text.diff import Collision, merge
from articles.text.keys import title_key

WORDS = ("headline", "standfirst", "byline", "dateline", "language", "body", "source_credit")
"""Fields that the digest covers, captions apart."""
PLAIN_DETAILS = (
    "slugline", "desk_notes", "source_id", "proofreader_id", "proofreader_credit",
    "published_precision", "headline_is_provisional",
)  # fmt: skip
DETAILS = (*PLAIN_DETAILS, "published_at", "writers", "topics", "pictures", "related")
"""What else a save may change. ``writers`` and ``topics`` are lists of ids, ``pictures`` of ids with
``captions`` beside them, ``related`` of (title, ISO date or None, chosen story's id or None)."""
SETTLES = {
    "headline": {"headline", "headline_is_provisional"},
    "published": {"published_at", "published_precision"},
    "source": {"source_credit", "source_id"},
    "proofreader": {"proofreader_credit", "proofreader_id"},
    "byline": {"byline", "writers"},
    "body": {"body"},
    "related": {"related"},
    "standfirst": {"standfirst"},
    "dateline": {"dateline"},
    "language": {"language"},
    "slugline": {"slugline"},
}
"""Which changed fields settle a doubt about a field: all that copy can give."""


class Collided(Refused):
    """Two people changed the same paragraph or field.

    ``collision`` holds all versions; nothing was written.
    """

    def __init__(self, collision: Collision, details: Mapping[str, tuple[Any, Any, Any]]):
        super().__init__(
            "Somebody else changed the same words while you were writing. Nothing was saved over; both "
            "versions are shown here. Choose what to keep, then save again."
        )
        self.collision = collision
        self.details = details


@dataclass(frozen=True)
class Saved:
    """A finished save. ``revision`` is None where nothing had changed."""

    story: Story
    revision: Revision | None
    merged: bool = False


@dataclass(frozen=True)
class Difference:
    """Fields, as in ``SETTLES``, of which a file says otherwise than its story: those that nobody touched
    since the import, and those that a person edited."""

    free: set[str]
    edited: set[str]


@transaction.atomic
def create(
    changes: Mapping[str, Any],
    *,
    by: Any,
    now: datetime,
    note: str = "",
    from_file: ImportedFile | None = None,
) -> Story:
    """Make a story with its first revision. ``changes`` as for ``save``.

    ``by`` is None for imported text, whose author is ``from_file``: a row not yet saved, saved here with its
    story.
    """
    if by is not None and not by.has_perm("articles.add_story"):
        raise Refused("Your account does not have the right to add stories.")
    story = Story(created_by=by, created_at=now, changed_at=now, language=settings.SITE_LANGUAGE)
    story.save(force_insert=True)
    if from_file:
        from_file.story = story
        from_file.save(force_insert=True)
    text, details = with_changes(story.text(), _details(story), changes)
    _write(story, text, details)
    _snapshot(story, text, details, by=by, from_file=from_file, note=note, now=now)
    name = "" if by else f"import of {from_file}"[:200]
    ledger.record_many(
        [ledger.Act("create", story, detail={"digest": story.digest})], by=by, at=now, by_name=name
    )
    return story


@transaction.atomic
def save(
    story: Story, changes: Mapping[str, Any], *, base: int, by: Any, now: datetime, note: str = ""
) -> Saved:
    """Save what one person changed since revision ``base``.

    ``changes`` maps names of ``WORDS`` and ``DETAILS``, and ``captions``, to new values. Settles the doubts
    about the fields that changed, moves the stage where the text's approval is gone, and writes one revision
    and one ledger entry.
    """
    story = check_fresh(Story.objects, story.pk)
    check(Move.SAVE, story, by, now)
    started_from = _revision(story, base)
    mine, my_details = with_changes(started_from.text(), started_from.details, changes)
    held, held_details = story.text(), _details(story)
    text, details = _merged(
        (started_from.text(), started_from.details), (mine, my_details), (held, held_details)
    )
    if details["headline_is_provisional"] and text.headline != held.headline:
        details["headline_is_provisional"] = False
    altered = _altered((held, held_details), (text, details))
    if not altered:
        return Saved(story, None)
    _write(story, text, details)
    revision = _snapshot(story, text, details, by=by, from_file=None, note=note, now=now)
    _settle(story, altered, by=by, now=now)
    workflow.restage(story)
    detail = {"revision": revision.number, "digest": story.digest, "changed": sorted(altered)}
    ledger.record("save", by=by, at=now, story=story, **detail)
    return Saved(story, revision, merged=base != revision.number - 1)


def difference(story: Story, changes: Mapping[str, Any]) -> Difference:
    """What would change in a story if it said what its file says now. Writes nothing."""
    held = (story.text(), _details(story))
    altered = _altered(held, with_changes(*held, changes))
    touched = _edited(story)
    fields = {field for field, names in SETTLES.items() if names & altered}
    edited = {field for field in fields if SETTLES[field] & touched}
    return Difference(free=fields - edited, edited=edited)


@transaction.atomic
def update_from_file(
    story: Story, changes: Mapping[str, Any], *, from_file: ImportedFile, now: datetime
) -> Revision | None:
    """Let a story say what its file says now, in every field that no person edited since the import (law 9).

    The new revision's author is the file. The stage follows the text as after a save; doubts are the
    importer's to settle, and editions stay as they are. Gives None where nothing was to be written.
    """
    story = check_fresh(Story.objects, story.pk)
    free = {name for field in difference(story, changes).free for name in SETTLES[field]}
    if not free:
        return None
    held, details = with_changes(
        story.text(), _details(story), {name: value for name, value in changes.items() if name in free}
    )
    _write(story, held, details)
    revision = _snapshot(story, held, details, by=None, from_file=from_file, note="", now=now)
    workflow.restage(story)
    act = ledger.Act("update", story, detail={"revision": revision.number, "digest": story.digest})
    ledger.record_many([act], by=None, at=now, by_name=f"import of {from_file}"[:200])
    return revision


@transaction.atomic
def confirm(doubt: Doubt, *, by: Any, now: datetime) -> None:
    """Say that the importer's reading was right after all.

    A provisional headline so confirmed is one no longer.
    """
    story = check_fresh(Story.objects, doubt.story_id)
    check(Move.SAVE, story, by, now)
    if doubt.field == "headline" and story.headline_is_provisional:
        save(story, {"headline_is_provisional": False}, base=story.revision_number, by=by, now=now)
        return
    name = ledger.name_of(by)
    settled = (
        Doubt.objects.open().filter(pk=doubt.pk).update(settled_at=now, settled_by=by, settled_by_name=name)
    )
    if not settled:
        raise Refused("This doubt has been settled already.")
    ledger.record("confirm", by=by, at=now, story=story, doubt=doubt.code, field=doubt.field)


def _revision(story: Story, number: int) -> Revision:
    try:
        return story.revisions.get(number=number)
    except Revision.DoesNotExist:
        raise Refused(f"There is no revision {number} of this story. Reload the page.") from None


def with_changes(
    text: Text, details: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[Text, dict[str, Any]]:
    """Text and details with ``changes`` put in, cleaned."""
    unknown = set(changes) - {*WORDS, *DETAILS, "captions"}
    if unknown:
        raise TypeError(f"A story has no {', '.join(sorted(unknown))}.")
    words = {name: value.strip() for name, value in changes.items() if name in WORDS}
    if "body" in words:
        words["body"] = clean(words["body"])
    if "source_credit" in words:
        words["source"] = words.pop("source_credit")
    if "captions" in changes:
        words["captions"] = tuple(
            (caption.strip(), credit.strip()) for caption, credit in changes["captions"]
        )
    rest = {name: _plain(value) for name, value in changes.items() if name in DETAILS}
    return replace(text, **words), {**details, **rest}


def _plain(value: Any) -> Any:
    """A value as JSON keeps it, so that what a revision gives back compares equal."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _details(story: Story) -> dict[str, Any]:
    details: dict[str, Any] = {name: getattr(story, name) for name in PLAIN_DETAILS}
    details["published_at"] = _plain(story.published_at)
    details["writers"] = [row.writer_id for row in story.writer_rows.all()]
    details["topics"] = [row.topic_id for row in story.topic_rows.all()]
    details["pictures"] = [row.picture_id for row in story.picture_rows.all()]
    details["related"] = [[row.title, _plain(row.date), row.chosen_id] for row in story.related_titles.all()]
    return details


State = tuple[Text, Mapping[str, Any]]


def _merged(base: State, mine: State, held: State) -> tuple[Text, dict[str, Any]]:
    """What both sides changed, together; ``Collided`` where they changed the same."""
    words = merge(base[0], mine[0], held[0])
    details, clashes = dict(held[1]), {}
    for name in DETAILS:
        was, wanted, now = base[1].get(name), mine[1].get(name), held[1].get(name)
        if wanted in (was, now):
            continue
        if now == was:
            details[name] = wanted
        else:
            clashes[name] = (was, wanted, now)
    if isinstance(words, Collision) or clashes:
        raise Collided(words if isinstance(words, Collision) else Collision(()), clashes)
    return words.text, details


def _altered(before: State, after: State) -> set[str]:
    """Names of the fields that differ."""
    words = {
        name for name in (*WORDS[:-1], "captions") if getattr(before[0], name) != getattr(after[0], name)
    }
    if before[0].source != after[0].source:
        words.add("source_credit")
    return words | {name for name in DETAILS if before[1][name] != after[1][name]}


def _write(story: Story, text: Text, details: Mapping[str, Any]) -> None:
    """Set the story's own columns and the rows that hang on it. The columns are saved by ``_snapshot``."""
    for name in WORDS[:-1]:
        setattr(story, name, getattr(text, name))
    story.source_credit = text.source
    for name in PLAIN_DETAILS:
        setattr(story, name, details[name])
    at = details["published_at"]
    story.published_at = datetime.fromisoformat(at) if at else None
    _replace(story.topic_rows, [StoryTopic(topic_id=pk) for pk in details["topics"]])
    _replace(story.writer_rows, [StoryWriter(writer_id=pk) for pk in details["writers"]])
    captions = [*text.captions, *[("", "")] * (len(details["pictures"]) - len(text.captions))]
    pictures = zip(details["pictures"], captions, strict=False)
    _replace(
        story.picture_rows,
        [StoryPicture(picture_id=pk, caption=caption, credit=credit) for pk, (caption, credit) in pictures],
    )
    _replace(
        story.related_titles,
        [
            RelatedTitle(
                title=title,
                title_key=title_key(title)[:300],
                date=date.fromisoformat(on) if on else None,
                chosen_id=chosen,
            )
            for title, on, chosen in details["related"]
        ],
    )


def _values(row: Any) -> dict[str, Any]:
    """What a row says, its number and its place aside."""
    return {
        name: value
        for name, value in vars(row).items()
        if name not in ("id", "story_id", "position", "_state")
    }


def _replace(manager: Any, rows: list[Any]) -> None:
    """Let ``rows`` stand for what the manager held, in this order; nothing is written where nothing
    differs.
    """
    held = [_values(row) for row in manager.all()]
    if held == [_values(row) for row in rows]:
        return
    manager.all().delete()
    for position, row in enumerate(rows):
        row.story, row.position = manager.instance, position
    manager.bulk_create(rows)


def _snapshot(
    story: Story,
    text: Text,
    details: Mapping[str, Any],
    *,
    by: Any,
    from_file: ImportedFile | None,
    note: str,
    now: datetime,
) -> Revision:
    """Write the next revision, and the story's own row with it."""
    story.revision_number += 1
    story.digest = digest(text)
    story.changed_at = now
    story.save()
    return Revision.objects.create(
        story=story,
        number=story.revision_number,
        caption_list=[list(pair) for pair in text.captions],
        details=dict(details),
        digest=story.digest,
        author=by if from_file is None else None,
        author_name=ledger.name_of(by) if from_file is None else from_file.path[-200:],
        from_file=from_file,
        note=note[:300],
        created_at=now,
        **{name: getattr(story, name) for name in WORDS},
    )


def _edited(story: Story) -> set[str]:
    """Names of the fields whose last change was a person's and not a file's."""
    edited: set[str] = set()
    before: State | None = None
    for revision in story.revisions.order_by("number"):
        state = (revision.text(), revision.details)
        altered = _altered(before, state) if before else {*WORDS, *DETAILS}
        edited = edited | altered if revision.author_id else edited - altered
        before = state
    return edited


def _settle(story: Story, altered: set[str], *, by: Any, now: datetime) -> None:
    fields = [field for field, names in SETTLES.items() if names & altered]
    Doubt.objects.open().filter(story=story, field__in=fields).update(
        settled_at=now, settled_by=by, settled_by_name=ledger.name_of(by)
    )
