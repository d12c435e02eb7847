"""The readers' addresses. They never change."""

from django.urls import path, re_path, register_converter

from articles.api.endpoints import ENDPOINTS
from articles.feeds import FORMATS
from articles.site import (
    api,
    archive,
    cards,
    changes,
    corrections,
    feeds,
    front,
    lists,
    media,
    names,
    policies,
    sitemaps,
    story,
    wellknown,
)

app_name = "site"


class NumberConverter:
    """The number of a story, within what a database column holds."""

    regex = "[1-9][0-9]{0,17}"
    to_python = int
    to_url = str


class PartConverter(NumberConverter):
    """The number of a part, whose rows have numbers that are some thousand times as large."""

    regex = "[1-9][0-9]{0,12}"


class NameConverter:
    """A slug in any script."""

    regex = r"[-\w]{1,120}"
    to_python = to_url = str


class FileConverter:
    """The path of a stored file: no part is empty, is hidden or climbs."""

    regex = r"(?:[\w-][\w.-]{0,120}/){0,8}[\w-][\w.-]{0,120}"
    to_python = to_url = str


class DigestConverter:
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"
    to_python = to_url = str


class KeyConverter:
    """A key of IndexNow."""

    regex = "[A-Za-z0-9-]{8,128}"
    to_python = to_url = str


class YearConverter:
    """A year of four digits, within the calendar that dates are taken in."""

    regex = "[1-8][0-9]{3}"
    to_python = int
    to_url = str


class TwoDigitsConverter:
    """A month or a day as archives write them: 02."""

    regex = "[0-3][0-9]"
    to_python = int

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(YearConverter, "year")
register_converter(TwoDigitsConverter, "two")
register_converter(NumberConverter, "number")
register_converter(PartConverter, "part")
register_converter(NameConverter, "name")
register_converter(FileConverter, "file")
register_converter(DigestConverter, "digest")
register_converter(KeyConverter, "key")

urlpatterns = [
    path("stories/<number:story_id>/<str:slug>/", story.story, name="story"),  # asked for most
    path("", front.front, name="front"),
    path("stories/", lists.stories, name="stories"),
    path("stories/more/", lists.more, name="more"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<year:year>/", archive.archive, name="archive-year"),
    path("archive/<year:year>/<two:month>/", archive.archive, name="archive-month"),
    path("archive/<year:year>/<two:month>/<two:day>/", archive.archive, name="archive-day"),
    path("stories/<number:story_id>/", story.story, name="story-number"),
    path(
        "stories/<number:story_id>", story.story
    ),  # by one step where the address was cut short, and not by two
    path("stories/<number:story_id>/<str:slug>/changes/", changes.changes, name="changes"),
    path("about/<name:slug>/", policies.policy, name="policy"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("stories/<number:story_id>/card-<number:number>.jpg", cards.card, name="card"),
    path(
        "media/renditions/<digest:sha256>/<slug:place>/<number:width>.<slug:form>",
        media.rendition,
        name="rendition",
    ),
    path("robots.txt", wellknown.robots, name="robots"),
    path("manifest.webmanifest", wellknown.manifest, name="manifest"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path(".well-known/tdmrep.json", wellknown.mining, name="mining"),
    path(".well-known/change-password", wellknown.change_password, name="change-password"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap-stories-<part:part>.xml", sitemaps.stories, name="sitemap-stories"),
    path("media/<file:path>", media.media, name="media"),
]
for form in FORMATS:
    urlpatterns += [
        path(f"stories/feed.{form}", feeds.stories, {"form": form}, name=f"stories-{form}"),
        path(f"corrections/feed.{form}", feeds.corrected, {"form": form}),
    ]
for kind in names.KINDS:
    urlpatterns += [
        path(f"{kind.plural}/", names.names, {"kind": kind}, name=kind.plural),
        path(
            f"sitemap-{kind.plural}-<part:part>.xml",
            sitemaps.names,
            {"kind": kind},
            name=f"sitemap-{kind.plural}",
        ),
        path(f"{kind.plural}/<name:slug>/", names.one, {"kind": kind}, name=kind.name),
        *[
            path(f"{kind.plural}/<name:slug>/feed.{form}", feeds.one, {"kind": kind, "form": form})
            for form in FORMATS
        ],
    ]
urlpatterns += [path(one.route, api.answering(one), name=f"api-{one.name}") for one in ENDPOINTS]
urlpatterns += [
    path("api/docs/", api.documentation, name="api-documentation"),
    re_path(r"^api/(?:.+/)?$", api.nothing),
    path("<key:key>.txt", wellknown.indexnow_key, name="indexnow-key"),
]
