"""`python -m tests.benchmarks.style FOLDER`: what house style finds of the errors that were put into the stories of a
folder, what it finds in those that have none, and how long that takes.

The folder holds texts and `truth.jsonl`, an object a file that has errors: `file`, and `errors` with `kind`, `start`
and `end` in characters. A finding within 40 characters counts as a hit.
"""

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from articles.importing import standing_in, walk
from articles.text.style import check

NEAR, TARGET, WORDS, RUNS = 40, 25, 500, 3
"""Characters; milliseconds that ``WORDS`` words may take; of so many runs the least counts."""


def main(folder: Path) -> None:
    truth = {
        row["file"]: row["errors"] for row in map(json.loads, (folder / "truth.jsonl").open(encoding="utf-8"))
    }
    hits, of, clean, took = Counter[str](), Counter[str](), Counter[str](), []
    stories = [
        (found.filename, standing) for found in walk([folder]).files for standing in standing_in(found)
    ]
    stories = [
        (name, standing.copies[0]) for name, standing in stories if standing.copies and name.endswith(".txt")
    ]
    check(stories[0][1])  # the words are read with the first
    for name, copy in stories:
        findings = check(copy)
        took.append(_least(lambda copy=copy: check(copy)) * WORDS / max(1, len(copy.text.split())))
        for error in truth.get(name, ()):
            of[error["kind"]] += 1
            hits[error["kind"]] += any(
                found.start <= error["end"] + NEAR and found.end >= error["start"] - NEAR
                for found in findings
            )
        if not truth.get(name):
            clean["stories"] += 1
            clean.update(str(found.severity) for found in findings)
    for kind in sorted(of):
        print(f"{kind:<24}{hits[kind]:>4} of {of[kind]}")
    print(f"{'in all':<24}{hits.total():>4} of {of.total()}, {hits.total() / max(1, of.total()):.0%}")
    each = ", ".join(
        f"{clean[name] / max(1, clean['stories']):.2f} {name}" for name in ("block", "warn", "info")
    )
    print(f"In each of {clean['stories']} stories without errors: {each}.")
    print(
        f"{WORDS} words take {statistics.median(took):.1f} ms, {max(took):.1f} ms at most; target {TARGET} ms"
    )


def _least(act) -> float:
    """Milliseconds of one processor: what else the machine does counts for nothing."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        act()
        times.append(1_000 * (time.process_time() - started))
    return min(times)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
