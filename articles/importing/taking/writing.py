"""What is written of a file that is taken: its row, its bytes, and what hangs on them. For one file or for many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F

from articles.importing.matching.checking import Plan
from articles.importing.reading import fields
from articles.importing.reading.accounting import account
from articles.importing.reading.copies import Copy
from articles.models import (
    GAVE_TEXT,
    Among,
    Doubt,
    ImportedFile,
    ImportRun,
    Original,
    Outcome,
    Prepared,
    Promo,
    as_new,
    put_rows,
)
from articles.text import parsing
from articles.text.keys import title_key

_DOUBT = ("file", "story", "code", "field", "line", "sentence", "settled_by_name")
_PROMO = ("file", "title", "title_key", "date", "line")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. ``sentence`` names it.

    ``story_id`` is None for a refused file, and in a dry run for one that would make a story.
    """

    copy: Copy
    outcome: Outcome
    sentence: str
    story_id: int | None = None
    doubts: tuple[parsing.Doubt, ...] = ()


def row_of(copy: Copy, plan: Plan, run: ImportRun) -> ImportedFile:
    """The file's row, not yet saved, without its story and its sentence, which the batch gives it.

    Where lines went stands with the first file of the same bytes only.
    """
    said = {
        "run_id": run.pk,
        "is_dry": run.is_dry,
        "collection": copy.found.collection,
        "path": copy.found.path,
        "size": copy.size,
        "sha256": copy.sha256,
        "encoding": copy.encoding,
        "outcome": plan.outcome,
        "format": copy.format,
        "part": copy.part,
        "address": copy.address,
    }
    file: ImportedFile = as_new(ImportedFile, said)
    if copy.story and (plan.outcome in GAVE_TEXT or plan.match):
        account(file, copy)
    if copy.addresses:
        file.fields["addresses"] = list(copy.addresses)
    if copy.passed:
        file.fields["passed"] = dict(copy.passed)
    return file


def keep(copies: Iterable[tuple[Copy, ImportedFile]]) -> None:
    """Keep the bytes of files, once however often they come, and note it in their rows. Too many are not kept.

    Nobody else keeps any meanwhile: imports wait for each other.
    """
    rows: dict[str, bytes] = {}
    for copy, file in copies:
        if copy.data is not None and len(copy.data) <= settings.KEEP_ORIGINALS:
            file.original_id = sha256 = copy.whole or copy.sha256
            rows[sha256] = copy.data
    for (sha256,) in _kept(hashes=list(rows)) if rows else ():
        del rows[sha256]
    put_rows(Original, ("sha256", "data"), rows.items())


@Prepared
def _kept(hashes: Any) -> Any:
    return Original.objects.filter(Among(F("pk"), hashes)).values_list("pk")


def hang_on(files: Sequence[tuple[ImportedFile, Copy, Iterable[parsing.Doubt]]]) -> None:
    """Save what hangs on files that were taken: their doubts and the titles of other stories in them.

    Related coverage is its story's. That of a copy is no story's, so its titles wait with the others.
    """
    doubt_all((file, doubts) for file, _, doubts in files)
    waiting = (
        (
            file.pk,
            fields.cut_title(item.title),
            title_key(item.title)[:300],
            fields.day_of(item.date) if item.promo else None,
            item.line,
        )
        for file, copy, _ in files
        for item in (copy.story.related if copy.story else ())
        if item.promo or file.outcome == Outcome.JOINED
    )
    put_rows(Promo, _PROMO, waiting)


def doubt_all(files: Iterable[tuple[ImportedFile, Iterable[parsing.Doubt]]]) -> None:
    """Save the doubts about files: those of a dry run have no story, and are shown with it alone."""
    rows = (
        (file.pk, file.story_id, doubt.code[:40], doubt.field or "", doubt.line, doubt.sentence, "")
        for file, doubts in files
        for doubt in doubts
    )
    put_rows(Doubt, _DOUBT, rows)


def spoken(doubts: Iterable[parsing.Doubt]) -> str:
    """Doubts as sentences that follow another, each naming its line where it has one."""
    return "".join(
        f" Line {doubt.line}: {doubt.sentence}"
        if doubt.line and f"line {doubt.line}" not in doubt.sentence.lower()
        else f" {doubt.sentence}"
        for doubt in doubts
    )
