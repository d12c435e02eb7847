"""What the site answers to an address, asked as a reader does but without a network.

Asker().ask("http://old.example/2019/ferry")  →  Answer(301, "/stories/7/ferry/", 200)
"""

from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

_STEPS = 5
"""Redirects that a browser is sent on by before this is called a circle."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an address, where it leads on to, and what is answered there."""

    status: int
    leads_to: str = ""
    there: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether a reader who asks finds a story, or is told that it is gone."""
        return self.status in (200, 410) or (self.status == 301 and self.there == 200)


class _Asked(WSGIRequest):
    """A request for an address of any host, by a connection that nobody can listen to."""

    scheme = "https"

    def get_host(self) -> str:
        return str(self.META["HTTP_HOST"])


@dataclass(slots=True)
class Asker:
    """Asks the site. One is enough for any number of addresses."""

    _handler: WSGIHandler = field(default_factory=WSGIHandler)

    def ask(self, url: str) -> Answer:
        status, location = self._get(url)
        leads_to, there = location, status
        for _ in range(_STEPS):
            if not location:
                break
            leads_to, url = location, urljoin(url, location)
            there, location = self._get(url)
        return Answer(status, leads_to, 0 if location else there) if leads_to else Answer(status)

    def _get(self, url: str) -> tuple[int, str]:
        try:
            parts = urlsplit(url)
        except ValueError:
            return 400, ""
        environ = {
            "REQUEST_METHOD": "HEAD",
            "HTTP_HOST": parts.netloc.rpartition("@")[2] or "localhost",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(parts.path or "/").decode("latin-1"),
            "QUERY_STRING": parts.query,
            "wsgi.input": BytesIO(),
            "wsgi.url_scheme": "https",
        }
        # Not closed: that would end the connection to the database too.
        response = self._handler.get_response(_Asked(environ))
        return response.status_code, response.get("Location", "")
