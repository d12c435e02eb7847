"""The filters of the story list. Each keeps its own key in the address, so that a filtered list can be shared."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles import credits
from articles.desk.numbers import number
from articles.models import (
    IS_OUT,
    Debt,
    Doubt,
    Edition,
    Hold,
    ImportedFile,
    Kind,
    Mark,
    Proofreader,
    Source,
    Stage,
    Topic,
    Writer,
)
from articles.rules import idle_time
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
            ("scheduled", "Scheduled"),
            ("developing", "Developing"),
            ("overridden", "Published unread"),
            ("never", "Never published"),
            ("ready", "Ready to publish"),
            ("fixes", "Fixes to pass"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        own = Edition.objects.filter(story=OuterRef("pk"))
        live = own.live(now)
        conditions = {
            "live": Exists(live),
            "unread": Exists(live.filter(archive_run__isnull=False)),
            "withdrawn": Exists(own.current(now).filter(kind=Kind.WITHDRAWAL)),
            "scheduled": Exists(own.scheduled(now)),
            "developing": Q(pk__in=Debt.objects.developing(now).order_by().values("story")),
            "overridden": Q(pk__in=_overridden()),
            "ready": ready_to_publish(),
            "fixes": fixes_to_pass(now),
            "never": ~Exists(own.filter(superseded_at__gt=F("live_from"))),
        }
        return queryset.filter(conditions[self.value()]) if self.value() in conditions else queryset


def ready_to_publish():
    """A condition on stories: proofread, and not gone out as they stand."""
    return Q(~IS_OUT, stage=Stage.PROOFREAD, is_archive=False)


def fixes_to_pass(now):
    """Likewise: in proofing, with words that are newer than what readers see."""
    older = Edition.objects.live(now).filter(revision__number__lt=OuterRef("revision_number"))
    return Q(Exists(older.filter(story=OuterRef("pk"))), stage=Stage.PROOFING, is_archive=False)


def _overridden():
    return Edition.objects.filter(~Q(override_reason="")).order_by().values("story")


class WithFilter(admin.SimpleListFilter):
    title = "with"
    parameter_name = "with"

    def lookups(self, request, model_admin):
        return [("me", "Me"), ("somebody", "Somebody"), ("nobody", "Nobody")]

    def queryset(self, request, queryset):
        since = timezone.now() - idle_time()
        taken = Q(writer_active_at__gt=since) | Q(reader_active_at__gt=since)
        if self.value() == "me":
            return queryset.mine(request.user, since)
        if self.value() == "somebody":
            return queryset.filter(taken)
        free = Q(writer_active_at=None) | Q(writer_active_at__lte=since)
        free &= Q(reader_active_at=None) | Q(reader_active_at__lte=since)
        return queryset.filter(free) if self.value() == "nobody" else queryset


class DueFilter(admin.SimpleListFilter):
    title = "due"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("late", "Late"), ("today", "Today"), ("week", "Within a week"), ("none", "No date")]

    def queryset(self, request, queryset):
        now = timezone.now()
        day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        if self.value() == "late":
            return queryset.late(now)
        if self.value() == "today":
            return queryset.filter(due_at__gte=day, due_at__lt=day + timedelta(days=1))
        if self.value() == "week":
            return queryset.filter(due_at__gte=now, due_at__lt=now + timedelta(days=7))
        return queryset.filter(due_at=None) if self.value() == "none" else queryset


class HoldFilter(admin.SimpleListFilter):
    title = "held back"
    parameter_name = "held"

    def lookups(self, request, model_admin):
        return [("hold", "On hold"), ("embargo", "Under embargo")]

    def queryset(self, request, queryset):
        if self.value() == "hold":
            return queryset.filter(pk__in=Hold.objects.filter(lifted_at=None).order_by().values("story"))
        is_embargoed = {"embargo_until__gt": timezone.now()}
        return queryset.filter(**is_embargoed) if self.value() == "embargo" else queryset


class CommentsFilter(admin.SimpleListFilter):
    title = "comments"
    parameter_name = "comments"

    def lookups(self, request, model_admin):
        return [
            ("open", "Open"),
            ("suggestions", "Suggestions"),
            ("asked", "Asked of me"),
            ("answered", "Answers to me"),
        ]

    def queryset(self, request, queryset):
        marks = {
            "open": Mark.objects.open(),
            "suggestions": Mark.objects.open().filter(kind=Mark.Kind.SUGGESTION),
            "asked": Mark.objects.asked(request.user),
            "answered": Mark.objects.answered(request.user),
        }.get(self.value())
        return queryset if marks is None else queryset.filter(pk__in=marks.order_by().values("story"))


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
    label = "Name or alias"
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


class LanguageFilter(NameFilter):
    """A tag typed in: to list those that there are, all stories would have to be read."""

    title = "language"
    parameter_name = "language"
    label = "Language tag: en, de, zh-Hant"
    lookup = None

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value().strip()) if self.value() else queryset


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


class RunFilter(admin.SimpleListFilter):
    """The stories that an import brought. There are too many runs to choose from: a run's page leads here."""

    title = "import run"
    parameter_name = "run"

    def lookups(self, request, model_admin):
        return [(self.value(), f"Run {self.value()}")] if self.value() else []

    def queryset(self, request, queryset):
        files = ImportedFile.objects.standing().filter(run=number(self.value() or ""))
        return queryset.filter(pk__in=files.order_by().values("story")) if self.value() else queryset
