"""What somebody asks for, in the language of the database, and texts as the terms that are kept of them."""

from collections.abc import Iterable

from django.db import connection

from articles.text.terms import Phrase, terms

LENGTH = 250_000
"""Characters of terms that are kept of a text: PostgreSQL's ``tsvector`` holds no more than a megabyte."""


def every(phrases: Iterable[Phrase], *, in_head: bool = False) -> str:
    """What finds where all of ``phrases`` stand, all of them in the headline if ``in_head``; "" for none of them."""
    return _joined(phrases, " AND ", " & ", in_head=in_head)


def some(phrases: Iterable[Phrase], *, in_head: bool = False) -> str:
    """What finds where one of ``phrases`` stands; "" for none of them."""
    return _joined(phrases, " OR ", " | ", in_head=in_head)


def joined_terms(parts: Iterable[str]) -> str:
    """The terms of texts, apart by blanks."""
    return cut(" ".join(terms("\n".join(parts))))


def cut(joined: str) -> str:
    return joined if len(joined) <= LENGTH else joined[:LENGTH].rpartition(" ")[0]


def _joined(phrases: Iterable[Phrase], fts5: str, tsquery: str, *, in_head: bool) -> str:
    if connection.vendor == "sqlite":
        joined = fts5.join(map(_fts5, phrases))
        return f"head : ({joined})" if joined and in_head else joined
    return tsquery.join(_tsquery(phrase, "A" if in_head else "") for phrase in phrases)


def _fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"{" *" if phrase.goes_on else ""}'


def _tsquery(phrase: Phrase, weight: str) -> str:
    *others, last = phrase.terms
    rows = [f"'{term}':{weight}" if weight else f"'{term}'" for term in others]
    beginning = "*" if phrase.goes_on else ""
    rows.append(f"'{last}':{beginning}{weight}" if beginning or weight else f"'{last}'")
    return f"({' <-> '.join(rows)})"
