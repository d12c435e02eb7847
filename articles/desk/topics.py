"""Topics: the subjects that readers can follow."""

from django.contrib import admin
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles.desk.base import Recorded
from articles.desk.paging import MANY, Capped, KeyedAdmin, Sort
from articles.desk.seen import SeenForm
from articles.models import StoryTopic, Topic
from articles.search.counting import said


@admin.register(Topic)
class TopicAdmin(Recorded, KeyedAdmin):
    list_display = ("name", "slug", "story_count")
    search_fields = ("name",)
    sorts = {"name": Sort("By name", ("name",))}
    fields = ("name", "slug", "about")
    form = SeenForm
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.path == reverse("admin:autocomplete"):
            return rows
        held = StoryTopic.objects.filter(topic=OuterRef("pk")).order_by().values("pk")
        return rows.annotate(stories_held=Capped(held[: MANY + 1]))

    @admin.display(description="stories")
    def story_count(self, topic):
        if not topic.stories_held:
            return 0
        address = f"{reverse('admin:articles_story_changelist')}?{urlencode({'topic': topic.name})}"
        return format_html('<a href="{}">{}</a>', address, said(topic.stories_held))
