"""Acts by which many doubts were settled at once: their list, and each taken back as one act."""

from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import ReadOnlyAdmin, posted_from, refuse, tell
from articles.desk.imports.alike import SAMPLE
from articles.desk.imports.kinds import doubt_words
from articles.desk.imports.piecewise import going_on, keep, keep_going, next_of
from articles.desk.imports.words import value_of, when
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reviewing.settling import take_back
from articles.models import Revision, SettledDoubt, Settlement
from articles.rules import Refused

WORK = "taking back"


@admin.register(Settlement)
class SettlementAdmin(ReadOnlyAdmin):
    """For those who may see doubts."""

    list_display = ("what_shown", "run", "by_name", "at", "count_shown", "left_shown")
    list_select_related = ("run",)
    search_fields = ("by_name",)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_doubt")

    def has_module_permission(self, request):
        return False  # the queue leads here: no room of its own beside it

    def get_queryset(self, request):
        rows = super().get_queryset(request).defer("run__summary", "run__learned", "run__options")
        own = SettledDoubt.objects.filter(settlement=OuterRef("pk"))
        return rows.annotate(settled=_count(own), left=_count(own.standing()))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/take-back/", wrap(self.take_back_view), name="articles_settlement_take_back"),
            *super().get_urls(),
        ]

    @admin.display(description="settled")
    def what_shown(self, settlement):
        return f"{settlement.get_way_display()}: {doubt_words(settlement.code)}"

    @admin.display(description="doubts")
    def count_shown(self, settlement):
        return f"{settlement.settled:,}"

    @admin.display(description="settled so still")
    def left_shown(self, settlement):
        return f"{settlement.left:,}" if settlement.left else "taken back"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What was settled, and what taking it back would do; while that is under way, how far it is."""
        settlement = self.visible(request, object_id)
        standing = settlement.rows.standing()
        facts = standing.aggregate(count=Count("pk"))
        touched = standing.touched()
        work = going_on(request, WORK, settlement.pk)
        some = standing.exclude(pk__in=touched.values("pk")).select_related("doubt__story", "revision")
        context = {
            **self.page(request, f"{settlement.get_way_display()} at once"),
            "settlement": settlement,
            "kind": doubt_words(settlement.code),
            "settled": settlement.rows.count(),
            "taken_back": _taken_back(settlement),
            "touched": touched.count(),
            "left": [row.doubt for row in touched.select_related("doubt__story")[:SAMPLE]],
            "may_take_back": _may(request.user, settlement),
            "goes_on": work,
            "shown": _before_and_after(some.order_by("pk")[:SAMPLE]),
        }
        context |= facts | {"back": facts["count"] - context["touched"]}
        return TemplateResponse(request, "admin/articles/settlement/settlement.html", context)

    @posted_from("settlement_change")
    def take_back_view(self, request, pk):
        """One batch of what an act settled, opened again."""
        settlement = self.visible(request, pk)
        if not _may(request.user, settlement):
            raise PermissionDenied
        page = reverse("admin:articles_settlement_change", args=[pk])
        try:
            work = next_of(request, WORK, pk) or {"after": 0, "done": 0}
        except Refused as refused:
            refuse(request, refused)
            return HttpResponseRedirect(page)
        told = take_back(settlement, after=work["after"], by=request.user, now=timezone.now())
        done = work["done"] + told.done
        for reason, count in told.refused.items():
            refuse(request, f"{counted(count, 'story', 'stories')} left as {_they(count)}: {reason}")
        if told.after is not None:
            so_far = work | {"after": told.after, "done": done}
            return keep_going(request, WORK, settlement, so_far, page)
        keep(request, WORK, settlement, None)
        if done:
            tell(request, f"Taken back: {counted(done, 'doubt is', 'doubts are')} open again.")
        elif not told.refused:
            tell(request, "There was nothing left to take back.")
        return HttpResponseRedirect(page)

    def visible(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Settlement.objects.select_related("run").defer("run__summary", "run__learned")
        return get_object_or_404(rows, pk=number(pk))


def _count(rows):
    """How many rows each settlement has, counted for those that are shown alone; None for none."""
    return Subquery(rows.order_by().values("settlement").annotate(rows=Count("pk")).values("rows"))


def _may(user, settlement):
    """Whether this account may settle doubts in that way; each story is asked about by itself."""
    if user.has_perm("articles.change_story"):
        return True
    return settlement.way == Settlement.Way.CONFIRM and user.has_perm("articles.add_importrun")


def _they(count):
    return "it is" if count == 1 else "they are"


def _taken_back(settlement):
    """Who took how many of its doubts back, and when the last of them."""
    rows = settlement.rows.taken_back().order_by()
    return list(rows.values("taken_back_by_name").annotate(count=Count("pk"), at=Max("taken_back_at")))


def _before_and_after(rows):
    """Some of the doubts, with what their stories say of it and would say again. One query, however many there are."""
    before = Revision.objects.filter(
        story=OuterRef("revision__story"), number=OuterRef("revision__number") - 1
    ).values("details")
    return [
        {
            "doubt": row.doubt,
            "now": value_of(row.doubt.story, row.doubt.field),
            "again": _dated(row.was) if row.was and row.doubt.field == "published" else None,
        }
        for row in rows.annotate(was=Subquery(before))
    ]


def _dated(details):
    at = details["published_at"]
    return when(at and datetime.fromisoformat(at), details["published_precision"])
