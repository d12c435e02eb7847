"""The filter of the story list by the year of a story's date, which the page of a run leads to."""

from django.contrib import admin
from django.db.models.functions import Coalesce

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
        # Said again in a form of which PostgreSQL has no figures, so that it takes a year for small, and sorts what its
        # index has of that: else it goes through all stories in their order, until enough of them are of the year.
        again = Coalesce("published_at", "published_at")
        return of_year(
            of_year(queryset, number(self.value())).alias(dated=again), number(self.value()), "dated"
        )
