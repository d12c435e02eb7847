"""A state into rows: the story's own, those that hang on it, and the revision that keeps it for good."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from articles import ledger, search
from articles.approval import survivors
from articles.drafting.state import PLAIN_DETAILS, WORDS, State, altered
from articles.models import (
    Fingerprint,
    ImportedFile,
    Picture,
    RelatedTitle,
    Revision,
    Stage,
    Story,
    StoryPicture,
    StoryTopic,
    StoryWriter,
    as_new,
    put_objects,
)
from articles.rules import Refused
from articles.text.blocks import digest, word_count
from articles.text.keys import title_key

COLUMNS = (*WORDS, *PLAIN_DETAILS, "published_at", "revision_number", "digest", "words", "changed_at")
"""What a save writes of a story: never its stage, nor what ``workflow`` keeps beside it."""
Row = StoryTopic | StoryWriter | StoryPicture | RelatedTitle
_KINDS: dict[Any, set[str]] = {
    StoryTopic: {"topics"},
    StoryWriter: {"writers"},
    StoryPicture: {"pictures", "captions"},
    RelatedTitle: {"related"},
}
"""The rows that hang on a story, with the names of what they say."""
HANDED_IN = (Stage.PROOFING, Stage.PROOFREAD)
NO_HEADLINE = "It has been handed in: it cannot be without a headline. Give it one, or return it first."
_NUMBERS = ("revision_number", "digest", "words", "changed_at")


@dataclass(frozen=True, slots=True)
class Next:
    """What a story is to say next, by a person or by its file: ``held`` is what it says, ``before`` are all its
    revisions in order. ``words_of`` as ``Revision`` has it: whose new words are that ``by`` only took up."""

    story: Story
    held: State
    state: State
    before: Sequence[Revision]
    note: str = ""
    by: Any = None
    file: ImportedFile | None = None
    words_of: str = ""

    @property
    def author(self) -> str:
        if self.words_of:
            return self.words_of
        return f"file:{self.file.pk}" if self.file else f"user:{self.by.pk}"


def write(written: Sequence[Next], *, now: datetime) -> list[Revision]:
    """Let stories say what they are to say, and keep that as the next revision of each, in a few queries however many.
    What they say already is not written again.
    """
    if not written:
        return []
    if any(lacks_headline(each.story, each.state) for each in written):
        raise Refused(NO_HEADLINE)
    check_pictures(
        {pk for each in written for pk in each.state.details["pictures"]}.difference(
            *(each.held.details["pictures"] for each in written)
        )
    )
    revisions = [_revised(each, now) for each in written]
    changed = set().union(*(altered(each.held, each.state) for each in written))
    columns = [name for name in COLUMNS if name in changed or name in _NUMBERS]
    Story.objects.bulk_update([each.story for each in written], columns)
    _set_rows(written)
    copies = ((each.story, each.state) for each in written)
    search.index(search.Copy(story, state.text, tuple(state.details["writers"])) for story, state in copies)
    bodies = [each.story for each in written if each.held.text.body != each.state.text.body]
    Fingerprint.objects.sketch(*bodies)
    Revision.objects.bulk_create(revisions)
    return revisions


def check_pictures(pks: Iterable[int]) -> None:
    """Refuse pictures that are put into a story and were deleted meanwhile. The others are locked: whoever deletes one
    waits, and finds it in use.
    """
    wanted = set(pks)
    rows = (
        Picture.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk") if wanted else ()
    )
    if wanted.difference(row.pk for row in rows):
        raise Refused("A picture that you chose was deleted meanwhile. Take it out, or choose another.")


def lacks_headline(story: Story, state: State) -> bool:
    """Whether what ``story`` is to say is no text that can be handed in, though it has been."""
    return story.stage in HANDED_IN and not state.text.headline


def _revised(each: Next, now: datetime) -> Revision:
    """The story says it, and the revision does; neither is saved yet."""
    story, state = each.story, each.state
    counted = survivors(story, each.author, state.text, each.before)
    set_columns(story, state, each.held)
    story.revision_number += 1
    story.digest = digest(state.text)
    story.words = word_count(state.text.body)
    story.changed_at = now
    revision = new_revision(story, state, by=each.by, note=each.note, from_file=each.file, surviving=counted)
    revision.story, revision.words_of = story, each.words_of
    return revision


def _set_rows(written: Sequence[Next]) -> None:
    for kind, names in _KINDS.items():
        moved = [each for each in written if names & altered(each.held, each.state)]
        if moved:
            kind.objects.filter(story__in=[each.story for each in moved]).delete()
            rows = (row for each in moved for row in rows_of(each.story, each.state))
            put_objects(kind, [row for row in rows if isinstance(row, kind)])


def new_revision(
    story: Story,
    state: State,
    *,
    by: Any,
    note: str,
    from_file: ImportedFile | None,
    surviving: Mapping[str, int],
) -> Revision:
    """What ``story`` says now, which is ``state``, as a revision not yet saved."""
    said: dict[str, Any] = {name: getattr(story, name) for name in WORDS}
    said |= {
        "story_id": story.pk,
        "number": story.revision_number,
        "caption_list": [list(pair) for pair in state.text.captions],
        "details": dict(state.details),
        "digest": story.digest,
        "author_id": None if from_file else by.pk,
        "author_name": from_file.path[-200:] if from_file else ledger.name_of(by),
        "from_file_id": from_file.pk if from_file else None,
        "note": note[:300],
        "words": story.words,
        "surviving": surviving,
        "created_at": story.changed_at,
    }
    revision: Revision = as_new(Revision, said)
    return revision


def set_columns(story: Story, state: State, held: State | None = None) -> None:
    """A credit that was merged since ``held`` was saved stays as it is, unless another takes its place."""
    for name, value in columns_of(state).items():
        if held is None or name not in PLAIN_DETAILS or value != held.details[name]:
            setattr(story, name, value)


def columns_of(state: State) -> dict[str, Any]:
    """What a story's row has of ``state``."""
    text, details = vars(state.text), state.details
    columns = {name: text["source" if name == "source_credit" else name] for name in WORDS}
    columns |= {name: details[name] for name in PLAIN_DETAILS}
    at = details["published_at"]
    return columns | {"published_at": datetime.fromisoformat(at) if at else None}


def rows_of(story: Story, state: State) -> Iterator[Row]:
    """The rows that hang on a story which says ``state``, in their order, not yet saved."""
    details = state.details
    pictures = zip(details["pictures"], state.text.captions, strict=True)
    rows: list[tuple[type[Row], Iterable[dict[str, Any]]]] = [
        (StoryTopic, ({"topic_id": pk} for pk in details["topics"])),
        (StoryWriter, ({"writer_id": pk} for pk in details["writers"])),
        (StoryPicture, ({"picture_id": pk, "caption": text, "credit": by} for pk, (text, by) in pictures)),
        (RelatedTitle, (_related(*row) for row in details["related"])),
    ]
    for kind, some in rows:
        for position, row in enumerate(some):
            yield as_new(kind, {**row, "story_id": story.pk, "position": position})


def _related(title: str, on: str | None, chosen: int | None) -> dict[str, Any]:
    day = date.fromisoformat(on) if on else None
    return {"title": title, "title_key": title_key(title)[:300], "date": day, "chosen_id": chosen}
