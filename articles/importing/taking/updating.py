"""A file that changed since it was taken: what that means for its story (law 9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from articles import drafting
from articles.importing.matching.known import Held
from articles.importing.reading import fields
from articles.importing.reading.copies import Copy
from articles.importing.reading.filing import renewed
from articles.importing.reading.rereading import again
from articles.models import Doubt, ImportedFile, Outcome, Stage, Story
from articles.text import parsing

EDITED_SINCE = "edited-since"
Names = Callable[[Sequence[fields.Called]], list[fields.Names]]
_WORDS = {"published": "date"}


@dataclass(frozen=True, slots=True)
class Update:
    """What a changed file gives its story. Nothing is written yet."""

    story: Story
    changes: dict[str, Any]
    difference: drafting.Difference
    doubts: tuple[parsing.Doubt, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.UPDATED if self.written else Outcome.UNCHANGED

    @property
    def written(self) -> set[str]:
        return set() if self.story.stage == Stage.SPIKED else self.difference.free

    @property
    def sentence(self) -> str:
        """What becomes of the story, to follow the words "changed since run 3."."""
        if self.story.stage == Stage.SPIKED:
            return f" Story {self.story.pk} was spiked and stays as it is."
        said = (
            f" Updated: {_listed(self.written)}."
            if self.written
            else " Nothing that is read from it differs."
        )
        if self.difference.edited:
            said += f" Edited here since and left as it is: {_listed(self.difference.edited)}."
        return said


def compare(copy: Copy, held: Held, *, names: Names, now: datetime) -> Update:
    """What a copy says otherwise than the story of the file that it follows.

    ``names`` is ``fields.made`` or, where nothing may be written, ``fields.known``.
    """
    story = Story.objects.get(pk=held.story_id)
    changes = _changes(copy, names) | renewed(copy, _given_before(held))
    difference = drafting.difference(story, changes)
    before = _said_before(held, now)
    clashes = [
        _clash(field, copy)
        for field in sorted(difference.edited)
        if any(before.get(name, ...) != changes[name] for name in drafting.SETTLES[field])
    ]
    return Update(story, changes, difference, (*copy.doubts, *clashes))


def raised_by(update: Update) -> list[parsing.Doubt]:
    """The doubts that a changed file raises about its story. Writes nothing.

    What a person has settled is not asked again while the file says the same, and a field that a person
    edited is not doubted for what its file says.
    """
    new = [doubt for doubt in update.doubts if _is_due(doubt, update)]
    return new if update.written else [doubt for doubt in new if doubt.code == EDITED_SINCE]


def renew_doubts(update: Update, file: ImportedFile, *, now: datetime) -> list[parsing.Doubt]:
    """Settle the story's open doubts that the changed file answers, and give those that it raises."""
    new = raised_by(update)
    clashing = [doubt.field for doubt in new if doubt.code == EDITED_SINCE]
    if update.written:
        answered = ~Q(code=EDITED_SINCE) | Q(field__in=clashing)
    else:
        answered = Q(code=EDITED_SINCE, field__in=clashing)
    Doubt.objects.open().filter(answered, story=update.story).update(
        settled_at=now, settled_by_name=f"import of {file}"[:200]
    )
    return new


def _is_due(doubt: parsing.Doubt, update: Update) -> bool:
    if doubt.code == EDITED_SINCE:
        return True
    if doubt.field in update.difference.edited:
        return False
    settled = update.story.doubts.filter(code=doubt.code, field=doubt.field or "", settled_by__isnull=False)
    return doubt.field in update.difference.free or not settled.exists()


def _clash(field: str, copy: Copy) -> parsing.Doubt:
    named = ("section", "keywords") if field == "topics" else (field,)
    lines = [line for name in named for line in copy.story.evidence.get(name, ())] if copy.story else []
    word = _WORDS.get(field, field)
    said = (
        "The file gives other topics now, and the topics were edited here since: they were left as they are."
        if field == "topics"
        else f"The file gives another {word} now, and the {word} was edited here since: it was left as it is."
    )
    return parsing.Doubt(EDITED_SINCE, field, lines[0] if lines else None, said)


def _given_before(held: Held) -> dict[str, Any]:
    """The values that the file gave when it was last read."""
    rows = ImportedFile.objects.standing().filter(collection=held.file.collection, path=held.file.path)
    # What was unchanged has no roles: of its fields only addresses and the like are kept.
    last = rows.filter(story=held.story_id).exclude(roles={}).order_by("-pk")
    return last.values_list("fields", flat=True).first() or {}


def _said_before(held: Held, now: datetime) -> dict[str, Any]:
    """The fields as the file gave them last time; empty where its bytes were not kept."""
    before = again(held.file, now=now)
    return _changes(before, fields.known) if before else {}


def _changes(copy: Copy, names: Names) -> dict[str, Any]:
    """What a copy gives its story; nothing where no story was read in it."""
    return fields.texts(copy.story)[0] | names([copy.called])[0].details() if copy.story else {}


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(_WORDS.get(name, name) for name in names))
