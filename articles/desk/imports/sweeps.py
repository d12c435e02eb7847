"""A rule carried out or taken back on the files that are here, a batch a request; and deleted, at once or after it."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import attempt, posted_from, refuse, tell
from articles.desk.imports.piecewise import keep, keep_going, next_of
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reviewing import ruling, sweeping
from articles.importing.reviewing.summing import add_up
from articles.models import ImportRun, LineRule
from articles.rules import Refused

ADDED_UP = 5_000
"""Files of a dry run, at most, whose figures are added up anew by themselves."""
COUNTED = ("alike", "changed", "touched", "refused")
WORK = "sweeping"


class SweepPages:
    """Of the rules' admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/carry-out/", wrap(self.carry_out_view), name="articles_linerule_carry_out"),
            path("<row:pk>/switch/", wrap(self.switch_view), name="articles_linerule_switch"),
            path("<row:pk>/remove/", wrap(self.remove_view), name="articles_linerule_remove"),
            *super().get_urls(),
        ]

    @posted_from("linerule_change")
    def carry_out_view(self, request, pk):
        """One batch of the files that have such a line, read again by the rules as they stand."""
        self.check_may(request, "change_linerule")
        rule = get_object_or_404(LineRule, pk=pk)
        try:
            work = next_of(request, WORK, pk) or _anew(number(request.POST.get("run", "")))
            run = dry_run(work["run"])
            rows = sweeping.held(rule.collection, run)
            done = sweeping.sweep(rule, rows, after=work["after"], by=request.user, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
            return to_rule(rule)
        work |= {name: work[name] + getattr(done, name) for name in COUNTED}
        if done.after:
            return keep_going(request, WORK, rule, work | {"after": done.after}, _page(rule))
        keep(request, WORK, rule, None)
        tell(request, _told(rule, work))
        if run:
            _add_up(run)
        if work["deletes"] and not rule.is_on:
            return self.remove_now(request, rule)
        return to_rule(rule, **({"run": run.pk} if run else {}))

    def remove_view(self, request, pk):
        """What deleting a rule means for the files that were read by it; by POST, done, now or after those."""
        self.check_may(request, "change_linerule")
        rule = get_object_or_404(LineRule, pk=pk)
        if request.method != "POST":
            context = self.page(request, "Delete a rule") | {"rule": rule}
            return TemplateResponse(request, "admin/articles/linerule/remove.html", context)
        if "files" not in request.POST:
            return self.remove_now(request, rule)
        ruling.switch(rule, is_on=False, by=request.user, now=timezone.now())
        return begin(request, rule, deletes=True)

    def remove_now(self, request, rule):
        ruling.remove(rule, by=request.user, now=timezone.now())
        tell(request, f"Deleted: {rule.name}")
        return HttpResponseRedirect(reverse("admin:articles_linerule_changelist"))

    @posted_from("linerule_change")
    def switch_view(self, request, pk):
        rule = get_object_or_404(LineRule, pk=pk)
        is_on = request.POST.get("is") == "on"
        done = (
            "Switched on: it holds from now on."
            if is_on
            else "Switched off: files that come are read without it."
        )
        is_done = attempt(
            request, lambda: ruling.switch(rule, is_on=is_on, by=request.user, now=timezone.now()), done
        )
        return begin(request, rule) if is_done and "files" in request.POST else to_rule(rule)


def begin(request, rule, *, run=None, deletes=False):
    """To the page of a rule, which goes through the files by itself: those of a dry ``run``, or all that were taken."""
    return keep_going(request, WORK, rule, _anew(run, deletes=deletes), _page(rule))


def _anew(run, *, deletes=False):
    """The work before its first batch. What ``deletes`` deletes its rule once all files are read again without it."""
    return {"after": 0, "run": run, "deletes": deletes} | dict.fromkeys(COUNTED, 0)


def dry_run(pk):
    return ImportRun.objects.filter(pk=number(pk), is_dry=True).defer("summary").first()


def _add_up(run):
    """Let the page of a dry run say what its files say now, unless they are so many that it takes long."""
    if run.files.count() <= ADDED_UP:
        add_up(run)


def _page(rule):
    return reverse("admin:articles_linerule_change", args=[rule.pk])


def to_rule(rule, **query):
    page = _page(rule)
    return HttpResponseRedirect(f"{page}?{urlencode(query)}" if query else page)


def _told(rule, done):
    verb = "Carried out" if rule.is_on else "Taken back"
    such = f"{counted(done['alike'], 'file has', 'files have')} such a line"
    said = f"{verb}: {such}, {done['changed']:,} read otherwise now."
    if done["touched"]:
        said += (
            f" {counted(done['touched'], 'story', 'stories')} left alone, since people have worked on them."
        )
    if done["refused"]:
        said += (
            f" {counted(done['refused'], 'file')} left as they were, since no story would be left of them."
        )
    return said
