"""What somebody asks for, in the language of the database, and texts as the terms that are kept of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db import connection

from articles.search.places import END
from articles.text.terms import Phrase, Question, in_a_row

LENGTH = 250_000
"""Characters of terms that are kept of a text: PostgreSQL's ``tsvector`` holds no more than a megabyte."""
# The words of a row lie apart from it: to look at them takes many times longer than PostgreSQL reckons. So it is given
# no way but its index of words and labels, by which it need not: what "is true" leads into no other, and none has the
# order that is asked for. Where neither is asked for, an index has what is live in the order of date.
_SETTINGS = (
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL jit = off",
    "SET LOCAL work_mem = '16MB'",  # thousands of rows are sorted, and hundreds of thousands of places kept
)


@dataclass(frozen=True)
class Search:
    """What is searched for: words, one label of each group, and places from ``since`` to before ``until``.

    One of the phrases ``heads`` is to stand in a headline, or all of them, which are all that are asked for, if
    ``all_in_head``.
    """

    asks: Question = field(default_factory=Question)
    labels: tuple[tuple[str, ...], ...] = ()
    heads: tuple[Phrase, ...] = ()
    all_in_head: bool = False
    since: int = 0
    until: int = END

    def __bool__(self) -> bool:
        """Whether it takes the index to answer: what asks for dates alone is answered by the editions."""
        return bool(self.asks or self.labels)

    @property
    def is_quick(self) -> bool:
        """Whether it can be asked many times over: a phrase is looked for in texts, a beginning in many words."""
        phrases = (*self.asks.wanted, *self.asks.unwanted)
        return not any(phrase.goes_on or len(phrase.terms) > 1 for phrase in phrases)

    @property
    def is_in_a_row(self) -> bool:
        """Whether words are to stand in a row, or not: where PostgreSQL is asked, texts are looked at for it."""
        return any(len(phrase.terms) > 1 for phrase in (*self.asks.wanted, *self.asks.unwanted))

    @property
    def goes_on(self) -> bool:
        """Whether a beginning is asked for, which may be that of many words."""
        return any(phrase.goes_on for phrase in (*self.asks.wanted, *self.asks.unwanted))

    def loosened(self) -> Self:
        """What all stories answer to that this one finds: their words wherever they stand, no beginnings."""
        said = {
            term: None
            for phrase in self.asks.wanted
            for term in phrase.terms[: -1 if phrase.goes_on else None]
        }
        unwanted = [phrase for phrase in self.asks.unwanted if len(phrase.terms) == 1 and not phrase.goes_on]
        return replace(self, asks=Question(tuple(map(Phrase, said)), tuple(unwanted)))

    def within(self, since: int = 0, until: int = END) -> Self:
        return replace(self, since=max(self.since, since), until=min(self.until, until))


def every(phrases: Iterable[Phrase]) -> str:
    """What finds where all of ``phrases`` stand; "" for none of them."""
    return _joined(phrases, " AND ", " & ")


def some(phrases: Iterable[Phrase]) -> str:
    """What finds where one of ``phrases`` stands; "" for none of them."""
    return _joined(phrases, " OR ", " | ")


def every_term(phrases: Iterable[Phrase]) -> str:
    """What finds on PostgreSQL where all terms of ``phrases`` stand, whether or not in a row."""
    return " & ".join(_tsquery(phrase, "&") for phrase in phrases)


def joined_terms(parts: Iterable[str]) -> str:
    """The terms of texts, apart by blanks."""
    return cut(in_a_row("\n".join(parts)))


def cut(joined: str) -> str:
    return joined if len(joined) <= LENGTH else joined[:LENGTH].rpartition(" ")[0]


def _joined(phrases: Iterable[Phrase], fts5: str, tsquery: str) -> str:
    if connection.vendor == "sqlite":
        return fts5.join(map(_fts5, phrases))
    return tsquery.join(map(_tsquery, phrases))


def _fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.goes_on else ""}'


def _tsquery(phrase: Phrase, between: str = "<->") -> str:
    rows = f" {between} ".join(f"'{term}'" for term in phrase.terms)
    return f"({rows}{':*' if phrase.goes_on else ''})"


def answers(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query of what an index of words has, sent in one with the settings of PostgreSQL that it needs."""
    first = _SETTINGS if connection.vendor == "postgresql" else ()
    with connection.cursor() as cursor:
        cursor.execute("; ".join([*first, sql]), params)
        for _ in first:
            cursor.nextset()
        return list(cursor.fetchall())
