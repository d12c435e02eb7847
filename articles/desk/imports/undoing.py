"""A run undone from its page, piece by piece: what would go and what would stay is shown first, and done once somebody
says so.
"""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import importing
from articles.desk.base import nothing_done
from articles.desk.imports.piecewise import back, done_so_far, keep, kept, progress, stopped
from articles.importing.dropping import PIECE
from articles.importing.undoing import RIGHTS, SHOWN, Undoing, go_on
from articles.models import Outcome, Story
from articles.rules import Refused

WORK = "undoing"


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
            return back(request, run, refused)
        keep(request, WORK, run, None)
        told = importing.foresee_undo(run, now=timezone.now())
        context = {
            **self.page(request, f"Undo run {run.pk}"),
            "run": run,
            "told": told,
            "stays": told.left.total(),
            "left": [
                (reason.removesuffix(":"), number, told.examples[reason], number - len(told.examples[reason]))
                for reason, number in told.left.most_common()
            ],
        }
        return TemplateResponse(request, "admin/articles/importrun/undo.html", context)

    def undone_view(self, request, pk):
        """How far the undoing of a run is, and by POST one more piece of it."""
        run, told = self.undoable(request, pk), _kept(request, pk)
        if request.method == "POST":
            return self.undone_more(request, run, told)
        if told is None or run.undone_at:
            return nothing_done(request, "importrun_undo", pk)
        context = {
            **self.page(request, f"Undoing run {run.pk}"),
            "run": run,
            "progress": _progress(run, told),
        }
        return TemplateResponse(request, "admin/articles/importrun/undone.html", context)

    def undone_more(self, request, run, told):
        told = told or Undoing()
        try:
            is_undone = go_on(run, told, by=request.user, clock=timezone.now, piece=PIECE)
        except Refused as refused:
            run = self.undoable(request, run.pk)  # as who was faster left it
            return stopped(request, run, refused, _progress(run, told))
        keep(request, WORK, run, None if is_undone else _for_the_next(told))
        said = told.sentences(done=True) if is_undone else []
        return done_so_far(request, run, "undone", _progress(run, told), said)

    def undoable(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perms(RIGHTS):
            raise PermissionDenied
        return run


def may_undo(user, run):
    """Whether the page of a run offers to undo it."""
    return not run.is_dry and not run.undone_at and user.has_perms(RIGHTS)


def _kept(request, pk):
    """What undoing the run came to until now, where this account is at it."""
    if (told := kept(request, WORK, pk)) is None:
        return None
    examples = told["examples"]
    stories = Story.objects.only(*SHOWN).in_bulk([pk for some in examples.values() for pk in some])
    return Undoing(
        spiked=told["spiked"],
        withdrawn=told["withdrawn"],
        left=Counter(told["left"]),
        shown=told["shown"],
        examples={reason: [stories[pk] for pk in some] for reason, some in examples.items()},
        last=told["last"],
    )


def _for_the_next(told):
    """How far this piece came, as the session keeps it."""
    return {
        "spiked": told.spiked,
        "withdrawn": told.withdrawn,
        "left": dict(told.left),
        "shown": told.shown,
        "examples": {reason: [story.pk for story in some] for reason, some in told.examples.items()},
        "last": told.last,
    }


def _progress(run, told):
    """How far it is, in numbers and words."""
    made = run.files.filter(outcome=Outcome.CREATED, undone_at=None, story__gt=told.last)
    is_busy = run.busy_until and run.busy_until > timezone.now()
    state = "done" if run.undone_at else "working" if is_busy else "waits"
    outcomes = (("spiked", told.spiked), ("withdrawn", told.withdrawn), ("left", told.left.total()))
    return progress(state, told.stories, told.stories + made.count(), outcomes)
