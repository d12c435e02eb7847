"""What ``manage.py check --deploy`` says of settings that are each well and do not go together."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from newsroom import mail, roles


class Checks(AppConfig):
    """No tables: there to be asked by Django."""

    name = "newsroom"

    def ready(self) -> None:
        checks.register(together, checks.Tags.security, deploy=True)


def together(app_configs: Any, **named: Any) -> list[checks.CheckMessage]:
    return [*_redirected(), *_refused(), *_printed()]


def _redirected() -> list[checks.CheckMessage]:
    """What comes by a front, which another header gives away, is HTTP to us unless the front says what it was."""
    has_front = settings.ADDRESS_HEADER or settings.REQUEST_ID_HEADER
    if not (settings.SECURE_SSL_REDIRECT and has_front) or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        checks.Warning(
            "NEWSROOM_HTTPS is on and NEWSROOM_PROXY_HEADER is not set: behind a front each page leads to itself.",
            hint="Set it to the header by which the front says that it was HTTPS, such as X-Forwarded-Proto.",
            id="newsroom.W001",
        )
    ]


def _refused() -> list[checks.CheckMessage]:
    host = urlsplit(settings.OWN_ADDRESS).hostname or ""
    if not host or validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        return []
    return [
        checks.Warning(
            f"The host of NEWSROOM_SITE_URL, {host}, is none of NEWSROOM_ALLOWED_HOSTS: the site answers nobody there.",
            hint="Name it among them.",
            id="newsroom.W002",
        )
    ]


def _printed() -> list[checks.CheckMessage]:
    """Where there is no mail server each mail counts as sent, and stands in the log. Nodes for readers send none."""
    is_asked = settings.SECURE_SSL_REDIRECT and settings.ROLE != roles.PUBLIC
    if not is_asked or settings.EMAIL_BACKEND != mail.PRINTING:
        return []
    return [
        checks.Warning(
            "NEWSROOM_HTTPS is on and NEWSROOM_EMAIL_URL is not set: mails are printed and reach nobody, links to set "
            "passwords by among them.",
            hint="Set it to a mail server, such as smtp://user:password@host:587.",
            id="newsroom.W003",
        )
    ]
