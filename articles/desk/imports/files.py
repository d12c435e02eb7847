"""The files of the mail room: their list, and for each its lines beside its story, and its bytes as they came."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header

from articles import csp
from articles.desk.base import ReadOnlyAdmin, posted_from
from articles.desk.imports import file_page
from articles.desk.imports.filters import FILTERS
from articles.desk.numbers import number
from articles.desk.paging import MANY, Capped, KeyedAdmin
from articles.isolation import NOTHING_MORE
from articles.models import Doubt, ImportedFile

HEAVY = ("run__summary", "run__learned", "run__options", "story__body", "story__desk_notes")


@admin.register(ImportedFile)
class ImportedFileAdmin(KeyedAdmin, ReadOnlyAdmin):
    list_display = ("path", "outcome_shown", "said", "doubts_shown", "story_shown", "run_shown")
    list_filter = FILTERS
    list_select_related = ("run", "story")
    search_fields = ("path", "sha256")
    looked_through = 10_000

    def get_queryset(self, request):
        doubts = Doubt.objects.open().filter(file=OuterRef("pk")).order_by().values("pk")
        rows = super().get_queryset(request).annotate(open_doubts=Capped(doubts[: MANY + 1]))
        return rows.defer("roles", "left_out", "evidence", "fields", "certainty", *HEAVY)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/original/", wrap(self.original_view), name="articles_importedfile_original"),
            path("<row:pk>/say/", wrap(self.say_view), name="articles_importedfile_say"),
            *super().get_urls(),
        ]

    @admin.display(description="outcome")
    def outcome_shown(self, file):
        return format_html(
            '<span class="outcome outcome-{}">{}</span>', file.outcome, file.get_outcome_display()
        )

    @admin.display(description="what became of it")
    def said(self, file):
        """The sentence without the file's name, which stands beside it."""
        return file.sentence.removeprefix(f"{file.collection}/").removeprefix(f"{file.path}: ")

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
        return file_page.show(self, request, self.visible(request, object_id))

    @posted_from("importedfile_change")
    def say_view(self, request, pk):
        return file_page.save(request, self.visible(request, pk))

    def original_view(self, request, pk):
        """The bytes as they came. Never shown in place: a file of copy may well be a page with scripts."""
        file = self.visible(request, pk)
        if not file.original:
            raise Http404("The bytes of this file were not kept.")
        name = file.path.rsplit("/", 1)[-1]
        headers = {csp.HEADER: NOTHING_MORE, "Cache-Control": "private, no-store"}
        response = HttpResponse(bytes(file.original.data), content_type="text/plain", headers=headers)
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=name
        )
        return response

    def visible(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = ImportedFile.objects.select_related("run", "story", "original").defer(*HEAVY)
        return get_object_or_404(rows, pk=number(pk))
