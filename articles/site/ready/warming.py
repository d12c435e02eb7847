"""Pages made anew before anybody asks for them, once something was published or is due."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from django.db import close_old_connections
from django.urls import reverse
from django.utils import timezone

from articles import standby
from articles.feeds import FORMATS
from articles.generation import Generation
from articles.models import Edition
from articles.site.ready.memory import Key, Memory
from articles.site.ready.watching import TRUST, Watch

NEWEST = 10
"""Stories."""
BUSIEST = 200
"""Pages, of those that were asked for most."""
GIVE_WAY = 0.001
"""Seconds between two pages: whoever waits for one that is ready goes first."""

logger = logging.getLogger(__name__)


class Warmer:
    """``renew`` makes a page anew, ``sites`` tells for which sites. It looks at the generation every second, so that
    hardly any request has to.
    """

    def __init__(
        self,
        memory: Memory,
        watch: Watch,
        *,
        renew: Callable[[Key, Generation | None], Any],
        sites: Callable[[], list[str]],
    ) -> None:
        self._memory, self._watch, self._renew, self._sites = memory, watch, renew, sites
        self._moved = threading.Event()
        self._is_over = threading.Event()
        self._first = threading.Lock()
        self._warm: Generation | None = None
        self._ends = 0.0
        watch.on_change(self._moved.set)

    def begin(self) -> None:
        """Go on beside the requests, from the first call on."""
        if self._first.acquire(blocking=False):
            threading.Thread(target=self._go_on, name="warming", daemon=True).start()

    def end(self) -> None:
        self._is_over.set()
        self._moved.set()

    def _go_on(self) -> None:
        while not self._is_over.is_set():
            self._moved.wait(TRUST)
            self._moved.clear()
            try:
                close_old_connections()
                with standby.reading():
                    self.warm()
            except Exception:  # it must not end: whoever asks for the page hears of what is wrong
                logger.exception("Pages were not made beforehand.")

    def warm(self) -> None:
        """Make what is asked for first and most, where it is not there; stop where the generation moves on."""
        generation = self._watch.now()
        if generation is None or (generation == self._warm and time.time() < self._ends):
            return
        ends = inf
        for key in self._wanted():
            page = self._memory.get(key)
            if page is None or not page.is_true(generation, time.time()):
                if self._watch.now() != generation:
                    return
                self._renew(key, generation)
                time.sleep(GIVE_WAY)
                page = self._memory.get(key)
            ends = min(ends, page.until if page else inf)
        self._warm, self._ends = generation, ends

    def _wanted(self) -> Iterator[Key]:
        for site in self._sites():
            for path in (reverse("site:front"), *_always(), *_newest()):
                yield Key(site, path, "")
        known = self._sites()
        yield from (key for key in self._memory.busiest(BUSIEST) if key.site in known)


def _always() -> list[str]:
    return [reverse("site:stories"), *(reverse(f"site:stories-{form}") for form in FORMATS)]


def _newest() -> list[str]:
    rows = Edition.objects.live(timezone.now()).newest_first().only("story_id", "slug")[:NEWEST]
    return [row.get_absolute_url() for row in rows]
