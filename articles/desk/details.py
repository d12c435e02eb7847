"""What a revision says beside its text (``Revision.details``), in words: who, what about, when, with which pictures."""

from datetime import datetime

from articles.models import Genre, Picture, Precision, Proofreader, Severity, Source, Story, Topic, Writer
from articles.workflow.acting import moment

LABELS = {
    "slugline": "Slugline", "source_id": "Source", "writers": "Writers", "topics": "Topics",
    "proofreader_id": "Proofreader", "proofreader_credit": "Proofreader as printed", "published_at": "Date",
    "published_precision": "Date known", "pictures": "Pictures", "related": "Related coverage",
    "headline_is_provisional": "Headline is provisional", "correction_severity": "Severity of the correction",
    "desk_notes": "Desk notes", "translation_of_id": "Translation of",
    "genre": "Kind of piece",
}  # fmt: skip
KINDS = {
    "source_id": Source, "proofreader_id": Proofreader, "writers": Writer, "topics": Topic, "pictures": Picture,
    "translation_of_id": Story,
}  # fmt: skip
CHOICES = {"published_precision": Precision, "correction_severity": Severity, "genre": Genre}


def told(name, values):
    """Each of several values of one detail as a list of words: a line for each topic, picture, writer. One query where
    the values are numbers of rows, else none."""
    if name not in KINDS:
        return [_lines(name, value) for value in values]
    asked = [_listed(value) for value in values]
    rows = KINDS[name].objects.in_bulk({pk for pks in asked for pk in pks}) if any(asked) else {}
    return [[str(rows.get(pk, f"(number {pk}, which is gone)")) for pk in pks] for pks in asked]


def _listed(value):
    return value if isinstance(value, list) else [value] if value else []


def _lines(name, value):
    if name == "related":
        return [_related(*row) for row in value or []]
    if value in (None, ""):
        return []
    if name == "published_at":
        return [moment(datetime.fromisoformat(value))]
    if name in CHOICES:
        return [CHOICES[name](value).label]
    return [{True: "yes", False: "no"}.get(value, value)]


def _related(title, date, chosen):
    return title + (f", {date}" if date else "") + (f" (story {chosen})" if chosen else "")
