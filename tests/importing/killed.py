"""`python -m tests.importing.killed NTH FOLDER SIGNAL`: import_stories in small batches, and a signal in its NTH.

SIGKILL goes to its main process, what a terminal sends to all processes of its group.
"""

import os
import signal
import sys
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import django
from django.core.management import call_command
from django.db.models import Model

BATCH = 4


def main(nth: int, folder: str, sent: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from articles.importing.reading import chunks
    from articles.models import Revision, rows

    chunks.FILES = BATCH
    batches, put = count(1), rows.put_rows

    def watched(model: type[Model], names: Sequence[str], some: Iterable[Any]) -> None:
        if model is Revision and next(batches) == nth:
            os.kill(os.getpid() if sent == signal.SIGKILL else 0, sent)
        put(model, names, some)

    rows.put_rows = watched
    call_command("import_stories", folder, "--workers", "2")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
