"""Passkeys: made, proved and removed by browsers that know how; ``static/desk/passkeys.js`` is their half of it."""

import json
import time

from django.conf import settings
from django.http import HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from articles.access import factors, passkeys
from articles.desk.access import agents, passwords, sitting
from articles.desk.access.answers import page, shown_codes
from articles.desk.access.forms import PasskeyForm
from articles.desk.base import tell
from articles.models import Passkey
from articles.rules import Refused

GONE = passkeys.GONE
_ASKED = "passkey"
"""In the session: what the passkey on the page that was shown last is to sign, and until when."""
_STANDS = 10 * 60
"""Seconds."""


def to_prove(request, user):
    """What a page asks a passkey of ``user``, in JSON; "" where there is none."""
    asks = passkeys.ask_to_prove(user, _site(request))
    return _kept(request, *asks) if asks else ""


def take(request, user, answer):
    """Raises Refused unless ``answer`` is that of a passkey of ``user``, to the page that was shown last."""
    passkeys.take(user, answer, _asked(request), _site(request), now=timezone.now())


def own(request, pk):
    """The passkey of that number, of who asks; None where there is none."""
    return Passkey.objects.filter(pk=pk, factor__user=request.user).first()


def remove(request, key):
    """Raises Refused where it may not go."""
    passkeys.remove(request.user, key.pk, now=timezone.now())
    tell(request, f"“{key.name}” is a passkey of yours no more.")


@sensitive_post_parameters()
def make(request):
    """A first one, which sets the second step up, or another. By the password: who finds a browser open has none."""
    if factors.of(request.user) and not sitting.is_by_code(request):
        return HttpResponseRedirect(reverse("admin:articles_account"))
    called = agents.called(request.headers.get("User-Agent", ""))
    form = PasskeyForm(request.POST or None, initial={"name": called})
    if request.method == "POST" and form.attempt(lambda **given: _make(request, **given)):
        return _made(request, form.given, form.cleaned_data["name"])
    options = _kept(request, *passkeys.ask_to_make(request.user, _site(request)))
    more = {"passkey": options, "has_factor": sitting.is_by_code(request)}
    return page(request, "passkey", "Make a passkey", form, more)


def _make(request, name, password, passkey):
    asked, by_second = _asked(request), sitting.is_by_code(request)
    passwords.check(request, password)
    return passkeys.add(
        request.user, name, passkey, asked, _site(request), by_second=by_second, now=timezone.now()
    )


def _made(request, codes, name):
    sitting.renew(request, by_code=True)
    if codes:
        return shown_codes(request, codes, "The second step is set up")
    tell(request, f"“{name}” is one of your passkeys.")
    return HttpResponseRedirect(reverse("admin:articles_account"))


def _site(request):
    host, _ = split_domain_port(request.get_host())
    return passkeys.Site(settings.SITE_NAME, host, f"{request.scheme}://{request.get_host()}")


def _kept(request, options, asked):
    request.session[_ASKED] = [asked, time.time() + _STANDS]
    return json.dumps(options)


def _asked(request):
    """For one answer: who listened to it cannot give it again."""
    asked, until = request.session.pop(_ASKED, (None, 0))
    if time.time() > until:
        raise Refused("That page was open too long. Try again.")
    return asked
