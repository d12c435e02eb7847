"""Addresses read from environment variables: the hosts and the address of this site, and those of others."""

import re
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsroom.environment import text, words, wrong

HOST = re.compile(
    r"\*|\[[0-9a-f:.]+\]|\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?",
    re.IGNORECASE,
)
NO_ADDRESS = re.compile(r"[^!-~]|[<>\"\\^`{|}]")  # what no URL holds (RFC 3986)
WEB = ("https", "http")


def hosts(name: str, default: str) -> list[str]:
    """Names by which the site is asked for. A scheme, port or path in one would match no request at all."""
    given = words(name, default)
    for host in given:
        if not HOST.fullmatch(host):
            wrong(name, host, "host names alone, such as news.example, .news.example or [::1]")
    if not given:
        wrong(name, text(name, default), "at least one host name, such as news.example")
    return given


def url(name: str, *, schemes: tuple[str, ...] = WEB) -> str:
    """A whole URL of one of the `schemes`, or nothing."""
    value = text(name, "")
    parts = _whole(value)
    if value and (parts is None or parts.scheme not in schemes or NO_ADDRESS.search(value)):
        expected = " or ".join(f"{scheme}:" for scheme in schemes)
        wrong(name, value, f"a whole address that begins with {expected}")
    return value


def site(name: str, default: str) -> str:
    """The site's own address, without a slash at its end."""
    value = text(name, default).rstrip("/")
    parts = _whole(value)
    is_more = parts and ("@" in parts.netloc or parts.path or parts.query or parts.fragment)
    if parts is None or parts.scheme not in WEB or is_more or re.search(r"\s", value):
        expected = "the address of the site alone, such as https://news.example"
        if "@" in value:  # what stands before it may be a password
            raise ImproperlyConfigured(f"{name} holds an @ (it is not shown); expected {expected}.")
        wrong(name, value, expected)
    return value


def _whole(value: str) -> SplitResult | None:
    """The parts of a URL; None of what cannot be taken apart, or leads nowhere."""
    try:
        parts = urlsplit(value)
        leads = parts.hostname and parts.port != 0 if parts.scheme in WEB else parts.path
    except ValueError:
        return None
    return parts if leads else None
