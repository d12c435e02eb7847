"""One file of a run as a report has it, whatever its form."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.importing.finding.walking import as_text
from articles.importing.reading.learned import NOTHING_LEARNED, Learned
from articles.importing.taking.writing import Taken
from articles.models import Outcome
from articles.text.dates import CopyDate
from articles.text.keys import line_key
from articles.text.parsing import Role

_LISTS = ("paragraphs", "related", "lines", "left_out", "recurring")
COLUMNS = (
    "file", "outcome", "sentence", "story", "encoding", "headline", "standfirst", "byline", "source",
    "proofreader", "published", "paragraphs", "related", "lines", "left_out", "recurring", "doubts",
)  # fmt: skip


Known = Mapping[str, Learned]
"""What the run learned, by collection."""


def row(taken: Taken, known: Known) -> dict[str, Any]:
    """One file as the report has it. Fields of a story are absent where none was read."""
    copy, story = taken.copy, taken.copy.story
    values: dict[str, Any] = {
        "file": as_text(copy.found.file),
        "outcome": taken.outcome.value,
        "sentence": taken.sentence,
        "refused": taken.outcome == Outcome.REFUSED,
        "story": taken.story_id,
        "encoding": copy.encoding or None,
        "doubts": [
            {"code": doubt.code, "field": doubt.field, "line": doubt.line, "sentence": doubt.sentence}
            for doubt in taken.doubts
        ],
    }
    if story is None:
        return values
    went = copy.lines
    return values | {
        "headline": story.headline,
        "proposed_headline": story.proposed_headline or None,
        "standfirst": story.standfirst or None,
        "byline": story.byline or None,
        "dateline": story.dateline or None,
        "source": story.source or None,
        "proofreader": story.proofreader or None,
        "published": _date(story.published),
        "language": story.language or None,
        "body": list(story.paragraphs),
        "related": [
            {"title": item.printed, "date": _date(item.date), "line": item.line, "promo": item.promo}
            for item in story.related
        ],
        "lines": {str(number): role for number, role in went.roles.items()},
        "left_out": [number for number, _, _ in went.left_out],
        "recurring": recurring(went.left_out, copy.found.place, known),
    }


def recurring(left_out: Iterable[tuple[int, str, str]], place: tuple[str, str], known: Known) -> list[int]:
    """Which of the lines that were left out of a file are page furniture since they recur."""
    collection, path = place
    learned = known.get(collection, NOTHING_LEARNED)
    return [
        number
        for number, text, role in left_out
        if role == Role.FURNITURE and learned.folder(path, line_key(text)) is not None
    ]


def flat(values: dict[str, Any]) -> list[Any]:
    """A row for a spreadsheet, in the order of ``COLUMNS``: lists as their length, doubts as sentences."""
    lists = {"paragraphs": values.get("body", ())} | values
    counted = {name: _length(lists.get(name, ())) for name in _LISTS}
    doubts = " ".join(doubt["sentence"] for doubt in values["doubts"])
    cells = values | counted | {"doubts": doubts}
    return [cells.get(name) for name in COLUMNS]


def _length(value: Any) -> int:
    """Of a list, or of one that nothing but its length is kept of."""
    return value if isinstance(value, int) else len(value)


def _date(when: CopyDate | None) -> str | None:
    return when.iso if when else None
