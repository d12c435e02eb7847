"""The filter of the story list by the year of a story's date, which the page of a run leads to."""

from django.contrib import admin

from articles.desk.numbers import number
from articles.importing.releasing import of_year

UNDATED = "none"


class YearFilter(admin.SimpleListFilter):
    """A year that only a link names: there are too many to choose from."""

    title = "dated in"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        year = request.GET.get(self.parameter_name, "")
        return [(year, "No date" if year == UNDATED else year)] if year else []

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if self.value() == UNDATED:
            return queryset.filter(published_at=None)
        return of_year(queryset, number(self.value()))
