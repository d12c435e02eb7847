import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from articles import csp

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)


def answer(response: HttpResponse) -> str:
    middleware = csp.ContentSecurityPolicyMiddleware(lambda request: response)
    return middleware(RequestFactory().get("/")).headers["Content-Security-Policy"]


def test_policy_is_strict() -> None:
    assert answer(HttpResponse()) == STRICT


def test_view_widens_its_own_response() -> None:
    response = HttpResponse()
    csp.allow(response, "script-src", "'sha256-abc='", "'self'")
    assert answer(response) == STRICT.replace("script-src 'self'", "script-src 'self' 'sha256-abc='")


def test_widening_does_not_last() -> None:
    response = HttpResponse()
    csp.allow(response, "script-src", "'sha256-abc='")
    answer(response)
    assert answer(HttpResponse()) == STRICT


def test_none_gives_way_to_a_source() -> None:
    response = HttpResponse()
    csp.allow(response, "frame-ancestors", "'self'")
    assert "frame-ancestors 'self';" in answer(response)


def test_directive_that_the_policy_lacks_is_added() -> None:
    response = HttpResponse()
    csp.allow(response, "media-src", "'self'")
    assert answer(response) == f"{STRICT}; media-src 'self'"


@pytest.mark.parametrize(
    ("path", "host", "status", "more"),
    [
        ("/admin/login/", "localhost", 200, ""),
        ("/admin", "localhost", 301, ""),
        ("/nothing-here/", "localhost", 404, "; require-trusted-types-for 'script'"),
        ("/admin/", "elsewhere.example", 400, ""),
        ("/static/admin/css/base.css", "localhost", 200, ""),
        ("/broken/", "localhost", 500, ""),
    ],
)
def test_every_response_carries_it(path: str, host: str, status: int, more: str, settings, db) -> None:
    settings.ROOT_URLCONF = "tests.broken_urls"
    response = Client(headers={"host": host}, raise_request_exception=False).get(path)
    b"".join(response)  # a file is closed once it is read
    assert (response.status_code, response.headers["Content-Security-Policy"]) == (status, STRICT + more)
