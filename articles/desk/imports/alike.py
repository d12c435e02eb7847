"""All doubts that are like one: a sample of them, and all of them settled in one way, a batch a request."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import refuse, tell
from articles.desk.imports.giving import SWAPPED, day_of, give_day, nothing_held, readings, swap
from articles.desk.imports.kinds import doubt_words, shape_words
from articles.desk.imports.piecewise import going_on, keep, keep_going, next_of
from articles.desk.imports.words import FIELDS, value_of
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reviewing.doubting import Scope, alike, folder_of, settled_by
from articles.importing.reviewing.settling import begun, settle_all
from articles.importing.reviewing.sweeping import touched
from articles.models import Doubt, Settlement
from articles.rules import Refused
from articles.text.calendars import spoken

Way = Settlement.Way
SAID = {Way.CONFIRM: ("doubt", "confirmed"), Way.SWAP: ("date", "swapped"), Way.GIVE: ("date", "given")}
"""What is said of those that were settled in a way."""
SAMPLE = 10
_LONGEST_TYPED = 20
WORK = "settling"


class AlikePages:
    """Of the doubts' admin."""

    def alike_view(self, request, pk):
        """A sample of the doubts like this one; by POST, all of them settled in one way, a batch a request."""
        self.admit(request)
        rows = Doubt.objects.select_related("file", "story")
        doubt = get_object_or_404(rows, pk=pk, story__isnull=False)
        if request.method == "POST":
            return self.settle(request, doubt)
        work = going_on(request, WORK, pk)
        scope = _scope(work or request.GET, doubt)
        rows = alike(doubt, scope)
        facts = rows.aggregate(count=Count("pk"), until=Max("pk"))
        may_change = request.user.has_perm("articles.change_story")
        context = self.page(request, f"{counted(facts['count'], 'doubt')} like this one") | facts
        context |= {
            "doubt": doubt,
            "nothing_held": nothing_held(doubt),
            "some": _sample(rows),
            "scope": scope.value,
            "scopes": _scopes(doubt),
            "folder": folder_of(doubt).rstrip("/"),
            "may_settle": settled_by(request.user, rows).exists(),
            "may_swap": doubt.code == SWAPPED and may_change,
            "may_give": doubt.field == "published" and may_change,
            "date": request.GET.get("date", "")[:_LONGEST_TYPED],
            "field": FIELDS.get(doubt.field, ""),
            "kind": doubt_words(doubt.code),
            "shape": shape_words(doubt.file.shape),
            "goes_on": work,
        }
        if context["may_give"] and context["date"]:
            context["given"] = _given(rows, context["date"], timezone.now())
        return TemplateResponse(request, "admin/articles/doubt/alike.html", context)

    def settle(self, request, doubt):
        """The first batch of what a form asks for, or the next of what this account is at."""
        page = reverse("admin:articles_doubt_alike", args=[doubt.pk])
        try:
            work = next_of(request, WORK, doubt.pk) or _asked(request.POST, doubt, timezone.now())
        except Refused as refused:
            refuse(request, refused)
            return HttpResponseRedirect(f"{page}?{urlencode({'of': _scope(request.POST, doubt).value})}")
        return self.settle_more(request, doubt, work, page)

    def settle_more(self, request, doubt, work, page):
        """One batch of ``work``, as ``_asked`` gives it."""
        by, now, way, until = request.user, timezone.now(), Way(work["way"]), work["until"]
        day = date.fromisoformat(work["date"]) if work["date"] else None
        settlement = begun(work["settlement"], doubt, way, day=day, by=by, now=now)
        rows, act = alike(doubt, _scope(work, doubt)), _act(way, day, by, now)
        theirs = touched(rows.filter(pk__lte=until)) if day else Doubt.objects.none()
        some = rows.exclude(pk__in=theirs.values("pk"))
        told = settle_all(settlement, some, act, after=work["after"], until=until, now=now)
        done, (what, settled) = work["done"] + told.done, SAID[way]
        for reason, count in told.refused.items():
            refuse(request, f"{counted(count, what)} not {settled}: {reason}")
        if told.after is not None:
            so_far = {"after": told.after, "done": done, "settlement": settlement.pk or 0}
            return keep_going(request, WORK, doubt, work | so_far, page)
        keep(request, WORK, doubt, None)
        left = _stories(theirs)
        if done or left:
            skipped = f" {counted(left, 'story', 'stories')} left: people have worked on {_them(left)}."
            tell(request, f"{counted(done, what)} {settled}.{skipped if left else ''}")
        elif not told.refused:
            tell(request, "None of them was open any more.")
        query = {"run": doubt.file.run_id} | ({"settlement": settlement.pk} if settlement.pk else {})
        return HttpResponseRedirect(f"{reverse('admin:articles_doubt_queue')}?{urlencode(query)}")


def _asked(sent, doubt, now):
    """The work that a form asks for, before its first batch. Raises Refused for a way or a date that cannot be."""
    way = _way(sent, doubt)
    return {
        "of": _scope(sent, doubt).value,
        "until": number(sent.get("until", "")),
        "way": way.value,
        "date": str(day_of(sent.get("date", ""), now)) if way == Way.GIVE else "",
        "after": 0,
        "done": 0,
        "settlement": 0,
    }


def _scope(sent, doubt):
    """The files that an address or a form means; those of one shape, where it does not say."""
    asked = sent.get("of", "")
    return Scope(asked) if asked in _scopes_of(doubt) else Scope.SHAPE


def _scopes_of(doubt):
    return [scope for scope in Scope if scope != Scope.FOLDER or folder_of(doubt)]


def _scopes(doubt):
    """The files that can be meant, each with how many doubts are in them."""
    words = {
        Scope.SHAPE: "Laid out like it",
        Scope.FOLDER: f"In {folder_of(doubt)}",
        Scope.RUN: f"All of run {doubt.file.run_id}",
    }
    return [(scope.value, words[scope], alike(doubt, scope).count()) for scope in _scopes_of(doubt)]


def _way(sent, doubt):
    """The way that a form asks for. Raises Refused where such doubts are not settled in it."""
    ways = [Way.CONFIRM]
    if doubt.code == SWAPPED:
        ways.append(Way.SWAP)
    if doubt.field == "published":
        ways.append(Way.GIVE)
    if (asked := sent.get("way", "")) not in ways:
        raise Refused("Such doubts are not settled so: choose what to do on this page.")
    return Way(asked)


def _act(way, day, by, now):
    """What is done with each doubt: gives the revision that it makes, if any."""

    def confirmed(row):
        return drafting.confirm(row, revision=row.story.revision_number, by=by, now=now)

    def swapped(row):
        return swap(row, revision=row.story.revision_number, by=by, now=now).revision

    def given(row):
        return give_day(row, day, by=by, now=now)

    return {Way.CONFIRM: confirmed, Way.SWAP: swapped, Way.GIVE: given}[way]


def _given(rows, value, now):
    """What giving the date ``value`` to all would do: how many get it, how many are left, and some before and after."""
    try:
        day = day_of(value, now)
    except Refused as refused:
        return {"problem": str(refused)}
    theirs = touched(rows)
    some = rows.exclude(pk__in=theirs.values("pk"))
    words = spoken(day)
    shown = [
        # Of a story that has this day already, the hour stays.
        row | {"after": row["value"] if row["value"].startswith(words) else words}
        for row in _sample(some)
    ]
    return {"day": day, "words": words, "count": _stories(some), "left": _stories(theirs), "shown": shown}


def _stories(doubts):
    """How many stories some doubts are about: one may have several."""
    return doubts.order_by().values("story").distinct().count()


def _sample(rows):
    """Some doubts, with what their stories say, and what they would where day and month change places."""
    some = rows.select_related("file", "story").defer("file__roles", "file__left_out")[:SAMPLE]
    return [{"doubt": row, "value": value_of(row.story, row.field), "other": _other(row)} for row in some]


def _other(doubt):
    """The other reading of a date whose day and month could be swapped; "" for other doubts."""
    other = readings(doubt)[1] if doubt.code == SWAPPED else None
    return spoken(other) if other else ""


def _them(count):
    return "it" if count == 1 else "them"
