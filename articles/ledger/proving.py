"""All chains gone through, and every row that an act wrote held against them, in slices: memory stays small."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.ledger.legible import illegible, legible
from articles.models import (
    Edition,
    Kind,
    LedgerEntry,
    Redaction,
    Revision,
    SignOff,
    SignOffTakenBack,
    Story,
)
from articles.text import blocks
from articles.text.chains import Entry, Links, Made, disagreements, moment, sha256, stage_told

BATCH = 2000
STORIES = 100
REVISED = Coalesce(
    Subquery(Revision.objects.filter(pk=OuterRef("revision"), story=OuterRef("story")).values("number")), 0
)
"""The number of the revision that a sign-off or an edition is of; 0 where that is none of its own story's."""
FACTS = ("chain", "number", "act", "by_id", "by_name", "at", "detail", "previous", "digest")


@dataclass
class Counted:
    """What was gone through so far."""

    entries: int = 0
    chains: int = 0
    revisions: int = 0
    redacted: int = 0


def entries_of(story: int | None) -> Any:
    """The entries of one story's chain, or all, each chain in order."""
    rows = LedgerEntry.objects.order_by("chain", "number")
    return rows.filter(chain=f"story/{story}") if story else rows


def prove(story: int | None, counted: Counted, *, step: Callable[[int], None]) -> Iterator[str]:
    """Every fault of one story's chain, or of all, a sentence each. ``step`` is told how many entries were read."""
    yield from unreadable(story)
    yield from _links(story, counted, step)
    for stories in _slices(story):
        with _as_of_now():
            found = list(_rows(stories, counted))
        yield from found


def unreadable(story: int | None) -> Iterator[str]:
    """The rows of one story, or of all, of which nothing more can be told."""
    yield from illegible(entries_of(story))
    for model in (Revision, SignOff, Edition):
        yield from illegible(model.objects.filter(story=story) if story else model.objects.all())
    undone = SignOffTakenBack.objects.all()
    yield from illegible(undone.filter(signoff__story=story) if story else undone)


def signoffs_of(rows: Any) -> Any:
    """Those of ``rows`` that can be read, with what took them back."""
    return legible(rows, beside="taken_back").select_related("taken_back")


def _links(story: int | None, counted: Counted, step: Callable[[int], None]) -> Iterator[str]:
    links = Links()
    for row in legible(entries_of(story)).values_list(*FACTS, "story_id").iterator(chunk_size=BATCH):
        entry = kept(row)
        yield from links.faults(entry)
        # The story that an entry hangs on is no part of its digest: the name of its chain is.
        if row[-1] is not None and entry.chain != f"story/{row[-1]}":
            yield f"{entry.chain}: entry {entry.number} hangs on story {row[-1]}."
        if links.entries % BATCH == 0:
            step(BATCH)
    step(links.entries % BATCH)
    counted.entries, counted.chains = links.entries, links.chains


@contextmanager
def _as_of_now() -> Iterator[None]:
    """All that is read within is of one moment: what is being written meanwhile is seen whole or not at all."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _slices(story: int | None) -> Iterator[list[int]]:
    if story:
        yield [story]
        return
    last = 0
    while stories := _next(last):
        yield stories
        last = stories[-1]


def _next(last: int) -> list[int]:
    """The stories after ``last`` that there are, or that something on record is of: any of these may be deleted."""
    rows: list[tuple[Any, str]] = [
        (Story.objects.all(), "pk"),
        *((legible(model.objects.all()), "story_id") for model in (LedgerEntry, Revision, SignOff, Edition)),
    ]
    found: set[int] = set()
    for some, column in rows:
        later = some.filter(**{f"{column}__gt": last}).order_by(column)
        found.update(later.values_list(column, flat=True).distinct()[:STORIES])
    return sorted(found)[:STORIES]


def _rows(stories: list[int], counted: Counted) -> Iterator[str]:
    """What is wrong with what the acts on some stories wrote: with its words, and with what the ledger says of it."""
    redacted = set(Redaction.objects.filter(story__in=stories).values_list("story_id", flat=True))
    made: dict[int, list[Made]] = {pk: [] for pk in stories}
    corrections: dict[tuple[int, int], str] = {}
    for revision in legible(Revision.objects.filter(story__in=stories)).defer("details", "surviving"):
        counted.revisions += 1
        counted.redacted += revision.story_id in redacted
        made[revision.story_id].append(of_revision(revision))
        corrections[revision.story_id, revision.number] = revision.correction
        if revision.story_id not in redacted and not has_its_words(revision):
            yield f"story/{revision.story_id}: the text of revision {revision.number} was changed after it was saved."
    signoffs = signoffs_of(SignOff.objects.filter(story__in=stories))
    for signoff in signoffs.annotate(revised=REVISED):
        made[signoff.story_id].append(of_signoff(signoff))
        if hasattr(signoff, "taken_back"):
            made[signoff.story_id].append(of_taken_back(signoff))
    editions = legible(Edition.objects.filter(story__in=stories)).prefetch_related("picture_rows")
    for edition in editions.annotate(revised=REVISED):
        made[edition.story_id].append(of_edition(edition))
        correction = corrections.get((edition.story_id, edition.revised))
        if edition.story_id not in redacted and not shows_its_text(edition, correction):
            yield f"story/{edition.story_id}: the text of edition {edition.number} was changed after it was published."
    yield from _disagreements(made)


def _disagreements(made: dict[int, list[Made]]) -> Iterator[str]:
    stages = dict(Story.objects.filter(pk__in=made).values_list("pk", "stage"))
    entries_made = legible(LedgerEntry.objects.filter(chain__in=[f"story/{pk}" for pk in made]))
    rows = entries_made.order_by("chain", "number")
    by_chain = groupby(map(kept, rows.values_list(*FACTS)), key=lambda entry: entry.chain)
    entries = {chain: list(group) for chain, group in by_chain}
    for pk, rows_made in made.items():
        chain = entries.get(f"story/{pk}", [])
        yield from disagreements(chain, rows_made)
        yield from misplaced(f"story/{pk}", chain, stages.get(pk))


def misplaced(name: str, chain: list[Entry], stage: str | None) -> Iterator[str]:
    """Whether a story stands where its chain says: ``stage`` is None where there is no such story."""
    told = stage_told(chain)
    if stage is None and chain:
        yield f"{name}: the story itself is not there."
    elif stage is not None and told != stage:
        yield f"{name} stands at {stage}; by its ledger it stands at {told or 'no stage'}."


def shows_its_text(edition: Edition, correction: str | None) -> bool:
    """Whether the words of an edition are those of its digest.

    ``correction`` is that of its revision: readers see it with a correction alone. Without a revision, a fault of its
    own, it is not known. A tombstone shows no words.
    """
    if edition.kind == Kind.WITHDRAWAL or correction is None:
        return True
    return has_its_words(edition, correction=correction)


def has_its_words(row: Any, **changes: str) -> bool:
    """Whether the text of a revision or an edition, but for ``changes``, is that of its digest."""
    form = normal_form_of(row, **changes)
    return form is not None and f"v1:{sha256(form)}" == row.digest


def normal_form_of(row: Any, **changes: str) -> str | None:
    """The normal form of a row's text, but for ``changes``; None where what stands in its columns makes no text."""
    try:
        return blocks.normal_form(replace(row.text(), **changes))
    except (TypeError, ValueError, AttributeError):
        return None


def kept(row: Iterable[Any]) -> Entry:
    """An entry from the values of ``FACTS``."""
    chain, number, act, by, by_name, at, detail, previous, digest, *_ = row
    return Entry(chain, number, act, by, by_name, moment(at), detail, previous, digest)


def of_revision(row: Revision) -> Made:
    name = f"story/{row.story_id}: revision {row.number}"
    return Made(
        "revision", name, row.author_id, row.author_name, moment(row.created_at), row.digest, row.number
    )


def of_signoff(row: Any) -> Made:
    """``row`` is annotated with ``revised``: ``REVISED``."""
    name = f"story/{row.story_id}: the sign-off by {row.signer_name}"
    return Made(
        "sign-off", name, row.signer_id, row.signer_name, moment(row.signed_at), row.digest, row.revised
    )


def of_taken_back(row: Any) -> Made:
    """``row`` is a sign-off that was taken back, annotated as for ``of_signoff``."""
    undone = row.taken_back
    name = f"story/{row.story_id}: the take-back by {undone.by_name}"
    return Made("take-back", name, undone.by_id, undone.by_name, moment(undone.at), row.digest, row.revised)


def of_edition(row: Any) -> Made:
    """``row`` is annotated as for ``of_signoff``."""
    name = f"story/{row.story_id}: edition {row.number}"
    made_at = moment(row.made_at)
    return Made(
        "edition", name, row.made_by_id, row.made_by_name, made_at, row.digest, row.revised, row.number
    )
