"""A page made by Django, once, however many wait for it."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from articles.generation import Generation
from articles.site.ready.asked import Environ
from articles.site.ready.memory import Key
from articles.site.ready.pages import Headers, Page
from articles.site.standing import MADE, Made

Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
PATIENCE = 20.0
"""Seconds after which who waits for a page that somebody else makes makes it."""
FAILED = 500
KEPT = (200, 410)
"""What is not there, or elsewhere, may be here in a second: neither is kept."""


class Answer(NamedTuple):
    """As Django gave it. ``page`` is None where it is not to be kept; where there is one, it has the body."""

    status: str
    headers: Headers
    body: bytes
    page: Page | None

    @property
    def code(self) -> int:
        return int(self.status[:3])


class Shared(Protocol):
    """Where others may have put a page, as ``sharing.Store``."""

    def get(self, key: Key, generation: Generation) -> Page | None: ...

    def put(self, key: Key, page: Page) -> None: ...

    def let_go(self, key: Key, generation: Generation) -> None: ...


class _Making:
    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: Answer | None = None


class Maker:
    """Makes pages. One that is being made is waited for: how busy a site is does not change how often."""

    def __init__(
        self, application: Application, now: Callable[[], Generation | None], store: Shared | None = None
    ) -> None:
        """``now`` tells the generation as of now."""
        self._application = application
        self._now = now
        self._store = store
        self._going_on: dict[tuple[Key, Generation | None], _Making] = {}
        self._changing = threading.Lock()

    def make(self, key: Key, environ: Environ, *, seen: Generation | None) -> Answer:
        """The page, made since ``seen`` was the generation. ``environ`` is a bare one."""
        began = time.time()
        with self._changing:
            making = self._going_on.get((key, seen))
            is_ours = making is None
            if making is None:
                making = self._going_on[key, seen] = _Making()
        if is_ours:
            try:
                making.answer = self._found(key, seen) or self._made_for_all(environ, key, seen)
            finally:
                with self._changing:
                    del self._going_on[key, seen]
                making.done.set()
        elif not making.done.wait(PATIENCE) or making.answer is None:
            return self._made(environ, key)
        elif making.answer.page and making.answer.page.until <= began:
            return self._made(environ, key)  # it was due to change before we came
        return making.answer or self._made(environ, key)

    def _found(self, key: Key, seen: Generation | None) -> Answer | None:
        """The page as another process made it; None of one that is not of this time. It was made by another clock, or
        before ours stepped back: it may show what is not due yet.
        """
        page = self._store.get(key, seen) if self._store and seen else None
        if page is None or not page.since <= time.time() < page.until:
            return None
        return Answer(page.status, page.headers, b"", page)

    def _made_for_all(self, environ: Environ, key: Key, seen: Generation | None) -> Answer:
        try:
            return self._made(environ, key)
        finally:
            if self._store and seen:
                self._store.let_go(key, seen)

    def _made(self, environ: Environ, key: Key) -> Answer:
        since, begun, told = time.time(), time.monotonic(), []
        made = environ[MADE] = Made()

        def start(status: str, headers: Headers, exc_info: Any = None) -> None:
            told[:] = [status, headers]

        parts = self._application(environ, start)
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close:
                close()
        status, headers = told
        page = None
        is_kept = made.generation and made.until is not None and int(status[:3]) in KEPT
        if is_kept and not _is_somebodys(headers):
            page = Page(
                status, headers, body, generation=made.generation, until=made.until, since=since, begun=begun
            )
            # What was committed meanwhile may be on it: of no use now, and wrong should a backup bring back what was.
            if self._store and self._now() == page.generation:
                self._store.put(key, page)
        return Answer(status, headers, b"" if page else body, page)


def _is_somebodys(headers: Headers) -> bool:
    """Whether an answer is for one reader alone. No public page has such headers: this is for the day that one does."""
    told = {name.lower(): value.lower() for name, value in headers}
    return (
        "set-cookie" in told
        or "cookie" in told.get("vary", "")
        or bool({"private", "no-store"} & {part.strip() for part in told.get("cache-control", "").split(",")})
    )
