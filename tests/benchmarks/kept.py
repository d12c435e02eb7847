"""Databases of benchmarks that are built once and used again: `--keep FOLDER`, on SQLite or a PostgreSQL of its own."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

_OWN_SERVER = (
    "-c shared_buffers=1GB -c maintenance_work_mem=512MB "
    "-c max_wal_size=8GB -c wal_level=minimal -c max_wal_senders=0"
)


def options(description: str | None) -> argparse.ArgumentParser:
    """What every benchmark over a database of many stories can be asked for."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="leave the database there, and go on with it"
    )
    parser.add_argument(
        "--postgresql", action="store_true", help="start a PostgreSQL for it, kept in the same folder"
    )
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    return parser


def on_its_own_server(module: str) -> None:
    """Where `--postgresql` is asked for, run the benchmark again as a process of its own, on a server that stands as
    long as it runs, and end with it. To be called before Django is set up."""
    asked, _ = options(None).parse_known_args()
    if not asked.postgresql or "DATABASE_URL" in os.environ:
        return
    programs = postgres.programs()
    if not programs:
        raise SystemExit("PostgreSQL's server programs are not installed here.")
    held = asked.keep and asked.keep.resolve() / "postgresql"
    with postgres.server(programs, kept=held, options=_OWN_SERVER) as url:
        command = [sys.executable, "-m", module, *sys.argv[1:]]
        done = subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False)
    raise SystemExit(done.returncode)


@contextmanager
def database(folder: Path | None) -> Iterator[None]:
    """A database for a benchmark, that of ``folder`` if one is named; Django is set up already."""
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    if folder and connection.vendor == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        connection.settings_dict["TEST"]["NAME"] = str(folder / "newsroom.sqlite3")
    held = setup_databases(verbosity=0, interactive=False, keepdb=bool(folder), serialized_aliases=())
    try:
        yield
    finally:
        teardown_databases(held, verbosity=0, keepdb=bool(folder))
