"""The filters of the story list. Each keeps its own key in the address, so that a filtered list can be shared."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.desk.numbers import number
from articles.desk.paging import named_by
from articles.models import (
    IS_OUT,
    Debt,
    Doubt,
    Edition,
    Hold,
    ImportedFile,
    Mark,
    Stage,
    Story,
)
from articles.rules import idle_time


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
        gone = Edition.objects.current(now).filter(~Q(withdrawal_reason=""))
        rows = {"unread": Edition.objects.live(now).filter(archive_run__isnull=False), "withdrawn": gone}
        if self.value() in rows:
            return named_by(queryset, rows[self.value()])
        conditions = {
            "live": Exists(own.live(now)),
            "scheduled": Q(pk__in=Edition.objects.scheduled(now).order_by().values("story")),
            "developing": Q(pk__in=Debt.objects.developing(now).order_by().values("story")),
            "overridden": Q(pk__in=_overridden()),
            "ready": ready_to_publish(),
            "fixes": fixes_to_pass(now),
            # The first is not enough, yet by it an index leads to the few that there are.
            "never": Q(~Exists(own.filter(superseded_at__gt=F("live_from"))), edition_revision=None),
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
        if self.value() == "me":
            return named_by(queryset, Story.objects.mine(request.user, since), "pk")
        if self.value() == "somebody":
            taken = Q(writer_active_at__gt=since) | Q(reader_active_at__gt=since)
            return named_by(queryset, Story.objects.filter(taken), "pk")
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
            return named_by(queryset, Story.objects.late(now), "pk", ("due_at", "pk"))
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


class DoubtsFilter(admin.SimpleListFilter):
    title = "doubts"
    parameter_name = "doubts"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("none", "None open")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return named_by(queryset, Doubt.objects.open().filter(story__isnull=False))
        is_doubtful = Exists(Doubt.objects.open().filter(story=OuterRef("pk")))
        return queryset.filter(~is_doubtful) if self.value() == "none" else queryset


class ImportedFilter(admin.SimpleListFilter):
    title = "origin"
    parameter_name = "origin"

    def lookups(self, request, model_admin):
        return [("imported", "Imported"), ("desk", "Written here")]

    def queryset(self, request, queryset):
        if self.value() == "imported":
            return named_by(queryset, ImportedFile.objects.filter(story__isnull=False))
        is_imported = Exists(ImportedFile.objects.filter(story=OuterRef("pk")))
        # What came in no file was begun by somebody, by which an index leads there.
        return queryset.filter(~is_imported, created_by__isnull=False) if self.value() == "desk" else queryset


class RunFilter(admin.SimpleListFilter):
    """The stories that an import brought. There are too many runs to choose from: a run's page leads here."""

    title = "import run"
    parameter_name = "run"

    def lookups(self, request, model_admin):
        return [(self.value(), f"Run {self.value()}")] if self.value() else []

    def queryset(self, request, queryset):
        files = ImportedFile.objects.standing().filter(run=number(self.value() or ""), story__isnull=False)
        return named_by(queryset, files) if self.value() else queryset
