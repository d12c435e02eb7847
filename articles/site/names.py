"""Sources, writers, proofreaders and topics: a page that lists them, and a page for each with its stories.

A name is public while a live story carries it. Others answer as if they were not there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from articles import jsonld, social
from articles.lists.names import in_public, labels_of, merged_into, order_of, standing
from articles.models import Edition
from articles.models import address as path_of
from articles.pages import page_of, page_of_names
from articles.search.asking import Search
from articles.search.counting import MOST, said
from articles.search.finding import places
from articles.site import common
from articles.site.asks import PLACE, asking
from articles.site.base import page, public, root_of
from articles.site.teasers import AS_CARDS, Dress, Teasers, found_by


@dataclass(frozen=True)
class Kind:
    """A kind of name: its singular and plural as they stand in addresses, and the words around it."""

    name: str
    plural: str
    role: str
    intro: str

    @property
    def address(self) -> str:
        return path_of(self.plural)


KINDS = (
    Kind("source", "sources", "Source", "The organisations that our stories are credited to."),
    Kind("writer", "writers", "Writer", "The people who write what you read here."),
    Kind("proofreader", "proofreaders", "Proofreader", "The people who read our stories before you do."),
    Kind("topic", "topics", "Topic", "The subjects that we cover."),
)


@public
@asking("after")
def names(request: HttpRequest, kind: Kind) -> HttpResponse:
    now = timezone.now()
    field = order_of(kind.name)
    found = page_of_names(standing(kind.name, now), field=field, after=request.GET.get("after", ""))
    return page(request, "site/names.html", now=now, canonical=request.path, kind=kind, page=found)


def named(kind: str, slug: str, now: datetime) -> Any:
    """The name at an address, perhaps one that was merged into another. Raises Http404 where none is public."""
    row = in_public(kind, now).filter(slug=slug).first()
    if row is None:
        raise Http404(f"No live story carries the {kind} {slug}.")
    return row


def search_of(kind: Kind, row: Any, known: common.Common) -> Search:
    """What finds the stories that carry a name, or one that was merged into it."""
    name = (kind.name, row.slug, "search")
    return known.keep(
        name, lambda: Search(labels=(labels_of(kind.name, [row.pk], merged_into({kind.name: [row.pk]})),))
    )


def stories_of(kind: Kind, row: Any, now: datetime, known: common.Common, *, dress: Dress = AS_CARDS) -> Any:
    """The live editions that carry a name, in a ``dress``: off their own index where they say it
    themselves, else by that of search, which has them in the order of date.
    """
    if kind.name in ("source", "proofreader"):
        return Teasers(now, kind.name, row.pk, dress=dress)
    return found_by(search_of(kind, row, known), now, dress=dress)


@public
@asking(*PLACE)
def one(request: HttpRequest, slug: str, kind: Kind) -> HttpResponse:
    now = timezone.now()
    known = common.of(request, now=now)
    row = known.keep((kind.name, slug), lambda: named(kind.name, slug, now))
    if getattr(row, "merged_into", None):
        return redirect(row.merged_into, permanent=True)
    found = page_of(
        stories_of(kind, row, now, known),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    root, about = root_of(request), row.about or f"Stories under {row.name}, newest first."
    return page(
        request,
        "site/name.html",
        now=now,
        canonical=request.path,
        data=[] if found.place else _data_of(row, kind, found.rows, root),
        card=social.of_page(row.name, about, editions=found.rows, root=root),
        feed=(row.name, request.path),
        kind=kind,
        named=row,
        page=found,
        many=known.keep((kind.name, slug, "many"), lambda: _many(row, kind, now, known)),
    )


def _many(row: Any, kind: Kind, now: datetime, known: common.Common) -> str:
    """How many stories carry a name, or one that was merged into it."""
    return said(len(places(search_of(kind, row, known), now=now, limit=MOST + 1)))


def _data_of(row: Any, kind: Kind, editions: list[Edition], root: str) -> list[jsonld.Data]:
    around = (kind.plural.capitalize(), kind.address)
    return jsonld.of_name(row, kind.name, around, editions=editions, root=root)
