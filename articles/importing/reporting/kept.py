"""The report of a run from what is kept of its files, at any time: as that of the command, but without the texts."""

import codecs
from collections.abc import Iterator
from typing import Any

from articles.importing.reading.learned import learned_by, said_of
from articles.importing.reporting.forms import FORMS
from articles.importing.reporting.rows import Known, recurring
from articles.importing.taking.counting import Tally
from articles.models import ImportedFile, ImportRun, Outcome

_HEAVY = ("evidence", "certainty", "fixed")


def report_of(run: ImportRun, ending: str) -> Iterator[bytes]:
    """The report in the form of an ending of ``FORMS``, row by row."""
    form = FORMS[ending]()
    encode = codecs.getincrementalencoder(form.encoding)().encode
    yield encode(form.head())
    files = run.files.defer(*_HEAVY).order_by("collection", "path").prefetch_related("doubts")
    number, known, tally = 0, learned_by(run), Tally.of(run)
    tally.learned = said_of(run)
    for file in files.iterator(chunk_size=500):
        yield encode(form.row(row_of(file, known), number))
        number += 1
    yield encode(form.foot(tally.sentences("all of them stand above.", in_full=True), number))


def row_of(file: ImportedFile, known: Known) -> dict[str, Any]:
    """One file as a report has it. Of its text there is the number of paragraphs, of related titles theirs."""
    return {
        "file": "/".join(filter(None, (file.collection, file.path))),
        "outcome": file.outcome,
        "sentence": file.sentence,
        "refused": file.outcome == Outcome.REFUSED,
        "story": file.story_id,
        "encoding": file.encoding or None,
        "doubts": [
            {"code": doubt.code, "field": doubt.field or None, "line": doubt.line, "sentence": doubt.sentence}
            for doubt in file.doubts.all()
        ],
        **file.fields,
        "lines": file.roles,
        "left_out": [line for line, _, role in file.left_out if file.roles.get(str(line)) == role],
        "recurring": recurring(file.left_out, (file.collection, file.path), known),
    }
