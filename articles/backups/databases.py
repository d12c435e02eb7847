"""The database written into one file as of one moment, while others write; and read from such a file again.

SQLite's is the database itself, PostgreSQL's an archive of ``pg_dump``. Both are made from one snapshot, which holds
nobody up, and are taken back in one transaction: who looks meanwhile sees what was there before, or all that came.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import quote

from django.db import DatabaseError, connection
from django.db.backends.postgresql.client import DatabaseClient
from django.utils import timezone

from articles import generation
from articles.backups.folders import BackupFailed, Progress, copied

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PAGES = 4096
"""Of SQLite, copied between two signs of progress: 16 MB."""
OF_A_SERVER = re.compile(r"\d+; \d+ \d+ (POLICY|ROW SECURITY|PUBLICATION|SUBSCRIPTION|EVENT TRIGGER) ")
"""How ``pg_restore`` lists what names roles and servers, and is none of what the newsroom has on record."""
BEGUN = b"SET client_min_messages = warning;\nBEGIN;\n"
EMPTIED = BEGUN + b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
NARROWED = b"""
DO $$ DECLARE one regprocedure; BEGIN
    FOR one IN SELECT oid FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
    END LOOP;
END $$;
"""
"""What runs as its owner is for whom the owner lets call it: nobody yet, as all that names roles is left out."""
MOVED_ON = b"""
DO $$ BEGIN
    IF to_regclass('public.articles_generation') IS NOT NULL THEN
        UPDATE public.articles_generation
            SET token = gen_random_uuid(), taken = gen_random_uuid(), moved_at = clock_timestamp();
    END IF;
END $$;
"""
"""Whoever waits for the end of a restore looks as soon as there is one, and trusts what it sees for a while: the
generation of the backup, of which pages are kept, must never be seen. Old backups have none.
"""
FILES = """SELECT file, sha256 FROM (
    SELECT image AS file, sha256 FROM articles_picture UNION SELECT file, sha256 FROM articles_editionpicture
    UNION SELECT file, '' FROM articles_upload) AS named ORDER BY file COLLATE {bytewise}"""
"""The files that rows name, with their digests where those are on record. What is made of pictures is made again."""
BYTEWISE = {"sqlite": "BINARY", "postgresql": '"C"'}
"""The order of names in lists, whatever the language of the database."""
Ask = Callable[[str], Iterator[Any]]
"""The rows that a statement gives, one by one."""


def snapshot(folder: Path, progress: Progress) -> Any:
    """Write the database into ``folder``. Within the block, its ``Ask`` answers as of what was written."""
    return {"sqlite": _of_sqlite, "postgresql": _of_postgresql}[connection.vendor](folder, progress)


def files_sql(vendor: str) -> str:
    """The statement that gives (file, SHA-256 or "") of what rows name, in the order of names."""
    return FILES.format(bytewise=BYTEWISE[vendor])


def load(file: Path, progress: Progress, *, replaces: bool) -> None:
    """Put what ``file`` holds into the place of all that the database holds, in a generation of its own."""
    {"sqlite": _into_sqlite, "postgresql": _into_postgresql}[connection.vendor](file, progress, replaces)


@contextmanager
def _of_sqlite(folder: Path, progress: Progress) -> Iterator[Ask]:
    file = folder / NAMES["sqlite"]
    name = f"file:{quote(str(connection.settings_dict['NAME']))}?mode=rw"
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=OFF")  # it reaches the disk when it is whole
        with closing(sqlite3.connect(name, uri=True, isolation_level=None)) as live:
            # What was begun here is of this moment to its end; else each commit of others would begin it anew.
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _copy(live, copy, progress)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, and none beside it
        yield copy.execute


def _copy(one: sqlite3.Connection, other: sqlite3.Connection, progress: Progress) -> None:
    (pages,) = one.execute("PRAGMA page_count").fetchone()
    left = pages
    with progress(pages, "pages") as steps:

        def step(_status: int, remaining: int, _total: int) -> None:
            nonlocal left
            steps.step(left - remaining)
            left = remaining

        one.backup(other, pages=PAGES, progress=step)


def _into_sqlite(file: Path, progress: Progress, replaces: bool) -> None:
    connection.ensure_connection()
    # Written as any other transaction is: who has the database open goes on with what it holds then.
    with closing(sqlite3.connect(f"file:{quote(str(file))}?immutable=1", uri=True)) as copy:
        _copy(copy, connection.connection, progress)
    connection.close()
    with suppress(DatabaseError):  # of an old version, which has none
        generation.move_on(timezone.now())


@contextmanager
def _of_postgresql(folder: Path, progress: Progress) -> Iterator[Ask]:
    file, own = folder / NAMES["postgresql"], connection.copy()
    try:
        own.ensure_connection()
        raw = own.connection
        raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (name,) = raw.execute("SELECT pg_export_snapshot()").fetchone()
        done = _run("pg_dump", "--format=custom", f"--snapshot={name}", f"--file={file}", stdout=DEVNULL)
        _, said = done.communicate()
        if done.returncode:
            raise BackupFailed(f"pg_dump cannot write the database: {_last_line(said)}")

        def ask(statement: str) -> Iterator[Any]:
            with raw.cursor(name="backup") as cursor:  # on the server, or all rows would come at once
                cursor.itersize = 5000
                cursor.execute(statement)
                yield from cursor

        yield ask
    finally:
        own.close()


def _into_postgresql(file: Path, progress: Progress, replaces: bool) -> None:
    connection.close()
    with NamedTemporaryFile("w") as wanted:
        wanted.writelines(_wanted(file))
        wanted.flush()
        options = [
            "--file=-",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            f"--use-list={wanted.name}",
            str(file),
        ]
        with (
            subprocess.Popen([_program("pg_restore"), *options], stdout=PIPE, stderr=PIPE) as read,
            _run(
                "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", stdin=PIPE, stdout=DEVNULL
            ) as told,
        ):
            with suppress(BrokenPipeError):  # it says why
                told.stdin.write(EMPTIED if replaces else BEGUN)
                copied(read.stdout, told.stdin)
                if read.wait() == 0:  # else it was cut short, and all is undone with the connection
                    told.stdin.write(NARROWED + MOVED_ON + b"COMMIT;\nANALYZE;\n")
            read.kill()
            _, said = told.communicate()
            if told.returncode or read.wait():
                raise BackupFailed(
                    f"The database cannot be restored: {_last_line(said or read.stderr.read())}"
                )


def _wanted(file: Path) -> list[str]:
    """The lines by which ``pg_restore`` lists what is in ``file``, but for what is of one server alone."""
    command = [_program("pg_restore"), "--list", str(file)]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode:
        raise BackupFailed(f"pg_restore cannot read the database: {_last_line(listed.stderr)}")
    return [line for line in listed.stdout.decode().splitlines(keepends=True) if not OF_A_SERVER.match(line)]


def _run(program: str, *options: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start one of PostgreSQL's own programs on the database. The password is in its environment, which others on the
    machine cannot read, as they can what it was called with.
    """
    (_, *where), env = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(options))
    return subprocess.Popen([_program(program), *where], env=os.environ | (env or {}), stderr=PIPE, **streams)


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise BackupFailed(f"{name} is not installed here (Debian: apt-get install postgresql-client).")
    return found


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it does not say why."
