"""What tells the addresses of the desk from those of readers. Django's own for who is logged in is for the desk alone:
what it does before anything is asked of it takes a sixth of the time of an empty page, and readers' pages know nobody.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from newsroom.roles import DESK

ADMIN = "/admin/"
ADDRESSES = (ADMIN, "/shared/", "/report/")
"""How those of ``newsroom.urls`` begin that are not the site's, and know who is logged in."""
SCRIPTS = "/desk/"
"""Where scripts of the staff ask, by tokens: nobody is logged in there, and no cookie is read."""
NOT_THE_SITES = (*ADDRESSES, SCRIPTS)
"""How all those begin that are not for readers."""
TURN = 5.0
"""Seconds that who works waits for a thread."""


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


class Patience:
    """How long the database may take over a statement: as long as it needs where somebody works, and else so long that
    no reader keeps a connection from all others. Where readers are served too, some threads are left for them, however
    long those wait who work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        left = 0 if settings.ROLE == DESK else max(1, settings.SERVER_THREADS // 4)
        self._turns = threading.BoundedSemaphore(max(1, settings.SERVER_THREADS - left))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_work = request.path_info.startswith((ADMIN, SCRIPTS))
        told: Any = connection
        told.may_take(0 if is_work else settings.READER_SECONDS)
        if not is_work:
            return self.get_response(request)
        if not self._turns.acquire(timeout=TURN):
            raise OperationalError("As many as may work in the desk at once wait for the database already.")
        try:
            return self.get_response(request)
        finally:
            self._turns.release()
