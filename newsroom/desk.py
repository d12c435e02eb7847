"""What tells the addresses of the desk from those of readers. Django's own for who is logged in is for the desk alone:
what it does before anything is asked of it takes a sixth of the time of an empty page, and readers' pages know nobody.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

ADMIN = "/admin/"
ADDRESSES = (ADMIN, "/shared/", "/report/")
"""How those of ``newsroom.urls`` begin that are not the site's, and know who is logged in."""
SCRIPTS = "/desk/"
"""Where scripts of the staff ask, by tokens: nobody is logged in there, and no cookie is read."""
NOT_THE_SITES = (*ADDRESSES, SCRIPTS)
"""How all those begin that are not for readers."""


class _OfTheDesk:
    def __call__(self: Any, request: HttpRequest) -> Any:
        if request.path_info.startswith(ADDRESSES):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)


class Sessions(_OfTheDesk, SessionMiddleware):
    pass


class Accounts(_OfTheDesk, AuthenticationMiddleware):
    pass


class Messages(_OfTheDesk, MessageMiddleware):
    pass


class _SecureCookie(CookieStorage):
    cookie_name = "__Host-messages"


class SecureMessages(FallbackStorage):
    """What was said of the last act, until it is shown; over HTTPS, in a cookie that is as strict as the others."""

    storage_classes = (_SecureCookie, SessionStorage)


class Patience(MiddlewareMixin):
    """How long the database may take over a statement: as long as it needs where somebody works, and else so long that
    no reader keeps a connection from all others.
    """

    def process_request(self, request: HttpRequest) -> None:
        is_work = request.path_info.startswith((ADMIN, SCRIPTS))
        told: Any = connection
        told.may_take(0 if is_work else settings.READER_SECONDS)
