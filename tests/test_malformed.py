"""Whatever a stranger puts into an address, nothing fails over it: each is asked with what it does not expect.

`python -m tests.benchmarks.malformed` tries far more, and forms too, over the wire.
"""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLResolver

from articles.models import Story
from tests import hostile
from tests.factories import make_user
from tests.site.pages import make_full_edition

pytestmark = pytest.mark.django_db

GIVEN = {
    "kind": ("source", "writer", "nothing"), "slug": ("a-slug", "sign", "x" * 120), "act": ("sign", "nothing"),
    "name": ("publish", "withdraw", "resolve"), "content_type_id": ("1", "x"), "app_label": ("articles",),
    "sha256": ("0" * 64,), "year": ("2024",), "month": ("02", "39"), "day": ("30", "00"), "ending": ("json", "exe"),
    "key": ("x" * 8,), "place": ("whole",), "form": ("webp", "exe"), "path": ("a.jpg", "a/b.svg"), "url": ("nothing",),
    "code": ("spacing", "nothing"), "token": ("nothing", "a:b:c"),
}  # fmt: skip
"""What stands for a part of an address, by its name; for others it is the number of a row that is there, and 0,
which none has.
"""


FIELDS = ("name", "slug", "username", "password", "says", "quote", "email")
"""Of the forms that are sent in another charset."""


def addresses():
    """Each address of the newsroom twice: with parts that lead somewhere, as far as that can be, and with others."""
    found = {}
    for route in _routes(get_resolver()):
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for which in (0, 1):
            parts = {name: _given(name, which) for name in names}
            found[re.sub(r"<(?:\w+:)?(\w+)>", lambda part, parts=parts: parts[part[1]], route)] = None
    return [f"/{address}" for address in found]


def _given(name, which):
    given = GIVEN.get(name, ("1", "0"))
    return given[which % len(given)]


def _routes(resolver, before=""):
    for one in resolver.url_patterns:
        route = str(one.pattern)
        if isinstance(one.pattern, RegexPattern):
            route = re.sub(r"^\^|\$$", "", re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route))
            route = route.replace("(?:.+/)?", "nothing/")
        if isinstance(one, URLResolver):
            yield from _routes(one, before + route)
        else:
            yield before + route


@pytest.fixture
def asking():
    """A client of somebody who may do anything, to whom a failure is told as to a stranger."""
    make_full_edition()
    client = Client(raise_request_exception=False)
    client.force_login(make_user(superuser=True))
    return client


def query(number):
    """All parameters that there are, of one value each; at every third address of what is no text."""
    if number % 3 == 2:
        junk = quote(hostile.BYTES[number % len(hostile.BYTES)])
        return "&".join(f"{name}={junk}" for name in hostile.parameters())
    return "&".join(f"{name}={_quoted(value)}" for name, value in _filled(hostile.parameters(), number))


def _filled(names, number):
    return [(name, hostile.some(number + place, 1)[0]) for place, name in enumerate(names)]


def _quoted(value):
    return quote(value[:200].encode("utf-8", "surrogatepass"))


def failed(asked):
    """Of requests those that were answered by a failure of ours, and by which."""
    return {
        what: repr(response.exc_info[1])[:200] if response.exc_info else response.status_code
        for what, response in asked
        if response.status_code >= 500
    }


@pytest.mark.parametrize("address", ["/report/{}/", "/admin/login/", "/admin/articles/source/add/"])
def test_a_form_is_sent_in_utf_8(asking, address):
    address = address.format(Story.objects.get().pk)
    parts = [f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n+2AA-\r\n' for name in FIELDS]
    form = "".join([*parts, "--B--\r\n"])
    sent = "multipart/form-data; boundary=B; charset="
    assert asking.generic("POST", address, form, f"{sent}utf-7").status_code == 400
    assert asking.generic("POST", address, form, f"{sent}UTF8").status_code < 400


def test_an_address_is_read_as_utf_8(asking):
    answer = asking.generic("GET", "/stories/?q=caf%C3%A9", "x", "text/plain; charset=latin-1")
    assert "café" in answer.content.decode()


@pytest.mark.once
def test_no_address_fails_over_what_it_is_asked_with(asking):
    asked = (
        (address, asking.get(f"{address}?{query(number)}")) for number, address in enumerate(addresses())
    )
    assert failed(asked) == {}
