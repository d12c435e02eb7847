"""The list of all stories, with its filters, and the fragment by which a page loads on."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles import jsonld
from articles.facets import KINDS, facets
from articles.filters import StoryFilter, phrased, query_of
from articles.models import Edition
from articles.pages import page_of
from articles.site.base import cards, page, public, root_of

MORE = 10
"""Stories that a page loads on at a time."""


@public
def stories(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    filters = StoryFilter(request.GET, queryset=cards(Edition.objects.live(now)), now=now)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    found = page_of(filters.qs, before=before, after=after)
    chosen = filters.chosen()
    query = query_of(chosen)
    return page(
        request,
        "site/stories.html",
        now=now,
        canonical=request.path + (f"?{query}" if query else ""),
        place=found.place,
        data=[] if chosen or found.place else jsonld.of_stories(editions=found.rows, root=root_of(request)),
        feed=(phrased(chosen), f"{request.path}?{query}") if query else None,
        page=found,
        query=f"{query}&" if query else "",
        form=filters.form,
        facets=facets(filters),
        kept=[item for item in chosen if item.name in KINDS],
        chosen=[(item, query_of(other for other in chosen if other != item)) for item in chosen],
    )


@public
def more(request: HttpRequest) -> HttpResponse:
    """The next stories of "More from …", as a fragment of a page: the template is the one that the page
    uses.
    """
    now = timezone.now()
    found = page_of(cards(Edition.objects.live(now)), before=request.GET.get("before", ""), size=MORE)
    response = HttpResponse(render_to_string("site/_more.html", {"page": found}))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
