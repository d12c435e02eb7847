"""What is sent to the newsroom, taken in by a few threads of each process: each waits as long as its sender likes."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from articles.site.ready.asked import Environ

AT_ONCE = 5
"""Of each process. Of the threads that the server has by itself (``management.serving``) some are left for readers."""
BUSY = b"Others are sending to the newsroom just now. Go back, and send it again in a moment.\n"

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Sending:
    """Hands requests on to ``application``; to one with a body that comes while too many do it says so (503)."""

    def __init__(self, application: Application, *, at_once: int = AT_ONCE) -> None:
        self._application = application
        self._free = threading.BoundedSemaphore(at_once)

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH", "") in ("", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
            return self._application(environ, start)
        if not self._free.acquire(blocking=False):
            told = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(BUSY)))]
            start("503 Service Unavailable", [*told, ("Retry-After", "1"), ("Cache-Control", "no-store")])
            return [BUSY]
        try:
            return self._application(environ, start)
        finally:
            self._free.release()
