"""Stories: the list, the form, the moves and the record, under one address each."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone

from articles import drafting, search
from articles.desk import apart, collisions, editing, name_filters, pulse, story_filters
from articles.desk.act_pages import ActPages
from articles.desk.base import posted_from, refuse, tell
from articles.desk.bulk import BulkMoves
from articles.desk.evidence import EvidencePages
from articles.desk.history import HistoryPages
from articles.desk.numbers import number
from articles.desk.paging import KeyedAdmin
from articles.desk.proof import ProofPages
from articles.desk.readers import ReaderPages
from articles.desk.story_list import StoryColumns, annotated
from articles.desk.story_pages import StoryPages
from articles.desk.story_paging import SORTS, StoryList
from articles.desk.year_filter import YearFilter
from articles.models import Story
from articles.rules import Refused


@admin.register(Story)
class StoryAdmin(
    StoryColumns,
    ProofPages,
    StoryPages,
    HistoryPages,
    EvidencePages,
    ActPages,
    ReaderPages,
    BulkMoves,
    KeyedAdmin,
):
    list_filter = (
        story_filters.StageFilter,
        story_filters.WithFilter,
        story_filters.DueFilter,
        story_filters.HoldFilter,
        story_filters.CommentsFilter,
        story_filters.ByFilter,
        story_filters.PublicFilter,
        story_filters.DoubtsFilter,
        story_filters.ImportedFilter,
        story_filters.RunFilter,
        YearFilter,
        name_filters.SourceFilter,
        name_filters.ProofreaderFilter,
        name_filters.WriterFilter,
        name_filters.TopicFilter,
        name_filters.LanguageFilter,
    )
    # Not what is searched, but that there is a search: it goes over all copy, through ``articles.search``.
    search_fields = ("headline",)
    search_help_text = (
        "All copy, notes and names: words, “words in a row”, begin*, -without, or a story’s number."
    )
    sorts = SORTS
    change_list_template = "admin/articles/story/change_list.html"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("add/pulse/", wrap(pulse.pulse), name="articles_story_pulse_new"),
            path("add/drop/", wrap(self.drop_new_view), name="articles_story_drop_new"),
            path("<row:pk>/pulse/", wrap(pulse.pulse), name="articles_story_pulse"),
            path("<row:pk>/merge/", wrap(self.merge_view), name="articles_story_merge_words"),
            path("<row:pk>/apart/", wrap(self.apart_view), name="articles_story_apart"),
            path("<row:pk>/drop/", wrap(self.drop_view), name="articles_story_drop"),
            path("<row:pk>/doubts/<row:doubt>/", wrap(self.confirm_view), name="articles_story_confirm"),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        return annotated(super().get_queryset(request), timezone.now())

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_search_results(self, request, queryset, search_term):
        if pk := number(search_term.strip().removeprefix("#")):
            return queryset.filter(pk=pk), False
        if not search_term.strip():
            return queryset, False
        # Who looks a story up for a field is still typing its last word.
        typed = f"{search_term}*" if request.path == reverse("admin:autocomplete") else search_term
        return search.stories(typed, among=queryset), False

    def add_view(self, request, form_url="", extra_context=None):
        # Who lost the right while typing is refused by ``drafting``, on a page that keeps what was typed.
        typed = request.method == "POST" and self.has_view_permission(request)
        if not typed and not self.has_add_permission(request):
            raise PermissionDenied
        return editing.add(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return editing.edit(self, request, self.visible(request, object_id, editing.whole(request.user)))

    def delete_view(self, request, object_id, extra_context=None):
        story = self.visible(request, object_id)
        refuse(
            request,
            "Nothing is deleted. Spike a story that is not wanted: it is kept whole, and can come back.",
        )
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))

    def merge_view(self, request, pk):
        return collisions.merge(self, request, self.visible(request, pk))

    @posted_from("story_add", is_list=True)
    def drop_new_view(self, request):
        return editing.drop(request, None)

    @posted_from("story_change")
    def drop_view(self, request, pk):
        return editing.drop(request, self.visible(request, pk))

    @posted_from("story_change")
    def apart_view(self, request, pk):
        return apart.set_apart(request, self.visible(request, pk))

    @posted_from("story_change")
    def confirm_view(self, request, pk, doubt):
        story = self.visible(request, pk)
        seen = number(request.POST.get("revision", ""))
        found = get_object_or_404(story.doubts, pk=doubt)
        try:
            drafting.confirm(found, revision=seen, by=request.user, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
        else:
            tell(request, "Confirmed: this doubt is settled.")
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[pk]))

    def visible(self, request, pk, stories=None):
        """The story, for those who may see stories; 404 where there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if stories is None:
            stories = Story.objects.with_open_comments().select_related(
                "source", "writer_account", "reader_account"
            )
        return get_object_or_404(stories, pk=number(pk))
