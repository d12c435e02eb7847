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
STORES = ("redis", "rediss", "unix")


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


def store(name: str) -> str:
    """The address of a server that speaks as Redis does, or nothing. Errors never show it: it may hold a password."""
    value = text(name, "")
    parts = _whole(value)
    if value and (
        parts is None or parts.scheme not in STORES or NO_ADDRESS.search(value) or not _leads(parts)
    ):
        raise ImproperlyConfigured(
            f"{name} is no address of a store; expected redis://user:password@host:port/0 (rediss: over TLS), or "
            "unix:///path/to/socket, with signs such as / @ # ? % within a part written %2F %40 %23 %3F %25."
        )
    return value


def _leads(parts: SplitResult) -> bool:
    """Whether it names a server, and of its databases none or one by its number."""
    return (
        bool(parts.path)
        if parts.scheme == "unix"
        else bool(parts.hostname and re.fullmatch(r"/?\d*", parts.path))
    )


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
        leads = parts.hostname and parts.port != 0 if parts.scheme in (*WEB, *STORES[:2]) else parts.path
    except ValueError:
        return None
    return parts if leads else None
