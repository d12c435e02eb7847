"""The addresses of the acts on a story."""

from django.urls import path

from articles.desk import fixing, moves


class ActPages:
    """Of the stories' admin: the moves, the fix of a live story, and the page of whoever passes it."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/move/<slug:name>/", wrap(self.move_view), name="articles_story_move"),
            path("<row:pk>/fix/", wrap(self.fix_view), name="articles_story_fix"),
            path("<row:pk>/fix/changes/", wrap(self.fix_changes_view), name="articles_story_fix_changes"),
            path("<row:pk>/pass/", wrap(self.pass_view), name="articles_story_pass"),
            *super().get_urls(),
        ]

    def move_view(self, request, pk, name):
        return moves.make(self, request, self.visible(request, pk), name)

    def fix_view(self, request, pk):
        return fixing.fix_page(self, request, self.visible(request, pk))

    def fix_changes_view(self, request, pk):
        return fixing.changes_fragment(self, request, self.visible(request, pk))

    def pass_view(self, request, pk):
        return fixing.pass_page(self, request, self.visible(request, pk))
