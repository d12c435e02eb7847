"""The paths at which no old address leads to a story are those at which the site has a page of its own."""

import re

from django.urls import URLPattern, get_resolver

from articles.importing.finding.reserved import is_reserved

FIXED = re.compile(r"[a-z./-]+")


def routes(patterns, before=""):
    """The whole routes of all pages but the admin's."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        elif route != "admin/":
            yield from routes(pattern.url_patterns, route)


def test_every_page_that_stands_for_ever_is_reserved_and_nothing_else():
    found = list(routes(get_resolver().url_patterns))
    fixed = [route for route in found if FIXED.fullmatch(route)]
    assert len(fixed) > 30
    assert [route for route in fixed if not is_reserved(f"https://old.example/{route}")] == []
    taken = (
        "stories/9/ferry",
        "2019/04/ferry",
        "sources/chime",
        "topics/sea/feed.rss",
        "?p=12",
        "",
        "stories.html",
    )
    assert [path for path in taken if is_reserved(f"https://old.example/{path}")] == []
