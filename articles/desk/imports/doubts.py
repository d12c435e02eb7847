"""The queue of open doubts: one at a time with the lines that it is about, and all that are alike at once."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import ReadOnlyAdmin, attempt, refuse, tell
from articles.desk.imports.giving import SWAPPED, give, offered, readings, swap
from articles.desk.imports.kinds import doubt_words, shape_words
from articles.desk.imports.pages import posted_from
from articles.desk.imports.sides import around
from articles.desk.imports.words import FIELDS, value_of
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reviewing.doubting import alike, queue, settle_alike, settled_by
from articles.models import Doubt
from articles.rules import Move, may

WAYS = {"confirm": (drafting.confirm, "doubt", "confirmed"), "swap": (swap, "date", "swapped")}
"""What is done with all doubts that are alike, and what is then said of them."""
SAMPLE = 10
_LONGEST_TYPED = 500
PROPOSED = 3
KEYS = (
    ("c", "confirm: it is right as it stands"), ("n", "the next doubt"), ("e", "edit the story"),
    ("o", "open the file"), ("a", "all that are like this one"), ("z", "take back what was confirmed last"),
    ("?", "show these keys"),
)  # fmt: skip


@admin.register(Doubt)
class DoubtAdmin(ReadOnlyAdmin):
    """Its list is the queue."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.queue_view), name="articles_doubt_queue"),
            path("", wrap(self.queue_view), name="articles_doubt_changelist"),
            path("<row:pk>/confirm/", wrap(self.confirm_view), name="articles_doubt_confirm"),
            path("<row:pk>/unconfirm/", wrap(self.unconfirm_view), name="articles_doubt_unconfirm"),
            path("<row:pk>/give/", wrap(self.give_view), name="articles_doubt_give"),
            path("<row:pk>/alike/", wrap(self.alike_view), name="articles_doubt_alike"),
        ]

    def queue_view(self, request):
        """The first open doubt after the one that was last looked at."""
        self._check(request)
        asked = _asked(request.GET)
        rows = queue(**asked)
        mine, count = settled_by(request.user, rows), rows.count()
        settled = mine.count()
        chosen = rows if "others" in request.GET or not settled else mine
        texts = chosen.select_related("file__original", "story").defer("file__left_out", "story__desk_notes")
        doubt = texts.filter(pk__gt=number(request.GET.get("after", ""))).first() or texts.first()
        context = self._page(request, "Open doubts") | {
            "doubt": doubt,
            "count": count if chosen is rows else settled,
            "others": count - settled,
            "all_shown": chosen is rows,
            "asked": {name: value or "" for name, value in asked.items()},
            "choices": _choices(asked),
            "query": _query(asked),
            "keys": KEYS,
        }
        if last := number(request.GET.get("confirmed", "")):
            context["confirmed"] = Doubt.objects.filter(pk=last, settled_by=request.user).first()
        if doubt:
            context |= _facts(doubt, request.user)
            _, is_typed, typed = request.GET.get("typed", "").partition(f"{doubt.pk} ")
            if is_typed and context.get("to_give"):
                context["to_give"]["value"] = typed
        return TemplateResponse(request, "admin/articles/doubt/queue.html", context)

    @posted_from("doubt_queue")
    def confirm_view(self, request, pk):
        self._check(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk)
        seen, now = number(request.POST.get("revision", "")), timezone.now()
        done = f"Confirmed: {doubt.sentence}"
        is_done = attempt(
            request, lambda: drafting.confirm(doubt, revision=seen, by=request.user, now=now), done
        )
        if is_done:
            return _to_queue(_asked(request.POST), after=doubt.pk, confirmed=doubt.pk)
        return _to_queue(_asked(request.POST), after=doubt.pk - 1)

    @posted_from("doubt_queue")
    def unconfirm_view(self, request, pk):
        """Open the doubt again that was confirmed last, and show it."""
        self._check(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk)
        done = f"Open again: {doubt.sentence}"
        attempt(request, lambda: drafting.unconfirm(doubt, by=request.user, now=timezone.now()), done)
        return _to_queue(_asked(request.POST), after=doubt.pk - 1)

    @posted_from("doubt_queue")
    def give_view(self, request, pk):
        """Give the story the headline or the date that is in doubt: that settles it."""
        self._check(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk, story__isnull=False)
        sent, seen = request.POST.get("value", ""), number(request.POST.get("revision", ""))
        done = f"Settled: {FIELDS.get(doubt.field, '')} given."
        now = timezone.now()
        if attempt(request, lambda: give(doubt, sent, revision=seen, by=request.user, now=now), done):
            return _to_queue(_asked(request.POST), after=doubt.pk)
        return _to_queue(
            _asked(request.POST), after=doubt.pk - 1, typed=f"{doubt.pk} {sent[:_LONGEST_TYPED]}"
        )

    def alike_view(self, request, pk):
        """A sample of the doubts like this one; by POST, all of them settled in one way, a batch a request."""
        self._check(request)
        rows = Doubt.objects.select_related("file", "story")
        doubt = get_object_or_404(rows, pk=pk, story__isnull=False)
        rows = alike(doubt)
        if request.method == "POST":
            return self._settle(request, doubt)
        facts = rows.aggregate(count=Count("pk"), until=Max("pk"))
        some = list(rows.select_related("file", "story").defer("file__roles", "file__left_out")[:SAMPLE])
        context = self._page(request, f"{counted(facts['count'], 'doubt')} like this one") | facts
        context |= {
            "doubt": doubt,
            "nothing_held": _nothing_held(doubt),
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
            "goes_on": "after" in request.GET and "until" in request.GET,
            "asked_until": number(request.GET.get("until", "")),
        }
        return TemplateResponse(request, "admin/articles/doubt/alike.html", context)

    def _settle(self, request, doubt):
        sent = {name: number(request.POST.get(name, "")) for name in ("after", "until", "done")}
        way = "swap" if request.POST.get("way") == "swap" and doubt.code == SWAPPED else "confirm"
        act, what, settled = WAYS[way]
        by, now = request.user, timezone.now()
        told = settle_alike(
            doubt,
            lambda row: act(row, revision=row.story.revision_number, by=by, now=now),
            after=sent["after"],
            until=sent["until"],
        )
        done = sent["done"] + told.done
        for reason, count in told.refused.items():
            refuse(request, f"{counted(count, what)} not {settled}: {reason}")
        if told.after is None:
            if done or not told.refused:
                tell(
                    request,
                    f"{counted(done, what)} {settled}." if done else "None of them was open any more.",
                )
            return _to_queue({"run": doubt.file.run_id})
        query = urlencode({"after": told.after, "until": sent["until"], "done": done, "way": way})
        return HttpResponseRedirect(f"{reverse('admin:articles_doubt_alike', args=[doubt.pk])}?{query}")

    def _check(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(self, request, title):
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title}


def _asked(sent):
    """The filters that an address or a form names."""
    return {
        "run": number(sent.get("run", "")) or None,
        "code": sent.get("code", ""),
        "shape": sent.get("shape", ""),
    }


def _query(asked):
    return urlencode({name: value for name, value in asked.items() if value})


def _to_queue(asked, **more):
    return HttpResponseRedirect(f"{reverse('admin:articles_doubt_queue')}?{_query(asked | more)}")


def _choices(asked):
    """For each filter what there is to choose from, the others as they are: value, its words, number of open doubts."""
    told = {}
    filters = (
        ("code", "code", doubt_words),
        ("run", "file__run", "Run {}".format),
        ("shape", "file__shape", shape_words),
    )
    for name, column, words in filters:
        rows = queue(**asked | {name: None}).order_by().values_list(column).annotate(count=Count("pk"))
        found = rows.order_by("-count", column)[:100]
        told[name] = [(str(value), words(value), count) for value, count in found if value]
    return told


def _facts(doubt, user):
    story = doubt.story
    now = timezone.now()
    move = may(Move.CONFIRM, story, user, now)
    return {
        "field": FIELDS.get(doubt.field, ""),
        "shape": shape_words(doubt.file.shape),
        "value": value_of(story, doubt.field),
        "lines": around(doubt.file, doubt.line),
        "alike": alike(doubt).count(),
        "why_not": move.reason,
        "nothing_held": _nothing_held(doubt),
        **_answers(doubt, user, now),
    }


def _answers(doubt, user, now):
    """What settles a doubt other than confirming it, for who may change its story: a value that is given, or that
    another file proposes."""
    if not may(Move.SAVE, doubt.story, user, now):
        return {}
    rows = (
        doubt.story.proposals.open().filter(field=doubt.field).select_related("file") if doubt.field else ()
    )
    return {"to_give": offered(doubt), "proposed": list(rows[:PROPOSED])}


def _other(doubt):
    """The other reading of a date whose day and month could be swapped; "" for other doubts."""
    other = readings(doubt)[1] if doubt.code == SWAPPED else None
    return other.strftime("%d %b %Y") if other else ""


def _nothing_held(doubt):
    """Whether there is nothing to confirm: a date that is missing is given, or read in another line."""
    return doubt.field == "published" and not doubt.story.published_at
