"""The second step at log-in: asked for after the password, set up by everybody for themselves, changed by both."""

import re

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters

from articles.access import codes, factors
from articles.desk.access import browsers, passkeys, passwords, sitting
from articles.desk.access.answers import page, shown_codes
from articles.desk.access.forms import ProofForm, SetUpForm, StepForm
from articles.desk.base import refuse, tell

_WAITING, _KEY = "waiting", "second_step_shown"
"""In the session: who has given a password and no code yet; the key that is being set up."""
_WAITS = 10 * 60
"""Seconds that may pass between the password and the code; and between two looks at the key of a second step."""
_ACTS = {"off": "Take it off", "codes": "Make new codes", "passkey": "Remove it"}
"""What is done by the pages that ask for the password and a code, as their buttons say it."""


def urls(site):
    """The addresses of this module, for the desk's own."""
    return [
        path("login/code/", site.for_anybody(code), name="articles_log_in_code"),
        path("account/second-step/", site.for_who_is_known(set_up), name="articles_second_step"),
        path("account/passkeys/", site.for_who_is_known(passkeys.make), name="articles_passkeys"),
        path(
            "account/passkeys/<row:pk>/remove/",
            site.admin_view(remove_passkey),
            name="articles_passkey_remove",
        ),
        path("account/second-step/off/", site.admin_view(take_off), name="articles_second_step_off"),
        path("account/second-step/codes/", site.admin_view(renew), name="articles_second_step_codes"),
    ]


def is_missing(request):
    """Whether the settings ask who is logged in for a second step that they did not make."""
    return not sitting.is_by_code(request) and factors.is_required(request.user)


def ask(request, user, to):
    """Lead who gave the right password to the page that asks for a code, and from there ``to`` where they wanted."""
    request.session.flush()
    request.session[_WAITING] = {"user": user.pk, "hash": user.get_session_auth_hash(), "to": to}
    request.session.set_expiry(_WAITS)
    return HttpResponseRedirect(reverse("admin:articles_log_in_code"))


@sensitive_post_parameters()
def code(request):
    user = _who_waits(request)
    if user is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.attempt(lambda **given: _take(request, user, **given)):
        to = request.session[_WAITING]["to"]
        request.session.flush()
        response = sitting.begin(request, user, to, by_code=True)
        if form.given:
            left = user.second_factor.recovery_codes.count()
            tell(
                request,
                f"That recovery code is used up. You have {left} more; your account’s page makes new ones.",
            )
        return response
    more = {"factor": factors.of(user), "passkey": passkeys.to_prove(request, user)}
    return page(request, "login", "A second step, please", form, more)


@sensitive_post_parameters()
def set_up(request):
    if factors.of(request.user):
        return HttpResponseRedirect(reverse("admin:articles_account"))
    key, form = _key(request), SetUpForm(request.POST or None)
    if request.method == "POST" and form.attempt(lambda **given: _set_up(request, key, **given)):
        del request.session[_KEY]
        sitting.renew(request, by_code=True)
        return shown_codes(request, form.given, "The second step is set up")
    told = codes.address(key, account=request.user.get_username(), issuer=settings.SITE_NAME)
    more = {
        "key": " ".join(re.findall("....", key)),
        "square": _square(told),
        "address": told,
        "is_asked": is_missing(request),
    }
    return page(request, "set_up", "Set up a second step", form, more)


def _key(request):
    """The same for who comes back from the app to a page that the telephone has let go of. Whoever saw it long before
    has seen another.
    """
    now = timezone.now().timestamp()
    key, until = request.session.get(_KEY) or ("", 0)
    if now >= until and (request.method != "POST" or not key):
        key = codes.new_key()
    request.session[_KEY] = (key, now + _WAITS)
    return key


@sensitive_post_parameters()
def take_off(request):
    form, now = ProofForm(request.POST or None), timezone.now()
    act = _once_proved(request, lambda: factors.take_off(request.user, by=request.user, now=now))
    if request.method == "POST" and form.attempt(act):
        sitting.renew(request, by_code=False)
        tell(request, "The second step is off: your password alone logs you in.")
        return HttpResponseRedirect(reverse("admin:articles_account"))
    return _ask(request, "Take the second step off", form, "off")


@sensitive_post_parameters()
def renew(request):
    form, now = ProofForm(request.POST or None), timezone.now()
    act = _once_proved(request, lambda: factors.renew_codes(request.user, now=now))
    if request.method == "POST" and form.attempt(act):
        return shown_codes(request, form.given, "New recovery codes")
    return _ask(request, "Make new recovery codes", form, "codes")


@sensitive_post_parameters()
def remove_passkey(request, pk):
    form, key = ProofForm(request.POST or None), passkeys.own(request, pk)
    if key is None:
        refuse(request, passkeys.GONE)
        return HttpResponseRedirect(reverse("admin:articles_account"))
    act = _once_proved(request, lambda: passkeys.remove(request, key))
    if request.method == "POST" and form.attempt(act):
        return HttpResponseRedirect(reverse("admin:articles_account"))
    return _ask(request, f"Remove “{key.name}”", form, "passkey")


def _who_waits(request):
    """Who has given the right password lately, if it is so still."""
    waiting = request.session.get(_WAITING, {})
    user = User.objects.filter(pk=waiting.get("user"), is_active=True, is_staff=True).first()
    is_same = user and constant_time_compare(waiting["hash"], user.get_session_auth_hash())
    return user if is_same else None


def _set_up(request, key, code, password):
    passwords.check(request, password)
    return factors.set_up(request.user, key, code, now=timezone.now())


def _take(request, user, code, passkey):
    """Gives whether it was a code of paper, which is used up."""
    if passkey:
        return passkeys.take(request, user, passkey)
    return factors.take(user, code, where=browsers.where(request, user.get_username()), now=timezone.now())


def _once_proved(request, act):
    """``act``, by the password and a second step. A wrong password spends no code."""

    def proved(password, **given):
        passwords.check(request, password)
        _take(request, request.user, **given)
        return act()

    return proved


def _ask(request, title, form, does):
    more = {
        "does": does,
        "act": _ACTS[does],
        "is_grave": does != "codes",
        "passkey": passkeys.to_prove(request, request.user),
    }
    return page(request, "prove", title, form, more)


def _square(told):
    """A QR code (ISO/IEC 18004) as SVG, black on white in the dark too: many apps read no other."""
    drawn = segno.make(told, error="m", micro=False).svg_inline(
        dark="#000", light="#fff", border=4, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308
