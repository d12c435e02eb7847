"""The files of a run that are least like any other: a rare shape, an odd length, lines that nothing is known of."""

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

SHOWN = 20


@dataclass(slots=True)
class Measures:
    """What tells how odd each file is, some twenty bytes a file."""

    pks: "array[int]" = field(default_factory=lambda: array("q"))
    lines: "array[int]" = field(default_factory=lambda: array("L"))
    unknown: "array[int]" = field(default_factory=lambda: array("L"))
    shapes: "array[int]" = field(default_factory=lambda: array("L"))
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, pk: int, shape: str, lines: int, unknown: int) -> None:
        self.pks.append(pk)
        self.lines.append(lines)
        self.unknown.append(unknown)
        self.shapes.append(self.numbers.setdefault(shape, len(self.numbers)))

    def oddest(self) -> list[tuple[int, str]]:
        """Number and reason of the files that are least like any other, the oddest first."""
        usual, spread = _usual(self.lines)
        same = Counter(self.shapes)
        most = same.most_common(1)[0][1] if same else 0

        def marks(place: int) -> Iterator[tuple[float, str]]:
            lines, unknown, alike = self.lines[place], self.unknown[place], same[self.shapes[place]]
            if alike * 20 < most:
                words = "The only file of its shape." if alike == 1 else f"One of {alike} of its shape."
                yield math.log2(most / alike), words
            away = abs(math.log2((lines + 1) / (usual + 1))) / spread
            if away > 3:
                yield away, f"{lines:,} lines, where {usual:,} are usual."
            if unknown > 2 and unknown * 4 > lines:
                yield 8 * unknown / lines, f"{unknown:,} of its {lines:,} lines are unknown."

        found = [
            (sum(score for score, _ in told), -place)
            for place in range(len(self.pks))
            if (told := [*marks(place)])
        ]
        return [
            (self.pks[-place], " ".join(words for _, words in marks(-place)))
            for _, place in heapq.nlargest(SHOWN, found)
        ]


def _usual(lengths: "array[int]") -> tuple[int, float]:
    """The middle length, and how far lengths usually lie from it, in doublings; at least a fifth of one."""
    ranked = sorted(lengths)
    if not ranked:
        return 0, 1.0
    quarters = [ranked[len(ranked) * part // 4] for part in (1, 2, 3)]
    steps = [math.log2((more + 1) / (fewer + 1)) for fewer, more in pairwise(quarters)]
    return quarters[1], max(0.2, *steps)
