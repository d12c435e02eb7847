"""All doubts that are like one: a sample of them, and all of them settled in one way, a batch a request."""

from urllib.parse import urlencode

from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import refuse, tell
from articles.desk.imports.giving import SWAPPED, nothing_held, readings, swap
from articles.desk.imports.kinds import doubt_words, shape_words
from articles.desk.imports.words import FIELDS, value_of
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reviewing.doubting import alike, settled_by
from articles.importing.reviewing.settling import begun, settle_alike
from articles.models import Doubt, Settlement

SAID = {
    Settlement.Way.CONFIRM: ("doubt", "confirmed"),
    Settlement.Way.SWAP: ("date", "swapped"),
}
"""What is said of those that were settled in a way."""
SAMPLE = 10


class AlikePages:
    """Of the doubts' admin."""

    def alike_view(self, request, pk):
        """A sample of the doubts like this one; by POST, all of them settled in one way, a batch a request."""
        self.admit(request)
        rows = Doubt.objects.select_related("file", "story")
        doubt = get_object_or_404(rows, pk=pk, story__isnull=False)
        rows = alike(doubt)
        if request.method == "POST":
            return self.settle(request, doubt)
        facts = rows.aggregate(count=Count("pk"), until=Max("pk"))
        some = list(rows.select_related("file", "story").defer("file__roles", "file__left_out")[:SAMPLE])
        context = self.page(request, f"{counted(facts['count'], 'doubt')} like this one") | facts
        context |= {
            "doubt": doubt,
            "nothing_held": nothing_held(doubt),
            "some": [
                {"doubt": row, "value": value_of(row.story, row.field), "other": _other(row)} for row in some
            ],
            "may_settle": settled_by(request.user, rows).exists(),
            "may_swap": doubt.code == SWAPPED and request.user.has_perm("articles.change_story"),
            "way": request.GET.get("way", ""),
            "field": FIELDS.get(doubt.field, ""),
            "kind": doubt_words(doubt.code),
            "shape": shape_words(doubt.file.shape),
            "done": number(request.GET.get("done", "")),
            "after": number(request.GET.get("after", "")),
            "settlement": number(request.GET.get("settlement", "")),
            "goes_on": "after" in request.GET and "until" in request.GET,
            "asked_until": number(request.GET.get("until", "")),
        }
        return TemplateResponse(request, "admin/articles/doubt/alike.html", context)

    def settle(self, request, doubt):
        sent = {name: number(request.POST.get(name, "")) for name in ("after", "until", "done", "settlement")}
        way, by, now = _way(request.POST, doubt), request.user, timezone.now()
        settlement = begun(sent["settlement"], doubt, way, by=by, now=now)
        act = _acts(by, now)[way]
        told = settle_alike(settlement, doubt, act, after=sent["after"], until=sent["until"], now=now)
        done, (what, settled) = sent["done"] + told.done, SAID[way]
        for reason, count in told.refused.items():
            refuse(request, f"{counted(count, what)} not {settled}: {reason}")
        if told.after is not None:
            more = {"after": told.after, "until": sent["until"], "done": done, "way": way.value}
            query = urlencode(more | {"settlement": settlement.pk or 0})
            return HttpResponseRedirect(f"{reverse('admin:articles_doubt_alike', args=[doubt.pk])}?{query}")
        if done:
            tell(request, f"{counted(done, what)} {settled}.")
        elif not told.refused:
            tell(request, "None of them was open any more.")
        query = {"run": doubt.file.run_id} | ({"settlement": settlement.pk} if settlement.pk else {})
        return HttpResponseRedirect(f"{reverse('admin:articles_doubt_queue')}?{urlencode(query)}")


def _way(sent, doubt):
    """The way that a form asks for, where such doubts can be settled in it."""
    is_swap = sent.get("way") == Settlement.Way.SWAP and doubt.code == SWAPPED
    return Settlement.Way.SWAP if is_swap else Settlement.Way.CONFIRM


def _acts(by, now):
    """What is done with each doubt, by the way it is settled: gives the revision that it makes, if any."""

    def confirmed(row):
        return drafting.confirm(row, revision=row.story.revision_number, by=by, now=now)

    def swapped(row):
        return swap(row, revision=row.story.revision_number, by=by, now=now).revision

    return {Settlement.Way.CONFIRM: confirmed, Settlement.Way.SWAP: swapped}


def _other(doubt):
    """The other reading of a date whose day and month could be swapped; "" for other doubts."""
    other = readings(doubt)[1] if doubt.code == SWAPPED else None
    return other.strftime("%d %b %Y") if other else ""
