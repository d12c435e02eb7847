"""The replica that readers are served from, where the newsroom has one.

A thread that serves readers asks it in the place of the primary, whoever asks and however: what is read of a page and
the generation that it is kept under come over one connection. Nothing can be written there. Where it is gone, or behind
what readers were shown already, the primary answers for a while.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

REPLICA = "replica"
"""Its name among the databases."""
REST = 5.0
"""Seconds for which a replica that failed is not asked."""
CONFLICT = "40001"
"""What PostgreSQL calls it where what a query looked at was cleared away, and the replica could wait no longer."""
_LAG = """
SELECT CASE
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())
END FROM pg_stat_wal_receiver
"""

logger = logging.getLogger(__name__)


class _Process:
    rests_until = 0.0


@contextmanager
def reading() -> Iterator[None]:
    """Let this thread ask the replica, if there is one and it does not rest."""
    if REPLICA not in connections.settings or time.monotonic() < _Process.rests_until:
        yield
        return
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


def is_reading() -> bool:
    """Whether this thread asks the replica."""
    return connections[DEFAULT_DB_ALIAS].alias == REPLICA


def rest(why: object) -> bool:
    """Let the replica not be asked for a while, by any thread of this process. Whether there is one to let rest: if so,
    ask the primary now.
    """
    if REPLICA not in connections.settings:
        return False
    if time.monotonic() >= _Process.rests_until:
        reason = str(why).partition("\n")[0]
        logger.error("The replica is not asked for %d seconds, the primary is: %s", REST, reason)
    _Process.rests_until = time.monotonic() + REST
    return True


def lag(asked: Any) -> float | None:
    """Seconds by which the replica at the other end of the connection ``asked`` is behind the primary; 0 where it has
    all that it was sent. None where it follows nobody. Raises ``DatabaseError``.

    For one that stopped a while ago and has just begun again it is what it still has to do, at the most.
    """
    with asked.cursor() as cursor:
        cursor.execute(_LAG)
        row = cursor.fetchone()
    return float(row[0] or 0) if row else None
