"""By which token somebody asks: the header Authorization says it (RFC 6750, section 2.1), and nothing else does.

A token in an address would be kept by every log on the way.
"""

import logging
from datetime import timedelta

from django.core.cache import cache

from articles import tokens
from articles.desk.scripts.problems import Problem
from articles.desk.visitors import address_of, sender_of

CHALLENGE = 'Bearer realm="desk"'
WINDOW = timedelta(minutes=1)
FAILURES = 20
"""Within the window, and from one network: whoever sends more that is not known is told to wait, and fills no log. Who
has a token that is known gets in all the same: a neighbour who guesses locks nobody out. Each process of the server
counts for itself, since nothing is won by more guesses."""

log = logging.getLogger(__name__)


def token_of(request, *, now):
    """The token by which a request is made. Raises ``Problem`` where there is none that is known."""
    scheme, _, given = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer":
        detail = "Send the token in the header Authorization, behind the word Bearer."
        raise Problem(401, "A token is needed", detail, headers={"WWW-Authenticate": CHALLENGE})
    try:
        return tokens.opened(given.strip(" "), now=now)
    except tokens.NotKnown as unknown:
        raise _failed(request, str(unknown)) from None


def forbidden(scope):
    """What is answered to a token that is not for this."""
    challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{scope}"'
    detail = f"The token is not made for this: it lacks the scope “{scope}”."
    return Problem(403, "The token may not do this", detail, headers={"WWW-Authenticate": challenge})


def _failed(request, why):
    failures = _counted(sender_of(request))
    if failures > FAILURES:
        seconds = str(WINDOW // timedelta(seconds=1))
        return Problem(429, "Too many tokens that are not known", "Wait.", headers={"Retry-After": seconds})
    log.warning("A token was turned away that came from %s: %s", address_of(request), why)
    challenge = f'{CHALLENGE}, error="invalid_token", error_description="{why}"'
    return Problem(401, "The token is not valid", why, headers={"WWW-Authenticate": challenge})


def _counted(sender):
    """How often within the window this network failed; 0 where networks are not told apart."""
    if not sender:
        return 0
    key = f"articles.desk.scripts/{sender}"
    if cache.add(key, 1, WINDOW.total_seconds()):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two
        return 1
