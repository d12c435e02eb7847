"""A server that says nothing and ends no connection, as where its disk hangs or all of its machine: each statement that
is sent to it would hold a thread up, until none is left for anybody.

So who answers a request waits for one that lives, however long it takes, and not for one that hangs: all who wait for
it are told at once, and who comes next before anything is sent, but for one every second, who finds out whether it does
still. What is no request, as a command, waits for ever.
"""

import logging
import socket
import struct
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from psycopg import OperationalError

GRACE = 2.0
"""Seconds after the end of which a server that has not ended a statement by itself hangs; so long is looked whether it
does still."""
SUSPECT = 10.0
"""Seconds of a statement that may take as long as it needs, after which it is asked whether the server lives."""
LETTING_IN = 2
"""Seconds in which one that lives says something to who comes."""
SELDOM = 1.0
"""Seconds between two looks at one that hangs."""
_HOW = 80877103

logger = logging.getLogger(__name__)


class Hangs(OperationalError):
    """The server says nothing."""

    def __init__(self) -> None:
        super().__init__("The database says nothing.")


class Server:
    """What all connections of this process to one server know of it together."""

    def __init__(self) -> None:
        self.hangs = False
        self._lock = threading.Lock()
        self._next_look = 0.0
        self._looks = 0
        """The thread that finds out."""

    def admit(self) -> None:
        """Raise Hangs where it does, but for one who is to find out whether it does still."""
        if not self.hangs:
            return
        with self._lock:
            now, thread = time.monotonic(), threading.get_ident()
            if now >= self._next_look:
                self._next_look, self._looks = now + GRACE + SELDOM, thread
            elif thread != self._looks:
                raise Hangs

    def answered(self) -> None:
        if self.hangs:
            self.hangs = False
            logger.warning("The database answers again.")

    def found_hanging(self) -> None:
        if not self.hangs:
            logger.error("The database says nothing. Nobody waits for it until it does.")
        with self._lock:
            self.hangs = True
            self._next_look, self._looks = time.monotonic() + SELDOM, 0


class Wait:
    """One statement's: ``longest`` is how many seconds the server lets it take, 0 where it may take what it needs."""

    def __init__(self, server: Server, longest: float, lives: Callable[[], bool]) -> None:
        server.admit()
        self._server, self._lives = server, lives
        self._begun = time.monotonic()
        self._is_look = server.hangs
        self._longest = GRACE if self._is_look else longest + GRACE if longest else 0.0
        self._next_doubt = SUSPECT

    def through(self, steps: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """The steps of psycopg, which is told every tenth of a second that nothing has come. Raises Hangs."""
        try:
            step = next(steps)
            while True:
                ready = yield step
                if not ready:
                    self._check(time.monotonic() - self._begun)
                step = steps.send(ready)
        except StopIteration as end:
            self._server.answered()
            return end.value

    def _check(self, waited: float) -> None:
        if self._longest and waited > self._longest:
            self._server.found_hanging()
        elif not self._longest and waited > self._next_doubt:
            self._next_doubt = waited + SUSPECT
            if not self._lives():
                self._server.found_hanging()
        if self._server.hangs and not (self._is_look and waited <= self._longest):
            raise Hangs


def lives(host: str, port: int) -> bool:
    """Whether a server says anything to who asks how it would be spoken to (PostgreSQL, "SSL Session Encryption"): it
    takes a process of its own to do so. ``host`` is a name, or the folder of its socket.
    """
    is_near = host.startswith("/")
    to = f"{host}/.s.PGSQL.{port}" if is_near else (host, port)
    try:
        with socket.socket(socket.AF_UNIX) if is_near else socket.create_connection(to, LETTING_IN) as asked:
            asked.settimeout(LETTING_IN)
            if is_near:
                asked.connect(to)
            asked.sendall(struct.pack("!II", 8, _HOW))
            return bool(asked.recv(1))
    except OSError:
        return False
