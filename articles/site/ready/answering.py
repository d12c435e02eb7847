"""The site's pages before Django: a WSGI application around the one that makes them."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf

from articles import counts, standby
from articles.commits import sign
from articles.generation import Generation
from articles.isolation import headers_of
from articles.site.ready.asked import Addresses, Asked, Environ, asks_of
from articles.site.ready.making import FAILED, Answer, Application, Maker, Shared, Start
from articles.site.ready.memory import Key, Memory
from articles.site.ready.pages import (
    IDENTITY,
    Form,
    Headers,
    Page,
    has_changed,
    is_known,
    preferred,
    shortened,
)
from articles.site.ready.unhurried import READS, Unhurried
from articles.site.ready.warming import Warmer
from articles.site.ready.watching import Watch

ANSWERS = counts.Counter(
    "newsroom_page_answers_total",
    "Answers for pages that are kept: as they lay ready, made for who asked, the last one where none could be made, "
    "failed, and what is not kept.",
    ("outcome",),
)
UNCHANGED = counts.Counter(
    "newsroom_pages_not_modified_total", "Of them, those that said that nothing has changed."
)
HELD = counts.Gauge("newsroom_pages_held", "Finished pages in memory.")
BYTES = counts.Gauge("newsroom_pages_held_bytes", "What they take.")
MOST = counts.Gauge("newsroom_pages_room_bytes", "What they may take.")
BLIND = counts.Gauge(
    "newsroom_processes_without_generation", "Processes that cannot tell which pages are true."
)
NOT_MODIFIED = "304 Not Modified"
CHANGED = "412 Precondition Failed"
NOTHING = [("Content-Length", "0"), ("Cache-Control", "no-store")]
"""The headers of an answer to who wants a page only while it is another one."""
THE_LAST = ("Cache-Status", 'newsroom; hit; detail="the last one that could be made"')
REST = 1.0
"""Seconds until a page that could not be made is tried again, where the last one stands in."""


class ReadyPages:
    """Answers GET and HEAD of public pages from memory; all else, and what is not there, goes to ``application``.

    A page is never handed out under another generation than the one it was made in, nor after it was due to change,
    but for one case: where it cannot be made anew, the last one is better than none, unless something was taken from
    readers since. Where a replica stands in for a primary that is away, its generation is the last one that there was.

    That is looked at for each request, so that none of them has an ``Age``, which would tell that it was not (RFC 9111,
    section 5.1), but for the last ones.

    ``threads`` are those by which the server asks.
    """

    def __init__(
        self,
        application: Application,
        *,
        most: int,
        threads: int = 8,
        watch: Watch | None = None,
        store: Shared | None = None,
        is_warm: bool = False,
    ) -> None:
        self.application = Unhurried(application, threads=threads)
        self.memory = Memory(most)
        self.watch = watch or Watch(sign())
        self.counts: Counter[str] = Counter()
        # Each is added to by one step of Python's, which no other thread comes between.
        self.hits = self.unchanged = 0
        self.addresses = Addresses()
        self._maker = Maker(application, self.watch.now, store)
        sites = self.addresses.sites
        self.warmer = Warmer(self.memory, self.watch, renew=self.renew, sites=sites) if is_warm else None

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in READS:
            return self.application(environ, start)
        site = self.addresses.site(environ)
        path, query = environ.get("PATH_INFO", "/"), environ.get("QUERY_STRING", "")
        asked = site and self.addresses.asked(site, path, query)
        if not asked:
            return self.application(environ, start)
        page, now = self.memory.get(asked.key), time.time()
        if page is not None and page.is_true(self.watch.now(), now):
            page.used = True
            page.hits += 1
            self.hits += 1
            return self._handed(asked.key, page, now, environ, start)
        if asks_of(path) is None:
            return self.application(environ, start)
        return self._anew(asked, page, environ, start)

    def figures(self) -> Iterator[tuple[counts.Family, tuple[str, ...], float]]:
        """As ``counts.source`` wants them."""
        yield ANSWERS, ("ready",), self.hits
        for outcome in ("made", "last", "failed", "unkept"):
            yield ANSWERS, (outcome,), self.counts[outcome]
        yield UNCHANGED, (), self.unchanged
        yield HELD, (), len(self.memory)
        yield BYTES, (), self.memory.held
        yield MOST, (), self.memory.most
        yield BLIND, (), self.watch.is_failing

    def _handed(
        self, key: Key, page: Page, now: float, environ: Environ, start: Start, as_of: float | None = None
    ) -> Iterable[bytes]:
        """``as_of`` when it was true for the last time, where it cannot be told whether it is."""
        if as_of is None and standby.stands_in():
            as_of = self.watch.known_at
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        encoding = preferred(accepted) if accepted else IDENTITY
        form = page.forms.get(encoding) or self._encoded(key, page, encoding)
        match, unless = environ.get("HTTP_IF_MATCH"), environ.get("HTTP_IF_UNMODIFIED_SINCE")
        if (match is not None or unless is not None) and has_changed(form, page, match, unless):
            start(CHANGED, [*NOTHING, *headers_of(environ)])
            return []
        status, headers, body = form.status, form.headers, form.body
        tags, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
        if (tags is not None or since is not None) and is_known(form, page, tags, since):
            status, headers, body = NOT_MODIFIED, form.unchanged, []
            self.unchanged += 1
        elif environ["REQUEST_METHOD"] == "HEAD":
            body = []
        left = int(page.until - now) - 1 if page.until != inf else form.span  # as ``standing.shared`` has it
        if left < form.span:
            headers = shortened(headers, max(left, 0))
        start(status, headers if as_of is None else as_the_last(headers, as_of))
        return body

    def _encoded(self, key: Key, page: Page, encoding: str) -> Form:
        form = page.form(encoding)
        self.memory.grown(key, page)
        return form

    def renew(self, key: Key, seen: Generation | None, *, asker: Environ | None = None) -> Answer | None:
        """Make a page, and keep it in the encodings that the last one was asked for in. None for a site that is not
        known any more.
        """
        last, bare = self.memory.get(key), self.addresses.environ(key, asker)
        answer = self._maker.make(key, bare, seen=seen) if bare else None
        if answer and answer.page:
            for encoding in list(last.forms) if last else ():
                answer.page.form(encoding)
            self.memory.put(key, answer.page)
        return answer

    def _anew(self, asked: Asked, last: Page | None, environ: Environ, start: Start) -> Iterable[bytes]:
        if self.warmer:
            self.warmer.begin()
        seen = self.watch.now()
        stands_in = last if last and self._is_better_than_none(last) else None
        if stands_in and (seen is None or time.time() < stands_in.rests_until):
            return self._last(asked.key, stands_in, environ, start)
        answer = self._renewed(asked.key, seen, environ)
        if answer is None:
            return self.application(environ, start)
        if answer.page:
            self.counts["made"] += 1
            return self._handed(asked.key, answer.page, time.time(), environ, start)
        if stands_in and answer.code >= FAILED:
            stands_in.rests_until = time.time() + REST
            return self._last(asked.key, stands_in, environ, start)
        self.counts["failed" if answer.code >= FAILED else "unkept"] += 1
        # What was left out may have been an answer's only hint, where it asks for the address of an earlier site.
        if not asked.is_exact or not self.addresses.is_first_host(asked.key.site, environ):
            return self.application(environ, start)
        is_the_last = standby.stands_in() and answer.code < FAILED
        start(
            answer.status,
            as_the_last(answer.headers, self.watch.known_at) if is_the_last else answer.headers,
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _renewed(self, key: Key, seen: Generation | None, asker: Environ) -> Answer | None:
        """As ``renew``; and once more where that failed, and a replica has come to stand in for the primary."""
        stood_in = standby.stands_in()
        answer = self.renew(key, seen, asker=asker)
        if answer is None or answer.code < FAILED or stood_in:
            return answer
        other = self.watch.stand_in()
        return self.renew(key, other, asker=asker) if other else answer

    def _is_better_than_none(self, last: Page) -> bool:
        known = self.watch.last
        return known is not None and last.generation.taken == known.taken and time.time() < last.until

    def _last(self, key: Key, page: Page, environ: Environ, start: Start) -> Iterable[bytes]:
        self.counts["last"] += 1
        return self._handed(key, page, time.time(), environ, start, as_of=page.since)


def as_the_last(headers: Headers, as_of: float) -> Headers:
    """Headers that say of a page that it may be another one by now, and let no cache keep it."""
    return [*shortened(headers, 0), THE_LAST, ("Age", str(max(0, int(time.time() - as_of))))]
