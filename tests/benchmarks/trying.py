"""`python -m tests.benchmarks.trying [--size 10000]`: how long rules of the style book take over so many stories, on
DATABASE_URL: seconds in all, of the longest piece, and what was found.
"""

import argparse
import time

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.utils import timezone

from articles import styling
from tests import factories
from tests.benchmarks import newsroom
from tests.stylebook import make_rule

TARGET = 20
RULES = {
    "a word that is nowhere": {"find": "utilise -> use"},
    "a list of 500, nowhere": {"find": "\n".join(f"utilise{n} -> use{n}" for n in range(500))},
    "a word in nearly every story": {"find": "lantern -> lamp"},
    "a pattern in every story": {"kind": "pattern", "find": r"(\w+) of the (\w+)", "replacement": r"\2 \1"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    size = parser.parse_args().size
    setup_test_environment()
    held = setup_databases(verbosity=0, interactive=False)
    try:
        newsroom.grow_to(size)
        editor = factories.make_user(role="editor")
        for name, words in RULES.items():
            rule = make_rule(by=editor, name=name, **words)
            show(name, rule, editor)
    finally:
        teardown_databases(held, verbosity=0)


def show(name, rule, editor) -> None:
    trial, pieces = styling.begin(rule, by=editor, now=timezone.now()), []
    while not trial.done_at:
        started = time.perf_counter()
        trial = styling.go_on(trial, by=editor, now=timezone.now(), clock=time.perf_counter)
        pieces.append(time.perf_counter() - started)
    found = f"{trial.found:,} places in {trial.hits.count():,} of {trial.seen:,} stories"
    print(f"{name:<30}{sum(pieces):6.1f} s, target {TARGET}; a piece {max(pieces):.1f} s; {found}")


if __name__ == "__main__":
    main()
