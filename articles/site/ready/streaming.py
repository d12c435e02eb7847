"""Answers that come part by part, as a whole picture does: each reader takes as long as he or she likes, and a thread
waits for it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from articles.site.ready.asked import Environ
from articles.site.ready.making import Application, Start
from articles.site.ready.pages import Headers, named
from articles.site.ready.sending import refused
from articles.site.ready.waiting import REFUSED, Places

WHOLE = 1_000_000
"""Bytes up to which an answer is handed over at once, as pages are: no thread waits for its reader then. What a page
shows is no longer, its pictures at their widest too, so that nobody who reads one is told to come again."""
BUSY = b"Others are loading files just now. Try again in a moment.\n"


class Streaming:
    """Hands requests on to ``application``. Where too many answers are read part by part already, that is said in the
    place of one more (503).
    """

    def __init__(self, application: Application, places: Places) -> None:
        self._application, self._places = application, places

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        told: list[Any] = []
        answer: Any = self._application(environ, lambda *said: told.extend(said))
        if not getattr(answer, "streaming", False):
            start(*told)
            return answer  # type: ignore[no-any-return]
        if environ["REQUEST_METHOD"] == "HEAD" or _length(told[1]) <= WHOLE:
            start(*told)
            return _whole(answer, environ["REQUEST_METHOD"])
        if not self._places.take():
            answer.close()
            REFUSED.add("streams")
            return refused(environ, start, "503 Service Unavailable", BUSY, ("Retry-After", "1"))
        start(*told)
        return _Read(answer, self._places)


class _Read:
    """An answer while it is read. The server closes it at its end, or when its reader is gone."""

    def __init__(self, answer: Any, places: Places) -> None:
        self._answer, self._places, self._is_open = answer, places, True

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            self._places.leave()
            self._answer.close()


def _length(headers: Headers) -> float:
    told = named(headers, "content-length")
    return int(told) if told.isdecimal() and len(told) < 20 else float("inf")


def _whole(answer: Any, method: str) -> list[bytes]:
    try:
        return [] if method == "HEAD" else [b"".join(answer)]
    finally:
        answer.close()
