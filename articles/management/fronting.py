"""Whether the site can be shown: its front page, made without a server."""

import io
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.urls import Resolver404, resolve


def faults_of_the_front_page() -> Iterator[str]:
    """A sentence, or none where it is made, or is not among the addresses of this node."""
    try:
        match = resolve("/")
    except Resolver404:
        return
    host = next((host for host in settings.ALLOWED_HOSTS if host[:1] not in ("", "*", ".", "[")), "localhost")
    facts = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_NAME": host, "SERVER_PORT": "443"}
    wsgi = {"wsgi.url_scheme": "https", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr}
    request = WSGIRequest({**facts, **wsgi})
    request.resolver_match = match
    response = match.func(request, *match.args, **match.kwargs)
    if response.status_code != 200 or b"</html>" not in response.content:
        yield f"The front page is not made: {response.status_code}."
