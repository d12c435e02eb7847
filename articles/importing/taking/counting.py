"""The counts of a run: they balance, and the command ends with them."""

from collections import Counter
from dataclasses import dataclass, field

from articles.importing.finding.walking import Walk, as_text
from articles.importing.reading.accounting import lines_of
from articles.importing.reading.copies import Lines
from articles.importing.taking.writing import Taken
from articles.importing.wording import counted, files_held, kinds_of
from articles.models import GAVE_TEXT, ImportRun, Outcome

SHOWN = 20
"""Refused files that are told one by one at the end of a run; the report has them all."""


@dataclass(slots=True)
class Tally:
    """Files by outcome, lines of the taken ones by where they went, and the first refused files.

    Of a file that holds several stories, each of them has an outcome, and ``files`` counts it once. ``done`` files of
    the walk are through; ``before`` outcomes, of ``files_before``, were counted of the run as it was stopped. ``told``
    is what else is to be said at the end, ``learned`` the lines that it learned to be page furniture, ``passed`` counts
    by kind what lay in files among their stories and was none, and ``lost`` is the number of processes beside this one
    that were replaced.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    placed: int = 0
    left_out: int = 0
    missing: int = 0
    refused: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    learned: list[str] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    no_texts: set[int] = field(default_factory=set)
    read: int = 0
    before: int = 0
    files_before: int = 0
    done: int = 0
    lost: int = 0

    @classmethod
    def of(cls, run: ImportRun) -> "Tally":
        """What a run that goes on has come to until now; nothing where it begins."""
        tally = cls()
        columns = ("run", "outcome", "sentence", "roles", "left_out", "fields")
        tally.files_before = run.files.whole_files()
        for row in run.files.only(*columns).order_by("pk").iterator(chunk_size=500):
            tally._count(row.outcome, row.sentence, lines_of(row))
            tally.passed += Counter(row.fields.get("passed", {}))
            tally.before += 1
        return tally

    def add(self, taken: Taken) -> None:
        """Count one file. The number of files read before is its place in the run."""
        copy = taken.copy
        if copy.data is not None and not copy.encoding:
            self.no_texts.add(self.read)
        self.read += copy.is_first
        self.missing += copy.found.missing
        self.passed += Counter(copy.passed)
        self._count(taken.outcome, taken.sentence, copy.lines)

    def _count(self, outcome: str, sentence: str, went: Lines) -> None:
        self.outcomes[outcome] += 1
        if outcome == Outcome.REFUSED and len(self.refused) < SHOWN:
            self.refused.append(sentence)
        if outcome not in GAVE_TEXT:
            return  # where such lines went is told of the file that first had them
        self.lines += len(went.roles)
        self.placed += went.placed
        self.left_out += len(went.left_out)

    @property
    def files(self) -> int:
        return self.files_before + self.read

    @property
    def counts(self) -> dict[str, int]:
        """Outcomes that occurred with their number of files, in the order in which they are told."""
        return in_order(self.outcomes)

    def without_text(self, walk: Walk) -> list[str]:
        """The folders of which every file was read, and none is text. Of a run that went on nobody can tell."""
        if self.before:
            return []
        return [as_text(folder) for folder, places in walk.folders if self.no_texts.issuperset(places)]

    def sentences(self, listed: str, *, in_full: bool = False) -> list[str]:
        """What is said at the end: files by outcome, lines by place, and each of the first refused files.

        ``listed`` says where all of them can be seen. What was learned is said ``in_full`` in reports.
        """
        parts = ", ".join(f"{number:,} {outcome}" for outcome, number in self.counts.items())
        held = files_held(self.files, self.outcomes.total())
        said = [f"{held}: {parts}." if parts else "0 files."]
        if self.lines:
            said.append(
                f"{counted(self.lines, 'line')} in: {self.placed:,} placed, {self.left_out:,} left out."
            )
        said += [f"Passed over in exports: {kinds_of(self.passed)}."] if self.passed else []
        more = self.outcomes[Outcome.REFUSED] - len(self.refused)
        said += [f"  refused  {sentence}" for sentence in self.refused]
        said += [f"  and {more:,} more refused; {listed}"] if more else []
        if self.learned:
            learned = f"Learned {counted(len(self.learned), 'line')} of page furniture"
            said += (
                [f"{learned}:", *(f"  {line}" for line in self.learned)]
                if in_full
                else [f"{learned}; {listed}"]
            )
        if self.lost:
            lost = f"{counted(self.lost, 'worker')} killed, failed or ended at a file that took too long"
            said.append(f"{lost}: others read again what was lost.")
        return [*said, *self.told]


def in_order(outcomes: Counter[str]) -> dict[str, int]:
    """The outcomes that occurred with their number of files, in the order in which they are told."""
    return {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes[outcome]}
