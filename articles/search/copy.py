"""Search over all copy, for the desk.

A story's terms lie in a table of their own, written in the transaction of the save that changed them. Names are those
that stood at the story's last save; ``manage.py reindex`` makes all of it anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import In
from django.utils.safestring import SafeString

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
from articles.search.asking import answers, cut, every, every_term, joined_terms, some
from articles.search.passages import excerpt
from articles.text.blocks import ELSEWHERE, Text, plain
from articles.text.terms import Phrase, question

BATCH = 500
FEW = 5000
"""Stories that are found first, and then put into the order of a list; of more, each is asked as it is gone through."""
LOOKED_AT = 3000
"""Of more that say all words of a phrase, so many that were last changed are asked whether they say them in a row."""
_SAY = "terms @@ to_tsquery('simple', %s)"


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


class Answers(Func):
    """Whether the row with a number answers to a question, which is given in the language of the database."""

    arity = 2
    output_field = BooleanField()
    finds = {
        # Asked of each row of a list that is gone through in its order: soon enough answer for a page.
        "sqlite": "EXISTS (SELECT 1 FROM search_story_terms WHERE rowid = {} AND search_story_terms MATCH %s)",
        "postgresql": f"(SELECT {_SAY} FROM search_story WHERE story_id = {{}}) IS TRUE",  # noqa: S608
    }

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        number, asked = self.source_expressions
        sql, params = compiler.compile(number)
        before, after = self.finds[connection.vendor].split("{}")
        values = (asked.value, *params) if "%s" in before else (*params, asked.value)
        return f"{before}{sql}{after}", values


class AmongAll(Answers):
    """The same, all that answer found first, where that takes no longer: SQLite takes as long for it as for looking up
    the beginning of a word for one row.
    """

    finds = {
        "sqlite": "{} IN (SELECT rowid FROM search_story_terms WHERE search_story_terms MATCH %s)",
        "postgresql": f"{{}} IN (SELECT story_id FROM search_story WHERE {_SAY})",  # noqa: S608
    }


class OfTheLatest(In):
    """Whether a story is one of those that were found among the last changed, where no others were looked at."""


def stories(asked: str, *, among: QuerySet[Story] | None = None) -> QuerySet[Story]:
    """The stories that answer to what somebody typed: all of its words, "words in a row", begin*, -without.

    What asks for nothing, a lone question mark say, finds nothing. The order is that of ``among``.
    """
    rows = Story.objects.all() if among is None else among
    asks = question(asked)
    if not asks:
        return rows.none()
    if asks.wanted:
        rows = rows.filter(_wanted(asks.wanted, rows))
    if asks.unwanted:
        rows = rows.exclude(Answers(F("pk"), Value(some(asks.unwanted))))
    return rows


def _wanted(phrases: Sequence[Phrase], among: QuerySet[Story]) -> Any:
    """The condition that some stories say all of ``phrases``."""
    wanted = every(phrases)
    many = _reckoned(wanted)
    numbers = _found("{key}", wanted, FEW + 1) if many <= FEW else None
    if numbers is not None and len(numbers) <= FEW:
        return Q(pk__in=[pk for (pk,) in numbers])
    if connection.vendor == "sqlite":
        is_begun = any(phrase.goes_on for phrase in phrases)
        return (AmongAll if is_begun else Answers)(F("pk"), Value(wanted))
    if any(len(phrase.terms) > 1 for phrase in phrases):
        latest = _latest(phrases, among)
        found = [pk for pk, is_said in latest[:LOOKED_AT] if is_said]
        if len(latest) <= LOOKED_AT:
            return Q(pk__in=found)
        if many * len(found) <= FEW * LOOKED_AT:
            return OfTheLatest(F("pk"), found)
    return Answers(F("pk"), Value(wanted))


def _latest(phrases: Sequence[Phrase], among: QuerySet[Story]) -> list[tuple[int, bool]]:
    """Which stories say all words of ``phrases``, and whether they say them in a row: the last changed first, one more
    than ``LOOKED_AT`` at the most. One query, of PostgreSQL alone, whose index does not know how words stand.
    """
    rows = among.filter(AmongAll(F("pk"), Value(every_term(phrases)))).order_by("-changed_at", "-pk")
    said = rows.values_list("pk", Answers(F("pk"), Value(every(phrases))))
    try:
        return answers(*said[: LOOKED_AT + 1].query.sql_with_params())
    except EmptyResultSet:
        return []


def is_each_asked(rows: QuerySet[Story]) -> bool:
    """Whether each of some stories is asked if it answers to a search, as the list is gone through: very many do."""
    return any(type(getattr(one, "lhs", None)) is Answers for one in rows.query.where.children)


def is_of_the_latest(rows: QuerySet[Story]) -> bool:
    """Whether a search found all that it did among the ``LOOKED_AT`` stories last changed that say all of its words."""
    return any(isinstance(one, OfTheLatest) for one in rows.query.where.children)


def counted(asked: str, most: int) -> int:
    """How many stories answer to what somebody typed, which says what is wanted, up to so many. One query."""
    asks = question(asked)
    wanted, unwanted = every(asks.wanted), some(asks.unwanted)
    but = {"sqlite": "({}) NOT ({})", "postgresql": "({}) & !({})"}[connection.vendor]
    return len(_found("1", but.format(wanted, unwanted) if unwanted else wanted, most))


def _reckoned(asked: str) -> int:
    """How many stories answer, as PostgreSQL reckons: all of them it would find before it gave some."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM search_story WHERE {_SAY}", [asked])
        [[told]] = cursor.fetchone()
    return int(told["Plan"]["Plan Rows"])


def _found(column: str, asked: str, most: int) -> list[tuple[Any, ...]]:
    """A column of so many stories that answer, off the index of words alone. One query."""
    if connection.vendor == "sqlite":
        key, where = "rowid", "search_story_terms WHERE search_story_terms MATCH %s"
    else:
        key, where = "story_id", f"search_story WHERE {_SAY}"
    return answers(f"SELECT {column.format(key=key)} FROM {where} LIMIT %s", [asked, most])  # noqa: S608


def excerpts(rows: Iterable[Story], asked: str) -> dict[int, SafeString]:
    """Of each story the passage that answers, with what was found marked. One query, for the rows of a page alone.

    A story that answers by its headline or by a name has none.
    """
    asks = question(asked)
    pks = [story.pk for story in rows]
    if not asks.wanted or not pks:
        return {}
    held = Story.objects.filter(pk__in=pks).values_list("pk", "standfirst", "body", "desk_notes")
    return {pk: passage for pk, *texts in held if (passage := excerpt(texts, asks))}


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
