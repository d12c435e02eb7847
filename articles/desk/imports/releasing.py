"""The archive release of a run from its page: what would go out and what stays is said first, a year at a time or all.

It is released piece by piece, each a request. A script sends one after the other; without it a button does.
"""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import refuse, tell
from articles.desk.imports.pages import is_script, nothing_done
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.releasing import Release, go_on, to_release, waiting
from articles.models import Doubt, Stage
from articles.rules import Refused

RIGHT = "articles.release_archive"
KEPT = "releasing"
"""Where the session holds how far the release of a run is."""


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
        years = years_of(run)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Release run {run.pk}" + (f", {year}" if year else ""),
            "run": run,
            "year": year,
            "years": [row for row in years if row[0]],
            "undated": dict(years).get(None, 0),
            "all_years": sum(count for _, count in years),
            **_facts(run, year),
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
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Releasing run {run.pk}",
            "run": run,
            "year": done.year,
            "progress": _progress(run, done),
        }
        return TemplateResponse(request, "admin/articles/importrun/released.html", context)

    def release_more(self, request, run, done):
        done = done or Release(year=number(request.POST.get("year", "")) or None)
        try:
            is_last = go_on(run, done, by=request.user, now=timezone.now())
        except Refused as refused:
            if is_script(request):
                return JsonResponse({"problem": str(refused)} | _progress(run, done), status=409)
            refuse(request, refused)
            return HttpResponseRedirect(_page(run))
        _keep(request, run, None if is_last else done)
        if is_last:
            tell(request, " ".join(sentence.strip() for sentence in done.sentences()))
        if is_script(request):
            return JsonResponse(_progress(run, done, is_last=is_last))
        return HttpResponseRedirect(_page(run) if is_last else f"{_page(run, 'released')}#start")

    def releasable(self, request, pk):
        run = self.visible(request, pk)
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return run


def years_of(run):
    """Each year of which stories wait, and how many; None for those without a date, which come last."""
    rows = waiting(run).order_by().annotate(year=ExtractYear("published_at"))
    told = rows.values("year").annotate(count=Count("pk")).order_by(F("year").asc(nulls_last=True))
    return list(told.values_list("year", "count"))


def _facts(run, year):
    """How many wait, and the commonest reasons why some of them will stay. The whole of it is judged story by story."""
    is_doubtful = Exists(Doubt.objects.open().filter(story=OuterRef("pk")))
    reasons = {
        "doubtful": ("in open doubt", Q(is_doubtful=True)),
        "unnamed": ("with a provisional headline", Q(headline_is_provisional=True)),
        "undated": ("without a date", Q(published_at=None)),
        "moved": ("no drafts any more", ~Q(stage=Stage.DRAFT)),
    }
    rows = to_release(run, year).order_by().annotate(is_doubtful=is_doubtful)
    counts = {name: Count("pk", filter=those) for name, (_, those) in reasons.items()}
    stays = Q()
    for _, those in reasons.values():
        stays |= those
    told = rows.aggregate(count=Count("pk"), stay=Count("pk", filter=stays), **counts)
    why = [(told[name], words) for name, (words, _) in reasons.items() if told[name]]
    return {"count": told["count"], "go": told["count"] - told["stay"], "stay": told["stay"], "why": why}


def _page(run, name="change"):
    return reverse(f"admin:articles_importrun_{name}", args=[run.pk])


def _kept(request, pk):
    """What the release of the run came to until now, where this account is at it."""
    kept = request.session.get(KEPT)
    if not kept or kept["run"] != pk:
        return None
    return Release(kept["released"], Counter(kept["kept"]), remaining=kept["remaining"], year=kept["year"])


def _keep(request, run, done):
    """Note for the next piece how far this one came; nothing where it was the last."""
    if done is None:
        request.session.pop(KEPT, None)
        return
    told = {
        "released": done.released,
        "kept": dict(done.kept),
        "remaining": done.remaining,
        "year": done.year,
    }
    request.session[KEPT] = {"run": run.pk} | told


def _progress(run, done, *, is_last=False):
    """How far it is, in numbers and words."""
    stays = done.kept.total()
    through, found = done.released + stays, done.released + done.remaining
    outcomes = (("released", done.released), ("left", stays))
    return {
        "state": "done" if is_last else "waits",
        "done": through,
        "found": found,
        "told": f"{through:,} of {counted(found, 'story', 'stories')}",
        "outcomes": [row for row in outcomes if row[1]],
    }
