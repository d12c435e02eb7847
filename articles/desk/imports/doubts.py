"""The queue of open doubts: one at a time with the lines that it is about."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import ReadOnlyAdmin, attempt, posted_from
from articles.desk.imports import first_doubts
from articles.desk.imports.alike import AlikePages
from articles.desk.imports.choices import choices, last_runs
from articles.desk.imports.first_doubts import First
from articles.desk.imports.giving import give, nothing_held, offered
from articles.desk.imports.kinds import DOUBTS, doubt_words, shape_words
from articles.desk.imports.sides import around
from articles.desk.imports.words import FIELDS, value_of
from articles.desk.numbers import number
from articles.desk.paging import Tally
from articles.importing.reviewing.doubting import alike, queue, settled_by
from articles.models import Doubt, Settlement
from articles.rules import Move, may

_LONGEST_TYPED = 500
PROPOSED = 3
ALIKE = 100
"""Those that are alike are counted no further."""
KEYS = (
    ("c", "confirm: it is right as it stands"), ("n", "the next doubt"), ("e", "edit the story"),
    ("o", "open the file"), ("a", "all that are like this one"), ("z", "take back what was confirmed last"),
    ("?", "show these keys"),
)  # fmt: skip


@admin.register(Doubt)
class DoubtAdmin(AlikePages, ReadOnlyAdmin):
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
        self.admit(request)
        asked = _asked(request.GET)
        rows = queue(**asked)
        mine, first = settled_by(request.user, rows), First.of(rows)
        count = first.tally()
        settled = count if mine is rows else first.tally(request.user)
        is_all = "others" in request.GET or not (settled or (count.is_cut and mine.exists()))
        chosen = rows if is_all else mine
        texts = chosen.select_related("file__original", "story").defer("file__left_out", "story__desk_notes")
        doubt = texts.filter(pk__gt=number(request.GET.get("after", ""))).first() or texts.first()
        context = self.page(request, "Open doubts") | {
            "doubt": doubt,
            "count": count if chosen is rows else settled,
            "others": count - settled,
            "may_be_others": count.is_cut and mine is not rows,
            "all_shown": chosen is rows,
            "asked": {name: value or "" for name, value in asked.items()},
            "choices": _choices(asked, request.user if chosen is mine else None, first),
            "query": _query(asked),
            "keys": KEYS,
        }
        if last := number(request.GET.get("confirmed", "")):
            context["confirmed"] = Doubt.objects.filter(pk=last, settled_by=request.user).first()
        if last := number(request.GET.get("settlement", "")):
            context["settlement"] = Settlement.objects.filter(pk=last).first()
        if doubt:
            context |= _facts(doubt, request.user)
            _, is_typed, typed = request.GET.get("typed", "").partition(f"{doubt.pk} ")
            if is_typed and context.get("to_give"):
                context["to_give"]["value"] = typed
        return TemplateResponse(request, "admin/articles/doubt/queue.html", context)

    @posted_from("doubt_queue", is_list=True)
    def confirm_view(self, request, pk):
        self.admit(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk)
        seen, now = number(request.POST.get("revision", "")), timezone.now()
        done = f"Confirmed: {doubt.sentence}"
        is_done = attempt(
            request, lambda: drafting.confirm(doubt, revision=seen, by=request.user, now=now), done
        )
        if is_done:
            return _to_queue(_asked(request.POST), after=doubt.pk, confirmed=doubt.pk)
        return _to_queue(_asked(request.POST), after=doubt.pk - 1)

    @posted_from("doubt_queue", is_list=True)
    def unconfirm_view(self, request, pk):
        """Open the doubt again that was confirmed last, and show it."""
        self.admit(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk)
        done = f"Open again: {doubt.sentence}"
        attempt(request, lambda: drafting.unconfirm(doubt, by=request.user, now=timezone.now()), done)
        return _to_queue(_asked(request.POST), after=doubt.pk - 1)

    @posted_from("doubt_queue", is_list=True)
    def give_view(self, request, pk):
        """Give the story the headline or the date that is in doubt: that settles it."""
        self.admit(request)
        doubt = get_object_or_404(Doubt.objects.select_related("story"), pk=pk, story__isnull=False)
        sent, seen = request.POST.get("value", ""), number(request.POST.get("revision", ""))
        done = f"Settled: {FIELDS.get(doubt.field, '')} given."
        now = timezone.now()
        if attempt(request, lambda: give(doubt, sent, revision=seen, by=request.user, now=now), done):
            return _to_queue(_asked(request.POST), after=doubt.pk)
        return _to_queue(
            _asked(request.POST), after=doubt.pk - 1, typed=f"{doubt.pk} {sent[:_LONGEST_TYPED]}"
        )

    def admit(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


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


def _choices(asked, user, first):
    """For each filter what there is to choose from, the others as they are: value, its words, number of open doubts, of
    those that ``user`` may settle, where one is given. And whether all are looked at: of very many, the ``first`` ones
    are, and of what may be among the others there is no number.
    """
    told = {"is_whole": True, "looked_at": first_doubts.LOOKED_AT}
    filters = (
        ("code", doubt_words, lambda: DOUBTS),
        ("run", "Run {}".format, last_runs),
        ("shape", shape_words, list),
    )
    for place, (name, words, others) in enumerate(filters):
        among = First.of(queue(**asked | {name: None})) if asked[name] else first
        told["is_whole"] &= not among.is_cut
        values = [row[place] for row in among.told(user)]
        found = choices(values, words, others, asked=asked[name], is_cut=among.is_cut)
        told[name] = [(str(value), *row) for value, *row in found]
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
        "alike": Tally.of(alike(doubt), ALIKE),
        "why_not": move.reason,
        "nothing_held": nothing_held(doubt),
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
