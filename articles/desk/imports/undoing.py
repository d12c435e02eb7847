"""A run undone from its page: what would go and what would stay is shown first, and done once somebody says so."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import importing
from articles.desk.base import refuse, tell
from articles.desk.imports.pages import posted_from
from articles.importing.undoing import RIGHTS
from articles.rules import Refused


class UndoPages:
    """Of the runs' admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/undo/", wrap(self.undo_view), name="articles_importrun_undo"),
            path("<row:pk>/undone/", wrap(self.undone_view), name="articles_importrun_undone"),
            *super().get_urls(),
        ]

    def undo_view(self, request, pk):
        """What undoing the run would do, and the button that does it."""
        run = self.undoable(request, pk)
        try:
            importing.check_undo(run, by=request.user, now=timezone.now())
        except Refused as refused:
            return _back(request, run, refused)
        told = importing.foresee_undo(run, now=timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Undo run {run.pk}",
            "run": run,
            "told": told,
            "stays": told.left.total(),
            "left": [
                (reason.removesuffix(":"), number, told.examples[reason], number - len(told.examples[reason]))
                for reason, number in told.left.most_common()
            ],
        }
        return TemplateResponse(request, "admin/articles/importrun/undo.html", context)

    @posted_from("importrun_undo")
    def undone_view(self, request, pk):
        run = self.undoable(request, pk)
        try:
            told = importing.undo(run, by=request.user, clock=timezone.now)
        except Refused as refused:
            return _back(request, run, refused)
        tell(request, " ".join(sentence.strip() for sentence in told.sentences(done=True)))
        return HttpResponseRedirect(_page(run))

    def undoable(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perms(RIGHTS):
            raise PermissionDenied
        return run


def may_undo(user, run):
    """Whether the page of a run offers to undo it."""
    return not run.is_dry and not run.undone_at and user.has_perms(RIGHTS)


def _back(request, run, refused):
    refuse(request, refused)
    return HttpResponseRedirect(_page(run))


def _page(run):
    return reverse("admin:articles_importrun_change", args=[run.pk])
