"""The queue of names that may be one: merged or parted with one press, two at a time or all spellings at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import credits
from articles.desk import spellings
from articles.desk.base import NOT_DONE, attempt, refuse
from articles.desk.numbers import number
from articles.models import Story

KINDS = {word: kind for kind, word in credits.WORDS.items()}
SIDES = ("first", "second")
"""Of a pair: the act that merges the other one into it is called the same."""
EXAMPLES, LISTED = 3, 12
KEYS = (
    ("1", "they are one, and the first name stays"), ("2", "they are one, and the second name stays"),
    ("x", "they are not the same"), ("n", "the next pair"), ("?", "show these keys"),
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of two names as the page shows it."""

    act: str
    name: Any
    stories: int
    examples: list[Story]
    aliases: list[str]


def urls(site):
    """The addresses of this module, for the desk's own."""
    pages = {
        "names/": (queue, "articles_names"),
        "names/<slug:kind>/together/": (together, "articles_names_together"),
        "names/<slug:kind>/<row:pk>/apart/": (apart, "articles_names_apart"),
        "names/<slug:kind>/<row:pk>/<slug:act>/": (decide, "articles_names_decide"),
    }
    return [path(route, site.admin_view(view), name=name) for route, (view, name) in pages.items()]


def may_decide(user):
    """The kinds of names that somebody may decide about."""
    return {word: kind for word, kind in KINDS.items() if user.has_perm(f"articles.change_{word}")}


def queue(request):
    """The first open pair after the one that was last looked at, and those that follow."""
    kinds = may_decide(request.user)
    if not kinds:
        raise PermissionDenied
    counts = {word: credits.PAIRS[kind].objects.open().count() for word, kind in kinds.items()}
    asked = request.GET.get("kind", "")
    word = asked if asked in kinds else next((word for word, count in counts.items() if count), "source")
    kind = kinds[word]
    found = _from(credits.clusters(kind), number(request.GET.get("after", "")))
    pair, others = _named(kind, found)
    cluster = found[0].names if found else []
    is_pair = len(cluster) == len(SIDES)
    sides = [_side(word, pair, act) for act in SIDES] if is_pair else []
    context = {
        **admin.site.each_context(request),
        "title": "Names to merge",
        "word": word,
        "choices": [(name, f"{name}s", count) for name, count in counts.items()],
        "count": sum(counts.values()),
        "pair": pair,
        "sides": sides,
        "likely": _likely(sides),
        "spellings": [] if is_pair else spellings.spellings(kind, cluster[: spellings.SHOWN]),
        "more": max(0, len(cluster) - spellings.SHOWN),
        "others": others,
        "lately": spellings.lately(word, kind),
        "keys": KEYS if is_pair else spellings.KEYS,
    }
    return TemplateResponse(request, "admin/articles/names.html", context)


def _from(clusters, after):
    """The names to show, and some of those that come after them; from the first ones where none do."""
    return [each for each in clusters if each.pair > after][: LISTED + 1] or clusters[: LISTED + 1]


def _named(kind, clusters):
    """The pair that asks about the first of some clusters, and the names of the others with why."""
    pairs = credits.PAIRS[kind].objects.select_related("first", "second")
    pairs = pairs.in_bulk([each.pair for each in clusters])
    pks = {pk for each in clusters for pk in each.names[: spellings.SHOWN]}
    names = kind.objects.in_bulk(pks)
    others = [
        ([names[pk] for pk in each.names[: spellings.SHOWN]], pairs[each.pair].why) for each in clusters[1:]
    ]
    return (pairs[clusters[0].pair] if clusters else None), others


def _side(word, pair, act):
    name = getattr(pair, act)
    rows = Story.objects.filter(**{f"{word}s" if word == "writer" else word: name})
    some = rows.only("headline", "slugline", "language").order_by("-pk")[:EXAMPLES]
    return Side(act, name, rows.count(), list(some), [str(alias) for alias in name.aliases.all()])


def _likely(sides):
    names = [side.name.name for side in sides]
    return min(sides, key=lambda side: spellings.place_of(side.name.name, names, side.stories), default=None)


def _asked(request, kind):
    """The kind of names that an address speaks of."""
    if kind not in KINDS:
        raise Http404
    if kind not in may_decide(request.user):
        raise PermissionDenied
    return KINDS[kind]


def together(request, kind):
    return spellings.together(request, kind, _asked(request, kind))


def apart(request, kind, pk):
    return spellings.apart(request, kind, _asked(request, kind), pk)


def decide(request, kind, pk, act):
    """One of the names merged into the other, or the two parted."""
    rows = credits.PAIRS[_asked(request, kind)].objects.select_related("first", "second")
    pair = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        refuse(request, NOT_DONE)
    elif act == "part":
        done = f"{pair.first} and {pair.second} are two: nobody is asked again."
        attempt(request, lambda: credits.part(pair, by=request.user, now=timezone.now()), done)
    elif act in SIDES:
        into, loser = (pair.first, pair.second) if act == "first" else (pair.second, pair.first)
        done = f"{loser} is merged into {into}, and stands for it from now on."
        attempt(request, lambda: credits.merge(loser, into=into, by=request.user, now=timezone.now()), done)
    else:
        raise Http404
    return HttpResponseRedirect(spellings.queue_of(kind, pair.pk))
