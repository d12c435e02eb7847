"""What is sent to the newsroom: each sender takes as long as he or she likes, and a thread waits for it."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from articles.isolation import headers_of
from articles.site.ready.asked import Environ
from articles.site.ready.making import Application, Start
from articles.site.ready.waiting import REFUSED, Waiting

SMALL = 2_500_000
"""Bytes up to which it is a form, taken in whole before anything is done with it: that takes a moment, if its sender is
not slow. More is files, which are looked through as they arrive."""
BUSY = b"Others are sending to the newsroom just now. Go back, and send it again in a moment.\n"
SHORT = b"Not all of it arrived, and nothing was done with it. Go back, and send it again.\n"


class Sending:
    """Hands requests on to ``application``. Where too many are taken in already (503), and where one ends before all of
    it has come (400), that is said in its place.
    """

    def __init__(self, application: Application, waiting: Waiting) -> None:
        self._application, self._waiting = application, waiting

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        told = environ.get("CONTENT_LENGTH") or "0"
        is_told = told.isdecimal() and len(told) < 20 and "HTTP_TRANSFER_ENCODING" not in environ
        if is_told and int(told) == 0:
            return self._application(environ, start)
        is_form = is_told and int(told) <= SMALL
        places = self._waiting.forms if is_form else self._waiting.files
        if not places.take():
            REFUSED.add("forms" if is_form else "files")
            return refused(environ, start, "503 Service Unavailable", BUSY, ("Retry-After", "1"))
        try:
            if not is_form:
                return self._application(environ, start)
            body = _read(environ["wsgi.input"], int(told))
        finally:
            places.leave()
        if len(body) < int(told):
            return refused(environ, start, "400 Bad Request", SHORT)
        return self._application(environ | {"wsgi.input": BytesIO(body)}, start)


def _read(sent: Any, length: int) -> bytes:
    parts = []
    while length and (part := sent.read(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def refused(
    environ: Environ, start: Start, status: str, words: bytes, *headers: tuple[str, str]
) -> list[bytes]:
    """An answer in plain words, which no cache keeps."""
    told = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
    start(status, [*told, ("Cache-Control", "no-store"), *headers, *headers_of(environ)])
    return [words]
