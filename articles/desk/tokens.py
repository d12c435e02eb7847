"""Tokens by which somebody's scripts act, made, seen and revoked by them; for who manages accounts, those of all."""

from datetime import timedelta
from functools import partial

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import tokens
from articles.desk.access import passwords
from articles.desk.access.answers import held_up
from articles.desk.access.forms import ProvingForm, password_field
from articles.desk.base import attempt, tell
from articles.desk.fields import lead_to_error
from articles.desk.numbers import number
from articles.models import AccessToken

PAGE = 50
OVER = 20
"""Of one's own tokens that ended, so many are shown, the last first."""
LASTS = [(7, "7 days"), (30, "30 days"), (90, "90 days"), (tokens.LONGEST.days, "A year")]


class TokenForm(ProvingForm):
    name = forms.CharField(
        label="What is it for?",
        max_length=AccessToken._meta.get_field("name").max_length,
        help_text="The script that will use it, and where that runs. The ledger names it with all that it does.",
        error_messages={"required": "Say what it is for."},
    )
    scopes = forms.MultipleChoiceField(
        label="It may",
        widget=forms.CheckboxSelectMultiple,
        help_text="Never more than your account may at that moment.",
        error_messages={"required": "Choose at least one."},
    )
    lasts = forms.TypedChoiceField(label="For", choices=LASTS, coerce=int, initial=90)
    password = password_field()

    def __init__(self, *args, scopes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in scopes]


def urls(site):
    """The addresses of this module, for the desk's own."""
    pages = {
        "tokens/": (own, "articles_tokens"),
        "tokens/all/": (of_all, "articles_tokens_all"),
        "tokens/<row:pk>/revoke/": (revoke, "articles_token_revoke"),
    }
    return [path(route, site.admin_view(view), name=name) for route, (view, name) in pages.items()]


def own(request):
    """One's own tokens, and a form for another. The answer to that shows its secret, and no other ever does."""
    now, scopes = timezone.now(), tokens.scopes_for(request.user)
    form = TokenForm(request.POST or None, scopes=scopes)
    made = secret = None
    if request.method == "POST" and form.attempt(partial(_make, request, now)):
        made, secret = form.given
        tell(request, f"“{made.name}” is made.")
        form = TokenForm(scopes=scopes)
    lead_to_error(form)
    if form.non_field_errors():
        form.fields["password"].widget.attrs["autofocus"] = True  # it is typed anew, below what is wrong
    mine = AccessToken.objects.filter(account=request.user)
    standing = mine.standing(now)
    context = {
        "title": "Access tokens",
        "is_home": True,
        "form": form if scopes else None,
        "made": made,
        "secret": secret,
        "standing": _told(standing),
        "over": _told(mine.exclude(pk__in=standing.values("pk"))[:OVER]),
        "description": request.build_absolute_uri(reverse("scripts:openapi")),
        "sees_all": request.user.has_perm("auth.view_user"),
        "now": now,
    }
    response = _answer(request, "own", context)
    return held_up(response, form.too_early) if form.too_early else response


def of_all(request):
    """The tokens of all accounts, the latest first, in pages found by key."""
    if not request.user.has_perm("auth.view_user"):
        raise PermissionDenied
    rows = AccessToken.objects.select_related("account")
    if older := number(request.GET.get("older", "")):
        rows = rows.filter(pk__lt=older)
    found = _told(rows[: PAGE + 1])
    context = {
        "title": "Access tokens of all accounts",
        "rows": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_first": not older,
        "may_revoke": request.user.has_perm("auth.change_user"),
        "now": timezone.now(),
    }
    return _answer(request, "all", context)


def revoke(request, pk):
    """Ask first, since it cannot be undone; then let nobody act by the token any more."""
    token = get_object_or_404(AccessToken, pk=pk)
    is_own = token.account_id == request.user.pk
    if not is_own and not request.user.has_perm("auth.change_user"):
        raise Http404("It is a token of somebody else.")
    back = reverse("admin:articles_tokens" if is_own else "admin:articles_tokens_all")
    if request.method != "POST":
        context = {"title": "Revoke this token?", "token": token, "is_own": is_own, "back": back}
        return _answer(request, "revoke", context)
    attempt(
        request,
        lambda: tokens.revoke(token, by=request.user, now=timezone.now()),
        f"“{token.name}” is revoked: no script gets in by it now.",
    )
    return HttpResponseRedirect(back)


def _make(request, now, *, name, scopes, lasts, password):
    """A token and its secret, for who knows the password. Raises Refused."""
    passwords.check(request, password)
    ends = now + timedelta(days=lasts)
    return tokens.make(name=name, scopes=scopes, expires_at=ends, by=request.user, now=now)


def _told(rows):
    """Tokens with what their scopes are called."""
    labels, rows = dict(AccessToken.Scope.choices), list(rows)
    for token in rows:
        token.may = [labels[scope] for scope in token.scopes]
    return rows


def _answer(request, name, context):
    context = admin.site.each_context(request) | context
    return TemplateResponse(request, f"admin/articles/token/{name}.html", context)
