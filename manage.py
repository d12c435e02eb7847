#!/usr/bin/env python
import os
import sys
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError
from django.db.migrations.exceptions import NodeNotFoundError

from newsroom import trouble

SERVERS = {"runserver", "serve"}
HELP = {"-h", "--help"}
FAILED = 3
"""What our commands end with where the database fails them, at whatever moment that is."""
STOPPED = 130
"""What shells say of a command that Ctrl-C ended."""


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        is_served = bool(set(arguments[1:2]) & SERVERS) and not HELP & set(arguments)
        if is_served and "RUN_MAIN" not in os.environ:  # Django's mark of a reload
            require_tables()
        execute_from_command_line(arguments)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except PermissionError as problem:
        if "--traceback" in arguments:
            raise
        fail(
            f"{problem.filename}: {problem.strerror}. Let this user read and write there, or run this as who may."
        )
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        sys.exit(STOPPED)
    except (OperationalError, ProgrammingError, NodeNotFoundError) as problem:
        sentence = trouble.told(problem)
        if not sentence or "--traceback" in arguments:
            raise
        fail(sentence)


def fail(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(FAILED)


def require_tables() -> None:
    """Stop here what would start, and then fail at every page."""
    django.setup()
    if trouble.is_not_set_up():
        fail(trouble.not_set_up())


if __name__ == "__main__":
    main(sys.argv)
