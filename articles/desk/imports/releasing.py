"""The archive release of a run from its page, piece by piece: what would go out and what stays is said first, a year at
a time or all.
"""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.desk.base import nothing_done
from articles.desk.imports.kinds import doubt_words
from articles.desk.imports.piecewise import done_so_far, keep, kept, progress, stopped
from articles.desk.numbers import number
from articles.importing.releasing import Release, foresee, go_on, years_of
from articles.importing.reviewing.doubting import queue
from articles.rules import Refused

RIGHT = "articles.release_archive"
WORK = "releasing"
STAYS = {
    "doubtful": "in open doubt", "unnamed": "with a provisional headline", "undated": "without a date",
    "moved": "no drafts any more",
}  # fmt: skip
"""Why stories stay, as what is foreseen counts them."""


class ReleasePages:
    """Of the runs' admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/release/", wrap(self.release_view), name="articles_importrun_release"),
            path("<row:pk>/released/", wrap(self.released_view), name="articles_importrun_released"),
            *super().get_urls(),
        ]

    def release_view(self, request, pk):
        """What of a run waits, of one year or of all, and the button that releases it."""
        run = self.releasable(request, pk)
        year = number(request.GET.get("year", "")) or None
        years, told = years_of(run), foresee(run, year)
        context = {
            **self.page(request, f"Release run {run.pk}" + (f", {year}" if year else "")),
            "run": run,
            "year": year,
            "years": [row for row in years if row[0]],
            "undated": dict(years).get(None, 0),
            "dateless": _dateless(run),
            "all_years": sum(count for _, count in years),
            "told": told,
            "why": [(count, words) for name, words in STAYS.items() if (count := getattr(told, name))],
        }
        return TemplateResponse(request, "admin/articles/importrun/release.html", context)

    def released_view(self, request, pk):
        """How far the release of a run is, and by POST one more piece of it."""
        run, done = self.releasable(request, pk), _kept(request, pk)
        if request.method == "POST":
            return self.release_more(request, run, None if "start" in request.POST else done)
        if done is None:
            return nothing_done(request, "importrun_release", pk)
        context = {
            **self.page(request, f"Releasing run {run.pk}"),
            "run": run,
            "year": done.year,
            "progress": _progress(done),
        }
        return TemplateResponse(request, "admin/articles/importrun/released.html", context)

    def release_more(self, request, run, done):
        done = done or Release(year=number(request.POST.get("year", "")) or None)
        try:
            is_last = go_on(run, done, by=request.user, now=timezone.now())
        except Refused as refused:
            return stopped(request, run, refused, _progress(done))
        keep(request, WORK, run, None if is_last else _for_the_next(done))
        said = done.sentences() if is_last else []
        return done_so_far(request, run, "released", _progress(done, is_last=is_last), said)

    def releasable(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return run


def _dateless(run):
    """The kinds of open doubts about the dates of stories that wait and have none, each with how many there are."""
    rows = queue(run=run.pk).filter(field="published", story__published_at=None, story__editions=None)
    told = rows.order_by().values_list("code").annotate(count=Count("pk")).order_by("-count", "code")
    return [(code, doubt_words(code), count) for code, count in told]


def _kept(request, pk):
    """What the release of the run came to until now, where this account is at it."""
    if (told := kept(request, WORK, pk)) is None:
        return None
    return Release(told["released"], Counter(told["kept"]), remaining=told["remaining"], year=told["year"])


def _for_the_next(done):
    """How far this piece came, as the session keeps it."""
    return {
        "released": done.released,
        "kept": dict(done.kept),
        "remaining": done.remaining,
        "year": done.year,
    }


def _progress(done, *, is_last=False):
    stays = done.kept.total()
    outcomes = (("released", done.released), ("left", stays))
    state = "done" if is_last else "waits"
    return progress(state, done.released + stays, done.released + done.remaining, outcomes)
