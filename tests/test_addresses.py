"""The addresses that settings name: the site's own, and those of others."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import addresses

PASSWORD = "hush-hush"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", "http://localhost:8000"),
        ("https://news.example/", "https://news.example"),
        ("http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_the_site_has_an_address(monkeypatch, value, found):
    monkeypatch.setenv("NEWSROOM_TRIED", value)
    assert addresses.site("NEWSROOM_TRIED", "http://localhost:8000") == found


@pytest.mark.parametrize(
    "value",
    ["news.example", "ftp://news.example", "https://", "https://a@b.example", "https://news.example/x",
     "https://news.example?x", "https://news.example:x", "https://news example"],
)  # fmt: skip
def test_an_address_that_is_more_or_less_is_refused(monkeypatch, value):
    monkeypatch.setenv("NEWSROOM_TRIED", value)
    with pytest.raises(ImproperlyConfigured, match="expected the address of the site alone"):
        addresses.site("NEWSROOM_TRIED", "http://localhost:8000")


def test_an_address_with_a_password_in_it_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv("NEWSROOM_TRIED", f"https://ann:{PASSWORD}@news.example/")
    with pytest.raises(ImproperlyConfigured) as refused:
        addresses.site("NEWSROOM_TRIED", "http://localhost:8000")
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    "value",
    ["hub.example", "http://hub.example", "https://", "mailto:", "https://a b.example", 'https://a/"'],
)
def test_an_address_is_whole_and_of_a_scheme_that_is_meant(monkeypatch, value):
    monkeypatch.setenv("NEWSROOM_TRIED", value)
    with pytest.raises(ImproperlyConfigured, match="a whole address that begins with https: or mailto:"):
        addresses.url("NEWSROOM_TRIED", schemes=("https", "mailto"))
