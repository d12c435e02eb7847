"""What a request asks for: which page of which site."""

import sys
import threading
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.urls import Resolver404, resolve

from articles.site.asks import NOTHING, Asks, Strangers
from articles.site.base import root_of
from articles.site.ready.memory import Key

Environ = dict[str, Any]

SITES = 16
"""Names under which a site is known at a time."""
SPELLINGS = 256
"""Of names of hosts, of which it is known which site they mean."""
WAYS = 4096
"""Queries of which it is known what they ask for."""
SHORT = 200
"""Characters of a query that is remembered. What readers ask for is shorter."""
LONGEST = 2000
"""Characters of a path or a query. No page of ours has a longer one."""
_OF_THE_SERVER = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SCRIPT_NAME", "HTTP_HOST")


class Asked(NamedTuple):
    """``is_exact`` where the request asks for nothing that its page leaves out."""

    key: Key
    is_exact: bool


class Addresses:
    """Reads requests. What is no public page, or is asked for in a way that is not kept, is None."""

    def __init__(self) -> None:
        self._sites: dict[tuple[str | None, str | None, str], str] = {}
        self._bases: dict[str, Environ] = {}
        self._ways: dict[tuple[str, str], Asked] = {}
        self._changing = threading.Lock()
        proxy = settings.SECURE_PROXY_SSL_HEADER
        self._proxy = proxy[0] if proxy else ""

    def sites(self) -> list[str]:
        return list(self._bases)

    def site(self, environ: Environ) -> str | None:
        """The address under which pages of this request know their site; None for a host that is not ours."""
        told = (environ.get("HTTP_HOST"), environ.get(self._proxy), environ["wsgi.url_scheme"])
        return self._sites.get(told) or self._new_site(told, environ)

    def _new_site(self, told: tuple[str | None, str | None, str], environ: Environ) -> str | None:
        base = {name: environ[name] for name in (*_OF_THE_SERVER, self._proxy) if name in environ}
        base |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
        if "HTTP_HOST" in base:  # of which there are many spellings
            name, mark, port = base["HTTP_HOST"].lower().partition(":")
            base["HTTP_HOST"] = f"{name.rstrip('.')}{mark}{port}"
        request = WSGIRequest(_asking(base, "/", ""))
        try:
            # Over TLS and without it the pages may differ: one is led to the other.
            site = f"{root_of(request)} {'over' if request.is_secure() else 'without'} TLS"
        except DisallowedHost:
            return None
        with self._changing:
            if site not in self._bases and len(self._bases) >= SITES:
                del self._bases[next(iter(self._bases))]
                self._sites.clear()
            if len(self._sites) >= SPELLINGS:
                self._sites.clear()
            self._bases.setdefault(site, base)
            self._sites[told] = site
        return site

    def asked(self, site: str, path: str, query: str) -> Asked | None:
        if len(path) > LONGEST or len(query) > LONGEST:
            return None
        if not query:
            return Asked(Key(site, path, ""), is_exact=True)
        known = self._ways.get((path, query))
        if known:
            return Asked(Key(site, *known.key[1:]), known.is_exact)
        return self._read(site, path, query)

    def _read(self, site: str, path: str, query: str) -> Asked | None:
        asks = asks_of(path)
        if asks is None or not query.isascii():
            return None
        pairs = parse_qsl(query, keep_blank_values=True)
        names = {name for name, _ in pairs}
        if asks.others is not Strangers.IGNORED and asks.strangers(names):
            return None
        found = Asked(Key(site, path, asks.kept(pairs)), asks.names is None or names <= asks.names)
        # What anybody may put behind an address is read each time, and not remembered.
        if found.is_exact and len(query) <= SHORT:
            if len(self._ways) >= WAYS:
                self._ways.clear()
            self._ways[path, query] = found
        return found

    def is_first_host(self, site: str, environ: Environ) -> bool:
        """Whether a request names the host under which the site was first asked for, as those for its pages do."""
        base = self._bases.get(site)
        return base is not None and environ.get("HTTP_HOST", "").lower() == base.get("HTTP_HOST", "")

    def environ(self, key: Key, asker: Environ | None = None) -> Environ | None:
        """A request for a page that has all that the page may depend on, and nothing else: no cookie, and no header
        that a stranger chose, but for the id by which the log knows who asked. None where its site was forgotten for
        others.
        """
        base, name = self._bases.get(key.site), settings.REQUEST_ID_HEADER
        known = {name: asker[name]} if asker and name in asker else {}
        return base and _asking(base, key.path, key.query) | known


def _asking(base: Environ, path: str, query: str) -> Environ:
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    return base | asked | {"wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}


def asks_of(path: str) -> Asks | None:
    """What the page at a path answers to; None where there is no page that is kept."""
    try:
        path = path.encode("latin-1").decode()
        view: Callable[..., Any] = resolve(path).func
    except (Resolver404, UnicodeError):
        return None
    return getattr(view, "asks", NOTHING) if getattr(view, "is_kept", False) else None
