"""The replica that readers are served from, where the newsroom has one.

A thread that serves readers asks it in the place of the primary, whoever asks and however: what is read of a page and
the generation that it is kept under come over one connection. Nothing can be written there. Where it is gone, does not
keep up with the primary, or is behind what readers were shown already, the primary answers for a while.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

from articles.sqlstates import state_of

REPLICA = "replica"
"""Its name among the databases."""
REST = 5.0
"""Seconds for which a replica that failed is not asked."""
CONFLICT = "40001"
"""What PostgreSQL calls it where what a query looked at was cleared away, and the replica could wait no longer."""
_GONE = ("08", "57P0")
"""How it calls begins what is wrong with a connection, and a server that ends it or lets nobody in."""
_TOO_MUCH = ("57014", "53", "54")
"""What it calls a statement that took longer than it may; how begins what takes more than a server has, or ever may."""
BEHIND = 1.0
"""Seconds by which readers who are served from a replica may be late."""
LATELY = 2 * BEHIND
"""Seconds for which a look counts that another is compared with."""
MOMENT = 0.05
"""Seconds in which a replica that keeps up has taken over what it has received."""
UNKNOWN = "it is not known yet how far it is behind"
_STANDS = """
SELECT pg_last_wal_receive_lsn() - '0/0', pg_last_wal_replay_lsn() - '0/0', EXISTS (SELECT FROM pg_stat_wal_receiver)
"""

logger = logging.getLogger(__name__)


class Following:
    """Whether a replica keeps up, told from one look to the next: what it had received at one it has taken over by
    another. By its own clock that cannot be told, where nothing was committed for a while.

    What the last look tells says nothing where that is long ago, as at the first one; and what one has received that
    begins to follow, and fetches what it missed, says nothing of what it has not. So the primary is asked before it is
    first trusted: ``written`` gives how far that is, None where it does not tell.
    """

    def __init__(self, written: Callable[[], Any] = lambda: None) -> None:
        self._written = written
        self._begin()

    def _begin(self) -> None:
        self._mark: Any = 0
        self._at = -inf
        self._is_new, self._is_known = True, False

    def problem(self, asked: Any) -> str:
        """How the replica at the other end of the connection ``asked`` does not keep up, and else "". Raises
        ``DatabaseError``.
        """
        found = self._found(asked)
        if found == UNKNOWN:
            time.sleep(MOMENT)
            found = self._found(asked)
        return found

    def _found(self, asked: Any) -> str:
        with asked.cursor() as cursor:
            cursor.execute(_STANDS)
            received, taken, follows = cursor.fetchone()
        now = time.monotonic()
        if received is None or not follows:
            self._begin()
            return "it follows nobody"
        late = now - self._at
        if taken >= self._mark:
            self._mark, self._at, self._is_known = received, now, late <= LATELY
            if not self._is_known:
                self._mark = max(received, (self._written() if self._is_new else None) or 0)
                self._is_known = taken >= self._mark
            self._is_new = self._is_new and not self._is_known
        elif late > BEHIND:
            return f"it is more than {late:.1f} seconds behind"
        return "" if self._is_known else UNKNOWN


def _written() -> Any:
    """How far the primary is, in the bytes of its log; None where it does not tell, and soon."""
    try:
        with primary():
            asked: Any = connections[DEFAULT_DB_ALIAS]
            asked.may_take(BEHIND)
            with asked.cursor() as cursor:
                cursor.execute("SELECT pg_current_wal_flush_lsn() - '0/0'")
                return cursor.fetchone()[0]
    except Error:
        return None


class _Process:
    rests_until = 0.0
    is_behind = False
    """Why it rests: it answers, and could be asked any time how it stands."""
    following = Following(_written)
    stands_in = False


def is_there() -> bool:
    """Whether this newsroom has one."""
    return REPLICA in connections.settings


def is_asked() -> bool:
    """Whether there is one, and it does not rest."""
    return is_there() and time.monotonic() >= _Process.rests_until


def stands_in() -> bool:
    """Whether it answers readers since the primary is away: as all was when that was there last."""
    return _Process.stands_in


@contextmanager
def reading() -> Iterator[None]:
    """Let this thread ask the replica, if there is one and it does not rest, or stands in for the primary."""
    with _asking(REPLICA if is_asked() or stands_in() else DEFAULT_DB_ALIAS):
        yield


@contextmanager
def primary() -> Iterator[None]:
    """Let this thread ask the primary, within ``reading`` too."""
    with _asking(DEFAULT_DB_ALIAS):
        yield


@contextmanager
def _asking(which: str) -> Iterator[None]:
    before = connections[DEFAULT_DB_ALIAS]
    if before.alias == which:
        yield
        return
    if which == REPLICA:
        then = connections[REPLICA]
        then.primary = before
    else:
        then = before.primary
    connections[DEFAULT_DB_ALIAS] = then
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


def look(most: float) -> str:
    """How the replica does not keep up with the primary, and else "". For who looks once a second how things are, and
    lets it take so many seconds at ``most``. One that could not be asked is not asked again before it has rested.
    """
    if not is_there():
        return ""
    if time.monotonic() < _Process.rests_until and not _Process.is_behind:
        return ""
    problem = ""
    try:
        asked: Any = connections[REPLICA]
        asked.may_take(most)
        problem = _Process.following.problem(asked)
    except Error as failed:
        rest(failed)
    _Process.is_behind = bool(problem)
    return problem


def let_stand_in(has_all: Callable[[], bool]) -> None:
    """For who found that the primary is away: let the replica stand in for it, where it answers, and ``has_all``, which
    asks it, tells that it has all that readers were shown.
    """
    if not is_there():
        return
    try:
        with _asking(REPLICA):
            stands, why = has_all(), "it may lack what readers were shown"
    except Error as problem:
        stands, why = False, str(problem)
    if not stands:
        rest(why)
    elif not _Process.stands_in:
        _Process.stands_in = True
        logger.error("Readers are served from the replica (NEWSROOM_REPLICA_URL), since the primary is away.")


def stand_back() -> None:
    """For who found that the primary is there: let the replica stand in for it no more."""
    _Process.stands_in = False


def is_reading() -> bool:
    """Whether this thread asks the replica."""
    return connections[DEFAULT_DB_ALIAS].alias == REPLICA


def is_conflict(problem: Exception) -> bool:
    """Whether what was asked of the replica may succeed there if it is asked once more."""
    return state_of(problem) == CONFLICT


def is_too_much(problem: Exception) -> bool:
    """Whether a query failed by what it takes: the primary is spared it, and the replica is none the worse for it."""
    return state_of(problem).startswith(_TOO_MUCH)


def is_gone(problem: Exception) -> bool:
    """Whether the server at the other end is away, or says nothing, so that whoever asks it next fails as well."""
    state = state_of(problem)
    return not state or state.startswith(_GONE)


def rest(why: object) -> None:
    """Let the replica, if there is one, not be asked for a while by any thread of this process, nor stand in for the
    primary. Who asked it is to ask that now.
    """
    if not is_there():
        return
    stand_back()
    if time.monotonic() >= _Process.rests_until:
        reason = str(why).partition("\n")[0]
        told = "The replica (NEWSROOM_REPLICA_URL) is not asked for %d seconds, the primary is: %s"
        logger.error(told, REST, reason)
    _Process.rests_until = time.monotonic() + REST
