"""Reading a story and commenting on it: its passages numbered, each comment beside the words that it is about."""

from functools import partial

from django.db.models import F
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import proofing
from articles.desk import moves
from articles.desk.base import attempt, refuse, tell
from articles.desk.numbers import number
from articles.desk.saying import CommentForm
from articles.desk.showing import Row, with_pictures
from articles.models import Mark, Topic
from articles.rules import Case, Move, Refused, verdict
from articles.text.marking import Range
from articles.text.places import passages

PANEL = 8
"""Comments that are shown beside the form; the page itself shows them all."""


def read(admin, request, story):
    """The text with its comments. POST adds one to the revision that the page showed."""
    seen = number(request.POST.get("revision", "")) if request.method == "POST" else story.revision_number
    revision = story.revisions.filter(number=seen).first() or story.latest_revision()
    text = revision.text()
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        text=text,
        initial={"at": request.GET.get("at", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            mark = proofing.comment(
                story,
                revision=seen,
                note=form.cleaned_data["note"],
                where=form.cleaned_data["where"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            refuse(request, refused)
        else:
            tell(request, "Your comment stands beside the text.")
            return HttpResponseRedirect(f"{_address(story)}#comment-{mark.pk}")
    return _page(admin, request, story, revision, form)


def resolve(request, story, pk):
    """Settle one comment, and go back to where the page was opened from."""
    mark = get_object_or_404(story.marks, pk=pk)
    resolved = partial(proofing.resolve, mark, by=request.user, now=timezone.now())
    attempt(request, resolved, "Resolved. It stays on record below the text.")
    return HttpResponseRedirect(_address(story))


def panel(story):
    """The open comments for beside the form: one query, and none where the story was counted to have none."""
    if getattr(story, "open_comments", None) == 0:
        return []
    return list(_marks(story).open().order_by("-made_at", "-id")[: PANEL + 1])


def _page(admin, request, story, revision, form):
    now = timezone.now()
    case = Case(story, now)
    marks = marks_of(story, case, request.user)
    rows, whole, gone = arranged(revision, [mark for mark in marks if not mark.resolved_at])
    comments = verdict(Move.COMMENT, case, request.user)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Read and comment",
        "subtitle": str(story),
        "story": story,
        "revision": revision,
        "rows": with_pictures(rows, revision),
        "topics": _topics(revision),
        "bar": moves.bar(story, request.user, now, case=case) if _is_latest(story, revision) else None,
        "whole": whole,
        "gone": gone,
        "open_count": sum(not mark.resolved_at for mark in marks),
        "resolved": [mark for mark in marks if mark.resolved_at],
        "form": form,
        "picked": form.picked(form["at"].value() or ""),
        "picked_key": form["at"].value() or "",
        "reason": comments.reason,
        "now": now,
    }
    return TemplateResponse(request, "admin/articles/story/comments.html", context)


def _is_latest(story, revision):
    """Moves are made with the text as it stands: who looks at another one has not read that."""
    return revision.number == story.revision_number


def _topics(revision):
    pks = revision.details["topics"]
    found = Topic.objects.in_bulk(pks) if pks else {}
    return [found[pk] for pk in pks if pk in found]


def marks_of(story, case, user):
    """All marks of a story, each with what ``user`` may do with it."""
    comments, saves = (bool(verdict(move, case, user)) for move in (Move.COMMENT, Move.SAVE))
    marks = list(_marks(story))
    for mark in marks:
        mark.acts = proofing.acts_of(mark, user, saves=saves, comments=comments)
    return marks


def arranged(revision, marks):
    """The passages of a revision with the marks on them; those on the whole; and those whose words are gone."""
    rows, where = [Row(passage) for passage in passages(revision.text())], proofing.places(marks, revision)
    by_place = {(row.passage.field, row.passage.block): row for row in rows}
    whole, gone = [], []
    for mark in marks:
        if not mark.field:
            whole.append(mark)
        elif place := where[mark.pk]:
            found = Range(place.start or 0, place.end or 0, str(mark.pk))
            by_place[place.field, place.block].said.append((found, mark))
        else:
            gone.append(mark)
    return rows, whole, gone


def _marks(story):
    return (
        Mark.objects.filter(story=story)
        .select_related("link", "author")
        .annotate(revision_number=F("revision__number"))
    )


def _address(story):
    return reverse("admin:articles_story_read", args=[story.pk])
