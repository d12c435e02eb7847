"""The pages of a story that show its words: to be read and commented, as readers will see them, to be shared."""

from django.urls import path

from articles.desk import beginning, links, marks, preview, reading
from articles.desk.base import posted_from


class StoryPages:
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/read/", wrap(self.read_view), name="articles_story_read"),
            path("<row:pk>/comments/all/<slug:name>/", wrap(self.marks_view), name="articles_story_marks"),
            path(
                "<row:pk>/comments/<row:mark>/<slug:name>/", wrap(self.mark_view), name="articles_story_mark"
            ),
            path("<row:pk>/preview/", wrap(self.preview_view), name="articles_story_preview"),
            path("<row:pk>/translation/", wrap(self.begin_view), name="articles_story_begin"),
            path("<row:pk>/share/", wrap(self.share_view), name="articles_story_share"),
            path("<row:pk>/share/<row:link>/revoke/", wrap(self.revoke_view), name="articles_story_revoke"),
            *super().get_urls(),
        ]

    def read_view(self, request, pk):
        return reading.read(self, request, self.visible(request, pk))

    @posted_from("story_read")
    def mark_view(self, request, pk, mark, name):
        return marks.act(request, self.visible(request, pk), mark, name)

    @posted_from("story_read")
    def marks_view(self, request, pk, name):
        return marks.act_on_all(request, self.visible(request, pk), name)

    def preview_view(self, request, pk):
        return preview.preview(request, self.visible(request, pk))

    def begin_view(self, request, pk):
        return beginning.begin(self, request, self.visible(request, pk))

    def share_view(self, request, pk):
        return links.share(self, request, self.visible(request, pk))

    def revoke_view(self, request, pk, link):
        return links.revoke(self, request, self.visible(request, pk), link)
