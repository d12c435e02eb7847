"""Search, answered by FTS5 on SQLite and by a ``tsvector`` on PostgreSQL: one question, the same answer from either.

What is searched are terms (``text.terms``) in tables of their own, apart from the content. The names at this door are
those of the search over all copy, which is the desk's.
"""

from articles.search.copy import (
    LOOKED_AT,
    Copy,
    Terms,
    counted,
    excerpts,
    forget,
    index,
    is_each_asked,
    is_of_the_latest,
    reindex,
    stories,
    terms_of,
)

__all__ = [
    "LOOKED_AT", "Copy", "Terms", "counted", "excerpts", "forget", "index", "is_each_asked", "is_of_the_latest",
    "reindex", "stories", "terms_of",
]  # fmt: skip
