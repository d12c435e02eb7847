"""Finished pages as a server asks for them: by environ, and not by Django's test client, which goes past them."""

import io
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from articles.generation import Generation
from articles.site.ready import ReadyPages
from articles.site.standing import MADE

HOST = "testserver"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """Makes pages as Django would, and counts them: each says its address and how many were made before it."""

    generation: Generation | None = field(default_factory=lambda: Generation("one", "nothing"))
    until: float = inf
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"
    caching: str = "max-age=0, s-maxage=10"
    words: str = ""
    is_failing: bool = False
    made: list[dict[str, Any]] = field(default_factory=list)

    # As a watch:

    def now(self) -> Generation | None:
        return None if self.is_failing else self.generation

    @property
    def last(self) -> Generation | None:
        return self.generation

    def stand_in(self) -> None:
        return None

    # As an application:

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        body = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {len(self.made)}{self.words}".encode()
        self.made.append(environ)
        if MADE in environ:
            environ[MADE].generation, environ[MADE].until = self.generation, self.until
        changed = "Mon, 05 Mar 2040 11:00:00 GMT"
        start(
            self.status,
            [("Content-Type", self.kind), ("ETag", f'"{len(self.made)}"'), ("Cache-Control", self.caching),
             ("Last-Modified", changed), ("Content-Length", str(len(body)))],
        )  # fmt: skip
        return [body]


def pages_of(site: Site, most: int = 1_000_000, by: Any = None) -> ReadyPages:
    """The pages of a site, made ``by`` itself unless another application is given."""
    return ReadyPages(by or site, most=most, watch=site)


def ask(
    pages: Any, address: str, method: str = "GET", host: str = HOST, sent: Any = None, **headers: str
) -> Answer:
    """``headers`` by the names that an environ has for them, without HTTP_; ``sent`` is a file with its ``length``."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": HOST, "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": "", "HTTP_HOST": host, "REMOTE_ADDR": "192.0.2.1",
        "CONTENT_LENGTH": str(sent.length) if sent else "", "wsgi.url_scheme": "http",
        "wsgi.input": sent or io.BytesIO(), "wsgi.errors": sys.stderr,
    }  # fmt: skip
    told: list[Any] = []
    parts = pages(
        environ | {f"HTTP_{name}": value for name, value in headers.items()}, lambda *said: told.extend(said)
    )
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Answer(int(told[0][:3]), dict(told[1]), body)


class HeldUp:
    """Makes pages by a site, but the first not before it may ``go_on``, of the generation in which it was begun."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if self.begun.is_set():
            return self.site(environ, start)
        self.begun.set()
        known = self.site.generation
        assert self.go_on.wait(10)
        parts = self.site(environ, start)
        environ[MADE].generation = known
        return parts

    @contextmanager
    def asked(self, pages: ReadyPages, address: str) -> Iterator[None]:
        """Somebody asks for a page that is being made meanwhile, and has it in the end."""
        asker = threading.Thread(target=ask, args=(pages, address))
        asker.start()
        assert self.begun.wait(10)
        try:
            yield
        finally:
            self.go_on.set()
            asker.join(10)
