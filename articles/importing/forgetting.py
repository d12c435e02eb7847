"""Files that were stored for rows that never came to be."""

import logging
from collections.abc import Iterable

from django.core.files.storage import default_storage

log = logging.getLogger(__name__)


def forget(stored: Iterable[str]) -> None:
    """Delete files from the project's storage. One that it does not let go is logged, and hinders nobody."""
    for name in stored:
        try:
            default_storage.delete(name)
        except Exception:  # a storage of another machine raises what its client does
            log.exception("The file %s, which nothing on record has, could not be deleted", name)
