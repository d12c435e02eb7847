"""Where the settings require a second step, who has none set up gets nowhere in the desk but to set it up."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access.authenticator import Authenticator
from tests.access.test_passkeys import add
from tests.access.test_second_step import set_up
from tests.access.test_sessions import is_in
from tests.desk.desk import address, client_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TO_SET_UP = {"admin:articles_second_step", "admin:articles_passkeys"}
OPEN = TO_SET_UP | {"admin:login", "admin:logout", "admin:articles_log_in_code", "admin:articles_reset",
                    "admin:articles_reset_link"}  # fmt: skip
PARTS = {"pk": "1", "object_id": "1", "content_type_id": 1, "app_label": "articles", "url": "x"}


def addresses():
    """Every address of the desk, by its name, with parts that fit."""
    admin = next(found for found in get_resolver().url_patterns if getattr(found, "namespace", "") == "admin")
    yield from _of(admin, "/admin/")


def _of(resolver, before):
    for found in resolver.url_patterns:
        path = before + _filled(found.pattern)
        if isinstance(found, URLPattern):
            yield f"admin:{found.name}", path
        else:
            yield from _of(found, path)


def _filled(pattern):
    route = str(getattr(pattern, "_route", ""))
    if not route and getattr(pattern, "_regex", ""):
        return "articles/" if "app_label" in pattern._regex else "no-such-page"
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__
        route = route.replace(
            _part(route, name), "x" if "Str" in kind or "Slug" in kind or "Path" in kind else "1"
        )
    return route


def _part(route, name):
    start = next(place for place in (route.find(f":{name}>"), route.find(f"<{name}>")) if place >= 0)
    begin = route.rfind("<", 0, start + 1)
    return route[begin : route.index(">", start) + 1]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_desk_answers_before_it_is_set_up(settings, method):
    settings.SECOND_FACTOR = "all"
    client, asked = client_of(make_user(superuser=True)), set()
    for name, path in addresses():
        if name not in OPEN:
            answer = getattr(client, method)(path)
            asked.add(name)
            assert (path, answer.status_code, answer.get("Location")) == (path, 302, address("second_step"))
    assert {"admin:jsi18n", "admin:autocomplete", "admin:articles_story_pulse", "admin:index"} <= asked
    assert len(asked) > 100


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_the_desk_answers_who_is_not_logged_in(method):
    for name, path in addresses():
        if name not in OPEN - TO_SET_UP:
            answer = getattr(Client(), method)(path)
            assert (path, answer.status_code) == (path, 302)
            assert answer["Location"].startswith(reverse("admin:login")), path


def test_who_has_no_app_sets_it_up_by_a_passkey(settings):
    settings.SECOND_FACTOR = "all"
    client = client_of(make_user(superuser=True))
    assert address("passkeys") in client.get(address("second_step")).content.decode()
    add(client, Authenticator())
    assert is_in(client)


def test_who_set_it_up_goes_on(settings):
    settings.SECOND_FACTOR = "all"
    client = client_of(role="writer")
    assert "asks your account for a second step" in client.get("/admin/", follow=True).content.decode()
    set_up(client)
    assert is_in(client)


def test_who_is_led_there_can_log_out(settings):
    settings.SECOND_FACTOR = "all"
    client = client_of(role="writer")
    client.post(reverse("admin:logout"))
    assert client.get("/admin/").url.startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("setting", "writer", "editor"), [("none", True, True), ("editors", True, False), ("all", False, False)]
)
def test_the_setting_says_who(settings, setting, writer, editor):
    settings.SECOND_FACTOR = setting
    assert [is_in(client_of(role=role)) for role in ("writer", "editor")] == [writer, editor]
