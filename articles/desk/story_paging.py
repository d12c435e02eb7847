"""The list of stories: its orders, and the day at which one of them begins."""

from datetime import UTC, date, datetime, time

from django.db.models import Q
from django.utils import timezone

from articles import search
from articles.desk.paging import MANY, KeyedList, Sort, Tally
from articles.models import IS_OUT
from articles.text.terms import question

ASKED = 100
"""Stories that are counted where each must be asked whether it answers to a search."""
CHANGED, WAITING = "changed", "priority"
SORTS = {
    CHANGED: Sort("Last changed", ("changed_at", "id"), is_falling=True),
    "unchanged": Sort("Longest unchanged", ("changed_at", "id")),
    "due": Sort("Due", ("due_at", "id"), only=Q(due_at__isnull=False)),
    WAITING: Sort(
        "Waiting, by stage and priority",
        ("stage", "priority", "changed_at", "id"),
        only=~IS_OUT & Q(is_archive=False),
    ),
}  # fmt: skip


class StoryList(KeyedList):
    """Each story with the passage that answers to a search."""

    def get_results(self, request):
        super().get_results(request)
        found = search.excerpts(self.result_list, self.query) if self.query else {}
        for row in self.result_list:
            row.excerpt = found.get(row.pk)

    def _many(self):
        """By the index of words alone where nothing else is asked: stories would be gone through one by one."""
        is_alone = self.query and not self.has_active_filters and self.sort.only is None
        if is_alone and question(self.query).wanted and not search.is_in_a_row(self.queryset):
            found = search.counted(self.query, MANY + 1)
            return Tally(min(found, MANY), is_cut=found > MANY)
        return Tally.of(self.queryset, ASKED if search.is_each_asked(self.queryset) else MANY)

    @property
    def reach(self):
        if not (most := search.looked_through(self.queryset)):
            return ""
        return (
            f"Of the stories here that say all of these words, the {most:,} last changed were looked "
            "through for them in a row. For others, narrow the list: to a year, say."
        )

    def _start(self, until):
        """The key of what was changed before a day, in the one order that a day is a place in."""
        if self.sort_name != CHANGED or not until:
            return None
        try:
            day = date.fromisoformat(until)
            return [timezone.make_aware(datetime.combine(day, time())).astimezone(UTC), 0]
        except (ValueError, OverflowError):
            return None

    def pages(self):
        return super().pages() | {"by_day": self.sort_name == CHANGED}
