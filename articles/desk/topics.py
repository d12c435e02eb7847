"""Topics: the subjects that readers can follow."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles.desk.base import DeskAdmin, Recorded
from articles.models import Topic


@admin.register(Topic)
class TopicAdmin(Recorded, DeskAdmin):
    list_display = ("name", "slug", "story_count")
    search_fields = ("name",)
    ordering = ("name",)
    fields = ("name", "slug", "about")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(stories_held=Count("story_rows"))

    @admin.display(description="stories")
    def story_count(self, topic):
        if not topic.stories_held:
            return 0
        address = f"{reverse('admin:articles_story_changelist')}?{urlencode({'topic': topic.name})}"
        return format_html('<a href="{}">{}</a>', address, topic.stories_held)
