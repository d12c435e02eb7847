"""A manifest: a table that says of files what they do not say themselves, or say otherwise.

read(path) -> Manifest                  or Refused, which names each row that is wrong
Manifest.among(files) -> Manifest       the same one, which knows what files its run has
Manifest.stated(found) -> Stated        what its row says of a file
Manifest.doubts(found)                  what is unsure in that row
Manifest.sentences(files)               rows that name no file, files without a row
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles.importing.finding.reserved import is_reserved
from articles.importing.finding.walking import Found
from articles.importing.finding.whole import read_whole
from articles.importing.formats import NotCopy, Stated
from articles.importing.formats.exports import substack
from articles.importing.formats.items import not_public
from articles.importing.formats.sheets import Sheet, column, read_sheet
from articles.importing.formats.stating import to_date
from articles.importing.formats.tables import meanings
from articles.importing.wording import counted, some
from articles.languages import is_tag
from articles.rules import Refused
from articles.text.addresses import Address, address_key
from articles.text.dates import CopyDate
from articles.text.parsing import Doubt
from articles.text.parsing.ordering import only_order, ordered

_FIELDS = (
    "headline", "standfirst", "byline", "dateline", "published", "source", "proofreader", "language", "section",
    "keywords", "slugline", "address",
)  # fmt: skip
_OF_ONE = ("headline", "standfirst", "byline", "dateline", "slugline", "address")
"""Fields that the stories of one file do not share."""

_BETWEEN = re.compile(r"[,;|]")


def _is_address(cell: str) -> bool:
    """Whether a cell is the address of a page. Words with blanks between them are none, unless they begin as one."""
    begins = cell.startswith("/") or "://" in cell
    return (begins or " " not in cell) and address_key(cell) is not None


def _is_language(cell: str) -> bool:
    return is_tag(cell.replace("_", "-"))


_UNDERSTOOD: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "published": ("date", "2019-04-07", to_date),
    "language": ("language tag", "en or pt-BR", _is_language),
    "address": ("address of a page", "https://old.example/2019/ferry", _is_address),
}
"""Cells that must be understood, with how they are written."""
_NOT_PUBLIC = not_public("The manifest says that this was not published.")
_MOST_TOLD = 100
_LARGEST = 50_000_000
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says. ``line`` is where it begins in the manifest."""

    line: int
    file: str
    stated: Stated
    doubts: tuple[Doubt, ...] = ()

    def __str__(self) -> str:
        return f"line {self.line} ({self.file[:_LONGEST_SHOWN]})"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by the files that they name.

    ``shared`` are the bare names that several files of the run have: a row that says no more means none of them.
    """

    name: str
    sha256: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name

    def among(self, files: Iterable[Found]) -> "Manifest":
        """The same manifest, for a run that has these files."""
        names = Counter(_key(found.filename) for found in files)
        return replace(self, shared=frozenset(name for name, number in names.items() if number > 1))

    def only(self, files: Iterable[Found]) -> "Manifest":
        """The rows of some files."""
        names = {name for found in files for name in self._names(found)}
        return replace(self, rows={name: self.rows[name] for name in names if name in self.rows})

    def row(self, found: Found) -> Row | None:
        """The row of a file: by its path in its folder or archive, by its collection and path, or by its bare name."""
        return next((self.rows[name] for name in self._names(found) if name in self.rows), None)

    def stated(self, found: Found) -> Stated:
        """What the row of a file says of it; of one story of several, what all of them may share."""
        row = self.row(found)
        if row is None:
            return Stated()
        return replace(row.stated, **dict.fromkeys(_OF_ONE, "")) if found.part else row.stated

    def doubts(self, found: Found) -> tuple[Doubt, ...]:
        row = self.row(found)
        if row is None:
            return ()
        unused = [name for name in _OF_ONE if found.part and getattr(row.stated, name)]
        if not unused:
            return row.doubts
        sentence = (
            f"{self.name}, line {row.line}: this file holds several stories, so {_listed(unused)} could be of any "
            "of them, and none was given it."
        )
        return (*row.doubts, Doubt("manifest-several", "", None, sentence))

    def sentences(self, files: Iterable[Found]) -> list[str]:
        """Rows that name no file of a run, rows that name several, and files that no row names."""
        without, used = [], set()
        for found in files:
            row = self.row(found)
            used.add(row.line if row else 0)
            if row is None:
                without.append(found.name)
        idle = {name: row for name, row in self.rows.items() if row.line not in used}
        unclear = [str(row) for name, row in idle.items() if name in self.shared]
        nobody = [str(row) for name, row in idle.items() if name not in self.shared]
        told = (
            (f"names no file of this run in {counted(len(nobody), 'row')}", nobody),
            (
                f"gives in {counted(len(unclear), 'row')} a bare name that several files have: write their paths",
                unclear,
            ),
            (f"says nothing of {counted(len(without), 'file')}", without),
            ("gives one address to several files, and it leads to one story", self._shared_addresses()),
        )
        return [f"{self.name} {what}: {some(names)}." for what, names in told if names]

    def _shared_addresses(self) -> list[str]:
        """Addresses that several rows give, with their lines."""
        given: dict[Address, list[Row]] = {}
        for row in self.rows.values():
            if address := address_key(row.stated.address) if row.stated.address else None:
                given.setdefault(address, []).append(row)
        return [
            f"{rows[0].stated.address} in {' and '.join(map(str, rows))}"
            for rows in given.values()
            if len(rows) > 1
        ]

    def _names(self, found: Found) -> Iterator[str]:
        yield _key(found.file_path)
        yield _key(f"{found.collection}/{found.file_path}")
        if found.member:
            yield _key(found.member.name)
        if (bare := _key(found.filename)) not in self.shared:
            yield bare


def read(path: str | Path, *, called: str = "") -> Manifest:
    """Read a manifest in any encoding, with any separator, its columns by their names in the common languages."""
    data = read_whole(path, called=f"The manifest {called or path}", most=_LARGEST)
    name = called or Path(path).name
    try:
        sheet = read_sheet(data)
    except NotCopy as problem:
        raise Refused(f"The manifest {name}: {problem.sentence}") from None
    held_back: frozenset[str] = frozenset()
    if substack.is_list(sheet.columns):
        sheet, held_back = substack.as_manifest(sheet)
    means = meanings(sheet.columns)
    if "file" not in means.values():
        raise Refused(f"{name} has no column that names files: call one of them “file”.")
    rows: dict[str, Row] = {}
    problems: list[str] = []
    for row in _rows(sheet, means, name, problems):
        if first := rows.get(_key(row.file)):
            problems.append(
                f"line {row.line}: {row.file} has a row already, in line {first.line}: keep one of the two"
            )
        doubts = (*row.doubts, _NOT_PUBLIC) if row.file in held_back else row.doubts
        rows.setdefault(_key(row.file), replace(row, doubts=doubts))
    if problems:
        raise Refused(_refusal(name, problems))
    return Manifest(name, hashlib.sha256(data).hexdigest(), rows)


def _refusal(name: str, problems: list[str]) -> str:
    """All mistakes of a manifest, a line each where there are several."""
    if len(problems) == 1:
        return f"{name}: {problems[0]}. Nothing was taken."
    shown = problems[:_MOST_TOLD]
    if len(problems) > _MOST_TOLD:
        shown.append(f"and {len(problems) - _MOST_TOLD:,} more")
    return f"{name}: {counted(len(problems), 'mistake')}, and nothing was taken.\n" + "\n".join(
        f"  {problem}." for problem in shown
    )


def _rows(sheet: Sheet, means: dict[int, str], name: str, problems: list[str]) -> Iterator[Row]:
    """What the rows say; what is wrong with any is added to ``problems``."""
    order = only_order(column(sheet, means, "published"))
    for line, row in sheet.rows:
        cells = {
            means[place]: cell.strip() for place, cell in enumerate(row) if place in means and cell.strip()
        }
        names = {means[place]: sheet.columns[place] for place in means}
        if wrong := list(_wrong(row, cells, names, len(sheet.columns))):
            problems += [f"line {line}{each}" for each in wrong]
            continue
        said: dict[str, str | tuple[str, ...]] = {what: cells[what] for what in _FIELDS if what in cells}
        if "keywords" in cells:
            said["keywords"] = tuple(filter(None, map(str.strip, _BETWEEN.split(cells["keywords"]))))
        doubts: list[Doubt] = []
        if when := to_date(cells.get("published", "")):
            where = f"{name}, line {line}"
            said["published"] = _date(when, where, doubts, order)
        yield Row(line, cells["file"], Stated(**said), tuple(doubts))  # type: ignore[arg-type]


def _wrong(row: list[str], cells: Mapping[str, str], names: Mapping[str, str], columns: int) -> Iterator[str]:
    """What is wrong with a row, to follow its line: in which column, and what to write instead."""
    if any(cell.strip() for cell in row[columns:]):
        yield (
            f": {len(row)} cells, where the head has {columns}: put a cell that has a separator in it in quotation "
            "marks"
        )
        return  # what stands in which column is not known
    if "file" not in cells:
        yield f", column “{names['file']}”: no file is named: write its path or its name"
    for what, (words, example, understand) in _UNDERSTOOD.items():
        if what in cells and not understand(cells[what]):
            cell = cells[what][:_LONGEST_SHOWN]
            yield f", column “{names[what]}”: “{cell}” is no {words}: write it like {example}, or leave it empty"
    if is_reserved(cells.get("address", "")):
        cell = cells["address"][:_LONGEST_SHOWN]
        yield (
            f", column “{names['address']}”: at “{cell}” stands a page of this site, so it can lead to no story: "
            "leave it empty"
        )


def _date(when: CopyDate, where: str, doubts: list[Doubt], order: str) -> str:
    """A cell's date as ISO 8601, and a doubt where day and month could be swapped."""
    if when.ambiguous and not order:
        cell = when.raw[:_LONGEST_SHOWN]
        sentence = f"{where}: day and month of “{cell}” could be swapped; the day was taken to be first."
        doubts.append(Doubt("ambiguous-date", "published", None, sentence))
    return ordered(when, order).iso if when.ambiguous else when.iso


def _key(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./").casefold()


def _listed(names: list[str]) -> str:
    return "its " + " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
