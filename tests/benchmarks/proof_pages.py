"""`python -m tests.benchmarks.proof_pages [--sizes 1000 2000 4000] [--only NAME]`: what the proof page costs of a text
in which very much is to be settled or looked up.

Of each text, which says much the same so many times: the seconds of the processor and the bytes of its page. Exit
status 1 where one of them grew by more than twice as much as the text did between a size and the next.
"""

import argparse
import time
from collections.abc import Callable
from itertools import pairwise

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.urls import reverse
from django.utils import timezone

from articles import copyediting, findings
from articles.models import Dismissal
from tests.factories import make_story, make_user

TEXTS: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: "“",
    "quotes apart": lambda n: "“ ",
    "unknown words": lambda n: "hte ",
    "words": lambda n: "the harbour wall is grey and ",
    "doubled words": lambda n: "the the ",
    "numbers": lambda n: f"They met {n} people. ",
    "numbers in one sentence": lambda n: f"{n} people and ",
    "names": lambda n: f"Then Ada {worded(n)} met Ben {worded(n * 7)}. ",
    "quotations": lambda n: f"“They have met {worded(n)} on the quay,” she said and ",
    "dates": lambda n: f"on {n % 28 + 1} May {1900 + n % 90} and ",
    "paragraphs": lambda n: "They met met there.\n",
    "dismissed": lambda n: "the the ",
}
"""What is said so many times, by its number; one passage of each, but for where a line ends."""
SLACK = 0.5
"""Seconds that are no growth."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 2_000, 4_000])
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    try:
        grown = [name for name in TEXTS if options.only in name and has_grown(name, options.sizes)]
    finally:
        teardown_databases(made, verbosity=0)
    if grown:
        raise SystemExit(f"More than the text grew: {', '.join(grown)}.")


def has_grown(name: str, sizes: list[int]) -> bool:
    reader = make_user(role="editor")
    client = Client()
    client.force_login(reader)
    costs = [cost(name, size, client, reader) for size in sizes]
    for size, (seconds, length) in zip(sizes, costs, strict=True):
        print(f"{name:<26}{size:>8,}{seconds:>9.2f} s{length / 1e6:>9.2f} MB", flush=True)
    return any(
        after > before * 2 * larger / size + slack
        for (size, first), (larger, second) in pairwise(zip(sizes, costs, strict=True))
        for before, after, slack in zip(first, second, (SLACK, 0), strict=True)
    )


def worded(number: int) -> str:
    """A number as a name."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij")).title() + "son"


def cost(name: str, size: int, client: Client, reader: object) -> tuple[float, int]:
    lines = "".join(map(TEXTS[name], range(size))).split("\n")
    story = make_story(paragraphs=[line.strip() for line in lines if line])
    now = timezone.now()
    if name == "dismissed":
        found = findings.in_revision(story.latest_revision(), now=now)
        copyediting.dismiss(
            story, revision=1, code=found[-1].finding.code, where=found[-1].where, scope=Dismissal.Scope.ONCE,
            reason="It is right so", by=reader, now=now,
        )  # fmt: skip
    address = reverse("admin:articles_story_proof", args=[story.pk])
    started = time.process_time()
    response = client.get(address)
    return time.process_time() - started, len(response.content)


if __name__ == "__main__":
    main()
