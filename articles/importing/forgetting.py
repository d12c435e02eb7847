"""Files that were stored for rows that never came to be.

A row without its file must never be; a file without a row harms nobody. So a file is stored before its row is written,
and deleted only once it is certain that there is no such row.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.storage import default_storage
from django.db import Error, transaction

from articles.rules import wait_for_imports

log = logging.getLogger(__name__)


@contextmanager
def stored_for(rows: Any, field: str) -> Iterator[list[str]]:
    """A list for the names under which files are stored for rows of a model, in a ``field`` of theirs. They are deleted
    where the block, in which a transaction makes these rows, is not gone through.

    A commit may have come through though its answer did not: files that rows have after all stay, and all of them do
    where the database cannot be asked.
    """
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        if stored:
            _forget_unheld(stored, rows, field)
        raise


def _forget_unheld(stored: list[str], rows: Any, field: str) -> None:
    try:
        with transaction.atomic():
            wait_for_imports()  # one of whom may take such a file for its own
            held = set(rows.objects.filter(**{f"{field}__in": stored}).values_list(field, flat=True))
            forget(name for name in stored if name not in held)
    except Error:
        log.warning(
            "The database does not say whether rows have these files, so they stay: %s.", ", ".join(stored)
        )


def forget(stored: Iterable[str]) -> None:
    """Delete files from the project's storage. One that it does not let go is logged, and hinders nobody."""
    for name in stored:
        try:
            default_storage.delete(name)
        except Exception:  # a storage of another machine raises what its client does
            log.exception("The file %s, which nothing on record has, could not be deleted", name)
