"""Addresses that stories had before they came here: they lead to the story, or say that it is gone.

Gone (410) is for good: who keeps an index of the web forgets an address that says so. It is said of what will not come,
an address that no story was taken for, or whose story was withdrawn. A story that waits to be published has nothing to
be led to yet, and is not gone: its address is not found (404) until the second that it leads there (301).

They are asked only where there is no page of ours, so that none of them can stand before one.
"""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.models import Edition, Kind, OldAddress, WithdrawalReason
from articles.site.base import page
from articles.site.story import led_to, tombstone
from articles.site.teasers import latest
from articles.text.addresses import host_key, page_key

Row = tuple[str, str, int | None]
"""Host, key, and the number of the story."""


def answer(request: HttpRequest, *, now: datetime) -> HttpResponse | None:
    """The answer to who asks for an old address; None where it is none. One query for an address that is not known.

    It must not be kept: a story that is withdrawn may be here again in a second. Raises Http404 where the story is yet
    to come: nothing may tell its address from one that nobody knows.
    """
    key = page_key(request.path_info, request.META.get("QUERY_STRING", ""))
    if not key or request.method not in ("GET", "HEAD"):
        return None
    # What else is asked for may be noise ("?ref=mail") or tell pages apart ("?id=9"): the whole goes before its path.
    keys = [key, *filter(None, [page_key(request.path_info)])]
    rows = OldAddress.objects.filter(key__in=keys).values_list("host", "key", "story_id")
    row = _meant(rows, keys, host_key(request.get_host()))
    return _lead(request, row[2], now) if row else None


def _meant(rows: Iterable[Row], keys: list[str], host: str) -> Row | None:
    """The address that is meant: of this host if there is one, else of no host, else of the only one that had it."""
    found = sorted(rows, key=lambda row: (keys.index(row[1]), row[0] != host, row[0] != ""))
    if not found or found[0][0] in (host, ""):
        return found[0] if found else None
    stories = {row[2] for row in found if row[1] == found[0][1]}
    return found[0] if len(stories) == 1 else None


def _lead(request: HttpRequest, story_id: int | None, now: datetime) -> HttpResponse | None:
    edition = (
        Edition.objects.current(now).for_readers().filter(story_id=story_id).first() if story_id else None
    )
    if edition is None:
        if story_id:
            raise Http404("The story of this address is not published.")
        return _gone(request, now)
    if edition.withdrawal_reason == WithdrawalReason.NEVER:
        return None
    if edition.kind != Kind.WITHDRAWAL:
        return redirect(edition, permanent=True)
    other = led_to(edition, now)
    return redirect(other, permanent=True) if other else tombstone(request, edition, now)


def _gone(request: HttpRequest, now: datetime) -> HttpResponse:
    """The page of an address that is known and that no story was taken for."""
    return page(request, "site/gone.html", now=now, status=410, latest=latest(now))
