"""Newsrooms for faults: each a copy of one that is set up and empty, with a database of its own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tests import postgres
from tests.benchmarks.apart import Newsroom
from tests.faults import databases
from tests.faults.databases import Postgres
from tests.faults.told import Missing


class House(NamedTuple):
    newsroom: Newsroom
    server: Postgres | None


class Houses:
    """In a folder, in which what was made once and what Python compiled is kept for all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._numbers = folder, count(1)

    @contextmanager
    def on_postgres(self, own: Path | None = None, **options: str) -> Iterator[House]:
        """A newsroom on a server of PostgreSQL that is run with these ``options``; what is no database lies in ``own``,
        where that is named.
        """
        if not postgres.programs():
            raise Missing(databases.MISSING)
        model, number = self.folder / "model-postgres", next(self._numbers)
        if not model.exists():
            with databases.running(self.folder / "begun-postgres") as server:
                server.asked("CREATE DATABASE newsroom")
                self._set_up(server.url)
            (self.folder / "begun-postgres").rename(model)
        folder = self.folder / f"postgres-{number}"
        shutil.copytree(model, folder, ignore=shutil.ignore_patterns(".s.*", "log"))
        with databases.running(folder, **options) as server:
            yield House(self._newsroom(number, server.url, own), server)

    @contextmanager
    def on_sqlite(self, folder: Path | None = None) -> Iterator[House]:
        """A newsroom whose database is a file; all that it has lies in ``folder``, where one is named."""
        model, number = self.folder / "model-sqlite", next(self._numbers)
        if not model.exists():
            self._set_up("").rename(model)
        newsroom = self._newsroom(number, "", folder)
        shutil.copytree(model, newsroom.folder, dirs_exist_ok=True)
        yield House(newsroom, None)

    def _newsroom(self, number: int, url: str, folder: Path | None = None) -> Newsroom:
        folder = folder or self.folder / f"newsroom-{number}"
        folder.mkdir(exist_ok=True)
        return Newsroom(f"newsroom-{number}", folder, url)

    def _set_up(self, url: str) -> Path:
        newsroom = self._newsroom(0, url)
        newsroom.run("migrate", "--verbosity", 0)
        return newsroom.folder


def environment(newsroom: Newsroom, **own: str) -> dict[str, str]:
    """Of a process of a newsroom's, with settings of its ``own``."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    around |= {"NEWSROOM_DATA_DIR": str(newsroom.folder), "DATABASE_URL": newsroom.url}
    around["PYTHONPYCACHEPREFIX"] = str(newsroom.folder.parent / "compiled")
    return around | own
