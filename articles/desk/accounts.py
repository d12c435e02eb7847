"""Accounts and groups, for those who may manage them. An account is switched off, never deleted: records name it."""

from copy import copy
from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles import tokens
from articles.access import sessions
from articles.desk.access.passwords import GivenPasswordForm
from articles.desk.base import DeskAdmin, tell
from articles.desk.words import counted

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    def has_change_permission(self, request, obj=None):
        """Whoever manages accounts could otherwise make themselves a superuser by the account of one."""
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (request.user.is_superuser or not getattr(obj, "is_superuser", False))

    def get_readonly_fields(self, request, obj=None):
        more = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return (*super().get_readonly_fields(request, obj), *more)

    def user_change_password(self, request, **named):
        """One's own takes the one before: who finds a browser open has none."""
        if self.get_object(request, unquote(named["id"])) == request.user:
            return HttpResponseRedirect(reverse("admin:password_change"))
        known = copy(self)  # of this request alone
        known.change_password_form = partial(GivenPasswordForm, by=request.user)
        return super(AccountAdmin, known).user_change_password(request, **named)

    def save_model(self, request, obj, form, change):
        """Who cannot enter the desk any more is logged out, and has no scripts that enter it."""
        super().save_model(request, obj, form, change)
        if obj.is_active and obj.is_staff:
            return
        sessions.end_all(obj)
        if revoked := tokens.revoke_all(obj, by=request.user, now=timezone.now()):
            tell(request, f"{counted(revoked, 'access token')} of this account: revoked.")


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    pass
