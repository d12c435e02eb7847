"""People who send or read slowly, whatever it is, and whether pages are kept or not: they hold up nobody else."""

from collections.abc import Iterable

from articles.site.ready.asked import Environ
from articles.site.ready.making import Application, Start
from articles.site.ready.sending import Sending
from articles.site.ready.streaming import Streaming
from articles.site.ready.waiting import Waiting

READS = ("GET", "HEAD")
"""By which nothing is sent that anybody waits for."""


class Unhurried:
    """Hands requests on to ``application``. ``threads`` are those by which the server asks."""

    def __init__(self, application: Application, *, threads: int) -> None:
        waiting = Waiting(threads)
        self._read = Streaming(application, waiting.streams)
        self._sent = Sending(self._read, waiting)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        given = self._read if environ["REQUEST_METHOD"] in READS else self._sent
        return given(environ, start)
