"""What is the same for every page, kept in the process: the sections, the newest stories, parts of pages.

It is known of one generation of the pages, which each request reads first, and of the time until something falls due.
So nothing of it outlives a commit that changes what readers see, an embargo that lifts, or a pin that ends; and what
was kept of a database that is not there any more has a generation that none has again.

What is made of rows alone, as the HTML of a teaser, is kept beside it under these very rows, for longer: who has the
same rows has the same HTML, whatever was published meanwhile. It goes when something is taken from readers.

Within a transaction nothing is kept beyond the request: what it has read may never be committed, and on PostgreSQL the
generation moves only when it is.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from articles import generation
from articles.models import Memory, forget, lasting
from articles.site.moments import Moments, moments

KNOWN, NOTED = "_generation", "_common"
"""Where on a request its generation is noted by who has read it already, and what holds where it is answered."""
MOST, LASTING = 500, 600
"""What is kept at the most of a generation, and of rows."""
_lasting = lasting(LASTING)


class Common:
    """Of one generation, or of one request. ``moments`` are those of ``since``."""

    def __init__(self, since: datetime, known: generation.Generation | None = None) -> None:
        self.since, self.generation = since, known
        self._kept, self._lasting = Memory(MOST), _lasting if known else Memory(LASTING)

    @cached_property
    def moments(self) -> Moments:
        return moments(self.since)

    def keep(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once. It may depend on nothing but ``name``, what is public, and the time."""
        return self._kept.keep(name, make)

    def keep_of(self, rows: Hashable, make: Callable[[], Any]) -> Any:
        """The same, kept for longer: it may depend on nothing but ``rows``, and the settings."""
        return self._lasting.keep(rows, make)

    def keep_with(self, found: Any, name: Hashable, make: Callable[[], Any]) -> Any:
        """The same, of an object that was ``Prepared``: kept with that where it is remembered, as it was last asked
        for, and gone with it.
        """
        kept: tuple[Hashable, Any] | None = vars(found).get("_kept")
        if kept is None or kept[0] != name or not self.generation:
            kept = name, make()
            if self.generation:
                vars(found)["_kept"] = kept
        return kept[1]

    def is_over(self, now: datetime) -> bool:
        due = self.moments.due
        return due is not None and due <= now


class _Process:
    """That of the process, put in place whole, so that no thread waits for another."""

    common: Common | None = None


def of(request: HttpRequest, *, now: datetime) -> Common:
    """What holds where a request is answered: one for all of it."""
    noted = vars(request)
    held: Common | None = noted.get(NOTED)
    if held is None:
        is_asked = KNOWN not in noted and not connection.in_atomic_block
        known = generation.current() if is_asked else noted.get(KNOWN)
        held = noted[NOTED] = at(now, known)
    return held


def at(now: datetime, known: generation.Generation | None) -> Common:
    """What holds ``now``, in the generation that was ``known`` before anything else was read."""
    if connection.in_atomic_block:
        return Common(now)
    held = _Process.common
    if held and known and held.generation == known and held.since <= now and not held.is_over(now):
        return held
    if held and held.generation and known and held.generation.taken != known.taken:
        forget()
    fresh, present = Common(now, known), timezone.now()
    if known and now <= present and not fresh.is_over(present):  # no preview of another day
        _Process.common = fresh
    return fresh
