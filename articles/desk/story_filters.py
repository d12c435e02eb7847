"""The filters of the story list. Each keeps its own key in the address, so that a filtered list can be shared."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles import credits
from articles.models import (
    IS_OUT,
    Doubt,
    Edition,
    ImportedFile,
    Kind,
    Proofreader,
    Source,
    Stage,
    Story,
    Topic,
    Writer,
)
from articles.text.keys import name_key


class StageFilter(admin.SimpleListFilter):
    title = "stage"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.filter(stage=self.value()) if self.value() in Stage.values else queryset


class PublicFilter(admin.SimpleListFilter):
    title = "public"
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [
            ("live", "Live"),
            ("unread", "Live, imported, not re-read"),
            ("withdrawn", "Withdrawn"),
            ("never", "Never published"),
            ("ready", "Ready to publish"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        own = Edition.objects.filter(story=OuterRef("pk"))
        live = own.live(now)
        conditions = {
            "live": Exists(live),
            "unread": Exists(live.filter(archive_run__isnull=False)),
            "withdrawn": Exists(own.current(now).filter(kind=Kind.WITHDRAWAL)),
            "ready": ready_to_publish(),
            "never": ~Exists(own.filter(superseded_at__gt=F("live_from"))),
        }
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset


def ready_to_publish():
    """A condition on stories: proofread, and not gone out as they stand."""
    return Q(~IS_OUT, stage=Stage.PROOFREAD, is_archive=False)


class ByFilter(admin.SimpleListFilter):
    title = "begun by"
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return [("me", "Me")]

    def queryset(self, request, queryset):
        return queryset.filter(created_by=request.user) if self.value() == "me" else queryset


class NameFilter(admin.SimpleListFilter):
    """A name typed in, resolved as copy's names are: by alias too, and through merges."""

    template = "admin/articles/name_filter.html"
    kind: type
    admin_field: str

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
        return queryset.filter(**{self.admin_field: found}) if found else queryset.none()

    def resolve(self, name):
        return credits.resolve(self.kind, name)


class SourceFilter(NameFilter):
    title = "source"
    parameter_name = "source"
    kind = Source
    admin_field = "source"
    lookup = ("story", "source")


class ProofreaderFilter(NameFilter):
    title = "proofreader"
    parameter_name = "proofreader"
    kind = Proofreader
    admin_field = "proofreader"
    lookup = ("story", "proofreader")


class WriterFilter(NameFilter):
    title = "writer"
    parameter_name = "writer"
    kind = Writer
    admin_field = "writers"
    lookup = ("storywriter", "writer")


class TopicFilter(NameFilter):
    title = "topic"
    parameter_name = "topic"
    kind = Topic
    admin_field = "topics"
    lookup = ("storytopic", "topic")

    def resolve(self, name):
        key = name_key(name)
        return (
            next((topic for topic in Topic.objects.filter(name__iexact=name.strip())), None) if key else None
        )


class LanguageFilter(admin.SimpleListFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request, model_admin):
        tags = Story.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(tag, tag) for tag in tags]

    def has_output(self):
        return len(self.lookup_choices) > 1 or bool(self.value())

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


class DoubtsFilter(admin.SimpleListFilter):
    title = "doubts"
    parameter_name = "doubts"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("none", "None open")]

    def queryset(self, request, queryset):
        is_doubtful = Exists(Doubt.objects.open().filter(story=OuterRef("pk")))
        if self.value() == "open":
            return queryset.filter(is_doubtful)
        return queryset.filter(~is_doubtful) if self.value() == "none" else queryset


class ImportedFilter(admin.SimpleListFilter):
    title = "origin"
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("imported", "Imported"), ("desk", "Written here")]

    def queryset(self, request, queryset):
        is_imported = Exists(ImportedFile.objects.filter(story=OuterRef("pk")))
        if self.value() == "imported":
            return queryset.filter(is_imported)
        return queryset.filter(~is_imported) if self.value() == "desk" else queryset
