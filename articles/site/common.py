"""What is the same for every page, kept in the process: the sections, the newest stories, parts of pages.

It is known of one generation of the pages, which each request reads first, and of the time until something falls due.
So nothing of it outlives a commit that changes what readers see, an embargo that lifts, or a pin that ends; and what
was kept of a database that is not there any more has a generation that none has again.

Within a transaction nothing is kept beyond the request: what it has read may never be committed, and on PostgreSQL the
generation moves only when it is.
"""

from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from articles import generation
from articles.site.moments import Moments, moments

KNOWN = "_generation"
"""Where on a request its generation is noted by who has read it already."""
MOST = 500
"""What is kept at the most: what was made first goes first, and is made anew when it is asked for."""


class Common:
    """Of one generation, or of one request. ``moments`` are those of ``since``."""

    def __init__(self, since: datetime, known: generation.Generation | None = None) -> None:
        self.since, self.generation = since, known
        self._kept: dict[Hashable, Any] = {}

    @cached_property
    def moments(self) -> Moments:
        return moments(self.since)

    def keep(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once. It may depend on nothing but ``name``, what is public, and the time."""
        held = self._kept.get(name, self)  # nothing that is kept is this itself
        if held is not self:
            return held
        made = self._kept[name] = make()
        if len(self._kept) > MOST:
            with suppress(RuntimeError):  # another thread has changed it in this moment
                self._kept.pop(next(iter(self._kept)), None)
        return made

    def is_over(self, now: datetime) -> bool:
        due = self.moments.due
        return due is not None and due <= now


class _Process:
    """That of the process, put in place whole, so that no thread waits for another."""

    common: Common | None = None


def of(request: HttpRequest, *, now: datetime) -> Common:
    """What holds where a request is answered: one for all of it."""
    noted = vars(request)
    held: Common | None = noted.get("_common")
    if held is None:
        is_asked = KNOWN not in noted and not connection.in_atomic_block
        known = generation.current() if is_asked else noted.get(KNOWN)
        held = noted["_common"] = at(now, known)
    return held


def at(now: datetime, known: generation.Generation | None) -> Common:
    """What holds ``now``, in the generation that was ``known`` before anything else was read."""
    if connection.in_atomic_block:
        return Common(now)
    held = _Process.common
    if held and known and held.generation == known and held.since <= now and not held.is_over(now):
        return held
    fresh, present = Common(now, known), timezone.now()
    if known and now <= present and not fresh.is_over(present):  # no preview of another day
        _Process.common = fresh
    return fresh
