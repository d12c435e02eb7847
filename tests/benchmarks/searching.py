"""`python -m tests.benchmarks.searching [--sizes 10000 200000] [--keep]`: what readers' search costs, on DATABASE_URL.

Of each search the 50th and the 95th percentile, in milliseconds: of finding the stories of its first page, and of the
whole page, with passages and counts, asked of the site without a network and without a cache.

`--keep` leaves the database for another time, which then adds only the stories that are missing: on PostgreSQL the one
with `test_` before the name in DATABASE_URL, on SQLite the file with `test_` before its name.
"""

import argparse
import functools
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.utils import timezone

from articles.lists.filters import StoryFilter
from articles.models import (
    Edition,
    EditionTopic,
    EditionWriter,
    PublicDocument,
    Revision,
    Story,
    put_rows,
)
from articles.pages import STORIES, Key, page_of
from articles.search import published, words
from articles.search.places import place_of
from articles.search.ranking import Rank
from tests import factories

RUNS = 15
BATCH = 2000
BODIES = 1500  # different ones: to make one, and to find its terms, takes longer than all else
START = datetime(1990, 1, 1, tzinfo=UTC)
SYLLABLES = "ba ko ri tel mun sa vor di pen lu gra ne sho fi car ost".split()  # noqa: SIM905
SEARCHES = {
    "all stories": "",
    "a rare word": "q=only777",
    "a common word": "q=harbour",
    "two common words": "q=harbour+ferry",
    "the same by relevance": "q=harbour+ferry&order=relevance",
    "a phrase": "q=%22night+ferry%22",
    "a beginning": "q=ferr*",
    "without a word": "q=harbour+-ferry",
    "a word and a source": "q=harbour&source=wire-1",
    "a word, topic, writer and year": "q=harbour&topic=topic-2&writer=writer-3&year=2001",
    "a rare source": "source=wire-39",
    "a topic": "topic=topic-0",
    "a writer": "writer=writer-0",
    "a language": "language=fr",
    "a year": "year=1990",
    "days": "since=1990-03-01&until=1990-09-30",
    "a language and a word": "q=ferry&language=fr",
    "CJK": "q=%E6%B8%A1%E8%BD%AE",
    "in the middle of a list": "q=harbour&before={middle}",
    "the last page of a list": "q=harbour&before={last}",
    "the last page by relevance": "q=harbour+ferry&order=relevance&before=r1-0",
    "nothing": "q=zephyrs",
    "a typing mistake": "q=hrabour",
    "the same beside another word": "q=council+hrabour",
    "words that no story says together": "q=only777+only778",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 200_000])
    parser.add_argument(
        "--keep", action="store_true", help="leave the database, and go on with one that was left"
    )
    options = parser.parse_args()
    sizes = options.sizes
    setup_test_environment()
    if options.keep and connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        connection.settings_dict["TEST"]["NAME"] = str(file.with_name(f"test_{file.name}"))
    held = setup_databases(verbosity=0, interactive=False, keepdb=options.keep)
    try:
        print(f"{connection.vendor}: milliseconds, p50 and p95 of {RUNS}")
        for size in sizes:
            grow_to(size)
            show(size, {name: measured(query) for name, query in SEARCHES.items()})
    finally:
        teardown_databases(held, verbosity=0, keepdb=options.keep)


Times = tuple[list[float], list[float]]


def measured(query: str) -> Times:
    """How long it took to find the stories of a page, and to answer with it."""
    keys = {"middle": Edition.objects.count() // 2, "last": 5 * STORIES}
    in_order = Edition.objects.order_by("published_at")
    query = query.format(**{name: Key.of(in_order[number]) for name, number in keys.items() if name in query})
    client = Client()
    return timed(lambda: found(query)), timed(lambda: answered(client, query))


def timed(act: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return times[1:]  # the first only warms up


def found(query: str) -> object:
    now, asked = timezone.now(), QueryDict(query)
    filters = StoryFilter(asked, queryset=Edition.objects.live(now).defer("body"), now=now)
    return page_of(filters.qs, before=asked.get("before", ""), key=Rank if filters.is_ranked else Key)


def answered(client: Client, query: str) -> None:
    if (status := client.get(f"/stories/?{query}").status_code) != 200:
        raise SystemExit(f"{query} answered {status}.")


def show(size: int, rows: dict[str, Times]) -> None:
    print(f"\n{size:,} published stories" + f"{'finding':>27}{'whole page':>20}")
    together = tuple([one for times in rows.values() for one in times[part]] for part in (0, 1))
    for name, both in (*rows.items(), ("all of these", together)):
        ends = [(statistics.median(times), statistics.quantiles(times, n=20)[-1]) for times in both]
        print(f"{name:<32}" + "".join(f"{half:>10.1f}{most:>10.1f}" for half, most in ends), flush=True)


def grow_to(size: int) -> None:
    editor = User.objects.filter(username="editor").first() or factories.make_user(
        role="editor", username="editor"
    )
    sources = [factories.make_source(name=f"Wire {n}") for n in range(40)]
    writers = [factories.make_writer(name=f"Writer {n}") for n in range(30)]
    topics = [factories.make_topic(name=f"Topic {n}") for n in range(20)]
    number = Story.objects.count()
    while number < size:
        count = min(BATCH, size - number)
        with transaction.atomic():
            add(range(number, number + count), editor, sources, writers, topics)
        number += count
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself in time.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def add(numbers: range, editor: User, sources: list, writers: list, topics: list) -> None:
    """Stories with an edition and a document each, straight into their tables."""
    chance = random.Random(numbers.start)
    stories = [story_of(number, chance, sources) for number in numbers]
    Story.objects.bulk_create(stories)
    revisions = Revision.objects.bulk_create(revision_of(story, editor) for story in stories)
    editions = Edition.objects.bulk_create(edition_of(row, editor) for row in revisions)
    tagged = [(edition, few(chance, topics), few(chance, writers)) for edition in editions]
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=edition, topic=topic, position=n)
        for edition, rows, _ in tagged
        for n, topic in enumerate(rows)
    )
    EditionWriter.objects.bulk_create(
        EditionWriter(edition=edition, writer=one, name=one.name, position=n)
        for edition, _, rows in tagged
        for n, one in enumerate(rows)
    )
    rows = [document_of(*row) for row in tagged]
    put_rows(PublicDocument, published.FIELDS, rows)
    words.keep(word for row in rows for text in row[-4:] for word in text.split(" "))


def few(chance: random.Random, rows: list) -> list:
    """One or two of some rows, the first of them most often."""
    picked = [
        rows[min(int(chance.expovariate(5 / len(rows))), len(rows) - 1)]
        for _ in range(chance.choice((1, 1, 2)))
    ]
    return list(dict.fromkeys(picked))


@functools.cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, and how often each of them and those before it are said."""
    chance = random.Random(1)
    words = ["harbour", "council", "night", "ferry", "quay", "ferries", "渡轮恢复"]
    words += sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(12_000)})
    return words, list(accumulate(1 / (rank + 400) for rank in range(len(words))))


@functools.cache
def body_of(number: int) -> tuple[str, str]:
    """A body, and its terms."""
    chance = random.Random(number)
    paragraphs = [some_words(chance, 60) for _ in range(6)]
    body = "".join(f"<p>{words}.</p>" for words in paragraphs)
    return body, published.joined_terms([" ".join(paragraphs)])


def some_words(chance: random.Random, count: int) -> str:
    words, weights = vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


def story_of(number: int, chance: random.Random, sources: list) -> Story:
    at = START + timedelta(minutes=60 * number + chance.randrange(60))
    source = few(chance, sources)[0]
    return Story(
        headline=f"{some_words(chance, 7)} only{number}",
        body=body_of(number % BODIES)[0],
        language=chance.choice(("en", "en", "en", "fr", "de")),
        source=source,
        source_credit=source.name,
        published_at=at,
        created_at=at,
        changed_at=at,
        revision_number=1,
        digest=f"v1:{number:064x}",
    )


SAME = ("headline", "body", "language", "source_credit", "digest")


def revision_of(story: Story, editor: User) -> Revision:
    words = {name: getattr(story, name) for name in SAME}
    return Revision(
        story=story, number=1, details={}, author=editor, author_name="editor", created_at=story.created_at, words=360,
        surviving={}, **words,
    )  # fmt: skip


def edition_of(revision: Revision, editor: User) -> Edition:
    story = revision.story
    return Edition(
        story=story, revision=revision, number=1, kind="first", slug="story", headline_key=story.headline[:300],
        source=story.source, published_at=story.published_at, published_precision="minute",
        live_from=story.created_at, made_at=story.created_at, made_by=editor, made_by_name="editor",
        **{name: getattr(story, name) for name in SAME},
    )  # fmt: skip


def document_of(edition: Edition, topics: list, writers: list) -> tuple:
    ids = [
        ("source", edition.source_id),
        *(("topic", row.pk) for row in topics),
        *(("writer", row.pk) for row in writers),
    ]
    labels = [
        published.ANY,
        f"_language_{edition.language}",
        "_to_day",
        *(published.label(*pair) for pair in ids),
    ]
    place = place_of(edition.published_at, edition.story_id)
    terms = body_of(int(edition.digest[3:], 16) % BODIES)[1]
    head = published.joined_terms([edition.headline])
    return (
        place, edition.pk, edition.live_from, edition.superseded_at, " ".join(labels), head, "", terms,
        published.joined_terms([edition.source_credit]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
