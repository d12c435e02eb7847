"""The summary of a run: what its page shows, added up once from its files and kept with it.

Files are read one after the other, and what is kept of them is bounded, however many there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min

from articles.importing.reading.filing import FILED
from articles.importing.reading.learned import Learned, learned_by
from articles.importing.reviewing.frequent import Frequent
from articles.importing.reviewing.oddness import Measures
from articles.importing.reviewing.sampling import draw
from articles.models import GAVE_TEXT, Doubt, ImportedFile, ImportRun, Outcome
from articles.text.keys import line_key
from articles.text.parsing import Role
from articles.text.parsing.story import KEPT

FIELDS = (
    "headline", "standfirst", "byline", "dateline", "published", "source", "proofreader", "section", "keywords",
    "language", "paragraphs", "related",
)  # fmt: skip
VALUES = ("source", "proofreader", "byline")
_COLUMNS = (
    "pk", "collection", "path", "outcome", "format", "encoding", "shape", "fields", "certainty", "roles", "left_out",
)  # fmt: skip
_PLACED = KEPT | FILED
_ROOM = 20_000
_MOST_VALUES, _MOST_LINES, _MOST_SHAPES, _MOST_YEARS, _MOST_KINDS = 1000, 200, 60, 200, 30
_EXAMPLES = 3
REFUSED = 15
"""Files that were refused of which the page says why."""
LONGEST = 200
"""Characters of a value, a line or a path that are kept."""


def summarise(run: ImportRun) -> dict[str, Any]:
    """Add up a run from the rows of its files. Writes nothing."""
    sums = _Sums(set(_doubtful(run)), learned_by(run))
    rows = run.files.order_by("pk").values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=1000):
        sums.add(dict(zip(_COLUMNS, row, strict=True)))
    refused = run.files.filter(outcome=Outcome.REFUSED).order_by("path", "pk").values_list("pk", flat=True)
    return sums.as_json(run) | {
        "sample": draw(run),
        "refused": list(refused[:REFUSED]),
        "whole_files": run.files.whole_files(),
        "in_parts": run.files.exclude(part="").exists(),
        "codes": [list(row) for row in by_code(run)],
    }


def add_up(run: ImportRun) -> None:
    """Let the summary of a run say what its files say now."""
    run.summary = summarise(run)
    run.save(update_fields=["summary"])


def told_by(run: ImportRun) -> dict[str, Any]:
    """The summary of a large run, where it is of all files that have an outcome now, else nothing: of few, a page asks
    the files themselves."""
    files = {outcome: count for outcome, count in run.summary.get("files", {}).items() if count}
    return run.summary if files == run.counts and sum(files.values()) >= run.LARGE else {}


def by_code(run: ImportRun) -> Any:
    """The kinds of doubts, in how many files each is, and the number of one of them: its words may quote copy, which
    nothing but itself is to keep."""
    rows = Doubt.objects.filter(file__run=run).order_by().values("code")
    return rows.annotate(files=Count("file", distinct=True), example=Min("pk")).values_list(
        "code", "files", "example"
    )


def _doubtful(run: ImportRun) -> Any:
    return (
        Doubt.objects.filter(file__run=run).order_by().values_list("file_id", flat=True).distinct().iterator()
    )


@dataclass(slots=True)
class _Alike:
    """Files that have something in common: a shape, or a line."""

    files: int = 0
    doubtful: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list)

    def add(self, row: Mapping[str, Any]) -> None:
        self.files += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append((row["pk"], row["path"][-LONGEST:]))


class _Sums:
    def __init__(self, doubtful: set[int], learned: Mapping[str, Learned]) -> None:
        self.doubtful = doubtful
        self.learned = learned
        self.recurring: dict[tuple[str, str, str], _Alike] = defaultdict(_Alike)
        self.outcomes: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = {"format": Counter(), "encoding": Counter()}
        self.lines: Counter[str] = Counter()
        self.astray: list[tuple[int, str]] = []
        self.filled: Counter[str] = Counter()
        self.certainty: dict[str, Counter[str]] = defaultdict(Counter)
        self.values = {name: Frequent(_ROOM) for name in VALUES}
        self.days, self.years = Frequent(_ROOM), Frequent(_ROOM)
        self.left_out = Frequent(_ROOM)
        self.shapes: dict[str, _Alike] = defaultdict(_Alike)
        self.measures = Measures()
        self.passed: Counter[str] = Counter()

    def add(self, row: Mapping[str, Any]) -> None:
        self.outcomes[row["outcome"]] += 1
        for name, counts in self.kinds.items():
            if row[name]:
                counts[row[name]] += 1
        self.passed.update(row["fields"].get("passed", {}))
        if row["outcome"] not in GAVE_TEXT:
            return
        self._add_lines(row)
        self._add_values(row["fields"], row["certainty"])
        shape = self.shapes[row["shape"]]
        shape.add(row)
        shape.doubtful += row["pk"] in self.doubtful
        unknown = list(row["roles"].values()).count(Role.UNKNOWN)
        self.measures.add(row["pk"], row["shape"], len(row["roles"]), unknown)

    def _add_lines(self, row: Mapping[str, Any]) -> None:
        """Count lines twice, by their roles and by the list of those left out: the two must agree."""
        roles: Mapping[str, str] = row["roles"]
        whole = {str(line): text for line, text, role in row["left_out"] if roles.get(str(line)) == role}
        placed = sum(line not in whole and role in _PLACED for line, role in roles.items())
        self.lines.update({"in": len(roles), "placed": placed, "left_out": len(whole)})
        if len(roles) != placed + len(whole) and len(self.astray) < _EXAMPLES:
            self.astray.append((row["pk"], row["path"][-LONGEST:]))
        furniture = set()
        for line, text in whole.items():
            key = line_key(text)
            self.left_out.add(key, f"{roles[line]}\t{row['pk']}\t{line}\t{text[:LONGEST]}")
            if roles[line] == Role.FURNITURE:
                furniture.add(key)
        self._add_recurring(row, furniture)

    def _add_recurring(self, row: Mapping[str, Any], keys: Iterable[str]) -> None:
        """Count the file for each of its lines that were learned."""
        if learned := self.learned.get(row["collection"]):
            for key in keys:
                if (folder := learned.folder(row["path"], key)) is not None:
                    self.recurring[row["collection"], folder, key].add(row)

    def _add_values(self, values: Mapping[str, Any], certainty: Mapping[str, str]) -> None:
        for name in FIELDS:
            self.filled[name] += bool(values.get(name))
        for name, sure in certainty.items():
            self.certainty[name][sure] += 1
        for name in VALUES:
            if value := values.get(name):
                self.values[name].add(value[:LONGEST])
        if day := values.get("published", "")[:10]:
            self.years.add(day[:4])
            if len(day) == len("2024-03-05"):
                self.days.add(day)

    def as_json(self, run: ImportRun) -> dict[str, Any]:
        taken = sum(self.outcomes[outcome] for outcome in GAVE_TEXT)
        told = {outcome.value: self.outcomes[outcome] for outcome in Outcome}
        shapes = sorted(self.shapes.items(), key=lambda item: (-item[1].files, item[0]))
        years = sorted(self.years.most(_MOST_YEARS))
        return {
            "found": self.outcomes.total() if run.found is None else run.found,
            "files": told,
            "taken": taken,
            "lines": {name: self.lines[name] for name in ("in", "placed", "left_out")},
            "astray": self.astray,
            "doubtful": len(self.doubtful),
            "passed": dict(self.passed),
            "fields": [[name, self.filled[name], self.certainty[name]] for name in FIELDS],
            "values": {name: _listed(counts, _MOST_VALUES) for name, counts in self.values.items()},
            "years": [[year, count] for year, count, _ in years],
            "days": [[day, count] for day, count, _ in self.days.most(10)],
            "left_out": _lines(self.left_out),
            "more_left_out": max(0, len(self.left_out) - _MOST_LINES),
            "recurring": [[*place, one.files, one.examples] for place, one in sorted(self.recurring.items())],
            "shapes": [[name, one.files, one.doubtful, one.examples] for name, one in shapes[:_MOST_SHAPES]],
            "more_shapes": max(0, len(shapes) - _MOST_SHAPES),
            "odd": _with_paths(self.measures.oddest()),
        } | {f"{name}s": counts.most_common(_MOST_KINDS) for name, counts in self.kinds.items()}


def _listed(counts: Frequent, most: int) -> dict[str, Any]:
    """The commonest values with their counts, and how many more values there are."""
    top = [[value, count] for value, count, _ in counts.most(most)]
    return {"top": top, "more": len(counts) - len(top), "is_whole": counts.is_whole}


def _lines(counts: Frequent) -> list[Sequence[Any]]:
    """The commonest lines that were left out: text, role, how often, and where the first of them stands."""
    found = ((example.split("\t", 3), count) for _, count, example in counts.most(_MOST_LINES))
    return [[text, role, count, int(pk), int(line)] for (role, pk, line, text), count in found]


def _with_paths(odd: list[tuple[int, str]]) -> list[Sequence[Any]]:
    paths = dict(ImportedFile.objects.filter(pk__in=[pk for pk, _ in odd]).values_list("pk", "path"))
    return [[pk, paths[pk][-LONGEST:], why] for pk, why in odd]
