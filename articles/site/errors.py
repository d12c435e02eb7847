"""The page for what is not there: it helps the reader on, and who asks for an old address to its story, or for a day
of the archive without its noughts to that day."""

import re
from contextlib import suppress
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from articles.site import moved
from articles.site.archive import padded
from articles.site.base import page
from articles.site.standing import passing, stand
from articles.site.teasers import latest


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


def words_of(path: str) -> str:
    """What the last part of an address says, to search for."""
    last = unquote(path).strip("/").rpartition("/")[2]
    return " ".join(re.findall(r"[^\W\d_]{2,}", last))[:80].strip()
