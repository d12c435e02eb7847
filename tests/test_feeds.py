"""The three formats of a feed, held against what their readers expect of each."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from articles.feeds import FORMATS, Author, Entry, Feed, Image

SEVEN = datetime(2025, 3, 13, 19, 30, tzinfo=timezone(timedelta(hours=2)))
NINE = SEVEN + timedelta(hours=2)
SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://search.yahoo.com/mrss/",
}


def make_entry(**facts):
    told = {
        "id": "urn:uuid:1",
        "url": "https://news.example/stories/1/ferry/",
        "title": "Ferry & crew <safe>",
        "language": "en-GB",
        "published": SEVEN,
        "updated": SEVEN,
        "summary": "All safe & well <so far>",
        "content": "<p>All &amp; safe.</p>",
        "authors": [Author("Ann Ash", "https://news.example/writers/ann/"), Author("Bo Birch")],
        "topics": ["Sea", "Crime & courts"],
        "images": [Image("https://news.example/a.jpg", "image/jpeg", 1600, 900, "A quay", "Ann")],
    }
    return Entry(**(told | facts))


def make_feed(form, *entries, **facts):
    told = {
        "title": "Sea – The Planet",
        "home": "https://news.example/topics/sea/",
        "url": "https://news.example/topics/sea/feed.x",
        "about": "Ships & tides",
        "site": "The Planet",
        "icon": "https://news.example/icon.png",
        "language": "en-GB",
        "hub": "",
    }
    return Feed(**(told | facts), entries=[FORMATS[form].written(entry) for entry in entries])


def written(form, *entries, **facts):
    data = FORMATS[form].write(make_feed(form, *entries, **facts))
    return json.loads(data) if form == "json" else etree.fromstring(data)


def texts(root, path):
    return [
        str(found if isinstance(found, str) else found.text) for found in root.xpath(path, namespaces=SPACES)
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("channel/title", ["Sea – The Planet"]),
        ("channel/link", ["https://news.example/topics/sea/"]),
        ("channel/description", ["Ships & tides"]),
        ("channel/language", ["en-GB"]),
        ("channel/lastBuildDate", ["Thu, 13 Mar 2025 21:30:00 +0200"]),
        ("channel/a:link[@rel='self']/@href", ["https://news.example/topics/sea/feed.x"]),
        ("channel/a:link[@rel='self']/@type", ["application/rss+xml"]),
        ("channel/image/url", ["https://news.example/icon.png"]),
        ("//item/title", ["Ferry & crew <safe>"]),
        ("//item/link", ["https://news.example/stories/1/ferry/"]),
        ("//item/guid", ["urn:uuid:1"]),
        ("//item/guid/@isPermaLink", ["false"]),
        ("//item/pubDate", ["Thu, 13 Mar 2025 19:30:00 +0200"]),
        ("//item/dc:creator", ["Ann Ash", "Bo Birch"]),
        ("//item/dc:language", ["en-GB"]),
        ("//item/category", ["Sea", "Crime & courts"]),
        ("//item/description", ["All safe &amp; well &lt;so far&gt;"]),
        ("//item/c:encoded", ["<p>All &amp; safe.</p>"]),
        ("//item/m:content/@url", ["https://news.example/a.jpg"]),
        ("//item/m:content/@*", ["image", "https://news.example/a.jpg", "image/jpeg", "1600", "900"]),
        ("//m:content/m:description | //m:content/m:credit", ["A quay", "Ann"]),
        ("//author | //enclosure", []),
    ],
)  # fmt: skip
def test_rss_says(path, said):
    assert texts(written("rss", make_entry(updated=NINE)), path) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a:id", ["https://news.example/topics/sea/feed.x"]),
        ("a:title | a:subtitle", ["Sea – The Planet", "Ships & tides"]),
        ("a:updated", ["2025-03-13T21:30:00+02:00"]),
        ("a:author/a:name", ["The Planet"]),
        ("a:link[@rel='self']/@href", ["https://news.example/topics/sea/feed.x"]),
        ("a:link[@rel='alternate']/@href", ["https://news.example/topics/sea/"]),
        ("a:entry/a:id", ["urn:uuid:1"]),
        ("a:entry/a:title", ["Ferry & crew <safe>"]),
        ("a:entry/a:published", ["2025-03-13T19:30:00+02:00"]),
        ("a:entry/a:updated", ["2025-03-13T21:30:00+02:00"]),
        ("a:entry/a:author/a:name", ["Ann Ash", "Bo Birch"]),
        ("a:entry/a:author/a:uri", ["https://news.example/writers/ann/"]),
        ("a:entry/a:link/@href", ["https://news.example/stories/1/ferry/"]),
        ("a:entry/a:category/@term", ["Sea", "Crime & courts"]),
        ("a:entry/a:summary", ["All safe & well <so far>"]),
        ("a:entry/a:content[@type='html']", ["<p>All &amp; safe.</p>"]),
        ("@xml:lang | a:entry/@xml:lang", ["en-GB", "pt"]),
    ],
)  # fmt: skip
def test_atom_says(path, said):
    assert texts(written("atom", make_entry(updated=NINE, language="pt")), path) == said


def test_json_feed_says():
    feed = written("json")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sea – The Planet",
        "home_page_url": "https://news.example/topics/sea/",
        "feed_url": "https://news.example/topics/sea/feed.x",
        "description": "Ships & tides",
        "icon": "https://news.example/icon.png",
        "language": "en-GB",
        "authors": [{"name": "The Planet"}],
        "items": [],
    }


def test_item_of_a_json_feed_says():
    (item,) = written("json", make_entry(updated=NINE))["items"]
    assert item == {
        "id": "urn:uuid:1",
        "url": "https://news.example/stories/1/ferry/",
        "title": "Ferry & crew <safe>",
        "language": "en-GB",
        "date_published": "2025-03-13T19:30:00+02:00",
        "date_modified": "2025-03-13T21:30:00+02:00",
        "summary": "All safe & well <so far>",
        "content_html": "<p>All &amp; safe.</p>",
        "authors": [{"name": "Ann Ash", "url": "https://news.example/writers/ann/"}, {"name": "Bo Birch"}],
        "tags": ["Sea", "Crime & courts"],
        "image": "https://news.example/a.jpg",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_file_cannot_hold_is_left_out(form):
    words = "a\x00b\x08\x1f\ufffe\ud800 c\td\U0001f419é"
    entry = make_entry(title=words, summary=words, content=words, topics=[words], authors=[Author(words)])
    data = FORMATS[form].write(make_feed(form, entry, title=words)).decode()
    assert ("ab c" in data, "d\U0001f419é" in data) == (True, True)
    assert not any(sign in data for sign in ("\x00", "\\u0000", "\x08", "\x1f", "\ufffe", "\\ud800"))


def test_hub_is_named_in_each_format():
    hub = "https://hub.example/"
    paths = {"rss": "channel/a:link[@rel='hub']/@href", "atom": "a:link[@rel='hub']/@href"}
    for form, path in paths.items():
        assert texts(written(form, hub=hub), path) == [hub]
    assert written("json", hub=hub)["hubs"] == [{"type": "WebSub", "url": hub}]


def test_feed_without_entries_changed_never():
    assert texts(written("atom"), "a:updated") == ["1970-01-01T00:00:00+00:00"]
    assert make_feed("rss", make_entry(), make_entry(updated=NINE)).updated == NINE.astimezone(UTC)
