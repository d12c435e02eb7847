"""How an answer stands with caches: how long they may keep it, and whether who asks has it already (RFC 9110, 9111).

A browser asks again each time. A cache that many share may answer for a few seconds in our place, but never past the
moment at which what is live changes by itself.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from math import inf
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles.generation import Generation
from articles.site import common

NOT_THERE = 60
"""Seconds at most that what is not there may be said not to be: it may come at any time."""
OUTAGE = 86_400
"""Seconds for which a cache that many share may show what it has while we do not answer (RFC 5861), and never past the
next moment at which something is due: a story that is to be gone by then is."""
_LOADED_AT = timezone.now()
"""Pages change with the code that writes them, too."""


MADE = "newsroom.made"
"""Under which key of a request's environ it is noted what becomes of its page, by whoever wants to keep that."""


@dataclass
class Made:
    """What a page was made of: the generation that was read first, and the moment at which it changes by itself, in
    seconds since 1970; None where it is not known, and the page is not to be kept.
    """

    generation: Generation | None = None
    until: float | None = None


def stand(request: HttpRequest, response: HttpResponse, *, now: datetime) -> HttpResponse:
    """``response``, or word that it has not changed (304). ``now`` is no later than when its page read the clock.

    An answer that brings its own word to caches, as a picture does, is left alone; one that is streamed brings its tag,
    and one may be ``undated``.
    """
    _name(request, response)
    made, is_told = request.environ.get(MADE), response.has_header("Cache-Control")
    if is_told and made is None:
        return response
    known = common.of(request, now=now)
    found = known.moments
    due = min(filter(None, (found.due, vars(response).get("ends"))), default=None)
    if made is not None and "is_passing" not in vars(response):
        made.until = due.timestamp() if due else inf
    if is_told:
        return response
    response.headers["Cache-Control"] = _lifetime(response, due, now)
    if response.status_code != 200:
        return response
    if not response.streaming:
        response.headers["ETag"] = tag(response.content)
    changed = None if "is_undated" in vars(response) else _last_change(found.changed, known.generation, now)
    if changed:
        response.headers["Last-Modified"] = http_date(changed)
    return get_conditional_response(
        request, etag=response.get("ETag"), last_modified=changed, response=response
    )


def undated(response: HttpResponse) -> HttpResponse:
    """``response``, known by its tag alone: it changes with what leaves no date, or less than the site does."""
    vars(response)["is_undated"] = True
    return response


def ending(response: HttpResponse, at: datetime) -> HttpResponse:
    """``response``, which is no longer true ``at`` a moment of its own: no commit dates what it then becomes."""
    vars(undated(response))["ends"] = at
    return response


def passing(response: HttpResponse) -> HttpResponse:
    """``response``, which may be another one in a second: no finished page is kept of it."""
    vars(response)["is_passing"] = True
    return response


def tag(content: bytes) -> str:
    """The strong ETag of a page: it differs where a single byte does."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def seconds(due: datetime | None, now: datetime, *, most: int) -> int:
    """Whole seconds that an answer made ``now`` may be kept: ``most``, or those until it is no longer true."""
    return most if due is None else max(0, min(most, int((due - now).total_seconds())))


def _lifetime(response: HttpResponse, due: datetime | None, now: datetime) -> str:
    most = settings.SHARED_CACHE_SECONDS
    if response.status_code == 404:
        most = min(most, NOT_THERE)
    kept = seconds(due, now, most=most)
    return f"max-age=0, {shared(kept)}, stale-if-error={seconds(due, now, most=kept + OUTAGE) - kept}"


def shared(most: int) -> str:
    """What is said to caches that many share, so that none lags by more than ``most`` seconds: for half of them it
    answers by itself, for the other half while it asks for the page anew, so that nobody waits for that (RFC 5861).
    Some count in whole seconds, as nginx does, and one more may have begun.
    """
    whole = max(most - 1, 0)
    fresh = (whole + 1) // 2
    return f"s-maxage={fresh}, stale-while-revalidate={whole - fresh}"


def _name(request: HttpRequest, response: HttpResponse) -> None:
    """Names by which a cache that many share can be told to forget a page: that of its kind, and that of its story or
    of what it is a list of. In the two headers that such caches look for.
    """
    match = request.resolver_match
    if match is None or not match.url_name:
        return
    kind, given = match.kwargs.get("kind"), match.kwargs
    names = [match.url_name]
    if "story_id" in given:
        names.append(f"story-{given['story_id']}")
    if kind and "slug" in given:
        names.append(f"{getattr(kind, 'name', kind)}-{quote(given['slug'])}")
    response.headers["Surrogate-Key"], response.headers["Cache-Tag"] = " ".join(names), ",".join(names)


def _last_change(changed: datetime | None, known: Generation | None, now: datetime) -> int | None:
    """When the pages last changed, in seconds as HTTP has them; None while that second is not over: another change
    within it would go unseen.
    """
    moved = known.moved_at if known else None  # by what leaves no other date, as another name of a topic
    last = int(max(filter(None, (changed, moved, _LOADED_AT))).timestamp())
    return last if last + 1 <= now.timestamp() else None
