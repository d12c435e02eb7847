"""Every request that Django answers has an id, and a line in the log. A page that lies ready has neither: it is handed
out before Django is asked, a hundred times as fast as a line is written. The log of the front tells of those.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import LazyObject

from articles.counts import Counter, Gauge, Histogram
from articles.site.ready.making import KEPT
from articles.site.standing import MADE
from newsroom.desk import NOT_THE_SITES
from newsroom.hiding import NAMES, address
from newsroom.logs import Answered, Asked, asked

HEADER = "X-Request-ID"
LONGEST_METHOD = 20
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
"""The form of an id that is taken over from a proxy: it means nothing to whatever reads a log."""
_OF_A_COOKIE = re.compile("[A-Za-z0-9]{24,128}")
_SECRET = re.compile(NAMES, re.IGNORECASE)

SECONDS = Histogram(
    "newsroom_request_duration_seconds",
    "What Django answers, from the request to the beginning of its answer.",
    ("kind",),
    bounds=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
ANSWERS = Counter(
    "newsroom_requests_total", "What Django answers, by its kind of status.", ("kind", "status")
)
BUSY = Gauge("newsroom_requests_in_progress", "Threads of the server that are at a request of Django's.")
KINDS = dict.fromkeys(NOT_THE_SITES, "desk") | {"/static/": "file", "/media/": "file"}
"""Of requests, by how their addresses begin. All others are pages."""

logger = logging.getLogger("newsroom.requests")


class Requests:
    """Outermost, so that whatever is logged for a request has its id, and its line tells how long all of it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun, name = time.perf_counter(), id_of(request)
        BUSY.add()
        before = asked.set(Asked(name, lambda: secrets_of(request)))
        try:
            response = self._get_response(request)
            if not _is_kept(request, response):  # what is handed to many has the id of none
                response.headers[HEADER] = name
            seconds, kind = time.perf_counter() - begun, _kind(request.path_info)
            SECONDS.saw(seconds, kind)
            ANSWERS.add(kind, f"{response.status_code // 100}xx")
            logger.info(_answered(request, response, seconds))
            return response
        finally:
            BUSY.add(by=-1)
            asked.reset(before)


def _kind(path: str) -> str:
    return next((kind for begins, kind in KINDS.items() if path.startswith(begins)), "page")


def id_of(request: HttpRequest) -> str:
    """That of the proxy in front, where the settings name a header for it; else one of our own."""
    told = request.META.get(settings.REQUEST_ID_HEADER, "") if settings.REQUEST_ID_HEADER else ""
    return told if SAFE.fullmatch(told) else uuid.uuid4().hex


def secrets_of(request: HttpRequest) -> list[str]:
    """What a request brings that opens something: our cookies, and parts of its address that are keys. A cookie of
    another form is not ours, and whoever sends it hides nothing of what he or she does.
    """
    sent = [
        request.COOKIES.get(name, "") for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    ]
    match = request.resolver_match
    keys = [str(value) for name, value in match.kwargs.items() if _SECRET.search(name)] if match else []
    return [*filter(_OF_A_COOKIE.fullmatch, sent), *keys]


def _is_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    return MADE in getattr(request, "environ", ()) and response.status_code in KEPT


def _answered(request: HttpRequest, response: HttpResponseBase, seconds: float) -> Answered:
    size = response.headers.get("Content-Length", "")
    return Answered(
        method=(request.method or "")[:LONGEST_METHOD],
        path=address(request.path, request.META.get("QUERY_STRING", "")),
        status=response.status_code,
        ms=round(seconds * 1000),
        bytes=int(size) if size.isdecimal() else None,
        user=_user(request),
    )


def _user(request: HttpRequest) -> int | None:
    """The number of who has logged in, as far as anybody has asked for that: to ask would be a query."""
    noted: dict[str, Any] = vars(request)
    user = noted.get("user")
    return getattr(noted.get("_cached_user") if isinstance(user, LazyObject) else user, "pk", None)
