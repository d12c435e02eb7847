"""Which generation the site is in, as nearly every request needs to know and hardly any may ask the database."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import Error, close_old_connections, connection

from articles import generation, standby
from articles.commits import Sign
from articles.generation import Generation

TRUST = 1.0
"""Seconds after which the database is asked again, whatever the sign says: another machine may have written."""
LONGEST = 5.0
"""Seconds that it may take to tell."""

logger = logging.getLogger(__name__)


class Seen(NamedTuple):
    """A look at the database: the sign before it, when it was begun, until when it is trusted, and what was found."""

    sign: bytes
    begun: float
    until: float
    generation: Generation | None


class Watch:
    """The generation, as of now: on this machine no commit that has returned is missed, and one of another machine is
    missed for a second. Where the primary is away and a replica stands in for it, that of then.
    """

    def __init__(self, sign: Sign) -> None:
        self.is_failing = False
        """Whether it could not be told lately, be it that who asks the database waits for it."""
        self.known_at = time.time()
        """When it was told last."""
        self._has_failed = False
        """Whether the database itself said so when it was last asked, which is logged once."""
        self._sign = sign
        self._seen = Seen(b"", 0.0, 0.0, None)
        self._last: Generation | None = None
        self._looking = threading.Lock()
        self._told: list[Callable[[], None]] = []

    def on_change(self, act: Callable[[], None]) -> None:
        """Do this, quickly, whenever another generation is seen than before."""
        self._told.append(act)

    def now(self) -> Generation | None:
        """None where there is none, or none that is known to be this second's: nothing kept is to be trusted then."""
        seen = self._seen
        if seen.sign == self._sign.read() and time.monotonic() < seen.until:
            return seen.generation
        return self._looked()

    @property
    def last(self) -> Generation | None:
        """The last that was known, however long ago."""
        return self._last

    def stand_in(self) -> Generation | None:
        """That of a replica which stands in for the primary, as of now: for who was failed since the last look."""
        if not standby.is_there():
            return None
        self._looked(since=time.monotonic())
        return self._stood_in()

    def _looked(self, since: float = 0.0) -> Generation | None:
        """As of a look that begins now, or of one of somebody else that was begun ``since`` then."""
        # Where the database does not answer who asks just now, the first others wait for a while, and no more do.
        if not self._looking.acquire(timeout=0 if self.is_failing else TRUST):
            self.is_failing = True
            return self._stood_in()
        try:
            sign, at, seen = self._sign.read(), time.monotonic(), self._seen
            if seen.sign == sign and at < seen.until and seen.begun >= since:
                return seen.generation
            self._seen = Seen(sign, at, at + TRUST, self._read())
            return self._seen.generation
        finally:
            self._looking.release()

    def _read(self) -> Generation | None:
        try:
            close_old_connections()
            found = self._current()
        except Error as problem:
            if not self._has_failed:
                reason = str(problem).partition("\n")[0]
                logger.error("The generation of the pages cannot be read: %s", reason)
            standby.let_stand_in(self._has_all)
            self.is_failing = self._has_failed = True  # only now: nobody waits for the look any more
            return self._stood_in()
        self.is_failing, self._has_failed, self.known_at = False, False, time.time()
        standby.stand_back()
        if found != self._last:
            self._last = found
            for act in self._told:
                act()
        return found

    def _stood_in(self) -> Generation | None:
        """That of a replica in the place of the primary."""
        return self._last if standby.stands_in() else None

    def _current(self) -> Generation | None:
        """That of the replica, where there is one that is not gone, and not behind what readers were shown."""
        late = standby.look(LONGEST)
        if not late and standby.is_asked():
            try:
                with standby.reading():
                    found = _told()
            except Error as problem:
                standby.rest(problem)
            else:
                if not self._is_before(found):
                    return found
                standby.rest("it is behind what readers were shown")
        with standby.primary():
            told = _told()
        if late:  # only now, as there is somebody else to ask
            standby.rest(late)
        return told

    def _is_before(self, found: Generation | None) -> bool:
        """Whether readers were shown a later one."""
        last = self._last
        if not (found and last and found.moved_at and last.moved_at):
            return False
        return found.moved_at < last.moved_at

    def _has_all(self) -> bool:
        """Whether the database that this thread asks has what readers were shown, as far as this process knows."""
        found = _told()
        if self._last is None or found is None or self._is_before(found):
            return False
        self._last = found
        return True


def _told() -> Generation | None:
    asked: Any = connection
    asked.may_take(LONGEST)
    return generation.current()
