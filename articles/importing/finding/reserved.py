"""Where pages of the site itself stand for ever, so that no old address there can lead to a story.

Kept here as plain paths, since a file is read far from where pages are served; a test holds them to what is served.
"""

from articles.text.addresses import address_key

_FOLDERS = ("admin", "api", "desk", "shared", "report", "media")
"""All that is below these too."""
_FEEDS = ("feed.rss", "feed.atom", "feed.json")
_LISTS = ("stories", "corrections", "archive", "sources", "writers", "proofreaders", "topics")
_PAGES = frozenset(
    [
        *_FOLDERS,
        *_LISTS,
        *(f"{name}/{feed}" for name in ("stories", "corrections") for feed in _FEEDS),
        "stories/more",
        "robots.txt",
        "manifest.webmanifest",
        "sitemap.xml",
        "sitemap-news.xml",
        "sitemap-pages.xml",
        ".well-known/security.txt",
        ".well-known/tdmrep.json",
        ".well-known/change-password",
    ]
)


def is_reserved(url: str) -> bool:
    """Whether a page of the site itself stands at the path of an address, on whatever host."""
    address = address_key(url)
    path = address.key.partition("?")[0].strip("/") if address else ""
    return path in _PAGES or path.partition("/")[0] in _FOLDERS
