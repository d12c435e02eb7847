"""The filters of the story list by what is typed in: a name as copy gives it, or a language."""

from django.contrib import admin

from articles import credits
from articles.desk.paging import named_by
from articles.models import Proofreader, Source, StoryTopic, StoryWriter, Topic, Writer
from articles.text.keys import name_key


class NameFilter(admin.SimpleListFilter):
    """A name typed in, resolved as copy's names are: by alias too, and through merges."""

    template = "admin/articles/name_filter.html"
    label = "Name or alias"
    kind: type
    rows: type | None = None
    """What ties stories to such names; None where a story has one of them in a column."""

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return True

    def choices(self, changelist):
        kept = [
            (key, value)
            for key, value in changelist.get_filters_params().items()
            if key != self.parameter_name
        ]
        if changelist.query:
            kept.append(("q", changelist.query))
        yield {"selected": True, "display": self.value() or "All", "kept": kept, "value": self.value() or ""}

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        found = self.resolve(self.value())
        return self.named(queryset, found) if found else queryset.none()

    def named(self, queryset, found):
        carried = {self.parameter_name: found}
        return (
            named_by(queryset, self.rows.objects.filter(**carried))
            if self.rows
            else queryset.filter(**carried)
        )

    def resolve(self, name):
        return credits.resolve(self.kind, name)


class SourceFilter(NameFilter):
    title = "source"
    parameter_name = "source"
    kind = Source
    lookup = ("story", "source")


class ProofreaderFilter(NameFilter):
    title = "proofreader"
    parameter_name = "proofreader"
    kind = Proofreader
    lookup = ("story", "proofreader")


class WriterFilter(NameFilter):
    title = "writer"
    parameter_name = "writer"
    kind = Writer
    rows = StoryWriter
    lookup = ("storywriter", "writer")


class TopicFilter(NameFilter):
    title = "topic"
    parameter_name = "topic"
    kind = Topic
    rows = StoryTopic
    lookup = ("storytopic", "topic")

    def resolve(self, name):
        return Topic.objects.filter(name__iexact=name.strip()).first() if name_key(name) else None


class LanguageFilter(NameFilter):
    """A tag typed in: to list those that there are, all stories would have to be read."""

    title = "language"
    parameter_name = "language"
    label = "Language tag: en, de, zh-Hant"
    lookup = None

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value().strip()) if self.value() else queryset
