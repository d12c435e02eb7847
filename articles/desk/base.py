"""What every list and form of the desk has in common."""

from django.contrib import admin, messages


class DeskAdmin(admin.ModelAdmin):
    """A list without Django's way of deleting, and without a second count of all rows."""

    list_per_page = 50
    empty_value_display = "–"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions_selection_counter = True

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(DeskAdmin):
    """Rows that are written by an act somewhere else, and only looked at here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def tell(request, sentence):
    messages.success(request, sentence)


def refuse(request, sentence):
    """Show why something was not done. ``sentence`` is a Refused, or the like, whose text is fit to show."""
    messages.error(request, str(sentence))
