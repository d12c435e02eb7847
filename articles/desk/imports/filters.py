"""The filters of the list of files. Those that the run page leads to show themselves only while they are on."""

import re

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from articles.desk.imports.kinds import doubt_words, shape_words
from articles.desk.imports.words import FIELDS
from articles.desk.numbers import number
from articles.importing.reviewing.summing import FIELDS as COUNTED
from articles.importing.reviewing.summing import LONGEST
from articles.models import GAVE_TEXT, Doubt, ImportRun

LAST = 30
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


class DoubtsFilter(admin.SimpleListFilter):
    title = "doubts"
    parameter_name = "doubts"

    def lookups(self, request, model_admin):
        return [("open", "Open")]

    def queryset(self, request, queryset):
        is_doubtful = Exists(Doubt.objects.open().filter(file=OuterRef("pk")))
        return queryset.filter(is_doubtful) if self.value() == "open" else queryset


class Named(admin.SimpleListFilter):
    """A filter by a value that only a link names: there are too many to choose from."""

    def lookups(self, request, model_admin):
        value = request.GET.get(self.parameter_name, "")
        return [(value, self.shown(value))] if value else []

    def shown(self, value):
        return value

    def queryset(self, request, queryset):
        return queryset.filter(self.condition(self.value())) if self.value() else queryset


class CodeFilter(Named):
    title = "doubt"
    parameter_name = "doubt"

    def shown(self, value):
        return doubt_words(value)

    def condition(self, value):
        return Exists(Doubt.objects.filter(file=OuterRef("pk"), code=value))


class ShapeFilter(Named):
    title = "shape"
    parameter_name = "shape"

    def shown(self, value):
        return shape_words(value)

    def condition(self, value):
        return Q(shape=value)


class ValueFilter(Named):
    """Files that give a field this value. What the run page has cut is found by its beginning."""

    def condition(self, value):
        name = f"fields__{self.parameter_name}"
        return Q(**{name if len(value) < LONGEST else f"{name}__startswith": value})


class SourceFilter(ValueFilter):
    title = parameter_name = "source"


class ProofreaderFilter(ValueFilter):
    title = parameter_name = "proofreader"


class BylineFilter(ValueFilter):
    title = parameter_name = "byline"


class DateFilter(Named):
    """Files dated on this day, or in this month or year."""

    title = "date"
    parameter_name = "dated"

    def condition(self, value):
        return Q(fields__published__startswith=value) if DAY.fullmatch(value) else Q(pk=None)


class WithoutFilter(Named):
    title = "without"
    parameter_name = "without"

    def shown(self, value):
        return FIELDS.get(value, value).lower()

    def condition(self, value):
        return ~Q(fields__has_key=value) & Q(outcome__in=GAVE_TEXT) if value in COUNTED else Q(pk=None)


class RunFilter(admin.SimpleListFilter):
    """One of the last runs, or the one that a link names."""

    title = "run"
    parameter_name = "run__id__exact"

    def lookups(self, request, model_admin):
        rows = list(ImportRun.objects.values_list("pk", "collection")[:LAST])
        asked = number(request.GET.get(self.parameter_name, ""))
        if asked and asked not in dict(rows):
            rows += ImportRun.objects.filter(pk=asked).values_list("pk", "collection")
        return [(str(pk), f"Run {pk}, {collection}") for pk, collection in rows]

    def queryset(self, request, queryset):
        return queryset.filter(run=number(self.value())) if self.value() else queryset


FILTERS = (
    "outcome", DoubtsFilter, CodeFilter, ShapeFilter, SourceFilter, ProofreaderFilter, BylineFilter, DateFilter,
    WithoutFilter, RunFilter,
)  # fmt: skip
