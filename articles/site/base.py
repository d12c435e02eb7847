"""What every public page has in common.

A public page is a function of (address, now, public tables, settings). Templates are rendered without the
request, so that no user, session, message or CSRF token can find its way into one, nor ``Vary: Cookie``
into its answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from html import escape
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import csp, generation, social
from articles.feeds import FORMATS
from articles.jsonld import Data, with_policies, written
from articles.models import Policy, Topic
from articles.pages import Page
from articles.site import common
from articles.site.standing import MADE, stand
from articles.site.teasers import Sections, recent_sections
from articles.social import Card
from articles.told import absolute

SECTIONS = 8
ALL = reverse_lazy("site:stories")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
INTERFACE = "en"
"""The language of the words around the stories, whatever language the site writes in: they are not translated."""


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers GET and HEAD and changes nothing, so that other methods get 405 and not a CSRF
    failure. Its own words, dates and errors are English.

    Caches are told how long each answer stands, redirects and tombstones too: without a word a browser would keep them
    for as long as it likes, and a story may come back.
    """

    @wraps(view)
    def speaking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        began = timezone.now()  # before the view reads the clock: what falls due between the two is not kept
        if made := request.environ.get(MADE):
            # Before all that the page is made of.
            made.generation = vars(request)[common.KNOWN] = generation.current()
        with translation.override(INTERFACE):
            response = view(request, *args, **kwargs)
        return stand(request, response, now=began)

    vars(speaking)["is_kept"] = True
    return csrf_exempt(require_safe(speaking))


def unkept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Above ``@public``: its answers are streamed, or parts of files, and no page is kept of them."""
    vars(view)["is_kept"] = False
    return view


def page(
    request: HttpRequest,
    template: str,
    *,
    now: datetime,
    canonical: str = "",
    page: Page | None = None,
    feed: tuple[str, str] | None = None,
    status: int = 200,
    data: Sequence[Data] = (),
    card: Card | None = None,
    ready: str = "",
    **context: Any,
) -> HttpResponse:
    """A whole page. ``canonical`` is the address that stands for it in search engines; one without is not
    for them, and no more is its ``data`` or ``card``, which may be ``ready``, as ``for_machines`` gives them. ``page``
    is that of the list on it, which has a place of its own there; who asks for one off the end is sent to the last.
    ``feed`` is the title and the address of the list on the page, if it has feeds of its own besides those of all
    stories.
    """
    if page and page.is_off_the_end:
        return redirect(_with_place(request, page.last))
    if page and page.place:
        canonical += ("&" if "?" in canonical else "?") + page.place
    known = common.of(request, now=now)
    sections = known.keep("busiest", lambda: _busiest(known.keep("sections", lambda: recent_sections(now))))
    policies = known.keep("policies", _policies)
    whole = address_of(request, canonical) if canonical else ""
    all_stories = known.keep("all stories", lambda: str(ALL))
    there = known.keep("there", lambda: {all_stories, *(policy.get_absolute_url() for policy in policies)})
    if whole and (data or card):
        ready = for_machines(data, card, publisher=publisher_of(known, root_of(request)), address=whole)
    feeds, feeds_of_all = feeds_of(*feed) if feed else [], known.keep("feeds", lambda: feeds_of("", str(ALL)))
    context |= {
        "common": known,
        "name": settings.SITE_NAME,
        "language": settings.SITE_LANGUAGE,
        "all_stories": all_stories,
        "page": page,
        "links": _links(whole, feeds),
        "feeds_of_all": feeds_of_all,
        "rss": (feeds or feeds_of_all)[0],
        "sections": sections,
        "this_section": _same(context.get("named"), sections),
        "own_section": _same(context.get("section"), sections),
        "here": request.path if request.path in there else "",
        "policies": policies,
        "canonical": whole,
        "ready": ready,
    }
    with translation.override(INTERFACE):
        response = HttpResponse(render_to_string(template, context), status=status)
    csp.allow(response, "require-trusted-types-for", "'script'")  # no script of a page makes elements of text
    return response


def _busiest(sections: Sections) -> tuple[Topic, ...]:
    """Those of the site's navigation, in the order of their names."""
    return tuple(sorted(list(sections)[:SECTIONS], key=lambda topic: topic.name))


def _same(row: Any, topics: Iterable[Topic]) -> Topic | None:
    return next((topic for topic in topics if topic == row), None) if row else None


def _links(canonical: str, feeds: Iterable[Mapping[str, str]]) -> SafeString:
    """Where a page stands, and where its list can be followed, in its head."""
    said = [f'<link rel="canonical" href="{escape(canonical)}">'] if canonical else []
    for feed in feeds:
        kind, title, href = (escape(feed[name]) for name in ("type", "title", "href"))
        said.append(f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">')
    return mark_safe("\n".join(said))  # noqa: S308  escaped above


def for_machines(data: Iterable[Data], card: Card | None, *, publisher: Data, address: str) -> SafeString:
    """What the page at an address says in its head to those who show it elsewhere, and to search engines."""
    said = [social.written(card, site=settings.SITE_NAME, address=address)] if card else []
    said += [written(with_policies(block, publisher)) for block in data]
    return mark_safe("\n".join(said))  # noqa: S308  as both are written


def publisher_of(known: common.Common, root: str) -> Data:
    """What the site says of its publisher beside the name: the addresses of the pages on which that says how it works,
    by what they are to machines.
    """
    policies = known.keep("policies", _policies)
    return known.keep(
        ("publisher", root),
        lambda: {row.role: absolute(root, row.get_absolute_url()) for row in policies if row.role},
    )


def _policies() -> list[Policy]:
    return list(Policy.objects.shown().only("slug", "title", "role"))


def _with_place(request: HttpRequest, place: str) -> str:
    """The address that is asked for, but for its page of the list, which is the one at ``place``."""
    asked = request.GET.copy()
    for name in ("before", "after"):
        asked.pop(name, None)
    query = "&".join(filter(None, (asked.urlencode(), place)))
    return request.path + (f"?{query}" if query else "")


def root_of(request: HttpRequest) -> str:
    """The address of the front page: "https://news.example/". The site's own, where the settings say that; else as
    it was asked for, but for a port that is not the server's: whoever makes one up would have every cache tell it on.
    On this machine alone any port stands, since it may lead here through a tunnel or from a container.
    """
    noted = vars(request)
    if "_root" not in noted:
        noted["_root"] = _root_of(request)
    root: str = noted["_root"]
    return root


def _root_of(request: HttpRequest) -> str:
    host = request.get_host()  # none but ours is answered
    if settings.OWN_ADDRESS:
        return f"{settings.OWN_ADDRESS}/"
    name, port = split_domain_port(host)
    is_meant = name in LOOPBACK or port == request.get_port()
    return f"{request.scheme}://{host if is_meant else name}/"


def address_of(request: HttpRequest, path: str) -> str:
    """The whole address of a page or file of ours, which may have a query."""
    return absolute(root_of(request), iri_to_uri(path))


def feeds_of(title: str, address: str) -> list[dict[str, str]]:
    """The feeds of the list at ``address``, as links of a page's head: type, title and href."""
    path, mark, query = address.partition("?")
    title = f"{title} – {settings.SITE_NAME}" if title else settings.SITE_NAME
    return [
        {
            "type": form.type,
            "title": f"{title} ({form.label})",
            "href": f"{path}feed.{form.name}{mark}{query}",
        }
        for form in FORMATS.values()
    ]
