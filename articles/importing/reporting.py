"""The report of a run: one row a file, as CSV, JSON or JSONL by the ending of its name."""

import csv
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from articles.importing.copies import lines_of
from articles.importing.taking import Taken
from articles.importing.walking import as_text
from articles.models import Outcome
from articles.text.dates import CopyDate

ENDINGS = (".csv", ".json", ".jsonl")
COLUMNS = (
    "file", "outcome", "sentence", "story", "encoding", "headline", "standfirst", "byline", "source",
    "proofreader", "published", "paragraphs", "related", "lines", "left_out", "doubts",
)  # fmt: skip


class Report:
    """Rows written as they come, so that what was done is on disk when a run is stopped.

    Raises ValueError for a file name with another ending, OSError where the file cannot be made. One that fails
    later, on a full disk, stops no run: ``problem`` then says why the report is not whole.
    """

    problem = ""

    def __init__(self, path: Path | str) -> None:
        self._kind = Path(path).suffix.lower()
        if self._kind not in ENDINGS:
            raise ValueError(
                f"A report ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}; {as_text(path)} does not."
            )
        # Spreadsheets take a CSV for UTF-8 only if it begins with a mark.
        encoding = "utf-8-sig" if self._kind == ".csv" else "utf-8"
        self._file: IO[str] = Path(path).open("w", encoding=encoding, newline="")  # noqa: SIM115  # closed by __exit__
        self._rows = 0

    def __enter__(self) -> Self:
        if self._kind == ".csv":
            self._write(_csv(COLUMNS))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kind == ".json":
            self._write("\n]\n" if self._rows else "[]\n")
        try:
            self._file.close()
        except OSError as problem:
            self._give_up(problem)

    def add(self, taken: Taken) -> None:
        """Write the row of one file."""
        values = row(taken)
        if self._kind == ".csv":
            self._write(_csv(map(_cell, flat(values))))
        else:
            before = ("[\n" if not self._rows else ",\n") if self._kind == ".json" else ""
            after = "\n" if self._kind == ".jsonl" else ""
            self._write(before + json.dumps(values, ensure_ascii=False) + after)
        self._rows += 1

    def _write(self, text: str) -> None:
        if self.problem:
            return
        try:
            self._file.write(text)
        except OSError as problem:
            self._give_up(problem)

    def _give_up(self, problem: OSError) -> None:
        self.problem = self.problem or (
            f"The report could not be written, and is not whole: {problem.strerror or problem}."
        )


def row(taken: Taken) -> dict[str, Any]:
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
    went = lines_of(copy)
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
            {"title": item.title, "date": _date(item.date), "line": item.line, "promo": item.promo}
            for item in story.related
        ],
        "lines": {str(number): role.value for number, role in went.roles.items()},
        "left_out": [number for number, _, _ in went.left_out],
    }


def flat(values: dict[str, Any]) -> list[Any]:
    """A row for a spreadsheet, in the order of ``COLUMNS``: lists as their length, doubts as sentences."""
    counted = {name: len(values.get(name, ())) for name in ("related", "lines", "left_out")}
    doubts = " ".join(doubt["sentence"] for doubt in values["doubts"])
    cells = values | counted | {"paragraphs": len(values.get("body", ())), "doubts": doubts}
    return [cells.get(name) for name in COLUMNS]


def _csv(cells: Iterable[Any]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _date(when: CopyDate | None) -> str | None:
    return when.iso if when else None


def _cell(value: Any) -> Any:
    # What begins like a formula would be run as one by a spreadsheet, and copy comes from strangers.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
