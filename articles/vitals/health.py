"""Whether this process can serve: what it needs is there, and what it does better with."""

import logging
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, Error, ProgrammingError, connections

from articles import standby
from articles.sqlstates import NOT_ALLOWED, state_of
from articles.vitals.looking import PATIENCE, Looking
from articles.vitals.signs import is_leaving

ROOM = 50_000_000
"""Bytes that are free on the disk of the data folder, at least: what is sent to the newsroom at once."""
SELDOM = 10.0
"""Seconds for which it is told again whether pictures can be reached: whose store it is may count who asks."""

NO_ANSWER, WITHOUT = "it does not answer", "served without it"
NOT_IN_TIME = f"no answer within {PATIENCE:g} seconds"

logger = logging.getLogger(__name__)


class Finding(NamedTuple):
    """``problem`` is "" where all is well. What is not ``is_needed`` is missed, and the process serves without it."""

    name: str
    problem: str
    is_needed: bool = True
    meanwhile: str = WITHOUT

    def __str__(self) -> str:
        without = f" ({self.meanwhile})" if self.problem and not self.is_needed else ""
        return f"{self.name}: {self.problem or 'ok'}{without}"


class State(NamedTuple):
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        return not any(finding.problem and finding.is_needed for finding in self.findings)

    @property
    def told(self) -> str:
        """A line for each finding."""
        return "".join(f"{finding}\n" for finding in self.findings)


class Store(Protocol):
    """Of pages, as ``site.ready.sharing.Store``."""

    def answers(self) -> bool: ...


class Health:
    """``store`` is that of pages, where there is one."""

    def __init__(self, store: Store | None = None) -> None:
        self._database = Database()
        self._replica = _replica()
        self._looking = Looking(self._look)
        # In a part of the time: whatever holds all of them up, the others are told in time.
        self._at_store = Looking(store.answers, patience=PATIENCE / 4) if store else None
        self._at_pictures = Looking(pictures_problem, patience=PATIENCE / 4, fresh=SELDOM)
        self._at_replica = Looking(self._replica.problem, patience=PATIENCE / 4) if self._replica else None
        self._asked: dict[str, float] = {}
        """When it was begun to ask for what, by a clock that only goes on."""
        self._was_ready = True

    def found(self) -> State:
        """In two seconds, whatever does not answer."""
        if is_leaving():
            return State((Finding("server", "it is going to stop"),))
        state = self._looking.found() or State((Finding(self._slowest(), NOT_IN_TIME),))
        if state.is_ready != self._was_ready:
            self._was_ready = state.is_ready
            tell = logger.warning if state.is_ready else logger.error
            tell("This process is %s: %s", "ready again" if state.is_ready else "not ready", _listed(state))
        return state

    def close(self) -> None:
        self._database.close()
        if self._replica:
            self._replica.close()

    def _look(self) -> State:
        return State(tuple(self._findings()))

    def _findings(self) -> Iterator[Finding]:
        self._asked = {}
        yield Finding(self._at("database"), self._database.problem(), is_needed=not _is_stood_in_for())
        if self._replica and self._at_replica:
            yield _missed(self._at("replica"), self._at_replica.found(), self._replica.meanwhile())
        yield Finding(self._at("disk"), disk_problem(Path(settings.DATA_DIR)))
        if self._at_store:
            yield _missed(self._at("page store"), "" if self._at_store.found() else None)
        if is_elsewhere():
            yield _missed(self._at("pictures"), self._at_pictures.found())

    def _at(self, name: str) -> str:
        """What is asked from now on."""
        self._asked[name] = time.monotonic()
        return name

    def _slowest(self) -> str:
        """What holds the look up."""
        asked = dict(self._asked)
        ends = [*asked.values(), time.monotonic()][1:]
        took = {name: end - begun for (name, begun), end in zip(asked.items(), ends, strict=True)}
        return max(took, key=lambda name: took[name], default="database")


def _missed(name: str, problem: str | None, meanwhile: str = WITHOUT) -> Finding:
    """What the process serves without. ``problem`` is None where the look has not ended in time."""
    return Finding(name, NO_ANSWER if problem is None else problem, is_needed=False, meanwhile=meanwhile)


def _listed(state: State) -> str:
    return ", ".join(str(finding) for finding in state.findings)


class Asked:
    """A database, over a connection of its own, which whoever looks next uses again: those of others may be held up."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._connection: Any = None

    def problem(self) -> str:
        is_kept = self._connection is not None
        try:
            if self._connection is None:
                self._connection = _apart(self._alias)
            return self.found(self._connection)
        except Error as problem:
            self.close()
            if is_kept:  # it may have been cut since by a restart that is over
                return self.problem()
            return str(problem).partition("\n")[0] or type(problem).__name__

    def found(self, asked: Any) -> str:
        """What is wrong with it, "" where nothing is. Raises ``DatabaseError``."""
        raise NotImplementedError

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Database(Asked):
    def __init__(self) -> None:
        super().__init__(DEFAULT_DB_ALIAS)
        self._is_set_up = False

    def found(self, asked: Any) -> str:
        with asked.cursor() as cursor:
            cursor.execute("SELECT 1")
        self._is_set_up = self._is_set_up or is_set_up(asked)
        return "" if self._is_set_up else "migrations wait to be applied"


class Replica(Asked):
    """One that readers are served from. The database itself may be one, where they are by a process for them alone."""

    def __init__(self, alias: str) -> None:
        super().__init__(alias)
        self._is_alone = alias != standby.REPLICA
        self._following = standby.Following()

    def meanwhile(self) -> str:
        return "readers are served from it" if self._is_alone or standby.stands_in() else WITHOUT

    def found(self, asked: Any) -> str:
        if self._is_alone:
            with asked.cursor() as cursor:
                cursor.execute("SELECT pg_is_in_recovery()")
                if not cursor.fetchone()[0]:
                    return ""
        return self._following.problem(asked)


def _is_stood_in_for() -> bool:
    """Whether a node that is for readers alone serves them from a replica meanwhile."""
    return settings.ROLE == "public" and standby.stands_in()


def _replica() -> Replica | None:
    if standby.REPLICA in connections.settings:
        return Replica(standby.REPLICA)
    is_alone = settings.ROLE == "public" and connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    return Replica(DEFAULT_DB_ALIAS) if is_alone else None


def _apart(alias: str) -> Any:
    """A connection to a database that no request has, and that ends soon where nobody is at its other end."""
    own = connections[alias].copy()
    own.inc_thread_sharing()
    if own.vendor == "postgresql":
        milliseconds = round(PATIENCE * 1000)
        bounds = {"connect_timeout": round(PATIENCE), "tcp_user_timeout": milliseconds}
        own.settings_dict["OPTIONS"] = {**own.settings_dict.get("OPTIONS", {}), **bounds}
    return own


def is_set_up(asked: Any) -> bool:
    """Whether all migrations of this program are applied, to be told without loading them. Who may not see which are,
    as a role that reads what readers see, leaves that to others. Raises ``DatabaseError``.
    """
    try:
        with asked.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except ProgrammingError as problem:
        if state_of(problem) == NOT_ALLOWED:
            return True
        raise
    return applied >= set(_migrations())


def _migrations() -> Iterator[tuple[str, str]]:
    for app in apps.get_app_configs():
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py"):
            yield app.label, file.stem


def is_elsewhere() -> bool:
    """Whether pictures lie in no folder of this machine."""
    try:
        default_storage.path("any")
    except NotImplementedError:
        return True
    return False


def pictures_problem() -> str:
    """Why those that lie elsewhere cannot be reached; "" where they can."""
    try:
        default_storage.listdir("")
    except OSError as problem:
        return str(problem)
    return ""


def disk_problem(folder: Path) -> str:
    """Why nothing can be written to the folder; "" where it can, and there is room for more."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".health") as file:
            file.write(b"ok")
            file.flush()
        found = os.statvfs(folder)
    except OSError as problem:
        return f"nothing can be written ({problem.strerror})"
    free = found.f_bavail * found.f_frsize
    return "" if free >= ROOM else f"{free // 1_000_000} MB are left"
