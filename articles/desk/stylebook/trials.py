"""A rule tried over all stories from its page, piece by piece: what it would find is shown before it goes live."""

import time

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import styling
from articles.desk.base import refuse
from articles.desk.numbers import number
from articles.models import Story, StyleRule, StyleTrial
from articles.rules import Refused

STORIES = 25
GOING = "style-trial"
"""Under which the session keeps which trial this account is at: only there it goes on by itself."""


class TrialPages:
    """Of the style book's admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/trial/", wrap(self.trial_view), name="articles_stylerule_trial"),
            *super().get_urls(),
        ]

    def trial_view(self, request, pk):
        """What a rule would find; by POST one piece more, or with ``anew`` from the first story on."""
        if not request.user.has_perms(["articles.view_stylerule", "articles.view_story"]):
            raise PermissionDenied
        rule = get_object_or_404(StyleRule.objects.select_related("section"), pk=pk)
        trial = StyleTrial.objects.filter(rule=rule).first()
        if request.method == "POST":
            return self.tried_more(request, rule)
        is_of_now = trial is not None and trial.wording == rule.wording
        is_going = is_of_now and trial.done_at is None
        before = number(request.GET.get("before", ""))
        context = self.page(request, "What it would find") | {
            "rule": rule,
            "trial": trial if is_of_now else None,
            "is_outdated": trial is not None and not is_of_now,
            "is_going": is_going,
            "contradiction": styling.contradiction(rule) if rule.state == StyleRule.State.DRAFT else "",
            "goes_on": is_going and request.session.get(GOING) == trial.pk,
            "may_change": request.user.has_perm("articles.change_stylerule"),
            "before": before,
            **(_hits(request, trial, before) if is_of_now else {}),
        }
        if is_going:
            context["stories"] = max(trial.seen, Story.objects.count())
        return TemplateResponse(request, "admin/articles/stylerule/trial.html", context)

    def tried_more(self, request, rule):
        """One piece more of the trial of a rule as it is worded now, which begins where there is none."""
        who = {"by": request.user, "now": timezone.now()}
        trial = StyleTrial.objects.filter(rule=rule).first()
        try:
            is_of_now = trial is not None and trial.wording == rule.wording
            if not is_of_now or "anew" in request.POST:
                trial = styling.begin(rule, **who)
            trial = styling.go_on(trial, clock=time.monotonic, **who)
            request.session[GOING] = None if trial.done_at else trial.pk
        except Refused as refused:
            refuse(request, refused)
        return HttpResponseRedirect(reverse("admin:articles_stylerule_trial", args=[rule.pk]))


def _hits(request, trial, before):
    """The stories in which something was found, the latest first, from below a number; or one, with all its places."""
    count = trial.hits.count()
    if story := number(request.GET.get("story", "")):
        story = get_object_or_404(Story, pk=story)
        hit = styling.places_in(trial, story, now=timezone.now())
        return {"hits": [hit], "is_one": True, "hit_stories": count}
    rows = trial.hits.filter(story__lt=before) if before else trial.hits.all()
    shown = rows.select_related("story").only(
        "shown", "drafted", "examples", "trial", "story__headline", "story__slugline", "story__language"
    )
    found = list(shown[: STORIES + 1])
    older = found[STORIES - 1].story_id if len(found) > STORIES else None
    return {"hits": found[:STORIES], "older": older, "hit_stories": count}
