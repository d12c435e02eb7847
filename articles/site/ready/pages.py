"""A finished page, in every encoding that somebody asked for."""

import gzip
import re
import threading
import time
from functools import lru_cache
from typing import NamedTuple

import brotli
import zstandard
from django.utils.cache import cc_delim_re
from django.utils.http import parse_etags, parse_http_date_safe

from articles.generation import Generation

ENCODINGS = ("br", "zstd", "gzip")
"""The smallest first: of those that a browser likes as well it gets this one."""
IDENTITY = "identity"
WORTH_IT = 256
"""Bytes from which on to compress saves more than its header takes."""
LONGEST = 200
"""Characters of a header that is read."""
OVERHEAD = 1500
"""Bytes of headers and the like for each form of a page, about."""
_COMPRESSIBLE = re.compile(r"text/|application/(?:[\w.]+\+)?(?:json|xml)\b|image/svg")
_SPAN = re.compile(r"\b(max-age|s-maxage|stale-while-revalidate|stale-if-error)=(\d+)")
_OF_THE_BODY = {"content-length", "content-encoding", "etag", "vary"}
_NOT_IN_304 = {"content-length", "content-type", "content-encoding", "content-language"}

Headers = list[tuple[str, str]]


class Form(NamedTuple):
    """A page in one encoding, as a server takes it. ``span`` is how long its headers let caches keep it, in seconds."""

    status: str
    headers: Headers
    body: list[bytes]
    etag: str
    unchanged: Headers
    span: int


class Page:
    """It is true from ``since``, when it was made, ``until`` something is due: both in seconds since 1970. ``begun`` is
    by a clock that is never set, and tells which of two is the later.
    """

    __slots__ = (
        "_encoding", "_packed", "begun", "changed", "forms", "generation", "headers", "hits", "is_packed",
        "rests_until", "since", "status", "until", "used",
    )  # fmt: skip

    def __init__(
        self,
        status: str,
        headers: Headers,
        body: bytes,
        *,
        generation: Generation,
        until: float,
        since: float | None = None,
        begun: float | None = None,
    ) -> None:
        self.status, self.headers = status, headers
        self.generation, self.since, self.until = generation, time.time() if since is None else since, until
        self.begun = time.monotonic() if begun is None else begun
        self.changed = named(headers, "last-modified")
        self.hits, self.used, self.rests_until = 0, False, 0.0
        self._encoding = threading.Lock()
        # The body itself is seldom asked for: it is kept small, for encodings that will be.
        self.is_packed = len(body) >= WORTH_IT and bool(_COMPRESSIBLE.match(named(headers, "content-type")))
        self._packed = _packed(body) if self.is_packed else body
        self.forms: dict[str, Form] = {}

    @property
    def body(self) -> bytes:
        return zstandard.ZstdDecompressor().decompress(self._packed) if self.is_packed else self._packed

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        forms = list(self.forms.values())
        bodies = {id(form.body[0]): len(form.body[0]) for form in forms}
        bodies[id(self._packed)] = len(self._packed)
        return sum(bodies.values()) + OVERHEAD * (1 + len(forms))

    def is_true(self, generation: Generation | None, now: float) -> bool:
        return self.generation == generation and self.since <= now < self.until

    def form(self, encoding: str) -> Form:
        """In that encoding, or as it is where to encode it gains nothing."""
        with self._encoding:
            if encoding not in self.forms:
                self.forms[encoding] = self._form(encoding if self.is_packed else IDENTITY)
            return self.forms[encoding]

    def _form(self, encoding: str) -> Form:
        body = self.body if encoding == IDENTITY else encoded(self.body, encoding)
        own = [(name, value) for name, value in self.headers if name.lower() not in _OF_THE_BODY]
        etag = named(self.headers, "etag")
        if encoding != IDENTITY:
            etag = f'{etag[:-1]}-{encoding}"' if etag else ""
            own.append(("Content-Encoding", encoding))
        own += [("Content-Length", str(len(body))), ("Vary", _varied(self.headers))]
        if etag:
            own.append(("ETag", etag))
        unchanged = [pair for pair in own if pair[0].lower() not in _NOT_IN_304]
        spans = {name: int(value) for name, value in _SPAN.findall(named(own, "cache-control"))}
        stale = max(spans.get("stale-while-revalidate", 0), spans.get("stale-if-error", 0))
        span = max(spans.get("s-maxage", 0) + stale, spans.get("max-age", 0))
        return Form(self.status, own, [body], etag, unchanged, span)


def _packed(body: bytes) -> bytes:
    """As a copy: what the compressor gives was cut from a piece as long as ``body``, whose rest stays a hole in the
    memory of the process. All such holes together were half as large as all pages.
    """
    return bytes(memoryview(zstandard.ZstdCompressor(level=1).compress(body)))


def named(headers: Headers, name: str) -> str:
    """The value of a header, whose name is given in small letters; "" where there is none."""
    return next((value for own, value in headers if own.lower() == name), "")


def _varied(headers: Headers) -> str:
    names = [name for name in cc_delim_re.split(named(headers, "vary")) if name]
    return ", ".join([*names, *(["Accept-Encoding"] if "Accept-Encoding" not in names else [])])


def encoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=5)
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=6).compress(body)
    return gzip.compress(body, 6, mtime=0)


def preferred(accepted: str) -> str:
    """The encoding that an ``Accept-Encoding`` header likes best (RFC 9110, section 12.5.3)."""
    return _preferred(accepted) if len(accepted) <= LONGEST else IDENTITY


@lru_cache(maxsize=256)
def _preferred(accepted: str) -> str:
    likes: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        try:
            likes[name.strip()] = float(weight.partition("=")[2]) if weight.strip() else 1.0
        except ValueError:
            likes[name.strip()] = 0.0
    others = likes.get("*", 0.0)
    best = max(ENCODINGS, key=lambda name: likes.get(name, others))
    liked = likes.get(best, others)
    return best if liked and liked >= likes.get(IDENTITY, 0.0) else IDENTITY


def shortened(headers: Headers, seconds: int) -> Headers:
    """Headers that let no cache keep their page longer than for so many seconds."""
    return [(name, _shorter(value, seconds) if name == "Cache-Control" else value) for name, value in headers]


@lru_cache(maxsize=256)
def _shorter(caching: str, seconds: int) -> str:
    spans = {name: int(value) for name, value in _SPAN.findall(caching)}
    fresh = min(spans.get("s-maxage", 0), seconds)
    stale = seconds - fresh
    least = {"max-age": seconds, "s-maxage": fresh, "stale-while-revalidate": stale, "stale-if-error": stale}
    return _SPAN.sub(lambda found: f"{found[1]}={min(int(found[2]), least[found[1]])}", caching)


def has_changed(form: Form, page: Page, tags: str | None, since: str | None) -> bool:
    """Whether a page is another one than these conditions demand (RFC 9110, sections 13.1.1 and 13.1.4): ``tags`` go
    before dates, and weak ones fit nothing. What is no success, as a tombstone, comes whatever they say (13.2.1).
    """
    if not form.etag:
        return False
    if tags is not None:
        return not {"*", form.etag} & set(parse_etags(tags))
    return _is_newer(page, since or "") is True


def is_known(form: Form, page: Page, tags: str | None, since: str | None) -> bool:
    """Whether who asks with these conditions has the page already; what is said of tags goes before what is said of
    dates (RFC 9110, section 13.2.2).
    """
    if tags is not None:
        if tags == form.etag:
            return bool(tags)
        known = {tag.removeprefix("W/") for tag in parse_etags(tags)}
        return bool(form.etag) and bool({"*", form.etag} & known)
    if not since or not page.changed:
        return False
    if since == page.changed:
        return True
    return _is_newer(page, since) is False


def _is_newer(page: Page, since: str) -> bool | None:
    """Whether a page has changed after a date; None where one of the two is none."""
    asked, changed = parse_http_date_safe(since), parse_http_date_safe(page.changed)
    return None if asked is None or changed is None else changed > asked
