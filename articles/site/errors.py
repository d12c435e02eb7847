"""The page for what is not there: it helps the reader on, and who asks for an old address to its story, or for a day
of the archive without its noughts to that day. And those for what went wrong."""

import re
import sys
from contextlib import suppress
from urllib.parse import unquote

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from articles.site import moved
from articles.site.archive import padded
from articles.site.base import page
from articles.site.standing import passing, stand
from articles.site.teasers import latest

CANCELLED = "57014"
"""What PostgreSQL calls it where a statement took longer than it may."""
AGAIN = 10
"""Seconds after which it may go better."""


def not_found(
    request: HttpRequest, exception: Exception | None = None, words: str | None = None
) -> HttpResponse:
    """``words`` to search for are those of the address, unless they are given."""
    now, answer = timezone.now(), None
    with suppress(Http404):
        answer = moved.answer(request, now=now)
    if answer is None and (address := padded(request.path_info, now)):
        answer = redirect(address, permanent=True)
    if answer is None:
        words = words_of(request.path) if words is None else words
        answer = page(request, "404.html", now=now, status=404, latest=latest(now), words=words)
    return stand(request, passing(answer), now=now)


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same from a process that does not answer readers: what their addresses lead to, others say."""
    now = timezone.now()
    return stand(
        request, passing(page(request, "404.html", now=now, status=404, latest=(), words="")), now=now
    )


def words_of(path: str) -> str:
    """What the last part of an address says, to search for."""
    last = unquote(path).strip("/").rpartition("/")[2]
    return " ".join(re.findall(r"[^\W\d_]{2,}", last))[:80].strip()


def failed(request: HttpRequest) -> HttpResponse:
    """A page without the database: where that took too long, it may not in a moment (503)."""
    problem = sys.exception()
    if isinstance(problem, OperationalError) and getattr(problem.__cause__, "sqlstate", "") == CANCELLED:
        headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponse(render_to_string("500.html"), status=500)
