"""An account as its owner, and whoever manages accounts, sees it: what guards it, and where it is logged in."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.access import factors, passkeys, passwords, sessions, tries
from articles.desk.access import agents, sitting
from articles.desk.base import attempt, refuse, tell
from articles.rules import Refused


def urls(site):
    """The addresses of this module, for the desk's own."""
    pages = {
        "account/": (own, "articles_account"),
        "account/sessions/": (end_own, "articles_account_sessions"),
        "auth/user/<row:pk>/access/": (of_somebody, "articles_access"),
        "auth/user/<row:pk>/access/sessions/": (end_somebodys, "articles_access_sessions"),
        "auth/user/<row:pk>/access/lift/": (lift, "articles_access_lift"),
        "auth/user/<row:pk>/access/second-step/": (reset, "articles_access_second_step"),
    }
    return [path(route, site.admin_view(view), name=name) for route, (view, name) in pages.items()]


def own(request):
    addresses = {"end_sessions": reverse("admin:articles_account_sessions")}
    return _page(request, request.user, "Your account", addresses)


def of_somebody(request, pk):
    user = _managed(request, pk)
    addresses = {
        "end_sessions": reverse("admin:articles_access_sessions", args=[pk]),
        "lift": reverse("admin:articles_access_lift", args=[pk]),
        "reset": reverse("admin:articles_access_second_step", args=[pk]),
    }
    return _page(request, user, f"Access of {user.get_username()}", addresses)


@require_POST
def end_own(request):
    _end(request, request.user)
    return HttpResponseRedirect(reverse("admin:articles_account"))


@require_POST
def end_somebodys(request, pk):
    _end(request, _managed(request, pk))
    return HttpResponseRedirect(reverse("admin:articles_access", args=[pk]))


@require_POST
def lift(request, pk):
    user = _managed(request, pk)
    passwords.lift(user, by=request.user, now=timezone.now())
    tell(request, "Lifted: tries at this account are looked at again, from everywhere.")
    return HttpResponseRedirect(reverse("admin:articles_access", args=[pk]))


@require_POST
def reset(request, pk):
    """Take off the second step of somebody who has lost it."""
    user = _managed(request, pk)
    if user.pk == request.user.pk:  # whoever finds a browser logged in would be rid of it
        raise PermissionDenied
    done = "Taken off, and logged out everywhere: the password alone logs in, until a second step is set up anew."
    attempt(request, lambda: factors.take_off(user, by=request.user, now=timezone.now()), done)
    return HttpResponseRedirect(reverse("admin:articles_access", args=[pk]))


def _page(request, user, title, addresses):
    now, factor = timezone.now(), factors.of(user)
    context = {
        **admin.site.each_context(request),
        "title": title,
        "account": user,
        "is_own": user.pk == request.user.pk,
        "sessions": [(row, agents.called(row.browser)) for row in sessions.of(user, now=now)],
        "this_one": sitting.this_one(request),
        "factor": factor,
        "passkeys": passkeys.of(user),
        "codes_left": factor.recovery_codes.count() if factor else 0,
        "is_required": factors.is_required(user),
        "held": tries.held(user.get_username(), now=now),
        "roles": [group.name for group in user.groups.order_by("name")],
        "addresses": addresses,
        "now": now,
    }
    return TemplateResponse(request, "admin/access/account.html", context)


def _end(request, user):
    """The session that the form names; without one, all but that of who asks."""
    which, given = request.POST.get("which", ""), {"by": request.user, "now": timezone.now()}
    if which:
        attempt(request, lambda: sessions.end(user, which=which, **given), "Ended: it is logged out.")
        return
    try:
        ended = sessions.end(user, but=sitting.this_one(request), **given)
    except Refused as refused:
        refuse(request, refused)
    else:
        tell(request, "Ended." if ended else "There was no other session.")


def _managed(request, pk):
    """The account of that number, for who may manage it."""
    if not request.user.has_perm("auth.change_user"):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    try:
        sessions.check_may_manage(request.user, user)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    return user
