"""Accounts and groups, for those who may manage them. An account is switched off, never deleted: records name it."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles import tokens
from articles.desk.base import DeskAdmin, tell
from articles.desk.words import counted

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    def save_model(self, request, obj, form, change):
        """Who cannot enter the desk any more has no scripts that do."""
        super().save_model(request, obj, form, change)
        if obj.is_active and obj.is_staff:
            return
        if revoked := tokens.revoke_all(obj, by=request.user, now=timezone.now()):
            tell(request, f"{counted(revoked, 'access token')} of this account: revoked.")


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    pass
