"""Who is told more than a stranger: who has the token of the settings, or, where they have none, whoever asks from this
very machine, by no proxy.
"""

import hmac
from ipaddress import ip_address
from typing import Any

from django.conf import settings

SAID_BY_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_VIA",
)
"""What a proxy adds to a request. One on this machine asks from here, whoever asked it."""


def is_operator(environ: dict[str, Any]) -> bool:
    if settings.METRICS_TOKEN:
        told = environ.get("HTTP_AUTHORIZATION", "").encode()
        return hmac.compare_digest(told, f"Bearer {settings.METRICS_TOKEN}".encode())
    own = (settings.ADDRESS_HEADER, *(settings.SECURE_PROXY_SSL_HEADER or ())[:1])
    if any(environ.get(name) for name in (*SAID_BY_PROXIES, *own)):
        return False
    return _is_of_this_machine(environ.get("REMOTE_ADDR", ""))


def _is_of_this_machine(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None)
    return (inner or found).is_loopback
