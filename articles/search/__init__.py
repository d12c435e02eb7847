"""Search, answered by FTS5 on SQLite and by a ``tsvector`` on PostgreSQL: one question, the same answer from either.

What is searched are terms (``text.terms``) in tables of their own, apart from the content. The names at this door are
those of the search over all copy, which is the desk's.
"""

from articles.search.answering import (
    counted,
    excerpts,
    is_each_asked,
    is_in_a_row,
    looked_through,
    stories,
)
from articles.search.copy import Copy, Terms, forget, index, reindex, terms_of

__all__ = [
    "Copy", "Terms", "counted", "excerpts", "forget", "index", "is_each_asked", "is_in_a_row",
    "looked_through", "reindex", "stories", "terms_of",
]  # fmt: skip
