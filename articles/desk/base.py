"""What every list and form of the desk has in common."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles import ledger
from articles.desk.asking import SearchForm
from articles.desk.numbers import number
from articles.rules import Refused

NOT_DONE = "Nothing was done yet: you may have been logged out meanwhile. Press the button again."
"""Said to whoever comes to the address of an act by a link: most were sent there by logging in again."""


class DeskList(ChangeList):
    search_form_class = SearchForm


class DeskAdmin(admin.ModelAdmin):
    """A list without Django's way of deleting, and without a second count of all rows."""

    list_per_page = 50
    empty_value_display = "–"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_selection_counter = True

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist(self, request, **kwargs):
        return DeskList

    def add_view(self, request, form_url="", extra_context=None):
        title = {"title": f"New {self.opts.verbose_name}"}  # as the button that leads there says
        return super().add_view(request, form_url, title | (extra_context or {}))

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the filters offer: Django admits any lookup on any field, patterns that never end included."""
        return lookup in {key for item in self.get_list_filter(request) for key in _keys(item)}

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) if number(object_id) else None

    def get_view_on_site_url(self, obj=None):
        """The page of a row itself: its form says it to who may see the row."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def page(self, request, title):
        """What a page of the desk has before anything of its own: its title, and what all have."""
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title}

    def response_action(self, request, queryset):
        if not all(number(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            refuse(request, "The list did not say which rows are meant. Choose them, and try again.")
            return None
        if request.POST.get("select_across", "0") != "0":
            refuse(request, "An act is done with rows that the list has shown. Choose them, and try again.")
            return None
        return super().response_action(request, queryset)


def _keys(item):
    """The keys in the address that one filter of a list goes by."""
    if isinstance(item, str):
        return (f"{item}__exact", f"{item}__id__exact", f"{item}__isnull")
    return (item.parameter_name,)


class Recorded:
    """Puts on record who added, changed or deleted a row: the ledger's chain is ``topic/3``."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self.put_on_record(request, obj, "changed" if change else "made", fields=sorted(form.changed_data))

    def delete_model(self, request, obj):
        self.put_on_record(request, obj, "deleted")
        super().delete_model(request, obj)

    def put_on_record(self, request, obj, act, **detail):
        chain = f"{self.opts.model_name}/{obj.pk}"
        detail = self.recorded(obj) | detail
        ledger.record(act, by=request.user, at=timezone.now(), chain=chain, **detail)

    def recorded(self, obj):
        """What of the row, as it is after the act, goes with the entry."""
        return {"name": obj.name}


class ReadOnlyAdmin(DeskAdmin):
    """Rows that are written by an act somewhere else, and only looked at here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def posted_from(page, *, is_list=False):
    """A view of an admin that acts by POST alone, for those who may see its rows. Other methods, as after logging in
    anew, lead to ``page`` and say so: to that of the same row, unless the page is a list of them.
    """

    def decorate(act):
        @wraps(act)
        def guarded(admin, request, **named):
            if not admin.has_view_permission(request):
                raise PermissionDenied
            if request.method == "POST":
                return act(admin, request, **named)
            return nothing_done(request, page, None if is_list else named["pk"])

        return guarded

    return decorate


def nothing_done(request, page, pk=None):
    """To ``page``, with the reason why what leads there was not done."""
    refuse(request, NOT_DONE)
    return HttpResponseRedirect(reverse(f"admin:articles_{page}", args=[] if pk is None else [pk]))


def tell(request, sentence):
    messages.success(request, sentence)


def attempt(request, act, done):
    """Call ``act``, and show the sentence ``done``, or why it was refused; gives whether it was done."""
    try:
        act()
    except Refused as refused:
        refuse(request, refused)
        return False
    tell(request, done)
    return True


def refuse(request, sentence):
    """Show why something was not done. ``sentence`` is a Refused, or the like, whose text is fit to show."""
    messages.error(request, str(sentence))
