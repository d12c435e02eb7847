"""The runs of the importer: their list, and for each a page that an archive is understood by."""

from collections import Counter

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html_join

from articles.desk.base import ReadOnlyAdmin, posted_from, tell
from articles.desk.imports import first_doubts
from articles.desk.imports.dropping import DropPages
from articles.desk.imports.figures import balance, figures, files_of, recurring, share
from articles.desk.imports.kinds import doubt_words
from articles.desk.imports.next_steps import next_steps
from articles.desk.imports.piecewise import page_of
from articles.desk.imports.releasing import ReleasePages
from articles.desk.imports.ticking import TickPages, rates
from articles.desk.imports.undoing import UndoPages
from articles.desk.numbers import number
from articles.desk.paging import Tally
from articles.importing.arriving.beside import FAULTS
from articles.importing.reading.alike import TRIED
from articles.importing.reporting import FORMS, report_of
from articles.importing.reviewing.sampling import measured, sample
from articles.importing.reviewing.summing import REFUSED, add_up, by_code, told_by
from articles.importing.turns import LONGEST
from articles.models import Doubt, ImportRun, Outcome, Upload

CONTENT = {
    "csv": "text/csv", "html": "text/html", "json": "application/json", "jsonl": "application/jsonl",
    "txt": "text/plain",
}  # fmt: skip


@admin.register(ImportRun)
class ImportRunAdmin(DropPages, TickPages, ReleasePages, UndoPages, ReadOnlyAdmin):
    list_display = ("run", "collection", "started_at", "finished_at", "by_name", "counts_shown")
    list_display_links = ("run",)
    search_fields = ("collection", "by_name")

    def get_queryset(self, request):
        kept = Exists(Upload.objects.filter(run=OuterRef("pk")))
        return super().get_queryset(request).annotate(keeps=kept).defer("summary", "learned")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/progress/", wrap(self.progress_view), name="articles_importrun_progress"),
            path("<row:pk>/report.<slug:ending>", wrap(self.report_view), name="articles_importrun_report"),
            path("<row:pk>/add-up/", wrap(self.add_up_view), name="articles_importrun_add_up"),
            *super().get_urls(),
        ]

    @admin.display(description="run", ordering="id")
    def run(self, row):
        said = (
            ("dry", row.is_dry),
            ("undone", row.undone_at),
            ("files wait", row.keeps and not row.finished_at),
            ("files kept", row.keeps and row.finished_at),
        )
        kinds = [words for words, is_so in said if is_so]
        return f"Run {row.pk}" + (f" ({', '.join(kinds)})" if kinds else "")

    @admin.display(description="files")
    def counts_shown(self, row):
        return format_html_join(" ", '<span class="outcome outcome-{}">{} {}</span>', outcomes(row.counts))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.visible(request, object_id)
        counts, found = counted(run), measured(run, sample(run))
        at, done = state(run, timezone.now()), sum(counts.values())
        context = {
            **self.page(request, f"Run {run.pk}"),
            "run": run,
            "state": at,
            "next": next_steps(run, request.user, state=at, found=found),
            "how_far": how_far(run, done),
            "known": known(run, done),
            "options": options(run),
            "balance": balance(run, counts),
            "share": share(done, run.found),
            "counts": [
                (files_of(run, outcome__exact=outcome), count, label)
                for outcome, count, label in outcomes(counts)
            ],
            "files": files_of(run),
            **doubts_of(run),
            "refused": refused(run),
            "figures": figures(run),
            "recurring": recurring(run),
            "report_endings": [ending.removeprefix(".") for ending in FORMS],
            # What was undone is looked through by nobody; what was found out before goes on to be told.
            "measured": found if found.ticked or not run.undone_at else None,
            "rates": rates(found),
            "uploads": [str(upload) for upload in run.uploads.all()],
            "carried_out": run.accepted_in.order_by("pk").values_list("pk", flat=True).last(),
            "may_bring_in": self.has_add_permission(request),
            "may_add_up": request.user.has_perm("articles.change_importedfile"),
        }
        return TemplateResponse(request, "admin/articles/importrun/run.html", context)

    def progress_view(self, request, pk):
        """What a page that watches a run asks for every few seconds."""
        answer = self.progress(self.visible(request, pk))
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})

    def progress(self, run):
        """How far a run is, in numbers and words."""
        counts = counted(run)
        done = sum(counts.values())
        return {
            "state": state(run, timezone.now()),
            "done": done,
            "found": known(run, done),
            "told": how_far(run, done),
            "outcomes": [(label, count) for _, count, label in outcomes(counts)],
        }

    def report_view(self, request, pk, ending):
        """A row for each file, as the command's report has it. Never shown in place: it quotes what came in."""
        run = self.visible(request, pk)
        if f".{ending}" not in FORMS:
            raise Http404(f"No report ends in .{ending}.")
        response = StreamingHttpResponse(report_of(run, f".{ending}"), content_type=CONTENT[ending])
        response.headers["Content-Disposition"] = f'attachment; filename="run-{run.pk}.{ending}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response

    @posted_from("importrun_change")
    def add_up_view(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perm("articles.change_importedfile"):
            raise PermissionDenied
        add_up(run)
        tell(request, "Added up anew, from the files as they stand.")
        return HttpResponseRedirect(page_of(run))

    def visible(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(ImportRun.objects.select_related("accepts"), pk=number(pk))


def state(run, now):
    """What a run is at: ``done``, ``working``, ``waits`` where what was dropped for it does, or ``cut`` where it was
    stopped, or fell silent without an end.
    """
    if run.finished_at:
        return "done"
    if run.busy_until and run.busy_until > now:
        return "working"
    if "dropped" in run.options:
        return "waits"
    # After its last batch it is added up, as it is, too, when somebody stops it.
    is_fresh = not run.summary and now - (run.active_at or run.started_at) < LONGEST
    return "working" if is_fresh else "cut"


def counted(run):
    """Outcomes with their number of files: as the run says or, where it was cut off before it did, by its files."""
    if run.counts:
        return run.counts
    rows = run.files.order_by().values("outcome").annotate(files=Count("pk"))
    return {row["outcome"]: row["files"] for row in rows}


def known(run, done):
    """How many files a run has; None where nobody knows, as while there is more in a file of many stories than was read
    of it so far.
    """
    return run.found if run.finished_at or done < (run.found or 0) else None


def how_far(run, done):
    """Outcomes of those that are known of. Each story of a file of several has one, and is known once that is read."""
    in_parts = told_by(run).get("in_parts")
    found = known(run, done)
    if run.files.exclude(part="").exists() if in_parts is None else in_parts:
        noun = "stories and other files"
    else:
        noun = "file" if (found or done) == 1 else "files"
    return f"{done:,} of {found:,} {noun}" if found else f"{done:,} {noun}"


def outcomes(counts):
    """Outcome, number of files and label, of those outcomes that there were."""
    labels = [(outcome.value, counts.get(outcome.value, 0), outcome.label.lower()) for outcome in Outcome]
    return [row for row in labels if row[1]]


def options(run):
    """How the run was called, an option and its values at a time, apart from what the page says anyway."""
    given = [
        (name, value) for name, value in run.options.items() if name not in ("paths", "collection", FAULTS)
    ]
    given = [(name, len(value) if name == TRIED else value) for name, value in given]
    return [(name.replace("_", " ").capitalize(), "yes" if value is True else value) for name, value in given]


def refused(run):
    """The first files that were refused, by their paths."""
    pks = told_by(run).get("refused")
    asked = {"outcome": Outcome.REFUSED} if pks is None else {"pk__in": pks}
    return run.files.filter(**asked).order_by("path", "pk").only("path", "sentence", "run")[:REFUSED]


def doubts_of(run):
    """For each kind of doubt in how many files it is, and in how many still open, with one of them as it is put; and
    how many files have open ones. Of very many open ones the first are counted.

    What is not open any more is told by the summary, where there is one.
    """
    rows, most = Doubt.objects.open().of_run(run).order_by(), first_doubts.LOOKED_AT
    found = list(rows.values_list("code", "file", "pk")[: most + 1])
    is_cut, some = len(found) > most, found[:most]
    still_open = Counter(code for code, _ in {(code, file) for code, file, _ in some})
    kept = told_by(run).get("codes")
    codes = {code: (files, example) for code, files, example in (by_code(run) if kept is None else kept)}
    for code, _, pk in some:
        codes.setdefault(code, (still_open[code], pk))
    doubts = Doubt.objects.only("sentence").in_bulk([example for _, example in codes.values()])
    told = [
        {
            "code": code,
            "words": doubt_words(code),
            "files": max(files, still_open[code]),
            "open": Tally(still_open[code], is_cut=is_cut),
            "example": doubts[example].sentence if example in doubts else "",
        }
        for code, (files, example) in codes.items()
    ]
    told.sort(key=lambda row: (-row["files"], row["code"]))
    return {"codes": told, "doubtful": Tally(len({file for _, file, _ in some}), is_cut=is_cut)}
