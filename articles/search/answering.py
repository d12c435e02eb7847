"""The stories that answer to what somebody asks of all copy, for the desk."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.lookups import In
from django.utils.safestring import SafeString

from articles.models import Story
from articles.search.asking import answers, every, every_term, some
from articles.search.passages import excerpt
from articles.text.terms import Phrase, question

FEW = 5000
"""Stories that are found first, and then put into the order of a list; of more, each is asked as it is gone through."""
READ, LATEST = 50_000, 3000
"""Stories that say all words of a phrase, which are all read for whether they say them in a row where PostgreSQL is
asked, whose index does not know how words stand; of more than those, so many that were last changed.
"""
_SAY = "terms @@ to_tsquery('simple', %s)"
_READ = "strpos(' ' || head || ' | ' || rest || ' ', %s) > 0"


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


class InARow(In):
    """Whether a story is one of those that were found to say words in a row."""


class OfTheLatest(InARow):
    """The same, where they were looked for among the last changed alone."""


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
    if connection.vendor == "postgresql" and any(len(phrase.terms) > 1 for phrase in phrases):
        return _in_a_row(phrases, among, many)
    numbers = _found("{key}", wanted, FEW + 1) if many <= FEW else None
    if numbers is not None and len(numbers) <= FEW:
        return Q(pk__in=[pk for (pk,) in numbers])
    is_begun = connection.vendor == "sqlite" and any(phrase.goes_on for phrase in phrases)
    return (AmongAll if is_begun else Answers)(F("pk"), Value(wanted))


def _in_a_row(phrases: Sequence[Phrase], among: QuerySet[Story], many: int) -> Any:
    """The same on PostgreSQL, which reckons that ``many`` stories say all words of ``phrases``."""
    wanted = Answers(F("pk"), Value(every(phrases)))
    if many <= READ:
        numbers = _read(phrases, FEW + 1)
        return InARow(F("pk"), numbers) if len(numbers) <= FEW else wanted
    told = _latest(phrases, among, LATEST + 1)
    numbers = [pk for pk, is_said in told[:LATEST] if is_said]
    if len(told) <= LATEST:
        return InARow(F("pk"), numbers)
    return wanted if many * len(numbers) > FEW * LATEST else OfTheLatest(F("pk"), numbers)


def _read(phrases: Sequence[Phrase], most: int) -> list[int]:
    """So many stories that say all ``phrases``, by their texts: what its index keeps takes twice as long to look at."""
    rows = [phrase.row for phrase in phrases if len(phrase.terms) > 1]
    where = " AND ".join([_SAY, *[_READ] * len(rows)])
    sql = f"SELECT story_id FROM search_story WHERE {where} LIMIT %s"  # noqa: S608
    return [pk for (pk,) in answers(sql, [every_term(phrases), *rows, most])]


def _latest(phrases: Sequence[Phrase], among: QuerySet[Story], most: int) -> list[tuple[int, bool]]:
    """So many stories that say all words of ``phrases``, the last changed first, and whether they say them in a row."""
    rows = among.filter(AmongAll(F("pk"), Value(every_term(phrases)))).order_by("-changed_at", "-pk")
    told = rows.values_list("pk", Answers(F("pk"), Value(every(phrases))))
    try:
        return answers(*told[:most].query.sql_with_params())
    except EmptyResultSet:
        return []


def is_each_asked(rows: QuerySet[Story]) -> bool:
    """Whether each of some stories is asked if it answers to a search, as the list is gone through: very many do."""
    return any(type(getattr(one, "lhs", None)) is Answers for one in rows.query.where.children)


def is_in_a_row(rows: QuerySet[Story]) -> bool:
    """Whether some stories are those that were found to say words in a row."""
    return any(isinstance(one, InARow) for one in rows.query.where.children)


def looked_through(rows: QuerySet[Story]) -> int:
    """Among how many of the last changed that say all words they were looked for; 0 where it was among all."""
    return LATEST if any(isinstance(one, OfTheLatest) for one in rows.query.where.children) else 0


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
