"""The words that readers' documents say, kept so that near ones are found."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

_KEPT = """
INSERT INTO search_word (word, start, ending, length, known_from) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (word) DO UPDATE SET known_from = excluded.known_from WHERE search_word.known_from > excluded.known_from
"""


def keep(said: Iterable[tuple[str, datetime]]) -> None:
    """Keep words that documents say, with when each begins to be shown: those that can be told apart by letters. One
    statement.
    """
    known: dict[str, datetime] = {}
    for word, at in said:
        if is_kept(word):
            known[word] = min(at, known.get(word, at))
    adapt = connection.ops.adapt_datetimefield_value
    rows = [(word, word[:2], word[-2:], len(word), adapt(at)) for word, at in sorted(known.items())]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_KEPT, rows)


def is_kept(word: str) -> bool:
    return len(word) > 2 and word.isalpha()
