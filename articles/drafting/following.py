"""Stories that follow their files: what was read in a file anew goes into every field that no person edited (law 9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger, workflow
from articles.drafting.punctuating import as_filed
from articles.drafting.state import (
    DETAILS,
    SETTLES,
    WORDS,
    State,
    altered,
    of_revision,
    of_story,
)
from articles.drafting.translating import other_in
from articles.drafting.writing import NO_HEADLINE, Next, lacks_headline, write
from articles.models import ImportedFile, Revision, Stage, Story
from articles.rules import Refused

Given = tuple[Story, Mapping[str, Any], ImportedFile]
"""A story, what its file says now, as for ``save``, and that file."""
_HANGING = ("writer_rows", "topic_rows", "picture_rows", "related_titles")


@dataclass(frozen=True)
class Difference:
    """Fields, as in ``SETTLES``, of which a file says otherwise than its story: those that nobody touched since the
    import, and those that a person edited; so is a language by whoever said what the story translates, where another
    version has that of the file."""

    free: set[str]
    edited: set[str]


@dataclass(frozen=True, slots=True)
class Followed:
    """A story that was to follow its file: how they differed, the revision that came of it, and why none may."""

    story: Story
    difference: Difference
    revision: Revision | None = None
    refused: Refused | None = None


def difference(story: Story, changes: Mapping[str, Any]) -> Difference:
    """What would change in a story if it said what its file says now. Writes nothing."""
    return _difference(story, of_story(story), story.revisions.order_by("number"), changes)


@transaction.atomic
def update_from_file(
    story: Story, changes: Mapping[str, Any], *, from_file: ImportedFile, now: datetime
) -> Revision | None:
    """Let a story say what its file says now, in every field that no person edited since the import (law 9).

    The new revision's author is the file. The stage follows the text as after a save; doubts are the importer's to
    settle, and editions stay as they are. Gives None where nothing was to be written: of a story that is spiked, or
    redacted, nothing is.
    """
    (done,) = update_from_files([(story, changes, from_file)], now=now)
    if done.refused:
        raise done.refused
    return done.revision


@transaction.atomic
def update_from_files(given: Sequence[Given], *, now: datetime) -> list[Followed]:
    """As ``update_from_file`` does, for many stories, each once, in as many queries as for one. What may not be written
    of one of them is told, and hinders no other.
    """
    held = locked(story.pk for story, _, _ in given)
    written: list[Next] = []
    done: list[Followed] = []
    for given_story, changes, file in given:
        story = held[given_story.pk]
        before = sorted(story.revisions.all(), key=lambda revision: revision.number)
        state = of_story(story)
        differing = _difference(story, state, before, changes)
        free = {name for field in differing.free for name in SETTLES[field]}
        wanted = as_filed(state, {name: changes[name] for name in free & set(changes)})
        refused = Refused(NO_HEADLINE) if free and lacks_headline(story, wanted) else None
        if free and not refused and story.stage != Stage.SPIKED:
            written.append(Next(story, state, wanted, before, file=file))
        done.append(Followed(story, differing, refused=refused))
    made = {revision.story_id: revision for revision in follow(written, now=now)}
    return [replace(each, revision=made.get(each.story.pk)) for each in done]


def follow(written: Sequence[Next], *, now: datetime) -> list[Revision]:
    """Write what stories have from their files. Their stages follow; goes into the ledger as done by the imports."""
    revisions = write(written, now=now)
    acts = []
    for each in written:
        story = each.story
        workflow.restage(story, may_rise=False)
        detail: dict[str, Any] = {"changed": sorted(altered(each.held, each.state))}
        detail |= {"revision": story.revision_number, "digest": story.digest, "stage": story.stage}
        importer = each.file.importer() if each.file else ""
        acts.append(ledger.Act("update", story, detail=detail, by_name=importer))
    ledger.record_many(acts, by=None, at=now)
    return revisions


def locked(pks: Iterable[int]) -> dict[int, Story]:
    """Stories as they are now, locked until the transaction ends, with all that hangs on them. A query for each kind of
    that, however many they are.
    """
    rows = Story.objects.select_for_update(no_key=True).prefetch_related(*_HANGING, "revisions")
    return {story.pk: story for story in rows.filter(pk__in=list(pks)).order_by("pk")}


def _difference(
    story: Story, held: State, revisions: Iterable[Revision], changes: Mapping[str, Any]
) -> Difference:
    wanted = as_filed(held, changes)
    names = altered(held, wanted)
    fields = {field for field, settling in SETTLES.items() if settling & names}
    touched = _edited(revisions) if fields else set()
    edited = {field for field in fields if SETTLES[field] & touched}
    if "language" in fields - edited and other_in(story, wanted.text.language):
        edited.add("language")
    return Difference(free=fields - edited, edited=edited)


def _edited(revisions: Iterable[Revision]) -> set[str]:
    """Names of the fields whose last change was a person's and not a file's, by all revisions in their order."""
    edited: set[str] = set()
    before = None
    for revision in revisions:
        state = of_revision(revision)
        names = altered(before, state) if before else {*WORDS, *DETAILS}
        edited = edited | names if revision.author_id else edited - names
        before = state
    return edited
