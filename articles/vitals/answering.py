"""The addresses of those who run the newsroom: a WSGI application around the newsroom's."""

from collections.abc import Callable, Iterable
from typing import Any

from articles.vitals.health import Health
from articles.vitals.metrics import TYPE, Metrics
from articles.vitals.operators import is_operator

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

ALIVE, READY, METRICS = "/health/alive", "/health/ready", "/metrics"
PLAIN = "text/plain; charset=utf-8"
OK, AWAY, NOT_ALLOWED = "200 OK", "503 Service Unavailable", "405 Method Not Allowed"
NOT_FOUND = "404 Not Found"
HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
]


class Vitals:
    """Answers at its own addresses, and hands all else on to ``application``.

    ``/health/alive`` says that the process answers, and asks nothing for that. ``/health/ready`` says whether it can
    serve (200) or not (503); why, it tells those alone who run the newsroom. ``/metrics`` is there for none but them.
    """

    def __init__(self, application: Application, *, health: Health, metrics: Metrics | None = None) -> None:
        self._application, self._health, self._metrics = application, health, metrics

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path not in (ALIVE, READY, METRICS):
            return self._application(environ, start)
        if path == METRICS and not (self._metrics and is_operator(environ)):
            return _answer(environ, start, NOT_FOUND, "not found\n")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(environ, start, NOT_ALLOWED, "GET and HEAD alone\n", ("Allow", "GET, HEAD"))
        if path == ALIVE:
            return _answer(environ, start, OK, "ok\n")
        if path == METRICS and self._metrics:
            return _answer(environ, start, OK, self._metrics.written(), kind=TYPE)
        found = self._health.found()
        words = "ok\n" if found.is_ready else "not ready\n"
        details = found.told if is_operator(environ) else ""
        return _answer(environ, start, OK if found.is_ready else AWAY, words + details)


def _answer(
    environ: Environ, start: Start, status: str, words: str, *headers: tuple[str, str], kind: str = PLAIN
) -> list[bytes]:
    body = words.encode()
    start(status, [("Content-Type", kind), *HEADERS, ("Content-Length", str(len(body))), *headers])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
