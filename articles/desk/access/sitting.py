"""Sessions of the desk: begun by logging in, and kept alive by people, not by pages that are left open."""

from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.utils import timezone

from articles.access import sessions
from articles.access.store import BEGUN, kept_as
from articles.desk.access import browsers
from articles.desk.visitors import address_of

_BY_CODE = "by_code"
LONGEST = 300
"""Characters of what a browser calls itself."""


def begin(request, user, to, *, by_code=False):
    """Log ``user`` in and lead to the address ``to``; the browser is known from now on."""
    now = timezone.now()
    login(request, user)
    request.session[BEGUN] = {
        "since": now.isoformat(),
        "address": address_of(request)[:45],
        "browser": request.headers.get("User-Agent", "")[:LONGEST],
    }
    request.session[_BY_CODE] = by_code
    sessions.forget(user, now=now)
    response = HttpResponseRedirect(to)
    browsers.remember(request, response, user.get_username())
    return response


def is_by_code(request):
    """Whether who is logged in made the second step, too, by a code or a passkey."""
    return request.session.get(_BY_CODE, False)


def renew(request, *, by_code):
    """Go on under another key, all sessions of the account having been ended."""
    request.session[_BY_CODE] = by_code
    request.session.cycle_key()


def go_on(request):
    """Let the session last, if it is somebody who asks: not where an open page asks by itself."""
    if request.user.is_authenticated and _is_somebody(request):
        request.session.see(now=timezone.now())


def this_one(request):
    """Under which name the table of sessions has that of ``request``."""
    return kept_as(request.session.session_key or "")


def _is_somebody(request):
    if request.method == "POST":
        is_pulse = (request.resolver_match.url_name or "").startswith("articles_story_pulse")
        return not is_pulse or "_typing" in request.POST
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
