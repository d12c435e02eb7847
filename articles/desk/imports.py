"""What the mail room did: runs and their files, to be read only, each file with its lines and its original bytes."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header

from articles.desk.base import ReadOnlyAdmin
from articles.desk.numbers import number
from articles.models import Doubt, ImportedFile, ImportRun, Outcome
from articles.text import reading


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("run", "collection", "started_at", "finished_at", "by_name", "counts_shown")
    list_display_links = ("run",)
    search_fields = ("collection", "by_name")

    @admin.display(description="run", ordering="id")
    def run(self, row):
        return f"Run {row.pk}"

    @admin.display(description="files")
    def counts_shown(self, row):
        return format_html_join(" ", '<span class="outcome outcome-{}">{} {}</span>', outcomes(row))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = get_object_or_404(ImportRun, pk=number(object_id))
        files = reverse("admin:articles_importedfile_changelist")
        doubts = run.files.filter(doubts__settled_at=None, doubts__isnull=False).values("pk").distinct()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Run {run.pk}",
            "run": run,
            "options": options(run),
            "counts": [
                (f"{files}?run__id__exact={run.pk}&outcome__exact={outcome}", count, label)
                for outcome, count, label in outcomes(run)
            ],
            "files": f"{files}?run__id__exact={run.pk}",
            "doubtful": doubts.count(),
            "refused": run.files.filter(outcome=Outcome.REFUSED)[:50],
        }
        return TemplateResponse(request, "admin/articles/importrun/run.html", context)


def outcomes(run):
    """Outcome, number of files and label, of those outcomes that there were."""
    labels = [(outcome.value, run.counts.get(outcome.value, 0), outcome.label.lower()) for outcome in Outcome]
    return [row for row in labels if row[1]]


def options(run):
    """How the run was called, an option and its values at a time, apart from what the page says anyway."""
    given = [(name, value) for name, value in run.options.items() if name not in ("paths", "collection")]
    return [(name.replace("_", " ").capitalize(), "yes" if value is True else value) for name, value in given]


class OpenDoubtsFilter(admin.SimpleListFilter):
    title = "doubts"
    parameter_name = "doubts"

    def lookups(self, request, model_admin):
        return [("open", "Open")]

    def queryset(self, request, queryset):
        is_doubtful = Exists(Doubt.objects.open().filter(file=OuterRef("pk")))
        return queryset.filter(is_doubtful) if self.value() == "open" else queryset


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnlyAdmin):
    list_display = ("path", "outcome_shown", "sentence", "doubts_shown", "story_shown", "run_shown")
    list_filter = ("outcome", OpenDoubtsFilter, "run")
    list_select_related = ("run", "story")
    search_fields = ("path", "sha256")
    ordering = ("-run_id", "path")  # by ``-run`` it would follow the runs' own order, turned round

    def get_queryset(self, request):
        is_open = Q(doubts__settled_at=None, doubts__isnull=False)
        rows = super().get_queryset(request).annotate(open_doubts=Count("doubts", filter=is_open))
        return rows.defer("roles", "left_out", "evidence", "story__body", "story__desk_notes")

    def get_urls(self):
        view = self.admin_site.admin_view(self.original_view)
        return [path("<row:pk>/original/", view, name="articles_importedfile_original"), *super().get_urls()]

    @admin.display(description="outcome")
    def outcome_shown(self, file):
        return format_html(
            '<span class="outcome outcome-{}">{}</span>', file.outcome, file.get_outcome_display()
        )

    @admin.display(description="doubts")
    def doubts_shown(self, file):
        return (
            format_html('<span class="mark mark-doubts">{} open</span>', file.open_doubts)
            if file.open_doubts
            else None
        )

    @admin.display(description="story")
    def story_shown(self, file):
        if not file.story:
            return None
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:articles_story_change", args=[file.story_id]), file.story
        )

    @admin.display(description="run")
    def run_shown(self, file):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:articles_importrun_change", args=[file.run_id]), file.run_id
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        file = self._file(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": file.path,
            "file": file,
            "lines": lines(file),
            "doubts": file.doubts.all(),
        }
        return TemplateResponse(request, "admin/articles/importedfile/file.html", context)

    def original_view(self, request, pk):
        """The bytes as they came. Never shown in place: a file of copy may well be a page with scripts."""
        file = self._file(request, pk)
        if not file.original:
            raise Http404("The bytes of this file were not kept.")
        name = file.path.rsplit("/", 1)[-1]
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
        response = HttpResponse(bytes(file.original.data), content_type="text/plain", headers=headers)
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=name
        )
        return response

    def _file(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = ImportedFile.objects.select_related("run", "story", "original")
        return get_object_or_404(rows, pk=number(pk))


def lines(file):
    """Number, text and role of each line of a file, as it was read; empty where its bytes cannot be."""
    if not file.original:
        return []
    try:
        text = reading.read(bytes(file.original.data)).text
    except reading.NotText:
        return []
    doubtful = {doubt.line for doubt in file.doubts.all() if doubt.line}
    cuts = {place: text for place, text, role in file.left_out if file.roles.get(str(place)) != role}
    return [
        {
            "number": place,
            "text": line,
            "role": file.roles.get(str(place), ""),
            "is_doubtful": place in doubtful,
            "cut": cuts.get(place, ""),
        }
        for place, line in enumerate(reading.split_lines(text), start=1)
    ]
