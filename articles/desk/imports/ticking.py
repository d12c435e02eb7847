"""The sample of a run, one file at a time: the original beside its story, right or wrong by one key."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import attempt, posted_from
from articles.desk.imports.piecewise import page_of
from articles.desk.imports.sides import LARGE, sides
from articles.desk.numbers import number
from articles.importing.reading import rereading
from articles.importing.reviewing.sampling import measured, sample, tick

KEYS = (
    ("r", "right"), ("w", "wrong"), ("s", "skip"), ("b", "the file before"), ("o", "open the file"),
    ("?", "show these keys"),
)  # fmt: skip


class TickPages:
    """Of the runs' admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/tick/", wrap(self.tick_view), name="articles_importrun_tick"),
            path("<row:pk>/tick/<row:file>/", wrap(self.ticked_view), name="articles_importrun_ticked"),
            *super().get_urls(),
        ]

    def tick_view(self, request, pk):
        """The file at ``place`` in the sample, or the first that nobody has ticked."""
        run, pks = self.ticked_run(request, pk)
        said = {row.file_id: row for row in run.ticks.filter(file__in=pks)}
        place = number(request.GET.get("place", "")) or _next(pks, said, 0)
        if not 0 < place <= len(pks):
            return HttpResponseRedirect(page_of(run))
        file = run.files.select_related("run", "original", "story").get(pk=pks[place - 1])
        large = file.size > LARGE
        copy = None if large else rereading.again(file, now=timezone.now())
        found = measured(run, pks)
        context = {
            **self.page(request, f"Run {run.pk}: file {place} of {len(pks)}"),
            "run": run,
            "file": file,
            "tick": said.get(file.pk),
            "place": place,
            "size": len(pks),
            "skip": _next(pks, said, place) or None,
            "before": place - 1 or None,
            "measured": found,
            "rates": rates(found),
            "sides": sides(file, copy),
            "keys": KEYS,
        }
        return TemplateResponse(request, "admin/articles/importrun/tick.html", context)

    @posted_from("importrun_tick")
    def ticked_view(self, request, pk, file):
        run, pks = self.ticked_run(request, pk)
        row = get_object_or_404(run.files, pk=file)
        is_right, note = request.POST.get("is") == "right", request.POST.get("note", "")
        done = f"{row.path}: {'right' if is_right else 'wrong'}."
        attempt(
            request,
            lambda: tick(row, is_right=is_right, note=note, by=request.user, now=timezone.now()),
            done,
        )
        said = {*run.ticks.filter(file__in=pks).values_list("file", flat=True)}
        place = _next(pks, said, pks.index(file) + 1 if file in pks else 0)
        if not place:
            return HttpResponseRedirect(page_of(run))
        return HttpResponseRedirect(
            f"{reverse('admin:articles_importrun_tick', args=[run.pk])}?place={place}"
        )

    def ticked_run(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perm("articles.add_tick"):
            raise PermissionDenied
        return run, sample(run)


def rates(found):
    """The error rate with its margin, in per cent."""
    low, high = found.margin
    return {
        name: f"{value * 100:.1f}" for name, value in (("rate", found.rate), ("low", low), ("high", high))
    }


def _next(pks, said, place):
    """The next place, from 1, that nobody has ticked, going round at the end; 0 where all are ticked."""
    order = [*range(place + 1, len(pks) + 1), *range(1, place + 1)]
    return next((one for one in order if pks[one - 1] not in said), 0)
