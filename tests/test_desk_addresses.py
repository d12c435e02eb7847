"""Who is logged in is known at the addresses of the desk, and nowhere else."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver

from newsroom import desk


@pytest.mark.parametrize(
    ("path", "is_known"),
    [("/", False), ("/stories/7/a/", False), ("/admin/", True), ("/desk/v1/stories/", False)],
)
def test_requests_know_their_account_at_the_desk_alone(path, is_known):
    told: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        told.append(request)
        return HttpResponse()

    desk.Sessions(desk.Accounts(desk.Messages(answer)))(RequestFactory().get(path))
    assert [hasattr(told[0], name) for name in ("session", "user", "_messages")] == [is_known] * 3


def test_all_addresses_of_urls_but_the_sites_are_of_the_desk():
    begin = {f"/{resolver.pattern}" for resolver in get_resolver("newsroom.urls").url_patterns}
    assert begin == {*desk.NOT_THE_SITES, "/"}
