"""The desk as a site of Django's admin: its name, its order of rooms, and the page that it opens with."""

from functools import wraps

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.desk import near_names, notices, picture_files, tokens
from articles.desk.access import account, entering, passwords, resets, second, sitting
from articles.desk.asking import shortened, without_null
from articles.desk.fields import title_of
from articles.desk.overview import overview
from articles.models import Picture

MENU = (
    ("", ("Story", "Arrangement", "ReaderReport", "Picture")),
    ("Names", ("Source", "Proofreader", "Writer", "Topic", "KnownName")),
    ("Imports", ("ImportRun", "ImportedFile", "Doubt", "Proposal", "LineRule")),
    ("", ("StyleRule", "Policy")),
    ("Accounts", ("User", "Group")),
)
"""The rooms of the desk in their order: those of every day by themselves, the others in menus that are named."""
ORDER = [name for _, names in MENU for name in names]
LEFT_OUT = {"view_on_site", "password_change_done"}
"""Of Django's pages: the way from a row to its page tells everybody who may log in what the page of any row is called,
and that a password is changed is said on the account's page."""


class Matches(AutocompleteJsonView):
    """The admin's autocomplete, which calls rows as the desk does."""

    def process_request(self, request):
        term, *rest = super().process_request(request)
        return shortened(term), *rest

    def serialize_result(self, obj, to_field_name):
        shown = picture_files.shown(obj) if isinstance(obj, Picture) else {}
        return super().serialize_result(obj, to_field_name) | {"text": title_of(obj)} | shown


def _unkept(view):
    """``view``, whose answers no cache keeps unless they say so. Django leaves that open for a few of its own, such as
    the form for a password.
    """

    @wraps(view)
    def unkept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return unkept


_METHODS = require_http_methods(["GET", "HEAD", "POST"])


class Desk(admin.AdminSite):
    index_title = "The desk"
    # The rooms stand in the page's head; a second list of them beside every form only takes its width.
    enable_nav_sidebar = False
    logout_template = "admin/access/logged_out.html"

    def __init__(self, name="admin"):
        super().__init__(name)
        # Stories are never deleted, and for the rest a list is the wrong place to do it from.
        self.disable_action("delete_selected")

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(without_null(view), cacheable)

        @_METHODS
        @_unkept
        @wraps(guarded)
        def seen(request, *args, **kwargs):
            sitting.go_on(request)
            if self.must_set_up(request):
                return HttpResponseRedirect(reverse("admin:articles_second_step"))
            return guarded(request, *args, **kwargs)

        return seen

    def has_permission(self, request):
        return super().has_permission(request) and not self.must_set_up(request)

    def must_set_up(self, request):
        """Whether who is logged in gets nowhere before a second step is set up, but out again."""
        if not super().has_permission(request) or request.path == reverse("admin:logout"):
            return False
        return second.is_missing(request)

    def for_who_is_known(self, view):
        """A view for all who are logged in, whatever they must set up first."""

        @wraps(view)
        def guarded(request):
            if super(Desk, self).has_permission(request):
                return self.for_anybody(view)(request)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))

        return guarded

    def for_anybody(self, view):
        """A view for who is not logged in yet."""
        return _METHODS(without_null(never_cache(view)))

    @property
    def site_header(self):
        return settings.SITE_NAME

    site_title = site_header

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "articles")

    def each_context(self, request):
        context = super().each_context(request)
        context["menu"] = _menu([room for app in context["available_apps"] for room in app["models"]])
        context["time_zone"] = settings.TIME_ZONE
        context["waiting_notices"] = notices.bell(request)
        return context

    def get_urls(self):
        own = [one for one in super().get_urls() if getattr(one, "name", "") not in LEFT_OUT]
        return [
            *notices.urls(self),
            *account.urls(self),
            *second.urls(self),
            *resets.urls(self),
            *near_names.urls(self),
            *tokens.urls(self),
            *own,
        ]

    @method_decorator([never_cache, _METHODS])
    def login(self, request, extra_context=None):
        if request.method == "GET" and super().has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {"title": "Log in", "subtitle": None}
        request.current_app = self.name
        return entering.LogIn.as_view(extra_context=context | (extra_context or {}))(request)

    def password_change(self, request, extra_context=None):
        request.current_app = self.name
        context = self.each_context(request) | (extra_context or {})
        return passwords.PasswordPage.as_view(extra_context=context)(request)

    def autocomplete_view(self, request):
        return Matches.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        extra = {}
        if request.user.has_perm("articles.view_story"):
            extra["overview"] = overview(user=request.user, now=timezone.now())
            extra["story_list"] = reverse("admin:articles_story_changelist")
        return super().index(request, extra | (extra_context or {}))


def _menu(rooms):
    """The rooms that the account may enter, as (title, rooms): of a menu that has but one the title is empty."""
    rooms = [room for room in rooms if room["admin_url"]]
    groups = [(title, [room for room in rooms if room["object_name"] in names]) for title, names in MENU]
    groups.append(("", [room for room in rooms if room["object_name"] not in ORDER]))
    return [(title if len(found) > 1 else "", found) for title, found in groups if found]


def _place(name):
    return ORDER.index(name) if name in ORDER else len(ORDER)
