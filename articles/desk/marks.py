"""Marks on the pages that show a story's words: fetched with what may be done with each, and each act by POST."""

import re

from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from articles import proofing
from articles.desk import undoing
from articles.desk.base import refuse, tell
from articles.desk.numbers import number
from articles.desk.saved import lost
from articles.desk.words import counted
from articles.models import Mark
from articles.rules import Move, Refused, verdict

KINDS = {Mark.Kind.COMMENT: "comments", Mark.Kind.SUGGESTION: "suggestions", Mark.Kind.QUERY: "queries"}
_PLAIN = re.compile(r"[A-Za-z0-9_/?=&#-]*")
"""What an address of a story's page holds: no dots, by which one could climb out of it."""


def of_story(story, user, case):
    """All marks of a story with their replies, each with the ``acts`` that ``user`` may do with it."""
    comments, saves = (bool(verdict(move, case, user)) for move in (Move.COMMENT, Move.SAVE))
    marks = list(fetched(story).prefetch_related("replies"))
    for mark in marks:
        mark.acts = proofing.acts_of(mark, user, saves=saves, comments=comments)
        mark.asks_me = mark.to_id == user.pk and not mark.answered_at
        mark.reply_verb = "Answer" if mark.to_id and mark.author_id != user.pk else "Reply"
    return marks


def fetched(story):
    return (
        Mark.objects.filter(story=story)
        .select_related("link", "author")
        .annotate(revision_number=F("revision__number"), became_number=F("became__number"))
    )


def told(marks):
    """How many of each kind are open: "1 open comment", "2 open queries"."""
    return by_kind(marks, "open ") or ["Nothing is open"]


def by_kind(marks, how=""):
    """How many of each kind wait."""
    kinds = [mark.kind for mark in marks if not mark.resolved_at]
    return [
        counted(kinds.count(kind), f"{how}{kind}", f"{how}{many}")
        for kind, many in KINDS.items()
        if kind in kinds
    ]


def decided(marks):
    """The suggestions that can be accepted at once, and those that can be rejected, where either is more than one."""
    found = {act: [mark for mark in marks if act in mark.acts] for act in ("accept", "reject")}
    return {act: some for act, some in found.items() if len(some) > 1}


def act(request, story, pk, name):
    """Do one thing with one mark, and go back to where it was done."""
    mark = get_object_or_404(story.marks, pk=pk)
    if name not in _ACTS:
        raise Http404(f"Nobody can {name} a mark.")
    try:
        done = _ACTS[name](request, story, mark, {"by": request.user, "now": timezone.now()})
    except Refused as refused:
        refuse(request, refused)
        return HttpResponseRedirect(back(request, story, f"comment-{pk}"))
    tell(request, done)
    return HttpResponseRedirect(back(request, story, f"comment-{pk}" if name == "reply" else ""))


def act_on_all(request, story, name):
    """Accept or reject the suggestions that the page showed: none that came since."""
    if name not in _ALL:
        raise Http404(f"Nobody can {name} all marks.")
    shown = [number(pk) for pk in request.POST.getlist("mark")]
    decide, did = _ALL[name]
    try:
        taken = decide(story, story.marks.filter(pk__in=shown), by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
        return HttpResponseRedirect(back(request, story))
    if taken.done:
        story_now = taken.done[-1].story
        for kind, pk in _acts_of(taken.done):
            undoing.done(request, story, kind, pk)
        tell(request, f"{did} {counted(len(taken.done), 'suggestion')}.{lost(story, story_now)}")
    if taken.left:
        reasons = " ".join(dict.fromkeys(sentence for _, sentence in taken.left))
        refuse(request, f"Nothing was done about {counted(len(taken.left), 'suggestion')}. {reasons}")
    return HttpResponseRedirect(back(request, story))


def _acts_of(marks):
    """What was done with many suggestions, as acts to undo: a revision for all that it accepted, or each rejection."""
    made = sorted({mark.became.number for mark in marks if mark.became})
    rejected = [mark.pk for mark in marks if mark.outcome == Mark.Outcome.REJECTED]
    return [*(("revision", number) for number in made), *(("ended", pk) for pk in rejected)]


def back(request, story, fragment=""):
    """The page of this story from which something was sent, or that on which it is read; ``fragment`` goes before
    the one that the page gave.
    """
    page = reverse("admin:articles_story_read", args=[story.pk])
    given = request.POST.get("next", "")
    if not (given.startswith(page.removesuffix("read/")) and _PLAIN.fullmatch(given)):
        given = page
    return f"{given.partition('#')[0]}#{fragment}" if fragment else given


def _accept(request, story, mark, at):
    saved = proofing.accept(mark, revision=number(request.POST.get("revision", "")), **at)
    if saved.revision:
        undoing.done(request, story, "revision", saved.revision.number)
    else:
        return "Accepted. It makes no difference to the text as it is printed."
    return f"Accepted: saved as revision {saved.revision.number}.{lost(story, saved.story)}"


def _reject(request, story, mark, at):
    proofing.reject(mark, note=request.POST.get("note", ""), **at)
    undoing.done(request, story, "ended", mark.pk)
    return "Rejected: the text stays as it is."


def _reply(request, story, mark, at):
    proofing.reply(mark, note=request.POST.get("note", ""), **at)
    return "Answered." if mark.kind == Mark.Kind.QUERY else "Your reply stands below it."


def _resolve(request, story, mark, at):
    proofing.resolve(mark, **at)
    undoing.done(request, story, "ended", mark.pk)
    return "Resolved. It stays on record below the text."


def _withdraw(request, story, mark, at):
    proofing.withdraw(mark, **at)
    undoing.done(request, story, "ended", mark.pk)
    return "Taken back. It stays on record below the text."


_ACTS = {"accept": _accept, "reject": _reject, "reply": _reply, "resolve": _resolve, "withdraw": _withdraw}
_ALL = {"accept": (proofing.accept_all, "Accepted"), "reject": (proofing.reject_all, "Rejected")}
