"""What the desk's search goes over: all copy.

A story's terms lie in a table of their own, written in the transaction of the save that changed them. Names are those
that stood at the story's last save; ``manage.py reindex`` makes all of it anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce

from articles.models import (
    Among,
    Prepared,
    Proofreader,
    SearchDocument,
    Source,
    Story,
    Writer,
    put_rows,
)
from articles.search.asking import cut, joined_terms
from articles.text.blocks import ELSEWHERE, Text, plain

BATCH = 500


@dataclass(frozen=True)
class Terms:
    """The terms of a story's own words: of its headline and slugline, and of everything else."""

    head: str
    rest: str


@dataclass(frozen=True)
class Copy:
    """A story with the words that it says now, and the numbers of its writers.

    ``terms`` are those of its words, where they are known already.
    """

    story: Story
    text: Text
    writers: tuple[int, ...] = ()
    terms: Terms | None = None

    @classmethod
    def of(cls, story: Story) -> "Copy":
        """The same read off the rows; prefetch ``picture_rows`` and ``writer_rows`` for many."""
        return cls(story, story.text(), tuple(row.writer_id for row in story.writer_rows.all()))


def index(copies: Iterable[Copy], *, are_new: bool = False) -> None:
    """Let search find these stories as they stand. Two queries however many; call it in the transaction of the save.

    Where all of them ``are_new``, there is nothing that could be in the way.
    """
    held = list(copies)
    names = _names(held)
    rows = [(copy.story.pk, *_document(copy, names)) for copy in held]
    if are_new:
        put_rows(SearchDocument, ("story", "head", "rest"), rows)
        return
    SearchDocument.objects.bulk_create(
        [SearchDocument(story_id=pk, head=head, rest=rest) for pk, head, rest in rows],
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["head", "rest"],
    )


def forget(story: Story) -> None:
    """Let search know nothing of a story: its terms go at once, from the index's own pages too."""
    SearchDocument.objects.filter(pk=story.pk).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # What is deleted from FTS5 stays in its pages until they are merged.
            cursor.execute("INSERT INTO search_story_terms (search_story_terms) VALUES ('optimize')")


def reindex() -> Iterator[int]:
    """Make all of it anew, in batches: gives how many stories are done, again and again."""
    done = 0
    rows = Story.objects.prefetch_related("picture_rows", "writer_rows")
    last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, last + 1, BATCH):
        with transaction.atomic():
            batch = rows.select_for_update(of=("self",), no_key=True).filter(
                pk__gt=start, pk__lte=start + BATCH
            )
            held = [Copy.of(story) for story in batch]
            index(held)
        done += len(held)
        yield done
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_story_terms (search_story_terms) VALUES ('rebuild')")


def _document(copy: Copy, names: dict[tuple[str, int], str]) -> tuple[str, str]:
    """The terms of a story, those of its headline first."""
    story = copy.story
    own = copy.terms or terms_of(
        copy.text, slugline=story.slugline, proofreader=story.proofreader_credit, notes=story.desk_notes
    )
    called = joined_terms([names[key] for key in _keys(copy) if key in names])
    return own.head, cut(f"{called} {own.rest}".strip())


def terms_of(text: Text, *, slugline: str, proofreader: str, notes: str) -> Terms:
    """The terms of a story's own words. Nothing is read for it: the names behind its credits come in ``index``."""
    credited = [text.byline, text.dateline, text.source, proofreader]
    captions = [part for pair in text.captions for part in pair]
    rest = [text.standfirst, *credited, *captions, text.correction, notes, plain(text.body)]
    headlines = [text.headline, *(getattr(text, name) for name in ELSEWHERE)]
    return Terms(joined_terms([*headlines, slugline]), joined_terms(rest))


def _keys(copy: Copy) -> list[tuple[str, int]]:
    held = [("source", copy.story.source_id), ("proofreader", copy.story.proofreader_id)]
    return [(kind, pk) for kind, pk in held if pk] + [("writer", pk) for pk in copy.writers]


def _names(copies: list[Copy]) -> dict[tuple[str, int], str]:
    """The names that stand behind credits, by kind and number, in one query; none where there is nobody."""
    wanted: dict[str, set[int]] = {"source": set(), "proofreader": set(), "writer": set()}
    for copy in copies:
        for kind, pk in _keys(copy):
            wanted[kind].add(pk)
    asked = {kind: sorted(pks) for kind, pks in wanted.items()}
    return {(kind, pk): name for kind, pk, name in (_standing(**asked) if any(asked.values()) else ())}


@Prepared
def _standing(source: Any, proofreader: Any, writer: Any) -> Any:
    rows = [_called(Source, source), _called(Proofreader, proofreader), _called(Writer, writer)]
    return rows[0].union(*rows[1:], all=True)


def _called(model: Any, pks: Any) -> Any:
    kind = Value(model._meta.model_name, output_field=CharField())
    rows = model.objects.order_by().filter(Among(F("pk"), pks))
    standing = Coalesce("merged_into__name", "name")
    return rows.annotate(kind=kind, standing=standing).values_list("kind", "pk", "standing")
