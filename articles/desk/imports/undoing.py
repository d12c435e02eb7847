"""A run undone from its page: what would go and what would stay is shown first, and done once somebody says so.

It is undone piece by piece, each a request of some seconds. A script sends one after the other; without it
a button does.
"""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import importing
from articles.desk.base import refuse, tell
from articles.desk.imports.pages import is_script, nothing_done
from articles.importing.dropping import PIECE
from articles.importing.undoing import RIGHTS, SHOWN, Undoing, go_on
from articles.models import Outcome, Story
from articles.rules import Refused

KEPT = "undoing"
"""Where the session holds how far the undoing of a run is."""


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
        _forget(request)
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

    def undone_view(self, request, pk):
        """How far the undoing of a run is, and by POST one more piece of it."""
        run, told = self.undoable(request, pk), _kept(request, pk)
        if request.method == "POST":
            return self.undone_more(request, run, told)
        if told is None or run.undone_at:
            return nothing_done(request, "importrun_undo", pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Undoing run {run.pk}",
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
            if is_script(request):
                return JsonResponse({"problem": str(refused)} | _progress(run, told), status=409)
            return _back(request, run, refused)
        _keep(request, run, told)
        if is_undone:
            tell(request, " ".join(sentence.strip() for sentence in told.sentences(done=True)))
        if is_script(request):
            return JsonResponse(_progress(run, told))
        return HttpResponseRedirect(_page(run) if is_undone else f"{_page(run, 'undone')}#start")

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


def _page(run, name="change"):
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def _kept(request, pk):
    """What undoing the run came to until now, where this account is at it."""
    kept = request.session.get(KEPT)
    if not kept or kept["run"] != pk:
        return None
    left, examples = kept["left"], kept["examples"]
    stories = Story.objects.only(*SHOWN).in_bulk([pk for some in examples.values() for pk in some])
    return Undoing(
        spiked=kept["spiked"],
        withdrawn=kept["withdrawn"],
        left=Counter(left),
        shown=kept["shown"],
        examples={reason: [stories[pk] for pk in some] for reason, some in examples.items()},
        last=kept["last"],
    )


def _keep(request, run, told):
    """Note for the next piece how far this one came, or nothing once the run is undone."""
    if run.undone_at:
        _forget(request)
        return
    request.session[KEPT] = {
        "run": run.pk,
        "spiked": told.spiked,
        "withdrawn": told.withdrawn,
        "left": dict(told.left),
        "shown": told.shown,
        "examples": {reason: [story.pk for story in some] for reason, some in told.examples.items()},
        "last": told.last,
    }


def _forget(request):
    request.session.pop(KEPT, None)


def _progress(run, told):
    """How far it is, in numbers and words."""
    made = run.files.filter(outcome=Outcome.CREATED, undone_at=None, story__gt=told.last)
    done = told.stories
    found = done + made.count()
    is_busy = run.busy_until and run.busy_until > timezone.now()
    outcomes = (("spiked", told.spiked), ("withdrawn", told.withdrawn), ("left", told.left.total()))
    return {
        "state": "done" if run.undone_at else "working" if is_busy else "waits",
        "done": done,
        "found": found,
        "told": f"{done:,} of {found:,} {'story' if found == 1 else 'stories'}",
        "outcomes": [row for row in outcomes if row[1]],
    }
