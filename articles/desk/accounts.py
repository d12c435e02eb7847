"""Accounts and groups, for those who may manage them. An account is switched off, never deleted: records name it."""

from copy import copy
from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import tokens
from articles.access import sessions
from articles.desk.access.passwords import GivenPasswordForm
from articles.desk.base import DeskAdmin, tell
from articles.desk.words import counted

admin.site.unregister(User)
admin.site.unregister(Group)


WORDS = {
    "username": ("User name", "Letters, digits and @ . + - _ by which its owner logs in."),
    "email": ("E-mail address", "Where notices are mailed, and a link to who has forgotten the password."),
    "groups": ("Groups", "One for each role that its owner has."),
    "is_active": ("In use", "An account that is not enters nothing: it is logged out, and its access tokens are "
        "revoked. What it did stays under its name."),
    "is_staff": ("May enter the desk", ""),
    "is_superuser": ("Superuser", "May do everything, and manage all accounts."),
    "user_permissions": ("Single rights", "Beside those of its groups. Few accounts need any."),
}  # fmt: skip
"""What fields are called, and what is said of them."""


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    list_display = ("username", "name_shown", "email", "groups_shown", "enters")
    list_filter = ("groups", "is_active", "is_superuser")
    filter_horizontal = ("user_permissions",)
    add_form = UserCreationForm
    add_form_template = None
    change_user_password_template = "admin/access/given_password.html"  # noqa: S105
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What it may do", {"fields": ("groups",)}),
    )
    fieldsets = (
        (None, {"fields": ("username", "password_shown")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What it may do", {"fields": ("groups", "is_active", "is_staff", "is_superuser")}),
        ("Single rights", {"fields": ("user_permissions",), "classes": ("collapse",)}),
        ("Dates", {"fields": ("last_login", "date_joined"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="name", ordering="last_name")
    def name_shown(self, user):
        return user.get_full_name() or None

    @admin.display(description="groups")
    def groups_shown(self, user):
        held = [group.name for group in user.groups.all()]
        return ", ".join([*(["Superuser"] if user.is_superuser else []), *held]) or None

    @admin.display(description="may log in", boolean=True, ordering="is_active")
    def enters(self, user):
        return user.is_active and user.is_staff

    @admin.display(description="password")
    def password_shown(self, user):
        page = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a class="button" href="{}">Set another…</a>', page)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in WORDS:
            field.label, field.help_text = WORDS[db_field.name]
        if field and db_field.name == "groups":
            # Whoever makes an account chooses among the roles that there are.
            field.widget.can_add_related = False
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """Whoever manages accounts could otherwise make themselves a superuser by the account of one."""
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (request.user.is_superuser or not getattr(obj, "is_superuser", False))

    def get_readonly_fields(self, request, obj=None):
        more = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        return (*super().get_readonly_fields(request, obj), "password_shown", *more)

    def user_change_password(self, request, **named):
        """One's own takes the one before: who finds a browser open has none."""
        if self.get_object(request, unquote(named["id"])) == request.user:
            return HttpResponseRedirect(reverse("admin:password_change"))
        known = copy(self)  # of this request alone
        known.change_password_form = partial(GivenPasswordForm, by=request.user)
        return super(AccountAdmin, known).user_change_password(request, **named)

    def response_add(self, request, obj, post_url_continue=None):
        """Back to the list: Django goes on to a second form, and here the first asks for all of it."""
        return super(UserAdmin, self).response_add(request, obj, post_url_continue)

    def save_model(self, request, obj, form, change):
        """A new account is one for the desk. Of another what was changed is kept, and no more: its owner may have set a
        password meanwhile. Who cannot enter the desk any more is logged out, and has no scripts that enter it.
        """
        if not change:
            obj.is_staff = True
        columns = {field.name for field in obj._meta.concrete_fields}
        obj.save(update_fields=columns.intersection(form.changed_data) if change else None)
        if obj.is_active and obj.is_staff:
            return
        sessions.end_all(obj)
        if revoked := tokens.revoke_all(obj, by=request.user, now=timezone.now()):
            tell(request, f"{counted(revoked, 'access token')} of this account: revoked.")


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    pass
