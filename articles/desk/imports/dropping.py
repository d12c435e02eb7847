"""Copy brought in from the desk: dropped on a page, then taken piece by piece as long as somebody looks.

Each piece is a request of some seconds. A script sends one after the other; without it a button does.
"""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse, UnreadablePostError
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles import importing
from articles.desk.asking import without_null
from articles.desk.base import posted_from, refuse, tell
from articles.desk.imports.piecewise import back, is_script, page_of
from articles.importing import dropping
from articles.importing.arriving.beside import FAULTS, Told
from articles.models import ImportRun
from articles.rules import Refused

RIGHT = "articles.add_importrun"
LISTED = 20
NO_ROOM = 507
"""The status of what could not be kept, since a disk is full."""
_LONGEST_PATTERN = 500
_NOT_KEPT = "Nothing was kept: send it again then."


class DropPages:
    """Of the runs' admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/go-on/", wrap(self.go_on_view), name="articles_importrun_go_on"),
            path("<row:pk>/mend/", wrap(self.mend_view), name="articles_importrun_mend"),
            path("<row:pk>/accept/", wrap(self.accept_view), name="articles_importrun_accept"),
            path("<row:pk>/discard/", wrap(self.discard_view), name="articles_importrun_discard"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        return request.user.has_perm(RIGHT)

    @csrf_exempt  # until it is known who asks: the check reads the form, and with it all that is sent
    def add_view(self, request, form_url="", extra_context=None):
        """The page to drop files on, which takes more at once than others do."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        request.upload_handlers[0].limit = settings.UPLOAD_LIMIT
        try:
            _ = request.POST  # by this, all that is sent is written to temporary files
        except UnreadablePostError:
            _let_go(request)  # who sent it is gone: what came has no token, and is refused
        except OSError as error:
            _let_go(request)
            return self.drop_page(request, no_room(error, _NOT_KEPT), NO_ROOM)
        return self.drop_view(request)

    @method_decorator([csrf_protect, without_null])
    def drop_view(self, request):
        """What is dropped waits for a run, and the page of its progress follows."""
        if request.method != "POST":
            return self.drop_page(request)
        try:
            page = f"{page_of(_kept(request), 'go_on')}#start"
        except Refused as refused:
            return self.drop_page(request, str(refused), 400)
        except importing.FAILURES as failure:
            return self.drop_page(request, no_room(failure, _NOT_KEPT), NO_ROOM)
        return JsonResponse({"page": page}) if is_script(request) else HttpResponseRedirect(page)

    def drop_page(self, request, problem="", status=200):
        """The page to drop files on, with what was wrong with those that were."""
        if problem and is_script(request):
            return JsonResponse({"problem": problem}, status=status)
        context = {
            **self.page(request, "Bring in copy"),
            "problem": problem,
            "collection": request.POST.get("collection", ""),
            "pattern": request.POST.get("pattern", ""),
            "default": dropping.COLLECTION,
            "limit": settings.UPLOAD_LIMIT,
            "most": f"{settings.UPLOAD_LIMIT / 1_000_000:,.0f} MB",
            "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            "left": _left(),
        }
        return TemplateResponse(request, "admin/articles/importrun/add.html", context, status=status)

    def go_on_view(self, request, pk):
        """The progress of a run, and by POST one more piece of it."""
        run = self.dropped_run(request, pk)
        if request.method == "POST":
            if problem := _gone_on(run):
                sentence, status = problem
                run = self.dropped_run(request, pk)  # as who was faster left it
                if is_script(request):
                    return JsonResponse({"problem": sentence} | self.progress(run), status=status)
                refuse(request, sentence)
            if is_script(request):
                return JsonResponse(self.progress(run))
        if not _waits(run):
            return HttpResponseRedirect(page_of(run))
        if request.method == "POST":
            return HttpResponseRedirect(page_of(run, "go_on"))
        context = {
            **self.page(request, f"Run {run.pk}: {'trying' if run.is_dry else 'bringing in'} copy"),
            "run": run,
            "progress": self.progress(run),
            "faults": run.options.get(FAULTS, ()),
            "has_manifest": run.uploads.filter(is_manifest=True).exists(),
        }
        page = "mend" if context["faults"] else "go_on"
        return TemplateResponse(request, f"admin/articles/importrun/{page}.html", context)

    @posted_from("importrun_go_on")
    def mend_view(self, request, pk):
        """What is told now of the files that wait, in place of what has mistakes."""
        run = self.dropped_run(request, pk)
        told = None if "without" in request.POST else _told(request)
        try:
            dropping.mend(run, told, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
        except importing.FAILURES as failure:
            refuse(request, no_room(failure, "Nothing was changed: send it again then."))
        mended = FAULTS not in self.dropped_run(request, pk).options
        return HttpResponseRedirect(f"{page_of(run, 'go_on')}{'#start' if mended else ''}")

    @posted_from("importrun_change")
    def accept_view(self, request, pk):
        run = self.dropped_run(request, pk)
        try:
            begun = dropping.accept(run, by=request.user, now=timezone.now())
        except Refused as refused:
            return back(request, run, refused)
        except importing.FAILURES as failure:
            return back(request, run, no_room(failure, "Nothing was begun: try it again then."))
        return HttpResponseRedirect(f"{page_of(begun, 'go_on')}#start")

    @posted_from("importrun_change")
    def discard_view(self, request, pk):
        run = self.dropped_run(request, pk)
        try:
            dropping.discard(run, by=request.user, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
        else:
            tell(request, "What was dropped and waited is deleted.")
        return HttpResponseRedirect(page_of(run))

    def dropped_run(self, request, pk):
        run = self.visible(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return run


def _let_go(request):
    """Delete the temporary file of an upload that broke off."""
    for handler in request.upload_handlers:
        if file := getattr(handler, "file", None):
            with suppress(OSError):  # what could not be written is tried once more, and fails again
                file.close()


def _gone_on(run):
    """Take a piece of a run; gives why it could not be, with the status of such an answer, or None."""
    try:
        dropping.go_on(run, clock=timezone.now)
    except Refused as refused:
        return str(refused), 409
    except importing.FAILURES as failure:
        return no_room(failure, "What is done stays done: go on then."), NO_ROOM
    return None


def no_room(failure, advice):
    """Why something could not be written, with what to do. A failure of another kind is raised again."""
    if not importing.is_out_of_room(failure):
        raise failure
    return f"{importing.why_it_failed(failure)} {advice}"


def _kept(request):
    sent = [(file.name, Path(file.temporary_file_path())) for file in request.FILES.getlist("files")]
    packed = request.FILES.get("packed")
    return dropping.keep(
        sent,
        packed=packed and Path(packed.temporary_file_path()),
        collection=request.POST.get("collection", ""),
        told=_told(request),
        is_dry=request.POST.get("as") != "drafts",
        by=request.user,
        now=timezone.now(),
    )


def _told(request):
    """What is told of files beside their bytes."""
    manifest = request.FILES.get("manifest")
    return Told(
        manifest and (manifest.name, Path(manifest.temporary_file_path())),
        request.POST.get("pattern", "").strip()[:_LONGEST_PATTERN],
    )


def _left():
    """Runs for which something is kept, the last first."""
    kept = ImportRun.objects.filter(uploads__isnull=False).distinct().order_by("-pk")
    return list(kept.defer("summary", "learned")[:LISTED])


def _waits(run):
    return not run.finished_at and not run.undone_at and run.uploads.exists()
