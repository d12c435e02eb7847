"""/sitemap.xml, and the files that it names.

Stories are cut by their numbers, names likewise: a file is for the same ones for ever, costs the same wherever it lies,
and the index finds those that have something to say without reading what it is.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import compress, islice
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Count, Exists, Max, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from articles import sitemaps, told
from articles.lists.names import standing
from articles.models import Edition, EditionPicture, Policy, Precision, some_of
from articles.site.archive import Period, counted
from articles.site.base import address_of, public, root_of, unkept
from articles.site.names import KINDS, Kind
from articles.site.standing import ending, tag, undated
from articles.sitemaps import News, Page, numbers_of, part_of

XML = "application/xml; charset=utf-8"
PAGES = (
    *("site:front", "site:stories", "site:archive", "site:corrections"),
    *(f"site:{kind.plural}" for kind in KINDS),
)
AT_ONCE = 100
"""Parts that are looked into in one query."""
CHUNK = 2000
"""Rows that are fetched at a time, with their pictures."""
NEWEST = 1000
"""The index knows when a file last changed if that is among so many of the newest changes, and says nothing else."""


class _Row(NamedTuple):
    pk: int
    story_id: int
    slug: str
    headline: str
    language: str
    published_at: datetime
    published_precision: str
    modified_at: datetime | None


@public
def index(request: HttpRequest) -> HttpResponse:
    now, here = timezone.now(), root_of(request)
    changed = _changes(now)
    files = [(reverse(f"site:sitemap-{name}"), "") for name in ("news", "pages")]
    for part in _parts(Edition.objects.live(now), "story_id"):
        stamp = told.stamp(changed[part]) if part in changed else ""
        files.append((reverse("site:sitemap-stories", args=[part]), stamp))
    for kind in KINDS:
        parts = _parts(standing(kind.name, now), "pk")
        files += [(reverse(f"site:sitemap-{kind.plural}", args=[part]), "") for part in parts]
    whole = [(urljoin(here, address), stamp) for address, stamp in files]
    return HttpResponse(sitemaps.index(whole), content_type=XML)


def _parts(rows: Any, number: str) -> Iterator[int]:
    """The parts that ``rows`` lie in: a query for the ends, and one for each hundred parts between them."""
    ends = [Subquery(rows.order_by(order).values(number)[:1]) for order in (number, f"-{number}")]
    first, last = next(iter(rows.model.objects.values_list(*ends)[:1]), (None, None))
    if first is None:
        return
    inner = range(part_of(first) + 1, part_of(last))
    yield part_of(first)
    for some in some_of(inner, AT_ONCE):
        cut = [zip((f"{number}__gte", f"{number}__lte"), numbers_of(part), strict=True) for part in some]
        held = [Exists(rows.filter(**dict(ends))) for ends in cut]
        yield from compress(some, rows.model.objects.values_list(*held)[0])
    if part_of(last) > part_of(first):
        yield part_of(last)


def _changes(now: datetime) -> dict[int, datetime]:
    """When the stories of a part last changed, for the parts of the newest changes."""
    rows = Edition.objects.filter(live_from__lte=now).order_by("live_from")
    newest = rows.reverse().values_list("story_id", "live_from")[:NEWEST]
    return {part_of(story_id): at for story_id, at in reversed(newest)}


@unkept
@public
def stories(request: HttpRequest, part: int) -> StreamingHttpResponse:
    """The live stories of a part, by number, with their pictures."""
    here = root_of(request)
    first, last = numbers_of(part)
    rows = Edition.objects.live(timezone.now()).filter(story_id__gte=first, story_id__lte=last)
    # What an edition says never changes, so that a set of them is known by its numbers.
    known = rows.aggregate(count=Count("pk"), sum=Sum("pk"), last=Max("pk"))
    if not known["count"]:
        raise Http404(f"No live story has a number of part {part}.")
    response = StreamingHttpResponse(
        sitemaps.urlset(_pages(rows.order_by("story_id"), here)), content_type=XML
    )
    response.headers["ETag"] = tag(f"{here} {settings.TIME_ZONE} {known}".encode())
    return response


@public
def news(request: HttpRequest) -> HttpResponse:
    """The stories of the last two days, newest first. Those whose day is not known are not news."""
    now, here = timezone.now(), root_of(request)
    rows = Edition.objects.live(now).filter(
        published_at__gte=now - timedelta(days=sitemaps.DAYS_OF_NEWS),
        published_precision__in=(Precision.DAY, Precision.MINUTE),
    )
    found = rows.newest_first()[: sitemaps.MOST_NEWS]
    pages = _pages(found, here, is_news=True)
    # Undated where it is empty, too: a crawler may still have what has left it.
    response = undated(HttpResponse(b"".join(sitemaps.urlset(pages)), content_type=XML))
    oldest = rows.order_by("published_at").values_list("published_at", flat=True).first()
    return ending(response, oldest + timedelta(days=sitemaps.DAYS_OF_NEWS)) if oldest else response


def _pages(rows: Any, here: str, *, is_news: bool = False) -> Iterator[Page]:
    found = rows.values_list(*_Row._fields).iterator(CHUNK)
    before, _, after = reverse("site:story", args=[1, "-"]).partition(
        "1/-"
    )  # once, and not for each of thousands
    before = urljoin(here, before)
    while some := [_Row(*row) for row in islice(found, CHUNK)]:
        images = _images([row.pk for row in some], here)
        for row in some:
            published = told.stamp(row.published_at, row.published_precision)
            yield Page(
                url=f"{before}{row.story_id}/{quote(row.slug)}{after}",
                changed=told.stamp(row.modified_at) if row.modified_at else published,
                images=images[row.pk],
                news=News(settings.SITE_NAME, row.language, published, row.headline) if is_news else None,
            )


def _images(editions: list[int], here: str) -> dict[int, list[str]]:
    """The addresses of the pictures of editions, by their numbers. One query, so that there is none for each."""
    images: dict[int, list[str]] = defaultdict(list)
    rows = EditionPicture.objects.filter(edition__in=editions).order_by("edition", "position")
    for pk, file in rows.values_list("edition_id", "file"):
        images[pk].append(urljoin(here, default_storage.url(file)))
    return images


@public
def pages(request: HttpRequest) -> HttpResponse:
    """The pages that are always there, the years of the archive, and those on which the newsroom says how it works."""
    years = [year.address for year, _many in counted(Period(), timezone.now(), most=1)]
    found = [Page(address_of(request, address)) for address in [*map(reverse, PAGES), *years]]
    for policy in Policy.objects.shown().defer("body"):
        address = address_of(request, policy.get_absolute_url())
        found.append(Page(address, told.stamp(policy.changed_at)))
    return HttpResponse(b"".join(sitemaps.urlset(found)), content_type=XML)


@public
def names(request: HttpRequest, part: int, kind: Kind) -> HttpResponse:
    """The pages of the names of a part."""
    here = root_of(request)
    rows = standing(kind.name, timezone.now()).filter(pk__range=numbers_of(part)).order_by("pk")
    found = [Page(urljoin(here, row.get_absolute_url())) for row in rows.only("slug")]
    if not found:
        raise Http404(f"No {kind.name} that live stories carry has a number of part {part}.")
    return HttpResponse(b"".join(sitemaps.urlset(found)), content_type=XML)
