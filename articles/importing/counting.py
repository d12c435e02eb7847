"""The counts of a run: they balance, and the command ends with them."""

from collections import Counter
from dataclasses import dataclass, field

from articles.importing.copies import lines_of
from articles.importing.taking import Taken
from articles.models import Outcome
from articles.text import reading

SHOWN = 20
"""Refused files that are told one by one at the end of a run; the report has them all."""


@dataclass(slots=True)
class Tally:
    """Files by outcome, lines of the taken ones by where they went, and the first refused files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    placed: int = 0
    left_out: int = 0
    missing: int = 0
    refused: list[str] = field(default_factory=list)
    texts: set[int] = field(default_factory=set)

    def add(self, taken: Taken) -> None:
        """Count one file. The number of files counted before is its place in the run."""
        copy, place = taken.copy, self.files
        self.outcomes[taken.outcome] += 1
        if copy.encoding or (copy.size and copy.data is None):
            self.texts.add(place)
        if taken.outcome == Outcome.REFUSED:
            self.missing += copy.found.missing
            if len(self.refused) < SHOWN:
                self.refused.append(taken.sentence)
            return
        went = lines_of(copy)
        self.lines += sum(1 for line in reading.split_lines(copy.text) if line.strip())
        self.placed += went.placed
        self.left_out += len(went.left_out)

    @property
    def files(self) -> int:
        return self.outcomes.total()

    @property
    def counts(self) -> dict[str, int]:
        """Outcomes that occurred with their number of files, in the order in which they are told."""
        return {outcome.value: self.outcomes[outcome] for outcome in Outcome if self.outcomes[outcome]}

    def sentences(self) -> list[str]:
        """What is said at the end: files by outcome, lines by place, and each of the first refused files."""
        parts = ", ".join(f"{number:,} {outcome}" for outcome, number in self.counts.items())
        said = [f"{self.files:,} files: {parts}." if parts else "0 files."]
        if self.lines:
            said.append(f"{self.lines:,} lines in: {self.placed:,} placed, {self.left_out:,} left out.")
        more = self.outcomes[Outcome.REFUSED] - len(self.refused)
        said += [f"  refused  {sentence}" for sentence in self.refused]
        return [*said, f"  and {more:,} more refused; see --report"] if more else said
