"""`python -m tests.benchmarks.desk [--sizes 500 50000]`: what the desk's pages cost an editor, on DATABASE_URL.

The queries of each page and its time at each size, and the time at the last size over that at the first. Of several
runs the quickest counts: on a machine that others use, the rest of a time is theirs. The editor is in the group
Editors and has no right beside.
"""

import argparse
import time
from collections.abc import Callable, Iterator

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from articles import search
from articles.models import Story
from tests import factories
from tests.benchmarks import newsroom
from tests.desk.desk import address, client_of, filled

RUNS = 11
FILTERS = (
    "stage=proofing", "with=me", "due=late", "held=hold", "comments=open", "public=ready", "public=scheduled",
    "public=developing", "public=overridden", "public=live", "doubts=open", "origin=desk", "source=Harbour+Wire",
)  # fmt: skip
SEARCHES = ("harbour", "harbour council -ferry", '"harbour council"', "zephyr", "harb*")

Act = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[500, 50_000])
    sizes = parser.parse_args().sizes
    setup_test_environment()
    held = setup_databases(verbosity=0, interactive=False)
    try:
        found: dict[str, list[tuple[int, float]]] = {}
        for size in sizes:
            newsroom.grow_to(size)
            editor = factories.make_user(role="editor")
            for name, acts in (*pages(client_of(editor)), *writes(client_of(editor))):
                found.setdefault(name, []).append(measure(name, acts))
        show(sizes, found)
    finally:
        teardown_databases(held, verbosity=0)


def pages(client: Client) -> Iterator[tuple[str, list[Act]]]:
    changelist = address("story_changelist")
    yield "desk page", asking(client, "/admin/")
    for sort in ("changed", "unchanged", "due", "priority"):
        first = f"{changelist}?sort={sort}"
        yield f"list by {sort}, first page", asking(client, first)
        yield f"list by {sort}, in the middle", asking(client, middle(client, sort))
        yield f"list by {sort}, last page", asking(client, f"{first}&last=yes")
    for query in FILTERS:
        yield f"list, {query}", asking(client, f"{changelist}?{query}")
    for asked in SEARCHES:
        yield f"search, {asked}", asking(client, changelist, q=asked)
    story = Story.objects.filter(stage="draft", is_archive=False).latest("pk")
    yield "story form", asking(client, address("story_change", story.pk))


def middle(client: Client, sort: str) -> str:
    """The address of a page that begins with the row in the middle of a list."""
    from articles.desk.story_paging import SORTS, StoryList

    order = SORTS[sort]
    rows = Story.objects.filter(order.only) if order.only else Story.objects.all()
    row = rows.order_by(*order.order())[rows.count() // 2]
    changelist = client.get(address("story_changelist"), {"sort": sort}).context["cl"]
    return f"{address('story_changelist')}?sort={sort}&after={StoryList.key_of(changelist, row)}"


def asking(client: Client, url: str, **query: str) -> list[Act]:
    def ask() -> object:
        response = client.get(url, query or None)
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}.")
        return response

    return [ask] * RUNS


def writes(client: Client) -> Iterator[tuple[str, list[Act]]]:
    yield "save", [saving(client, n) for n in range(RUNS)]
    yield "publish", [publishing(client) for _ in range(RUNS)]
    story = factories.make_story()
    yield "keeping the search right", [lambda: index(story)] * RUNS
    yield "drafting.create, as an import does", [factories.make_imported_story] * RUNS


def saving(client: Client, number: int) -> Act:
    """A save of the form, which was opened before."""
    url = address("story_change", factories.make_story().pk)
    sent = filled(client.get(url), headline=f"Another headline, number {number}")
    return lambda: posted(client, url, sent)


def publishing(client: Client) -> Act:
    story = factories.make_proofread_story()
    url = address("story_move", story.pk, "publish")
    return lambda: posted(client, url, {"revision": story.revision_number})


def posted(client: Client, url: str, sent: dict[str, object]) -> None:
    if client.post(url, sent).status_code != 302:
        raise SystemExit(f"{url} did not take what was sent.")


def index(story: Story) -> None:
    search.index([search.Copy(story, story.text())])


def measure(name: str, acts: list[Act]) -> tuple[int, float]:
    """The queries of the last run, and the quickest of those between: the first only warms up."""
    first, *timed, counted = acts
    first()
    times = []
    for act in timed:
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as captured:
        counted()
    if not captured:
        raise SystemExit(f"{name} asked the database nothing: there is nothing to count.")
    return len(captured), min(times) * 1000


def show(sizes: list[int], found: dict[str, list[tuple[int, float]]]) -> None:
    print(f"{connection.vendor}, an editor; queries and milliseconds, the quickest of {RUNS - 2}")
    print(f"{'':<36}" + "".join(f"{f'{size:,} stories':>20}" for size in sizes) + f"{'ratio':>8}")
    for name, rows in found.items():
        cells = "".join(f"{queries:>10}{took:>10.1f}" for queries, took in rows)
        print(f"{name:<36}{cells}{rows[-1][1] / rows[0][1]:>8.2f}")


if __name__ == "__main__":
    main()
