"""Which answers pages of other sites may use, and which powers of the browser a page of ours may: two headers of every
response, beside its policy (``csp``).
"""

from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from articles.csp import ContentSecurityPolicyMiddleware

RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
"""By which a browser tells whose pages may load a resource (Fetch, section "Cross-Origin-Resource-Policy header")."""
PERMISSIONS = "Permissions-Policy"
NOTHING_MORE = "default-src 'none'; sandbox"
"""The policy of a file that somebody brought: whatever it turns out to be, a browser that opens it runs none of it, and
loads nothing for it."""
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""Powers of a browser that no page of ours asks for (W3C Permissions Policy). Those that one does, to share an address
or to copy it, are left to our own pages, as browsers do by themselves.
"""
_UNUSED = ", ".join(f"{name}=()" for name in UNUSED)


def let_others_use(response: HttpResponseBase) -> None:
    """Let pages of other sites load this: what is published to be taken over, as feeds and pictures are."""
    response.headers[RESOURCE_POLICY] = "cross-origin"


class IsolationMiddleware:
    """Both headers, where the answer does not bring its own; and no cache keeps an error that says nothing of that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(RESOURCE_POLICY, "same-origin")
        response.headers.setdefault(PERMISSIONS, _UNUSED)
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def headers_of(environ: dict[str, Any]) -> list[tuple[str, str]]:
    """Those by which browsers are careful with any answer of ours, for one that is given before Django is asked."""
    request, response = WSGIRequest(environ), HttpResponse()
    del response.headers["Content-Type"]
    SecurityMiddleware(_unasked).process_response(request, response)
    XFrameOptionsMiddleware(_unasked).process_response(request, response)
    given = IsolationMiddleware(ContentSecurityPolicyMiddleware(lambda request: response))(request)
    return list(given.headers.items())


def _unasked(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError("The answer is there already.")
