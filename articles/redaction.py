"""A court's order carried out: the one exception to "what was signed or published stands" (law 6).

The words of a story are blanked wherever they are kept. What is left is that there were such words: their digests, who
wrote, signed and published them and when, and the ledger. What acts say of themselves, such as the note with which a
story was sent back, is part of the ledger and stays; so do names, pictures, and lines that stand in the files of other
stories: their coverage, and what a run learned to be of many pages. ``left`` tells where else a person has to look.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q, Value, When
from django.db.models.functions import Coalesce

from articles import ledger, names, search, windows, workflow
from articles.drafting import scratch
from articles.models import (
    SILENT,
    Dismissal,
    Doubt,
    Edition,
    EditionPicture,
    EditionRelated,
    Effect,
    ImportedFile,
    ImportRun,
    Kind,
    Mark,
    Notice,
    Original,
    Promo,
    Proposal,
    ReaderReport,
    Redaction,
    Reply,
    Revision,
    RevisionName,
    Stage,
    Story,
    StyleHit,
    Tick,
    Upload,
    WithdrawalReason,
)
from articles.pictures import cards
from articles.press.withdrawing import entomb
from articles.rules import Case, Refused, check_right, fresh, lock, wait_for_imports
from articles.search import published
from articles.text import mentions
from articles.text.blocks import ELSEWHERE

BLANK = "[Redacted]"
WORDS = dict.fromkeys((*ELSEWHERE, "standfirst", "byline", "dateline", "source_credit"), "") | {
    "headline": BLANK
}
DETAILS = {"slugline": "", "desk_notes": "", "related": []}
"""What of a revision's details is text."""
SAYS_NOTHING = {*SILENT, WithdrawalReason.MERGED}
"""Reasons whose tombstone shows readers no headline."""


def check_redaction(story: Story, *, reason: str, by: Any) -> None:
    """Raises Refused where ``redact`` would."""
    check_right(by, "add_redaction", "redact stories", whose=ledger.name_of(by))
    if not reason.strip():
        raise Refused("Say which order is carried out: the reason stays on record.")
    if Redaction.objects.filter(story=story).exists():
        raise Refused("This story is redacted already.")


@transaction.atomic
def redact(story: Story, *, reason: str, by: Any, now: datetime) -> Redaction:
    """Blank all words of ``story``, for good.

    Readers lose it first: what is scheduled is called back, what is live is withdrawn for legal reasons. Then it is
    spiked. Nobody but a superuser, or who was given the right to add redactions, may do this; it takes no other right.
    """
    wait_for_imports()  # of which one may be taking a copy of it at this moment
    lock(_reached(story))
    story = fresh(story)
    check_redaction(story, reason=reason, by=by)
    called_back = _take_from_readers(story, by=by, now=now)
    # The triggers let nothing be blanked before this row is there.
    redaction = Redaction.objects.create(
        story=story, reason=reason.strip(), by=by, by_name=ledger.name_of(by), at=now
    )
    _blank(story, by=by, now=now)
    ledger.record("redact", by=by, at=now, story=story, reason=redaction.reason, called_back=called_back)
    return redaction


def _reached(story: Story) -> set[int]:
    """The story, and those whose files, doubts or proposals the order changes: of the same bytes, or naming it."""
    files = _files(story)
    changed: list[models.QuerySet[Any]] = [
        files,
        ImportedFile.objects.filter(original__in=_originals(files)),
        *(model.objects.filter(file__in=files) for model in (Doubt, Proposal)),
        *_naming(story),
    ]
    others = (rows.exclude(story=None).order_by().values_list("story", flat=True) for rows in changed)
    return {story.pk}.union(*others)


def _take_from_readers(story: Story, *, by: Any, now: datetime) -> list[int]:
    """Numbers of the editions that were called back."""
    called_back = [edition.number for edition in windows.call_back(story, by=by, now=now)]
    case = Case(story, now)
    # A tombstone that shows the headline gives way to one that does not.
    if case.shown and (case.is_live or case.shown.withdrawal_reason not in SAYS_NOTHING):
        entomb(case, reason=WithdrawalReason.LEGAL, by=by, how="Redacted")
    if story.stage != Stage.SPIKED:
        workflow.put_aside(story, by=by, now=now)
    return called_back


def left(story: Story) -> list[str]:
    """Where words of a redacted story may still be kept, in sentences for who carried the order out."""
    same = _files(story).exclude(story=story).exclude(story=None).order_by("story")
    said = [
        f"Story {pk} came from the same file: redact it, too, if the order covers it."
        for pk in same.values_list("story", flat=True).distinct()
        if not Redaction.objects.filter(story=pk).exists()
    ]
    kept = Upload.objects.order_by("run").values_list("run", flat=True).distinct()
    return said + [
        f"What was dropped for run {pk} is still kept: discard it if they may be in it." for pk in kept
    ]


def _blank(story: Story, *, by: Any, now: datetime) -> None:
    _blank_working_copy(story)
    _blank_revisions(story)
    _blank_editions(story)
    _blank_files(story, by=by, now=now)
    _blank_quotes(story)
    _blank_remarks(story, now)


def _blank_working_copy(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(**WORDS, body="", correction="", slugline="", desk_notes="")
    story.picture_rows.update(caption="", credit="")
    story.related_titles.update(title=BLANK, title_key="")
    scratch.blank(story)
    story.fingerprints.all().delete()
    search.forget(story)
    published.forget(story)
    names.forget(story)
    story.fact_ticks.all().delete()


def _blank_revisions(story: Story) -> None:
    for revision in Revision.objects.filter(story=story).only("details"):
        details = {name: DETAILS.get(name, value) for name, value in revision.details.items()}
        rows = Revision.objects.filter(pk=revision.pk)
        rows.update(**WORDS, body="", correction="", note="", caption_list=[], details=details)
    RevisionName.objects.filter(revision__story=story).update(name=BLANK)


def _blank_editions(story: Story) -> None:
    """To what constraints ask for where something must be said."""
    transaction.on_commit(partial(cards.forget, story.pk))  # its headlines are drawn on them
    editions = Edition.objects.filter(story=story)
    body = models.Case(When(kind=Kind.WITHDRAWAL, then=Value("")), default=Value(f"<p>{BLANK}</p>"))
    correction = models.Case(
        When(kind=Kind.CORRECTION, then=Value(BLANK)), default=Value(""), output_field=models.TextField()
    )
    editions.update(**WORDS, body=body, correction=correction, slug="redacted", headline_key="")
    EditionPicture.objects.filter(edition__story=story).update(caption="", credit="")
    EditionRelated.objects.filter(edition__story=story).update(title=BLANK, title_key="")


def _files(story: Story) -> models.QuerySet[ImportedFile]:
    """The files of a story, and those of the same bytes that never were: of dry runs, and of imports undone."""
    own = ImportedFile.objects.filter(story=story).exclude(sha256="")
    return ImportedFile.objects.filter(Q(story=story) | Q(sha256__in=own.values("sha256"))).order_by("pk")


def _blank_files(story: Story, *, by: Any, now: datetime) -> None:
    """What came in: the bytes, the lines left out, the values read, and what was made or said of them.

    Each file stays known by its path and its digest, so that giving it again brings nothing back.
    """
    files = _files(story)
    _blank_bytes(files)
    for file in files:
        file.left_out = [[line, "", role] for line, _, role in file.left_out]
        file.sentence = BLANK if file.sentence else ""
        file.fields = {}
        file.save(update_fields=["left_out", "sentence", "fields"])
    about = Q(story=story) | Q(file__in=files)
    Doubt.objects.filter(about).update(sentence=BLANK)
    # Withdrawn: what says nothing any more cannot be taken.
    who = {"settled_at": now, "settled_by": by, "settled_by_name": ledger.name_of(by)}
    Proposal.objects.open().filter(about).update(**who)
    Proposal.objects.filter(about).update(value={}, shown=BLANK)
    Promo.objects.filter(file__in=files).update(title=BLANK, title_key="")
    Tick.objects.filter(file__in=files).exclude(note="").update(note=BLANK)
    _blank_summaries(files)


def _originals(files: models.QuerySet[ImportedFile]) -> models.QuerySet[Original]:
    return Original.objects.filter(Q(pk__in=files.values("original")) | Q(pk__in=files.values("sha256")))


def _blank_bytes(files: models.QuerySet[ImportedFile]) -> None:
    """Those of files, and of what holds other stories beside: of these no bytes are kept any more."""
    originals = list(_originals(files).values_list("pk", flat=True))
    Original.objects.filter(pk__in=originals).update(data=b"")
    others = ImportedFile.objects.filter(original__in=originals).exclude(pk__in=files.values("pk"))
    others.update(original=None)
    for upload in Upload.objects.filter(run__in=files.values("run")):
        transaction.on_commit(upload.let_go)


def _blank_summaries(files: models.QuerySet[ImportedFile]) -> None:
    """The lines of files that the pages of their runs show."""
    pks = set(files.values_list("pk", flat=True))
    for run in ImportRun.objects.filter(pk__in=files.values("run")).only("summary"):
        rows = run.summary.get("left_out", [])
        if any(pk in pks for *_, pk, _ in rows):
            run.summary["left_out"] = [[BLANK if row[3] in pks else row[0], *row[1:]] for row in rows]
            run.save(update_fields=["summary"])


def _naming(story: Story) -> list[models.QuerySet[Any]]:
    """The files and the doubts whose sentence says what is like it."""
    return [
        model.objects.filter(sentence__contains=mentions.begin(story.pk)) for model in (ImportedFile, Doubt)
    ]


def _blank_quotes(story: Story) -> None:
    """Its headline, where the importer named it to say what another file is like."""
    for rows in _naming(story):
        for row in rows.only("sentence"):
            row.sentence = mentions.without_headlines(row.sentence, story.pk)
            row.save(update_fields=["sentence"])


def _blank_remarks(story: Story, now: datetime) -> None:
    """What others quoted of it, or said."""
    exact, answer, reason = (_blanked(name) for name in ("exact", "answer", "reason"))
    quoted = {"exact": exact, "prefix": "", "suffix": ""}
    Mark.objects.filter(story=story).update(**quoted, proposed="", note=BLANK)
    Reply.objects.filter(mark__story=story).update(note=BLANK)
    Dismissal.objects.filter(story=story).update(**quoted, reason=reason)
    StyleHit.objects.filter(story=story).delete()
    ReaderReport.objects.filter(story=story).update(quote="", says=BLANK, answer=answer)
    # Read, so that nobody is told or mailed of it any more.
    Notice.objects.filter(story=story).update(sentence=BLANK, read_at=Coalesce("read_at", Value(now)))
    Effect.objects.filter(story=story).update(payload={})


def _blanked(name: str) -> models.Case:
    """The value of a column in place of what it says, where it says something."""
    return models.Case(When(**{name: ""}, then=Value("")), default=Value(BLANK))
