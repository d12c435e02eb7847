"""`python -m tests.benchmarks.search [--sizes 10000 200000] [--postgresql] [--keep FOLDER]`: readers' search.

Of each kind of it the 50th and the 95th percentile, in milliseconds: of finding the stories of a page, and of the whole
page, with passages and counts, asked of the site without a network and without a cache. Beside them the time of the
processor that the page took, on a machine that does other things too the surer number.

On SQLite; on a PostgreSQL of its own where `--postgresql` is asked for; or on the database that DATABASE_URL names. A
database that is kept only grows: ask for sizes in their order. `--only TEXT` asks the searches alone whose names hold
it, `--build` asks none.
"""

import argparse
import functools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from tests.benchmarks import kept

if __name__ == "__main__":
    kept.on_its_own_server("tests.benchmarks.search")

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from django.contrib.auth.models import User
from django.db import connection, transaction

from articles.models import (
    Edition,
    EditionTopic,
    EditionWriter,
    PublicDocument,
    Revision,
    Story,
    put_objects,
    put_rows,
)
from articles.search import published, words
from articles.search.places import place_of
from tests import factories
from tests.benchmarks.searches import SEARCHES, head, measured, show, together

BATCH = 2000
BODIES = 1500  # different ones: to make one, and to find its terms, takes longer than all else
PAIRS, USUAL = 40, 1000
START = datetime(1990, 1, 1, tzinfo=UTC)
SYLLABLES = "ba ko ri tel mun sa vor di pen lu gra ne sho fi car ost".split()  # noqa: SIM905


def main() -> None:
    parser = kept.options(__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 200_000])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--build", action="store_true")
    options = parser.parse_args()
    with kept.database(options.keep):
        for size in options.sizes:
            grow_to(size)
            if not options.build:
                measure(size, options)


def measure(size: int, options: argparse.Namespace) -> None:
    if not options.json:
        head(size, options.runs)
    told = []
    kinds = {name: [query] for name, query in SEARCHES.items()} | {
        f"{PAIRS} pairs of words by relevance": pairs()
    }
    for name, queries in kinds.items():
        if options.only in name:
            told.append(measured(name, queries, options.runs))
            show(told[-1], size, as_json=options.json)
    show(together(told), size, as_json=options.json)


def pairs() -> list[str]:
    """Searches by relevance for two words of those that are said most, another two each time."""
    said = [word for word in vocabulary()[0][2:USUAL] if word.isascii()]
    chance = random.Random(2)
    return ["q={}+{}&order=relevance".format(*chance.sample(said, 2)) for _ in range(PAIRS)]


def grow_to(size: int) -> None:
    editor = User.objects.filter(username="editor").first() or factories.make_user(
        role="editor", username="editor"
    )
    sources = [factories.make_source(name=f"Wire {n}") for n in range(40)]
    writers = [factories.make_writer(name=f"Writer {n}") for n in range(30)]
    topics = [factories.make_topic(name=f"Topic {n}") for n in range(20)]
    number = Story.objects.count()
    words.keep((word, START) for word in vocabulary()[0])
    with made_anew(number < size - 100 * BATCH):
        while number < size:
            count = min(BATCH, size - number)
            with transaction.atomic():
                add(range(number, number + count), editor, sources, writers, topics)
            number += count
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself in time.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


@contextmanager
def made_anew(is_worth_it: bool) -> Iterator[None]:
    """Where many stories are added on PostgreSQL, its indexes of words left out until they are there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes "
                "WHERE tablename = 'search_edition' AND indexdef LIKE '%USING gin%'"
            )
        held = cursor.fetchall() if is_worth_it and connection.vendor == "postgresql" else []
        for name, _ in held:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, made in held:
            cursor.execute(made)


def add(numbers: range, editor: User, sources: list, writers: list, topics: list) -> None:
    """Stories with an edition and a document each, straight into their tables."""
    chance = random.Random(numbers.start)
    stories = [story_of(number, chance, sources) for number in numbers]
    put_objects(Story, stories)
    revisions = [revision_of(story, editor) for story in stories]
    put_objects(Revision, revisions)
    editions = [edition_of(row, editor) for row in revisions]
    put_objects(Edition, editions)
    tagged = [(edition, few(chance, topics), few(chance, writers)) for edition in editions]
    put_rows(
        EditionTopic,
        ("edition", "topic", "position"),
        [(edition.pk, topic.pk, n) for edition, rows, _ in tagged for n, topic in enumerate(rows)],
    )
    put_rows(
        EditionWriter,
        ("edition", "writer", "name", "position"),
        [(edition.pk, one.pk, one.name, n) for edition, _, rows in tagged for n, one in enumerate(rows)],
    )
    put_rows(PublicDocument, published.FIELDS, [document_of(*row) for row in tagged])


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
    words = ["the", "of", "harbour", "council", "night", "ferry", "quay", "ferries", "渡轮恢复"]
    words += sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(12_000)})
    often = {"the": 0.2, "of": 0.1}  # of all words 5 % and 2 %: every story says them
    return words, list(accumulate(often.get(word, 1 / (rank + 400)) for rank, word in enumerate(words)))


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
    at = START + timedelta(minutes=15 * number + chance.randrange(15))
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
