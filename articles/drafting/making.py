"""New stories, one or many at a time: what each is to say is worked out first, and then all of them are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction

from articles import ledger, search
from articles.approval import survivors
from articles.drafting.punctuating import as_filed
from articles.drafting.state import State, blank, with_changes
from articles.drafting.writing import check_pictures, columns_of, new_revision, rows_of
from articles.models import Fingerprint, ImportedFile, Revision, Story, as_new, put_objects
from articles.rules import check_right
from articles.text.blocks import digest, plain, word_count
from articles.text.likeness import Marks, marks, prints


@dataclass(frozen=True)
class Draft:
    """What a new story is to say, and all that follows from its words alone.

    Making one reads no row, so that another process can do it; ``with_details`` then puts in what rows have to say.
    """

    state: State
    digest: str
    words: int
    typed: int
    terms: search.Terms
    prints: tuple[int, ...]
    marks: Marks

    def with_details(self, **details: Any) -> "Draft":
        """The same words with other details: the numbers of the names in them."""
        return replace(self, state=with_changes(self.state, details))


def draft(changes: Mapping[str, Any]) -> Draft:
    """A new story that says what ``changes`` give, as for ``save``, as it is printed."""
    story, state = _unwritten(settings.SITE_LANGUAGE)
    state = as_filed(state, changes)
    body = plain(state.text.body)
    return Draft(
        state=state,
        digest=digest(state.text),
        words=word_count(state.text.body),
        typed=survivors(story, "", state.text).get("", 0),
        terms=search.terms_of(
            state.text,
            slugline=state.details["slugline"],
            proofreader=state.details["proofreader_credit"],
            notes=state.details["desk_notes"],
        ),
        prints=prints(body),
        marks=marks(body),
    )


@lru_cache(maxsize=4)  # a row of so many fields takes long to make, and many stories are drafted in a row
def _unwritten(language: str) -> tuple[Story, State]:
    """A story of which nothing is written yet: never saved, only to begin from."""
    story = Story(language=language)
    return story, blank(story)


def create(
    changes: Mapping[str, Any],
    *,
    by: Any,
    now: datetime,
    note: str = "",
    from_file: ImportedFile | None = None,
) -> Story:
    """Make a story with its first revision. ``changes`` as for ``save``.

    ``by`` is None for imported text, whose author is ``from_file``: a row not yet saved, saved here with its story.
    """
    files = [from_file] if from_file else []
    return create_many([draft(changes)], by=by, now=now, note=note, from_files=files)[0]


@transaction.atomic
def create_many(
    drafts: Sequence[Draft],
    *,
    by: Any,
    now: datetime,
    note: str = "",
    from_files: Sequence[ImportedFile] = (),
) -> list[Story]:
    """Make stories with their first revisions, in as many queries for many as for one.

    ``from_files`` are the rows of the files that they come from, one for each where there are any; as for ``create``.
    """
    if by is not None:
        check_right(by, "add_story", "add stories")
        check_pictures(pk for each in drafts for pk in each.state.details["pictures"])
    stories = [_story(each, by, now) for each in drafts]
    put_objects(Story, stories)
    for story, file in zip(stories, from_files, strict=bool(from_files)):
        file.story = story
    put_objects(ImportedFile, from_files)
    files: Sequence[ImportedFile | None] = from_files or [None] * len(stories)
    made = list(zip(stories, drafts, files, strict=True))
    put_objects(Revision, [_first(*each, by=by, note=note) for each in made])
    _hang_on(made)
    _log(made, by=by, now=now)
    return stories


def _story(made: Draft, by: Any, now: datetime) -> Story:
    said = {"created_by_id": by.pk if by else None, "created_at": now, "changed_at": now}
    said |= {"revision_number": 1, "digest": made.digest, "words": made.words}
    story: Story = as_new(Story, said | columns_of(made.state))
    return story


def _first(story: Story, made: Draft, file: ImportedFile | None, *, by: Any, note: str) -> Revision:
    key = f"file:{file.pk}" if file else f"user:{by.pk}"
    surviving = {key: made.typed} if made.typed else {}
    return new_revision(story, made.state, by=by, note=note, from_file=file, surviving=surviving)


def _hang_on(made: Iterable[tuple[Story, Draft, ImportedFile | None]]) -> None:
    """Write what hangs on new stories: the rows of their names, topics, pictures and related titles, and search."""
    rows: dict[type[Any], list[Any]] = {}
    for story, each, _ in made:
        for row in rows_of(story, each.state):
            rows.setdefault(type(row), []).append(row)
    for kind, some in rows.items():
        put_objects(kind, some)
    copies = [
        search.Copy(story, each.state.text, tuple(each.state.details["writers"]), each.terms)
        for story, each, _ in made
    ]
    search.index(copies, are_new=True)
    Fingerprint.objects.add((story, each.prints) for story, each, _ in made)


def _log(made: Iterable[tuple[Story, Draft, ImportedFile | None]], *, by: Any, now: datetime) -> None:
    acts = [
        ledger.Act(
            "create",
            story,
            detail={"revision": 1, "digest": story.digest, "stage": story.stage},
            by_name=file.importer() if file else "",
        )
        for story, _, file in made
    ]
    ledger.record_many(acts, by=by, at=now, are_new=True)
