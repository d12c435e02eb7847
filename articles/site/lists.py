"""The list of all stories, with its filters, and the fragment by which a page loads on."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from articles import jsonld, social
from articles.lists.facets import facets
from articles.lists.filters import KINDS, LONGEST_SEARCH, Chosen, StoryFilter
from articles.lists.ways import FIELDS, Way, phrased, query_of
from articles.lists.wider import wider
from articles.models import Edition
from articles.pages import Page, page_of
from articles.search.nearest import FEW, Mended, mended
from articles.search.passages import marked_on
from articles.site import common
from articles.site.asks import PLACE, Strangers, asking
from articles.site.base import ALL, page, public, root_of
from articles.site.teasers import Teasers, cards, latest, placed
from articles.templatetags.teasers import written

MORE = 10
"""Stories that a page loads on at a time."""


@public
@asking(*StoryFilter.base_filters, *PLACE, others=Strangers.LED_AWAY)
def stories(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    said = _chosen(request, now) if request.GET.keys() & set(FIELDS) else _all(request, now)
    return page(request, "site/stories.html", now=now, **said)


def _all(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What the page says of all stories, most of which is the same on each of its pages."""
    filters = SimpleLazyObject(lambda: _filters(request.GET, now))
    found = page_of(Teasers(now), **_place(request))
    narrower, many = common.of(request, now=now).keep("facets", lambda: facets(filters))
    root = root_of(request)
    return {
        "is_all": True,
        "canonical": request.path,
        "data": [] if found.place else jsonld.of_stories(editions=found.rows, root=root),
        "card": _card(found.rows, root),
        "page": found,
        "filters": filters,
        "facets": narrower,
        "many": many,
        "is_for_engines": True,
    }


def _chosen(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What it says of those that are asked for."""
    filters = _filters(request.GET, now)
    found = _page_of(filters, request)
    meant = mended(filters.search(), now=now) if len(found.rows) <= FEW and not found.place else None
    instead = _instead(request, meant, now) if meant and not found.rows else None
    filters, found = instead or (filters, found)
    asks = filters.search().asks
    marked_on(found.rows, asks)
    asked = filters.chosen()
    query = query_of(asked)
    chosen = [item for item in asked if item.name != "order"]
    narrower, many = facets(filters)
    is_empty = not found.rows and not found.place
    alone = "" if is_empty or instead or found.place else filters.words_alone
    root = root_of(request)
    return {
        "canonical": request.path
        + (f"?{urlencode({'q': alone})}" if alone else f"?{query}" if query else ""),
        "data": [] if chosen or found.place else jsonld.of_stories(editions=found.rows, root=root),
        "card": None if chosen else _card(found.rows, root),
        "feed": (phrased(chosen), f"{request.path}?{query}") if query else None,
        "page": found,
        "query": f"{query}&" if query else "",
        "filters": filters,
        "facets": narrower,
        "many": many,
        "wider": wider(filters) if is_empty else [],
        "latest": latest(now) if is_empty and chosen else [],
        "kept": [item for item in asked if item.name in (*KINDS, "order")],
        "chosen": [(item, Way.to([other for other in asked if other != item])) for item in chosen],
        "orders": _orders(filters, chosen) if asks.wanted else [],
        "is_for_engines": not filters.form.errors and (alone or not chosen),
        "is_ranked": filters.is_ranked,
        "ranked": filters.qs if filters.is_ranked else None,
        "meant": meant if instead or found.rows else None,
        "is_instead": bool(instead),
        "meant_query": _with_words(asked, meant.typed) if meant else "",
        "typed": request.GET.get("q", ""),
    }


def _card(editions: list[Edition], root: str) -> social.Card:
    return social.of_page(
        "Stories", f"All stories of {settings.SITE_NAME}, newest first.", editions=editions, root=root
    )


def _filters(data: Any, now: datetime) -> StoryFilter:
    editions = cards(Edition.objects.live(now))
    return StoryFilter(data, queryset=editions, placed=partial(placed, now=now), now=now, is_counted=True)


def _instead(request: HttpRequest, meant: Mended, now: datetime) -> tuple[StoryFilter, Page] | None:
    """The list with what was meant instead of what was typed, and its page; None where that finds nothing either."""
    if len(meant.typed) > LONGEST_SEARCH:
        return None
    data = request.GET.copy()
    data["q"] = meant.typed
    filters = _filters(data, now)
    found = _page_of(filters, request)
    return (filters, found) if found.rows else None


def _with_words(chosen: list[Chosen], words: str) -> str:
    return query_of([*(item for item in chosen if item.name != "q"), Chosen("q", "", words, words)])


def _page_of(filters: StoryFilter, request: HttpRequest) -> Page:
    return page_of(filters.qs, **_place(request), key=filters.key)


def _place(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("before", "after")}


def _orders(filters: StoryFilter, chosen: list[Chosen]) -> list[tuple[str, str, bool]]:
    """The orders that a list of what was searched for can have: in words, its query string, whether it has it."""
    relevance = Chosen("order", "Order", "relevance", "")
    orders = [("date", query_of(chosen)), ("relevance", query_of([*chosen, relevance]))]
    return [(word, query, (word == "relevance") == filters.is_ranked) for word, query in orders]


@public
@asking("before")
def more(request: HttpRequest) -> HttpResponse:
    """The next stories of "More from …", as a fragment of a page: the template is the one that the page
    uses.
    """
    now = timezone.now()
    found = page_of(Teasers(now), before=request.GET.get("before", ""), size=MORE)
    response = HttpResponse(lines_of(found, common.of(request, now=now)))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def lines_of(found: Page, known: common.Common) -> SafeString:
    """Stories that a page loads on, with the way to further ones."""
    lines = [written(edition, 3, known) for edition in found.rows]
    return render_to_string("site/_more.html", {"page": found, "lines": lines, "all_stories": str(ALL)})
