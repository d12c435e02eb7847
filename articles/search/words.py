"""The words that readers' documents say, kept so that near ones are found."""

from collections.abc import Iterable

from django.db import connection


def keep(words: Iterable[str]) -> None:
    """Keep words that documents say, those that can be told apart by letters. One statement."""
    rows = [(word, word[:2], word[-2:], len(word)) for word in sorted(set(words)) if is_kept(word)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_word (word, start, ending, length) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                rows,
            )


def is_kept(word: str) -> bool:
    return len(word) > 2 and word.isalpha()
