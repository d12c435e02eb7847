"""Pages in the memory of one process, as many as it may hold."""

import threading
from collections.abc import Iterable
from typing import NamedTuple

from articles.site.ready.pages import Page


class Key(NamedTuple):
    """``site`` is the address that pages say to be their site's, ``query`` what is left of the one asked for."""

    site: str
    path: str
    query: str


class Memory:
    """At most so many bytes. What has to go is what nobody has asked for again since it came, or since its last chance:
    so pages that are asked for once, by a crawler or somebody who tries out addresses, drive out each other.
    """

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._pages: dict[Key, Page] = {}
        self._sizes: dict[Key, int] = {}
        self._changing = threading.Lock()
        self.get = self._pages.get

    def __len__(self) -> int:
        return len(self._pages)

    def put(self, key: Key, page: Page) -> None:
        """Keep a page, in the place of an older one. One that took longer than a later one is not kept, nor one that
        is a great part of all there is room for.
        """
        if page.size > self.most // 16:
            return
        with self._changing:
            before = self._pages.get(key)
            if before is not None and before.begun > page.begun:
                return
            self._dropped(key)
            if before is not None:
                page.used, page.hits = before.used, before.hits // 2
            self._pages[key] = page
            self.weigh(key, page)
            self._make_room(key)

    def weigh(self, key: Key, page: Page) -> None:
        """Count what a page takes by now: it grows with its encodings, and a question may be longer than its answer."""
        size = page.size + len(key.path) + len(key.query)
        self.held += size - self._sizes.get(key, 0)
        self._sizes[key] = size

    def grown(self, key: Key, page: Page) -> None:
        with self._changing:
            if self._pages.get(key) is page:
                self.weigh(key, page)
                self._make_room(key)

    def busiest(self, most: int) -> Iterable[Key]:
        """Those that were asked for most, of pages proper: pictures stay as they are, and what is searched for is
        for whoever searches to wait for.
        """
        with self._changing:
            pages = [
                (page.hits, key)
                for key, page in self._pages.items()
                if page.hits and page.is_packed and not key.query
            ]
        return [key for _, key in sorted(pages, key=lambda pair: -pair[0])[:most]]

    def _make_room(self, spared: Key) -> None:
        while self.held > self.most and len(self._pages) > 1:
            key = next(iter(self._pages))
            page = self._pages[key]
            if page.used or key == spared:
                page.used = False
                self._pages[key] = self._pages.pop(key)
            else:
                self._dropped(key)

    def _dropped(self, key: Key) -> Page | None:
        self.held -= self._sizes.pop(key, 0)
        return self._pages.pop(key, None)
