"""Reading a story and saying something of it: its passages numbered, each mark beside the words that it is about."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import proofing
from articles.desk import marks, moves, undoing
from articles.desk.base import refuse, tell
from articles.desk.fields import lead_to_error
from articles.desk.numbers import number
from articles.desk.saying import MarkForm
from articles.desk.showing import Row, with_pictures
from articles.models import Mark, Topic
from articles.rules import Case, Move, Refused, verdict
from articles.text.marking import Range
from articles.text.places import passages

PANEL = 8
"""Comments that are shown beside the form; the page itself shows them all."""
SAID = {
    Mark.Kind.COMMENT: "Your comment stands beside the text.",
    Mark.Kind.SUGGESTION: "Your suggestion stands beside the text, until somebody accepts or rejects it.",
    Mark.Kind.QUERY: "Asked. The story cannot be signed off before there is an answer.",
}


def read(admin, request, story):
    """The text with its marks. POST adds one to the revision that the page showed."""
    revision, form = _form(request, story)
    if request.method == "POST" and (answer := _made(request, story, form)):
        return answer
    lead_to_error(form)
    return _page(admin, request, story, revision, form)


def say(request, story):
    """Write the mark that a form of the proof page describes: where that leads; or else the form, with what is wrong,
    for the text as it is now.
    """
    revision, form = _form(request, story)
    if answer := _made(request, story, form):
        return answer
    if not _is_latest(story, revision):
        form = MarkForm(request.POST, text=story.latest_revision().text(), story=story, user=request.user)
    lead_to_error(form)
    return form


def _form(request, story):
    seen = number(request.POST.get("revision", "")) if request.method == "POST" else story.revision_number
    revision = story.revisions.filter(number=seen).first() or story.latest_revision()
    asked = {"at": request.GET.get("at", ""), "kind": request.GET.get("kind", "")}
    data = request.POST if request.method == "POST" else None
    return revision, MarkForm(data, text=revision.text(), story=story, user=request.user, initial=asked)


def _made(request, story, form):
    """Where the page leads once the mark is written; None where there is none."""
    if not form.is_valid():
        return None
    seen = number(request.POST.get("revision", ""))
    try:
        mark = form.make(story, revision=seen, by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
        return None
    undoing.done(request, story, "mark", mark.pk)
    tell(request, SAID[mark.kind])
    return HttpResponseRedirect(marks.back(request, story, f"comment-{mark.pk}"))


def panel(story):
    """The open comments for beside the form: one query, and none where the story was counted to have none."""
    if getattr(story, "open_comments", None) == 0:
        return []
    return list(marks.fetched(story).open().order_by("-made_at", "-id")[: PANEL + 1])


def _page(admin, request, story, revision, form):
    now = timezone.now()
    case = Case(story, now)
    said = marks.of_story(story, request.user, case)
    rows, whole, gone = arranged(revision, [mark for mark in said if not mark.resolved_at])
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
        "open_told": marks.told(said),
        "decided": marks.decided(said),
        "resolved": [mark for mark in said if mark.resolved_at],
        "form": form,
        "picked": form.picked(form["at"].value() or ""),
        "picked_key": form["at"].value() or "",
        "reason": comments.reason,
        "may_say": bool(comments),
        "here": marks.back(request, story).partition("#")[0],
        "say_to": reverse("admin:articles_story_read", args=[story.pk]),
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


def arranged(revision, said):
    """The passages of a revision with the open marks on them; those on the whole; and those whose words are gone, of
    which no suggestion can be accepted.
    """
    rows, where = [Row(passage) for passage in passages(revision.text())], proofing.places(said, revision)
    by_place = {(row.passage.field, row.passage.block): row for row in rows}
    whole, gone = [], []
    for mark in said:
        if not mark.field:
            whole.append(mark)
        elif place := where[mark.pk]:
            found = Range(place.start or 0, place.end or 0, str(mark.pk))
            by_place[place.field, place.block].said.append((found, mark))
        else:
            mark.acts.discard("accept")
            gone.append(mark)
    return rows, whole, gone
