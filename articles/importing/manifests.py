"""A manifest: a table that says of files what they do not say themselves, or say otherwise.

read(path) -> Manifest                  or raises BadManifest
Manifest.stated(found) -> Stated        what its row says of a file
Manifest.doubts(found)                  what is unsure in that row
Manifest.sentences(files)               rows that name no file, files without a row
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from articles.importing.formats import NotCopy, Stated
from articles.importing.formats.sheets import Sheet, read_sheet
from articles.importing.formats.stating import to_date
from articles.importing.formats.tables import meanings
from articles.importing.walking import Found
from articles.text.dates import CopyDate
from articles.text.parsing import Doubt

_FIELDS = (
    "headline", "standfirst", "byline", "dateline", "published", "source", "proofreader", "language", "section",
    "keywords", "slugline", "address",
)  # fmt: skip
_SWAPPABLE = re.compile(r"\s*(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-]\d{2,4}\b")
_BETWEEN = re.compile(r"\s*[,;|]\s*")
_LARGEST = 50_000_000
_MOST_SHOWN = 5


class BadManifest(Exception):
    """Why a file is no manifest, in a sentence fit to show."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says. ``line`` is where it begins in the manifest."""

    line: int
    file: str
    stated: Stated
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by the files that they name. Of two rows for one file the first holds."""

    name: str
    rows: dict[str, Row] = field(default_factory=dict)
    repeated: tuple[Row, ...] = ()

    def row(self, found: Found) -> Row | None:
        """The row of a file: by its path in its folder, by its collection and path, or by its bare name."""
        return next((self.rows[key] for key in _names(found) if key in self.rows), None)

    def stated(self, found: Found) -> Stated:
        row = self.row(found)
        return row.stated if row else Stated()

    def doubts(self, found: Found) -> tuple[Doubt, ...]:
        row = self.row(found)
        return row.doubts if row else ()

    def sentences(self, files: Iterable[Found]) -> list[str]:
        """Rows that name no file of a run, files that no row names, and rows that name a file again."""
        used: set[str] = set()
        without = []
        for found in files:
            row = self.row(found)
            if row:
                used.add(_key(row.file))
            else:
                without.append(found.name)
        idle = [f"line {row.line} ({row.file})" for key, row in self.rows.items() if key not in used]
        again = [f"line {row.line} ({row.file})" for row in self.repeated]
        told = (
            (idle, "rows that name no file of this run"),
            (again, "rows for a file that an earlier one names, which were not used"),
            (without, "files of this run without a row"),
        )
        return [f"{self.name}, {len(names):,} {what}: {_some(names)}." for names, what in told if names]


def read(path: str | Path) -> Manifest:
    """Read a manifest in any encoding, with any separator, its columns by their names in the common languages."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise BadManifest(f"{path.name} is too large for a manifest: {_LARGEST:,} bytes are the most.")
        sheet = read_sheet(path.read_bytes())
    except OSError as error:
        raise BadManifest(f"{path} could not be opened: {error.strerror}.") from None
    except NotCopy as problem:
        raise BadManifest(f"{path.name}: {problem.sentence}") from None
    means = meanings(sheet.columns)
    if "file" not in means.values():
        raise BadManifest(f"{path.name} has no column that names files: call one of them “file”.")
    rows: dict[str, Row] = {}
    repeated = []
    for row in _rows(sheet, means, path.name):
        if _key(row.file) in rows:
            repeated.append(row)
        rows.setdefault(_key(row.file), row)
    return Manifest(path.name, rows, tuple(repeated))


def _rows(sheet: Sheet, means: dict[int, str], name: str) -> Iterator[Row]:
    dates = next((place for place, what in means.items() if what == "published"), None)
    month_first = dates is not None and _is_month_first(
        row[dates] for _, row in sheet.rows if dates < len(row)
    )
    for line, row in sheet.rows:
        cells = {
            means[place]: cell.strip() for place, cell in enumerate(row) if place in means and cell.strip()
        }
        if "file" not in cells:
            continue
        said: dict[str, str | tuple[str, ...]] = {what: cells[what] for what in _FIELDS if what in cells}
        if "keywords" in cells:
            said["keywords"] = tuple(filter(None, _BETWEEN.split(cells["keywords"])))
        doubts: list[Doubt] = []
        if "published" in cells:
            said["published"] = _date(
                cells["published"], f"{name}, line {line}", doubts, month_first=month_first
            )
        yield Row(line, cells["file"], Stated(**said), tuple(doubts))  # type: ignore[arg-type]


def _is_month_first(cells: Iterable[str]) -> bool | None:
    """Whether dates of this column have the month before the day; None where none of them tells."""
    told: Counter[bool] = Counter()
    for cell in cells:
        if found := _SWAPPABLE.match(cell):
            first, second = int(found["first"]), int(found["second"])
            if (first > 12) != (second > 12):
                told[second > 12] += 1
    return told.most_common(1)[0][0] if len(told) == 1 else None


def _date(cell: str, where: str, doubts: list[Doubt], *, month_first: bool | None) -> str:
    """A cell's date as ISO 8601; "" and a doubt where it is none."""
    when = to_date(cell)
    if when is None:
        doubts.append(
            Doubt("manifest-date", "published", None, f"{where}: “{cell[:80]}” could not be read as a date.")
        )
        return ""
    if when.ambiguous and month_first is None:
        sentence = f"{where}: day and month of “{cell[:80]}” could be swapped; the day was taken to be first."
        doubts.append(Doubt("ambiguous-date", "published", None, sentence))
    return _swapped(when).iso if when.ambiguous and month_first else when.iso


def _swapped(when: CopyDate) -> CopyDate:
    day = when.value
    turned = day.replace(month=day.day, day=day.month)
    return CopyDate(turned, "minute" if isinstance(turned, datetime) else "day", when.raw)


def _names(found: Found) -> Iterator[str]:
    yield _key(found.path)
    yield _key(found.name)
    yield _key(found.filename)


def _key(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./").casefold()


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_SHOWN:,} more" if len(names) > _MOST_SHOWN else ""
    return ", ".join(names[:_MOST_SHOWN]) + more
