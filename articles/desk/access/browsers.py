"""Browsers that somebody logged in by before. Each has a cookie that says so, signed, which opens nothing: tries that
come with it are counted by themselves (``access.tries``), so that nobody who guesses keeps the owner out.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import get_random_string

from articles.access.tries import Where, named
from articles.desk.visitors import network_of

LASTS = 400 * 24 * 60 * 60
"""Seconds: no browser keeps a cookie for longer (RFC 6265bis, 5.5)."""
MOST = 8
"""Accounts that one browser is known to, the latest: colleagues share machines."""
_SALT = "articles.desk.access.browsers"


def where(request, account):
    """Where a try at an account of that name comes from."""
    network, is_public = network_of(request)
    return Where(_known(request).get(_key(account), ""), network, is_shared=not is_public)


def remember(request, response, account):
    """Let the browser be known to the account from now on, under a name that it had not before."""
    known = _known(request)
    known.pop(_key(account), None)
    kept = dict([*known.items(), (_key(account), get_random_string(22))][-MOST:])
    response.set_cookie(
        _cookie(),
        signing.dumps(kept, salt=_SALT),
        max_age=LASTS,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request):
    try:
        return signing.loads(request.COOKIES.get(_cookie(), ""), salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}


def _cookie():
    return "__Secure-browser" if settings.SESSION_COOKIE_SECURE else "browser"


def _key(account):
    return named(account)[:16]
