"""Finished pages that several processes and machines share: a store (Redis, Valkey) behind the memory of each.

It may be gone, slow, full or hold rubbish: a page is then made here, and what is wrong is logged once until it is right
again. What it holds is signed, so that whoever can write to it can put no page before readers.
"""

import hashlib
import hmac
import json
import logging
import time
from collections import Counter
from importlib.metadata import distributions
from math import inf
from pathlib import Path
from typing import Any

import redis
import zstandard
from django.conf import settings
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

from articles.generation import Generation
from articles.site.ready.memory import Key
from articles.site.ready.pages import Page

PATIENCE = 0.1
"""Seconds that the store may take to answer: then it is quicker to make a page."""
REST = 5.0
"""Seconds that a store which failed is not asked again."""
LONGEST = 24 * 60 * 60
"""Seconds that a page is kept for others. Memories of processes keep theirs as they like."""
MAKING = 5.0
"""Seconds for which others wait for the page that one has said to make."""
LOOKS = 0.02
"""Seconds from one look for it to the next."""
RUBBISH = (ValueError, TypeError, RecursionError)
"""Raised by the client where what it reads is no answer of a store."""
# What of the settings belongs to a machine, and not to its pages. All else is taken to change them.
_OF_THE_MACHINE = {
    "BASE_DIR", "DATA_DIR", "MEDIA_ROOT", "STATIC_ROOT", "STATICFILES_DIRS", "TEMPLATES", "WHITENOISE_ROOT", "COMMITS",
    "DATABASES", "SECRET_KEY", "PAGE_MEMORY", "PAGE_STORE", "LOGGING", "LOGGING_CONFIG", "LEAVING_SECONDS",
    "REQUEST_ID_HEADER", "METRICS_TOKEN", "COUNTS", "STORAGES", "FETCHED", "FILE_UPLOAD_TEMP_DIR",
}  # fmt: skip
_SIGNATURE = 32
"""Bytes."""

logger = logging.getLogger(__name__)


class Store:
    """``url`` is that of the server. Pages of another build of this program, or under other settings, are not seen."""

    def __init__(self, url: str, *, build: str = "") -> None:
        self.counts: Counter[str] = Counter()
        self._client = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._build = build or fingerprint()
        self._rests_until = 0.0
        self._is_failing = False

    def get(self, key: Key, generation: Generation) -> Page | None:
        """The page; None where it is to be made here: others who ask for it wait until it is ``let_go``."""
        name = self._name(key, generation)
        held = self._held(name)
        page = self._read(name, held, generation) if held else None
        if page is None and held is None and not self._claimed(name):
            return self._waited(name, generation)
        return page

    def put(self, key: Key, page: Page) -> None:
        left = min(page.until - time.time(), LONGEST)
        if left > 0:
            name = self._name(key, page.generation)
            written = self._written(name, page)
            self._asked(lambda: self._client.set(name, written, px=max(1, int(left * 1000))))

    def let_go(self, key: Key, generation: Generation) -> None:
        """Let nobody wait any more for a page that ``get`` did not find: it was made, and may be here now."""
        name = self._name(key, generation)
        self._asked(lambda: self._client.delete(f"{name}:making"))

    def answers(self) -> bool:
        """Whether it does, or has done when it was last asked, which it is not in every second."""
        return bool(self._asked(self._client.ping))

    def _claimed(self, name: str) -> bool:
        """Whether the page is ours to make: the first who says so makes it, and all do where nobody can say."""
        claim = self._asked(lambda: self._client.set(f"{name}:making", 1, nx=True, px=int(MAKING * 1000)))
        return bool(claim) or self._rests_until > time.monotonic()

    def _waited(self, name: str, generation: Generation) -> Page | None:
        end = time.monotonic() + MAKING
        while time.monotonic() < end:
            time.sleep(LOOKS)
            held = self._held(name)
            if held:
                return self._read(name, held, generation)
            if self._rests_until > time.monotonic() or not self._asked(
                lambda: self._client.exists(f"{name}:making")
            ):
                return None
        return None

    def _held(self, name: str) -> bytes | None:
        def got() -> Any:
            held = self._client.get(name)
            if held is None or isinstance(held, bytes):
                return held
            raise TypeError(f"it gives {held!r:.40} for a page")

        found: bytes | None = self._asked(got)
        return found

    def _name(self, key: Key, generation: Generation) -> str:
        told = json.dumps([self._build, generation.token, *key])
        return f"newsroom:page:{hashlib.blake2b(told.encode(), digest_size=20).hexdigest()}"

    def _asked(self, act: Any) -> Any:
        """What the store answers; None where it does not. It is let alone for a while then."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            answer = act()
        except (redis.RedisError, OSError, *RUBBISH) as problem:
            self.counts["failed"] += 1
            self._rests_until = time.monotonic() + REST
            self._tell("does not answer", str(problem).partition("\n")[0])
            return None
        if self._is_failing:
            self._is_failing = False
            logger.warning("The store of pages answers again; it failed %s times.", self.counts["failed"])
        return answer

    def _tell(self, what: str, why: str) -> None:
        if not self._is_failing:
            logger.error("The store of pages %s (%s): pages are made here.", what, why)
        self._is_failing = True

    def _written(self, name: str, page: Page) -> bytes:
        head = {
            "status": page.status, "headers": page.headers, "taken": page.generation.taken,
            "since": page.since, "until": None if page.until == inf else page.until,
        }  # fmt: skip
        told = zstandard.ZstdCompressor().compress(json.dumps(head).encode() + b"\n" + page.body)
        return _signed(name, told) + told

    def _read(self, name: str, held: bytes, generation: Generation) -> Page | None:
        """A page as it was put under this name; None of what nobody of us has written there."""
        signature, told = held[:_SIGNATURE], held[_SIGNATURE:]
        if not hmac.compare_digest(signature, _signed(name, told)):
            self.counts["rubbish"] += 1
            if self.counts["rubbish"] == 1:
                logger.error(
                    "The store of pages holds what this newsroom did not write, or wrote with another secret key: "
                    "it is not used."
                )
            return None
        head, _, body = zstandard.ZstdDecompressor().decompress(told).partition(b"\n")
        said = json.loads(head)
        return Page(
            said["status"],
            [(name, value) for name, value in said["headers"]],
            body,
            generation=generation._replace(taken=said["taken"]),
            until=inf if said["until"] is None else said["until"],
            since=said["since"],
        )


def _signed(name: str, told: bytes) -> bytes:
    """By the name too: what was put under another one, as a page of an earlier generation, is none of this."""
    return salted_hmac("articles.site.ready", name.encode() + b"\0" + told, algorithm="sha256").digest()


def fingerprint() -> str:
    """Of what makes pages besides the database: the program, its templates and static files, the packages that it is
    installed with, and the settings.
    """
    found = hashlib.blake2b(digest_size=20)
    for name, version in sorted({(one.name, one.version) for one in distributions()}):
        found.update(f"{name}=={version}\0".encode())
    for folder in ("articles", "newsroom", "templates", "static"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    found.update(collected.read_bytes() if collected.is_file() else b"")
    for name in sorted(set(dir(settings)) - _OF_THE_MACHINE):
        if name.isupper() and not name.startswith("EMAIL_"):
            found.update(f"{name}={getattr(settings, name)!r}".encode())
    return found.hexdigest()
