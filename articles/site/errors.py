"""The page for what is not there: it helps the reader on, and who asks for an old address to its story."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Edition
from articles.site import moved
from articles.site.base import ASK_AGAIN, LATEST, cards, page


def not_found(
    request: HttpRequest, exception: Exception | None = None, words: str | None = None
) -> HttpResponse:
    """``words`` to search for are those of the address, unless they are given."""
    now = timezone.now()
    if answer := moved.answer(request, now=now):
        answer.headers["Cache-Control"] = ASK_AGAIN
        return answer
    words = words_of(request.path) if words is None else words
    latest = list(cards(Edition.objects.live(now)).newest_first()[:LATEST])
    return page(request, "404.html", now=now, status=404, latest=latest, words=words)


def words_of(path: str) -> str:
    """What the last part of an address says, to search for."""
    last = unquote(path).strip("/").rpartition("/")[2]
    return " ".join(re.findall(r"[^\W\d_]{2,}", last))[:80].strip()
