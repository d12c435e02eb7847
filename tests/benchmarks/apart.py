"""Newsrooms apart from this process and from each other: commands run in them as a person's would, and can be killed.

Each has a data folder and a database of its own, on SQLite or where DATABASE_URL says. Processes are looked up in
/proc, which only Linux has.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import dj_database_url
import psycopg
from django.db import connection, connections
from psycopg import sql

TOP = Path(__file__).parent.parent.parent
FILE = "newsroom.sqlite3"
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom by the name of its database; ``url`` is "" where that is a file in its folder."""

    name: str
    folder: Path
    url: str

    @property
    def database(self) -> Any:
        """This process's connection to it."""
        if self.name not in connections:
            default = connections["default"].settings_dict
            kept_in = self.folder / FILE
            where = dj_database_url.parse(self.url) if self.url else {"NAME": str(kept_in)}
            connections.settings[self.name] = {**default, **where}
        return connections[self.name]

    def command(self, *arguments: object, module: Sequence[str] = ("manage.py",)) -> list[str]:
        return [sys.executable, *module, *map(str, arguments)]

    def begin(self, command: Sequence[str], out: int | IO[Any] = subprocess.DEVNULL) -> subprocess.Popen[str]:
        """Start a command in it, at the head of a group of processes."""
        own = {"NEWSROOM_DATA_DIR": str(self.folder), "DATABASE_URL": self.url}
        # Compiled once, as where it is installed: a worker's start takes twice as long where nothing may be kept.
        own["PYTHONPYCACHEPREFIX"] = str(self.folder.parent / "compiled")
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return subprocess.Popen(
            command, cwd=TOP, env=around | own, stdout=out, stderr=out, text=True, start_new_session=True
        )

    def run(self, *arguments: object, module: Sequence[str] = ("manage.py",)) -> None:
        """Carry a command of ``manage.py`` out in it, or a module. One that fails ends this process, too."""
        process = self.begin(self.command(*arguments, module=module), out=subprocess.PIPE)
        said, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, arguments))} ended with {process.returncode}: {said}")


@dataclass(slots=True)
class Newsrooms:
    """New ones, each a copy of the same that is empty: of ``model``, or else of one that is made for them."""

    folder: Path
    model: Newsroom | None = None
    url: str = field(default_factory=lambda: os.environ.get("DATABASE_URL", ""))
    _own: Newsroom | None = None

    @contextmanager
    def kept(self) -> Iterator[Newsroom]:
        """The database of this process as it is now, apart."""
        connection.close()
        newsroom = self._made(connection.settings_dict["NAME"])
        if not self.url:
            with sqlite3.connect(newsroom.folder / FILE) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
            copy.close()
        try:
            yield newsroom
        finally:
            self._drop(newsroom)

    @contextmanager
    def another(self) -> Iterator[Newsroom]:
        """One that is gone afterwards."""
        if self.model is None:
            self.model = self._own = self._made()
            self._own.run("migrate", "--verbosity", 0)
        newsroom = self._made(self.model.name)
        if not self.url:
            shutil.copytree(self.model.folder, newsroom.folder, dirs_exist_ok=True)
        try:
            yield newsroom
        finally:
            self._drop(newsroom)

    def close(self) -> None:
        if self._own:
            self._drop(self._own)

    def _made(self, model: str = "template1") -> Newsroom:
        """One with a database like that of this name on PostgreSQL, to which nobody may be connected."""
        number = next(NUMBERS)
        name = f"{urlsplit(self.url).path[1:] or 'newsroom'}_apart_{os.getpid()}_{number}"
        folder = self.folder / name
        folder.mkdir()
        if not self.url:
            return Newsroom(name, folder, "")
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._ask(create.format(sql.Identifier(name), sql.Identifier(model)))
        return Newsroom(name, folder, urlsplit(self.url)._replace(path=f"/{name}").geturl())

    def _drop(self, newsroom: Newsroom) -> None:
        if newsroom.name in connections:
            newsroom.database.close()
        shutil.rmtree(newsroom.folder)
        if newsroom.url:
            self._ask(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(newsroom.name)))

    def _ask(self, statement: sql.Composed) -> None:
        server = urlsplit(self.url)._replace(path="/postgres").geturl()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def newsrooms(folder: Path, model: Newsroom | None = None) -> Iterator[Newsrooms]:
    """What makes newsrooms, in a folder that is there already."""
    made = Newsrooms(folder, model)
    try:
        yield made
    finally:
        made.close()


def group(leader: int) -> dict[int, int]:
    """The processes of a group with the bytes of memory that each holds. One that has ended and was not asked for its
    status is none."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(status[2]) == leader and status[0] != "Z":
            found[int(folder.name)] = int(status[21]) * os.sysconf("SC_PAGE_SIZE")
    return found
