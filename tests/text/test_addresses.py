"""One page, one key, however its address was written down."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.addresses import LONGEST, Address, address_key, page_key

SAME = [
    "http://old.example/2019/ferry",
    "https://www.OLD.example:443/2019/ferry/",
    "//old.example/2019//ferry/index.html",
    "old.example/2019/ferry#comments",
    "http://old.example:80/2019/%66erry?utm_source=mail&fbclid=x",
    "http://old.example/2019/ferry/amp/",
    "http://editor@old.example/2019/ferry;jsessionid=1A?amp=1",
]


@pytest.mark.parametrize("url", SAME)
def test_one_page_has_one_key(url):
    assert address_key(url) == Address("old.example", "/2019/ferry")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://old.example/?p=123", ("old.example", "/?p=123")),
        ("https://old.example/index.php?p=123", ("old.example", "/?p=123")),
        ("https://old.example/article.php?lang=en&id=9", ("old.example", "/article.php?id=9&lang=en")),
        ("/2019/ferry.html", ("", "/2019/ferry.html")),
        ("2019/ferry.html", ("", "/2019/ferry.html")),
        ("http://old.example:8080/a", ("old.example:8080", "/a")),
        ("http://old.example/caf%E9", ("old.example", "/café")),
        ("http://old.example/caf%C3%A9", ("old.example", "/café")),
        ("http://old.example/cafe%CC%81", ("old.example", "/café")),
        ("http://old.example/a%3Fb", ("old.example", "/a%3Fb")),
        ("http://müller.example/a", ("xn--mller-kva.example", "/a")),
        ("http://old.example/Viewer.aspx", ("old.example", "/Viewer.aspx")),
    ],
)
def test_what_tells_pages_apart_is_kept(url, address):
    assert address_key(url) == address


@pytest.mark.parametrize(
    "url",
    ["", "  ", "http://old.example", "http://old.example/?utm_source=x", "mailto:a@old.example", "urn:newsml:1:2",
     "tag:old.example,2019:1", "http://[old", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_page_of_a_story_has_no_key(url):
    assert address_key(url) is None


def test_keys_that_are_too_long_are_told_apart():
    one, other = (page_key("/" + "a" * 900 + end) for end in "bc")

    assert (len(one), len(other)) == (LONGEST, LONGEST)
    assert one != other


@example(path="", query="%00")
@given(path=st.text(), query=st.text())
def test_every_address_has_a_key_that_is_its_own(path, query):
    key = page_key(path, query)
    path, _, query = key.partition("?")

    assert len(key) <= LONGEST
    assert "\0" not in key
    assert page_key(path, query) == key or "#" in key
