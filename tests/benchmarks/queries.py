"""`python -m tests.benchmarks.queries`: the queries that a page costs with 1 story and with 50, on DATABASE_URL.

Pages of the site are asked as a reader, those of the desk as a writer, who has the fewest rights there.
"""

from collections.abc import Iterator

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

from articles.models import Edition
from tests import factories

SIZES = (1, 50)


def main() -> None:
    setup_test_environment()
    held = setup_databases(verbosity=0, interactive=False)
    try:
        writer = factories.make_user(role="writer")
        counts: dict[str, list[int]] = {}
        for size in SIZES:
            grow_to(size)
            for name, client, url in pages(writer):
                counts.setdefault(name, []).append(queries(client, url))
        show(counts)
    finally:
        teardown_databases(held, verbosity=0)


def grow_to(size: int) -> None:
    """Publish stories, with all that hangs on one, until there are ``size``."""
    editor = factories.make_user(role="editor")
    for _ in range(size - Edition.objects.count()):
        factories.make_edition(
            editor=editor,
            source=factories.make_source(),
            proofreader=factories.make_proofreader(),
            topics=[factories.make_topic()],
            writers=[factories.make_writer()],
            related=[["Ferry returns", "2024-03-05", None]],
        )


def pages(writer: object) -> Iterator[tuple[str, Client, str]]:
    reader, desk = Client(), Client()
    desk.force_login(writer)
    edition = Edition.objects.latest("pk")
    yield "front page", reader, "/"
    yield "list", reader, "/stories/"
    yield "story", reader, edition.get_absolute_url()
    yield "source", reader, edition.source.get_absolute_url()
    yield "desk", desk, "/admin/"
    yield "story list of the desk", desk, "/admin/articles/story/"
    yield "story form", desk, f"/admin/articles/story/{edition.story_id}/change/"


def queries(client: Client, url: str) -> int:
    client.get(url)  # what is the same for every page is asked for once
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    if response.status_code != 200 or not captured:
        raise SystemExit(
            f"{url} answered {response.status_code} with {len(captured)} queries: nothing to count."
        )
    return len(captured)


def show(counts: dict[str, list[int]]) -> None:
    print(f"Queries a page, {connection.vendor}")
    print(f"{'':<24}" + "".join(f"{f'{size} stories':>12}" for size in SIZES))
    for name, numbers in counts.items():
        print(f"{name:<24}" + "".join(f"{number:>12}" for number in numbers))


if __name__ == "__main__":
    main()
