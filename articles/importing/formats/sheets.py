"""Tables as text: which sign stands between the cells, and their rows by the names of columns.

Shared by spreadsheets of stories (``tables``) and by manifests.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from articles.importing.formats.decoding import decoded
from articles.importing.formats.piece import NotCopy
from articles.text import reading
from articles.text.mending import mend

SEPARATORS = ",;\t|"
_LOOKED_AT = 20
_END = "end of table"
"""A row that is put below a table: where it is no row of its own, a quote is open."""
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a head. ``rows`` go with the number of the line that each begins on."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str
    notes: tuple[reading.Note, ...] = ()


def read_sheet(data: bytes) -> Sheet:
    """A file of comma-separated values, whatever separates them. Raises NotCopy for what is none."""
    read = decoded(data)
    text, notes = mend(read.text)
    between = separator(text)
    rows = list(rows_of(f"{text}\n{_END}", between))
    _check_closed(*rows.pop())
    if not rows:
        raise NotCopy("empty", "This table is empty.")
    (_, head), *others = rows
    return Sheet([name.strip() for name in head], others, read.encoding, (*read.notes, *notes))


def rows_of(text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the number of its first line. Raises NotCopy where quoting goes wrong."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=False)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            is_long = "field limit" in str(error)
            why = f"a cell holds more than {_LONGEST_CELL:,} characters" if is_long else str(error)
            raise NotCopy("format", f"This table is damaged at line {line}: {why}.") from None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def column(sheet: Sheet, means: Mapping[int, str], field: str) -> list[str]:
    """The cells of the column that means a field, a row each; "" where there is none."""
    place = next((place for place, meant in means.items() if meant == field), None)
    return [row[place].strip() if place is not None and place < len(row) else "" for _, row in sheet.rows]


def _check_closed(line: int, last: list[str]) -> None:
    """Refuse a table in which a cell opens a quote that nothing closes: all that follows would be in that cell."""
    if last != [_END]:
        row = "; ".join(last[:-1])[:60]
        beside = f" (beside {row})" if row else ""
        raise NotCopy(
            "format",
            f"A quotation mark that opens a cell in the row at line {line}{beside} is never closed, so all that "
            "follows would be part of that cell. Close it, or write it twice where it belongs to the words.",
        )


def separator(text: str) -> str:
    """The sign between the cells: the one by which the first rows have the most cells, and all as many."""
    start = text[:200_000]

    def sureness(between: str) -> tuple[bool, int]:
        try:
            lengths = [len(row) for _, row in islice(rows_of(start, between), _LOOKED_AT)]
        except NotCopy:
            return False, 0
        cells = lengths[0] if lengths else 0
        whole = lengths[:-1] or lengths  # the last may be cut
        return cells > 1 and sum(length == cells for length in whole) * 2 > len(whole), cells

    return max(SEPARATORS, key=sureness)
