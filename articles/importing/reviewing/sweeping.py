"""A rule and the files that were taken before it was made: which have such a line, and those read again by it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from articles.importing.reading.alike import Alike, rules_for
from articles.importing.reading.renewing import locked, reread
from articles.importing.reading.rereading import again, said, text_of
from articles.models import GAVE_TEXT, Edition, ImportedFile, ImportRun, LineRule, Revision, SignOff, Stage
from articles.rules import check_right
from articles.text import reading
from articles.text.parsing import Role

SCANNED, BATCH = 500, 100
"""Files that are looked through in one go, and those that are read again."""
_FETCHED = 100
"""Files whose bytes are fetched together."""
EXAMPLES = 10
_Row = TypeVar("_Row", bound=Model)


@dataclass(slots=True)
class Found:
    """Files that have a line: how many, how many of those people have touched, and the first others."""

    alike: int = 0
    touched: int = 0
    examples: list[int] = field(default_factory=list)
    after: int | None = None


@dataclass(slots=True)
class Swept:
    """What reading files again came to. ``after`` is where to go on, None where all were looked through."""

    alike: int = 0
    changed: int = 0
    touched: int = 0
    refused: int = 0
    after: int | None = None


def held(collection: str, run: ImportRun | None = None) -> QuerySet[ImportedFile]:
    """The files that a rule can be about: those that gave a story its text, of a collection or of all.

    With ``run``, a dry one, the files of that run.
    """
    rows = ImportedFile.objects.filter(outcome__in=GAVE_TEXT, original__isnull=False, undone_at=None)
    if collection:
        rows = rows.filter(collection=collection)
    if run:
        return rows.filter(run=run)
    later = ImportedFile.objects.standing().filter(
        story=OuterRef("story"), outcome__in=GAVE_TEXT, pk__gt=OuterRef("pk")
    )
    return rows.filter(~Exists(later), is_dry=False, story__isnull=False).exclude(story__stage=Stage.SPIKED)


def touched(rows: QuerySet[_Row]) -> QuerySet[_Row]:
    """Those whose ``story`` people have worked on: saved, signed off or published, other than from the archive, and
    other than with many at once.
    """
    own = {"story": OuterRef("story")}
    return rows.filter(
        Q(Exists(Revision.objects.by_hand().filter(**own)))
        | Q(Exists(SignOff.objects.filter(**own)))
        | Q(Exists(Edition.objects.filter(archive_run=None, **own)))
    )


def find(alike: Alike, rows: QuerySet[ImportedFile], *, after: int = 0) -> Found:
    """Look through some files for such a line, beginning with those above the number ``after``."""
    told = Found()
    some = list(_some(rows, after))
    such = [file.pk for file in some if has(file, alike)]
    theirs = set(touched(ImportedFile.objects.filter(pk__in=such)).values_list("pk", flat=True))
    told.alike, told.touched = len(such), len(theirs)
    told.examples = [pk for pk in such if pk not in theirs][:EXAMPLES]
    told.after = some[-1].pk if len(some) == SCANNED else None
    return told


def has(file: ImportedFile, alike: Alike) -> bool:
    """Whether a file has such a line."""
    return any(alike.has(line) for line in reading.split_lines(text_of(file) or ""))


def foresee(file: ImportedFile, alike: Alike, role: Role | None, *, now: datetime) -> tuple[Any, Any]:
    """What is read in a file as things stand, and with a rule that such lines are ``role``, or with none."""
    rules = rules_for(file.collection).but(alike, role)
    return again(file, now=now), again(file, now=now, rules=rules)


def sweep(rule: LineRule, rows: QuerySet[ImportedFile], *, after: int, by: Any, now: datetime) -> Swept:
    """Read again those of some files that have the line of a rule, by the rules as they stand now.

    So a rule that is on is carried out, and one that was switched off is taken back. Stories that people have touched
    are left alone, even such as are touched at this moment. One call is one transaction, with as many queries however
    many the files; done twice, it changes nothing.
    """
    check_right(by, "change_linerule", "carry out rules for lines")
    told, last, alike = Swept(), 0, Alike(rule.key, rule.begins)
    such: list[int] = []
    for file in _some(rows, after):
        last = file.pk
        if has(file, alike):
            such.append(file.pk)
        if len(such) == BATCH:
            break
    if such:
        _sweep(such, rows, rule, told, by=by, now=now)
    told.after = last if last and rows.filter(pk__gt=last).exists() else None
    return told


@transaction.atomic
def _sweep(
    such: list[int], rows: QuerySet[ImportedFile], rule: LineRule, told: Swept, *, by: Any, now: datetime
) -> None:
    """Read these files again. What is asked of them is asked once they are locked: it stays so until they are read."""
    files = locked(such)
    theirs = set(touched(ImportedFile.objects.filter(pk__in=such)).values_list("pk", flat=True))
    standing = set(rows.filter(pk__in=such).values_list("pk", flat=True))
    free = [(file, said(file)) for file in files if file.pk in standing - theirs]
    done = reread(free, by=by, now=now, as_name=rule.name)
    refused = sum(bool(each.refused) for each in done)
    told.alike += len(such)
    told.touched += len(theirs)
    told.refused += refused + len(such) - len(theirs) - len(free)
    told.changed += sum(bool(each.lines or each.written) for each in done if not each.refused)


def _some(rows: QuerySet[ImportedFile], after: int) -> Iterator[ImportedFile]:
    found = rows.filter(pk__gt=after).select_related("run").prefetch_related("original").order_by("pk")
    few = found.defer("run__summary", "run__options", "left_out")
    return few[:SCANNED].iterator(chunk_size=_FETCHED)
