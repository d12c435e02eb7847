"""The documents that readers' search goes over: one of each edition that is shown or scheduled. With them grow the
names that the newsroom knows.

They hold what readers see of a story and nothing of the desk's. Names are those that stood when the edition was made;
``manage.py reindex`` makes all of it anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Now

from articles import names
from articles.models import (
    Edition,
    EditionWriter,
    Kind,
    Precision,
    PublicDocument,
    PublicTerm,
    SearchWord,
    Story,
    put_rows,
    some_of,
)
from articles.search import words
from articles.search.asking import joined_terms
from articles.search.places import SLOTS, place_of
from articles.text.blocks import plain
from articles.text.telling import telling

BATCH = 500
FIELDS = ("place", "edition", "live_from", "superseded_at", "labels", "head", "lead", "body", "credits")
ANY = "_story"
"""The label of every document. No term that is asked for holds its sign."""


def label(kind: str, value: object) -> str:
    """What a document is filed under: "_source_12", "_language_en", "_to_year"."""
    return f"_{kind}_{value}"


def language_of(tag: str) -> str:
    """The language of a tag, without its region or script: "pt" for "pt-BR"."""
    return re.sub("[^a-z]", "", tag.lower().partition("-")[0])


def index(stories: Iterable[int]) -> None:
    """Let readers find what is shown or scheduled of ``stories``, by number, and what is over no more.

    Call it at the end of every act on editions, in its transaction. The queries are as many for any number of stories.
    """
    pks = list(stories)
    held = PublicDocument.objects.filter(edition__story__in=pks)
    kept = _to_be_found().filter(story__in=pks)
    held.exclude(edition__in=kept).delete()
    held.exclude(superseded_at=F("edition__superseded_at")).update(
        superseded_at=Subquery(_end_of_its_edition())
    )
    new = list(_with_rows(kept.filter(document=None)).order_by("live_from", "number"))
    if new:
        taken = dict(held.values_list("place", "edition__story_id"))
        rows = list(_rows(new, taken))
        put_rows(PublicDocument, FIELDS, rows)
        placed = {edition: place for place, edition, *_ in rows}
        put_rows(
            PublicTerm,
            ("document", "term"),
            [(placed[row.pk], term) for row in new if row.pk in placed for term in told_by(row)],
        )
        names.grow(new)
        words.keep((word, row[2]) for row in rows for word in {*" ".join(row[-4:]).split(" ")})


def told_by(edition: Edition) -> frozenset[int]:
    """The terms that tell what an edition is about."""
    return telling(edition.headline, edition.standfirst, plain(edition.body))


def renew(stories: Iterable[int]) -> None:
    """Make the documents of ``stories`` anew: what they are filed under has changed, and no edition of them."""
    for some in some_of(sorted(set(stories)), BATCH):
        PublicDocument.objects.filter(edition__story__in=some).delete()
        index(some)


def forget(story: Story) -> None:
    """Let readers' search know nothing of a story: its terms go at once, from the index's own pages too."""
    PublicDocument.objects.filter(edition__story=story).delete()
    said = {
        word
        for edition in _with_rows(story.editions.all())
        for text in _texts(edition)
        for word in text.split()
    }
    for some in some_of(sorted(said), BATCH):
        # Words that others say too come back with the next edition that does, or by ``reindex``.
        SearchWord.objects.filter(word__in=some).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # What is deleted from FTS5 stays in its pages until they are merged.
            cursor.execute("INSERT INTO search_edition_terms (search_edition_terms) VALUES ('optimize')")


def reindex() -> Iterator[int]:
    """Make all of it anew, in batches: gives how many documents are made, again and again."""
    done = 0
    SearchWord.objects.all().delete()
    last = Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, last + 1, BATCH):
        with transaction.atomic():
            batch = Story.objects.select_for_update(no_key=True).filter(pk__gt=start, pk__lte=start + BATCH)
            pks = list(batch.values_list("pk", flat=True))
            PublicDocument.objects.filter(edition__story__in=pks).delete()
            index(pks)
            done += PublicDocument.objects.filter(edition__story__in=pks).count()
        yield done


def _to_be_found() -> Any:
    """What is shown or scheduled. By the clock of the database: who reads it asks by a clock again."""
    rows = Edition.objects.exclude(kind=Kind.WITHDRAWAL)
    return rows.filter(superseded_at__gt=F("live_from")).filter(superseded_at__gt=Now())


def _end_of_its_edition() -> Any:
    return Edition.objects.filter(pk=OuterRef("edition")).values("superseded_at")[:1]


def _with_rows(editions: Any) -> Any:
    writers = Prefetch("writer_rows", EditionWriter.objects.select_related("writer"))
    return editions.select_related("source", "proofreader").prefetch_related(
        writers, "topic_rows", "picture_rows"
    )


def _rows(editions: Sequence[Edition], taken: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    """A document for each of ``editions``, where its story has a place left. ``taken`` are the places in use."""
    used: dict[int, set[int]] = defaultdict(set)
    for place, story_id in taken.items():
        used[story_id].add(place)
    for edition in editions:
        first = place_of(edition.published_at, edition.story_id)
        place = next(
            (place for place in range(first, first + SLOTS) if place not in used[edition.story_id]), None
        )
        if place is not None:
            used[edition.story_id].add(place)
            yield (
                place,
                edition.pk,
                edition.live_from,
                edition.superseded_at,
                _labels(edition),
                *_texts(edition),
            )


def _texts(edition: Edition) -> tuple[str, str, str, str]:
    """The terms of an edition: of its headlines, its standfirst, its body, and all else that readers see."""
    named = [edition.source, edition.proofreader, *(row.writer for row in edition.writer_rows.all())]
    credited = [edition.byline, edition.dateline, edition.source_credit, edition.proofreader_credit]
    captions = [part for pair in edition.captions() for part in pair]
    others = [*credited, *dict.fromkeys(row.name for row in named if row), *captions, edition.correction]
    return (
        joined_terms([edition.headline, edition.list_headline]),
        joined_terms([edition.standfirst]),
        joined_terms([plain(edition.body)]),
        joined_terms(others),
    )


def _labels(edition: Edition) -> str:
    exact = Precision.DAY if edition.published_precision == Precision.MINUTE else edition.published_precision
    found = [ANY, label("language", language_of(edition.language)), label("to", exact)]
    found += [label(kind, pk) for kind in ("source", "proofreader") if (pk := getattr(edition, f"{kind}_id"))]
    found += [label("writer", row.writer_id) for row in edition.writer_rows.all()]
    found += [label("topic", row.topic_id) for row in edition.topic_rows.all()]
    return " ".join(dict.fromkeys(found))
