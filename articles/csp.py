"""Content-Security-Policy on every response, shaped like Django 6's `SECURE_CSP`, for which it makes way."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


def allow(response: HttpResponse, directive: str, *sources: str) -> None:
    """Widen the policy for this one response: `allow(response, "script-src", "'sha256-…'")`."""
    extra = response.__dict__.setdefault("_csp_extra", {})
    extra.setdefault(directive, []).extend(sources)


def policy(extra: dict[str, list[str]]) -> str:
    """The header's value; a directive that said 'none' loses it when `extra` adds a source."""
    directives = {name: list(sources) for name, sources in settings.SECURE_CSP.items()}
    for name, sources in extra.items():
        kept = [source for source in directives.get(name, []) if source != "'none'"]
        directives[name] = _unique([*kept, *sources])
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def _unique(sources: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sources))


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.plain = policy({})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        extra = getattr(response, "_csp_extra", None)
        response.headers.setdefault(HEADER, policy(extra) if extra else self.plain)
        return response
