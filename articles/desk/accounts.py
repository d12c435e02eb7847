"""Accounts and groups, for those who may manage them. An account is switched off, never deleted: records name it."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from articles.desk.base import DeskAdmin

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    pass
