"""Pings: search engines are told of pages that changed (IndexNow), hubs of feeds that did (WebSub).

What is told of is what readers see when the ping goes out. An edition that was called back meanwhile is none of it, and
a story that was withdrawn is: who asks for its page learns that it is gone.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Edition, EditionTopic, EditionWriter, Effect, Kind

TIMEOUT = 20
"""Seconds that a server may take to answer."""
AGENT = "Newsroom"
FEEDS = ("rss", "atom", "json")
MOST_TOPICS = 40
"""Of an act on more names and stories than these, a release of an archive say, only the feeds of all stories are told
of."""


def indexnow(effect: Effect, *, now: datetime) -> bool:
    """Submit the addresses of stories (https://www.indexnow.org/documentation). Raises OSError where that fails."""
    paths = [edition.get_absolute_url() for edition in _seen(effect, now)]
    if not paths or not settings.INDEXNOW_KEY:
        return False
    told = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": settings.SITE_URL + reverse("site:indexnow-key", args=[settings.INDEXNOW_KEY]),
        "urlList": [settings.SITE_URL + path for path in paths],
    }
    _post(settings.INDEXNOW_ENDPOINT, json.dumps(told).encode(), "application/json; charset=utf-8")
    return True


def websub(effect: Effect, *, now: datetime) -> bool:
    """Tell the hub what has news: feeds, and each story's ninjs document, which is canceled when it is withdrawn.

    All go in one request: ``hub.url`` may be repeated (PubSubHubbub 0.4, 7.1, the convention that W3C's WebSub leaves
    standing between publishers and hubs). Raises OSError where that fails.
    """
    editions = list(_seen(effect, now))
    if not editions or not settings.WEBSUB_HUB:
        return False
    topics = [settings.SITE_URL + path for path in _topics([edition.story_id for edition in editions])]
    told = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]
    _post(settings.WEBSUB_HUB, urlencode(told).encode(), "application/x-www-form-urlencoded")
    return True


def _seen(effect: Effect, now: datetime) -> Iterator[Edition]:
    """What stands now at the addresses of the stories of an effect, tombstones included."""
    rows: QuerySet[Edition] = Edition.objects.current(now).filter(story__in=effect.payload.get("stories", []))
    return rows.only("story_id", "slug").order_by("story_id").iterator()


def _topics(stories: list[int]) -> list[str]:
    """The feeds that list the stories, or did: of all stories, of each name that an edition carries, and of
    corrections; and the stories themselves.
    """
    editions = Edition.objects.filter(story__in=stories).order_by()
    found: set[str] = set()
    for kind, rows, slug in (
        ("source", editions.exclude(source=None), "source__slug"),
        ("proofreader", editions.exclude(proofreader=None), "proofreader__slug"),
        ("topic", EditionTopic.objects.filter(edition__in=editions), "topic__slug"),
        ("writer", EditionWriter.objects.filter(edition__in=editions), "writer__slug"),
    ):
        slugs = rows.order_by().values_list(slug, flat=True).distinct()[: MOST_TOPICS + 1]
        found |= {reverse(f"site:{kind}", args=[given]) for given in slugs}
    if editions.filter(kind=Kind.CORRECTION).exists():
        found.add(reverse("site:corrections"))
    feeds = [f"{at}feed.{form}" for at in [reverse("site:stories"), *sorted(found)] for form in FEEDS]
    if len(found) + len(stories) > MOST_TOPICS:
        return feeds[: len(FEEDS)]
    return feeds + [reverse("site:api-ninjs", args=[number]) for number in stories]


def _post(url: str, body: bytes, content_type: str) -> None:
    """Raises OSError (HTTPError) for any answer that is not of success."""
    headers = {"Content-Type": content_type, "User-Agent": AGENT}
    # The settings take http and https alone.
    with urlopen(Request(url, body, headers), timeout=TIMEOUT):  # noqa: S310
        pass
