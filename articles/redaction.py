"""A court's order carried out: the one exception to "what was signed or published stands" (law 6).

The words of a story are blanked wherever they are kept. What is left is that there were such words: their digests, who
wrote, signed and published them and when, and the ledger. What acts say of themselves, such as the note with which a
story was sent back, is part of the ledger and stays; so do names, pictures, and the lines of other stories' coverage.
"""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q, Value, When
from django.db.models.functions import Coalesce

from articles import ledger, search, windows, workflow
from articles.models import (
    SILENT,
    Doubt,
    Edition,
    EditionPicture,
    EditionRelated,
    Effect,
    ImportedFile,
    Kind,
    Mark,
    Notice,
    Original,
    Promo,
    Proposal,
    ReaderReport,
    Redaction,
    Revision,
    RevisionName,
    Stage,
    Story,
    WithdrawalReason,
)
from articles.press.withdrawing import entomb
from articles.rules import Case, Refused, check_right, fresh

BLANK = "[Redacted]"
WORDS = dict.fromkeys(("standfirst", "byline", "dateline", "source_credit"), "") | {"headline": BLANK}
DETAILS = {"slugline": "", "desk_notes": "", "related": []}
"""What of a revision's details is text."""
SAYS_NOTHING = {*SILENT, WithdrawalReason.MERGED}
"""Reasons whose tombstone shows readers no headline."""


@transaction.atomic
def redact(story: Story, *, reason: str, by: Any, now: datetime) -> Redaction:
    """Blank all words of ``story``, for good.

    Readers lose it first: what is scheduled is called back, what is live is withdrawn for legal reasons. Then it is
    spiked. Nobody but a superuser, or who was given the right to add redactions, may do this; it takes no other right.
    """
    story = fresh(story)
    check_right(by, "add_redaction", "redact stories", whose=ledger.name_of(by))
    if not reason.strip():
        raise Refused("Say which order is carried out: the reason stays on record.")
    if Redaction.objects.filter(story=story).exists():
        raise Refused("This story is redacted already.")
    called_back = _take_from_readers(story, by=by, now=now)
    # The triggers let nothing be blanked before this row is there.
    redaction = Redaction.objects.create(
        story=story, reason=reason.strip(), by=by, by_name=ledger.name_of(by), at=now
    )
    _blank(story, now)
    ledger.record("redact", by=by, at=now, story=story, reason=redaction.reason, called_back=called_back)
    return redaction


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


def _blank(story: Story, now: datetime) -> None:
    _blank_working_copy(story)
    _blank_revisions(story)
    _blank_editions(story)
    _blank_files(story)
    _blank_remarks(story, now)


def _blank_working_copy(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(**WORDS, body="", correction="", slugline="", desk_notes="")
    story.picture_rows.update(caption="", credit="")
    story.related_titles.update(title=BLANK, title_key="")
    story.scratches.all().delete()
    story.fingerprints.all().delete()
    search.forget(story)


def _blank_revisions(story: Story) -> None:
    for revision in Revision.objects.filter(story=story).only("details"):
        details = {name: DETAILS.get(name, value) for name, value in revision.details.items()}
        rows = Revision.objects.filter(pk=revision.pk)
        rows.update(**WORDS, body="", correction="", note="", caption_list=[], details=details)
    RevisionName.objects.filter(revision__story=story).update(name=BLANK)


def _blank_editions(story: Story) -> None:
    """To what constraints ask for where something must be said."""
    editions = Edition.objects.filter(story=story)
    body = models.Case(When(kind=Kind.WITHDRAWAL, then=Value("")), default=Value(f"<p>{BLANK}</p>"))
    correction = models.Case(
        When(kind=Kind.CORRECTION, then=Value(BLANK)), default=Value(""), output_field=models.TextField()
    )
    editions.update(**WORDS, body=body, correction=correction, slug="redacted", headline_key="")
    EditionPicture.objects.filter(edition__story=story).update(caption="", credit="")
    EditionRelated.objects.filter(edition__story=story).update(title=BLANK, title_key="")


def _blank_files(story: Story) -> None:
    """What came in: the bytes, the lines left out, and what the importer quoted of them.

    Each file stays known by its path and its digest, so that giving it again brings nothing back.
    """
    files = ImportedFile.objects.filter(story=story)
    same = ImportedFile.objects.filter(sha256__in=files.values("sha256"))
    Original.objects.filter(sha256__in=files.values("sha256")).update(data=b"")
    for file in same | files:
        file.left_out = [[line, "", role] for line, _, role in file.left_out]
        file.sentence = BLANK if file.sentence else ""
        file.save(update_fields=["left_out", "sentence"])
    Doubt.objects.filter(Q(story=story) | Q(file__in=files)).update(sentence=BLANK)
    Proposal.objects.filter(Q(story=story) | Q(file__in=files)).update(value={}, shown=BLANK)
    Promo.objects.filter(file__in=files).update(title=BLANK, title_key="")


def _blank_remarks(story: Story, now: datetime) -> None:
    """What others quoted of it, or said."""
    exact = models.Case(When(exact="", then=Value("")), default=Value(BLANK))
    Mark.objects.filter(story=story).update(exact=exact, prefix="", suffix="", note=BLANK)
    answer = models.Case(When(answer="", then=Value("")), default=Value(BLANK))
    ReaderReport.objects.filter(story=story).update(quote="", says=BLANK, answer=answer)
    # Read, so that nobody is told or mailed of it any more.
    Notice.objects.filter(story=story).update(sentence=BLANK, read_at=Coalesce("read_at", Value(now)))
    Effect.objects.filter(story=story).update(payload={})
