"""What was dismissed for the whole desk: of one rule, of all of them, and taken back."""

from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import copyediting
from articles.desk.base import NOT_DONE, attempt, refuse
from articles.desk.numbers import number
from articles.desk.stylebook.book import entries, entry_of
from articles.models import Dismissal

ROWS = 50
ALL = "admin:articles_stylerule_exceptions"


class ExceptionPages:
    """Of the style book's admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        back = wrap(self.back_view)
        return [
            path("exceptions/", wrap(self.exceptions_view), name="articles_stylerule_exceptions"),
            path("exceptions/<row:pk>/back/", back, name="articles_stylerule_exception_back"),
            *super().get_urls(),
        ]

    def exceptions_view(self, request):
        """All of them, the latest first."""
        self.check_view(request)
        context = self.page(request, "Exceptions for the whole desk") | {
            "count": standing().count(),
            "may_take_back": may_take_back(request),
            **listed(standing(), number(request.GET.get("before", ""))),
        }
        named = {entry.code: entry.name for entry in entries()}
        for row in context["exceptions"]:
            row.rule_name = named.get(row.code, "")
        return TemplateResponse(request, "admin/articles/stylerule/exceptions.html", context)

    def back_view(self, request, pk):
        """What the whole desk dismissed, taken back."""
        self.check_view(request)
        row = get_object_or_404(Dismissal, pk=pk, scope=Dismissal.Scope.DESK)
        if request.method != "POST":
            refuse(request, NOT_DONE)
        else:
            said = f"Taken back: “{row.exact}” is found again."
            attempt(request, lambda: copyediting.take_back(row, by=request.user, now=timezone.now()), said)
        if "all" in request.POST or not entry_of(row.code):
            return HttpResponseRedirect(reverse(ALL))
        return HttpResponseRedirect(f"{entry_address(row.code)}#exceptions")


def entry_address(code):
    return reverse("admin:articles_stylerule_entry", args=[code])


def may_take_back(request):
    return request.user.has_perm("articles.dismiss_for_desk")


def standing():
    return Dismissal.objects.standing().filter(scope=Dismissal.Scope.DESK)


def listed(rows, before):
    """Some of them, the latest first, from below a number."""
    found = list(
        rows.filter(Q(pk__lt=before) if before else Q())
        .select_related("story")
        .defer("story__body")
        .order_by("-pk")[: ROWS + 1]
    )
    older = found[ROWS - 1].pk if len(found) > ROWS else None
    return {"exceptions": found[:ROWS], "older_exceptions": older}
